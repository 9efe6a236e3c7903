"""The signature is the form: annotations that say how a parameter is shown and asked for.

``strike: Annotated[float, Number("Strike", 1, 500, unit="C$")] = 80.0`` on a dataclass field or a
function parameter is all that a page needs to draw the control for it.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from engine.errors import InvalidInput


@dataclass(frozen=True)
class Number:
    """A number as a person sees it: label, range and step in shown units.

    ``scale`` is shown units per engine unit: 365 for years shown as days, 100 for a fraction shown
    as percent.
    """

    label: str
    low: float
    high: float
    step: float = 1.0
    unit: str = ""
    scale: float = 1.0

    def read(self, shown: float) -> float:
        """Turn a shown number into the engine's, or say why it cannot be used.

        >>> Number("Expiry", 0, 730, unit="days", scale=365).read(73)
        0.2
        """
        try:
            shown = float(shown)
        except OverflowError:
            shown = math.inf
        if not math.isfinite(shown) or not self.low <= shown <= self.high:
            unit = f" {self.unit}" if self.unit else ""
            raise InvalidInput(
                f"{self.label} {shown:g} is outside {self.low:g} to {self.high:g}{unit}"
            )
        return shown / self.scale

    def show(self, value: float) -> float:
        """Turn the engine's number into the shown one, free of the noise that scaling adds.

        >>> Number("Volatility", 0, 200, unit="%", scale=100).show(0.245)
        24.5
        """
        return round(value * self.scale, 6)


@dataclass(frozen=True)
class Control:
    """One parameter of a form: its name, how it is shown, and its default in engine units."""

    name: str
    number: Number
    default: float


def controls(form: Callable[..., Any]) -> tuple[Control, ...]:
    """Return the controls that a dataclass or function declares, in the order it declares them."""
    return _declared(form)


@cache
def _declared(form: Any) -> tuple[Control, ...]:
    hints = get_type_hints(form, include_extras=True)
    found = []
    for name, parameter in inspect.signature(form).parameters.items():
        number = _number(hints.get(name))
        if number is not None:
            if parameter.default is parameter.empty:
                raise TypeError(f"{form.__name__}: {name} is a control and needs a default")
            found.append(Control(name, number, float(parameter.default)))
    return tuple(found)


def read_settings(form: Callable[..., Any], shown: Mapping[str, Any]) -> dict[str, float]:
    """Turn a person's settings (shown units) into the arguments of ``form`` (engine units).

    Raises InvalidInput naming the first setting that is unknown, no number or out of range.
    """
    known = {control.name: control for control in controls(form)}
    settings = {}
    for name, value in shown.items():
        if name not in known:
            raise InvalidInput(f'unknown setting "{name}"; there are: {", ".join(known) or "none"}')
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InvalidInput(f'setting "{name}" needs a number, not "{value}"')
        settings[name] = known[name].number.read(value)
    return settings


def in_range(form: object) -> None:
    """Refuse a filled-in form one of whose numbers its own control could not show."""
    for control in controls(type(form)):
        control.number.read(control.number.show(getattr(form, control.name)))


def _number(hint: Any) -> Number | None:
    if get_origin(hint) is not Annotated:
        return None
    return next((extra for extra in get_args(hint)[1:] if isinstance(extra, Number)), None)
