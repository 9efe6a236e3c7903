"""Settings of several forms as one flat set of names: read from an address, changed by controls."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from engine.controls import Number, controls
from engine.errors import InvalidInput

Form = TypeVar("Form")


@dataclass(frozen=True)
class Setting:
    """One number of one form: its name in the address, how it is shown, its default as shown."""

    name: str
    field: str
    number: Number
    default: float


@dataclass(frozen=True)
class Forms:
    """Forms whose numbers stand in one address.

    A number is called by its field; where an earlier form has that name, by its form's name too.
    """

    forms: Mapping[str, Any]

    @cached_property
    def settings(self) -> dict[str, dict[str, Setting]]:
        """Every setting by form and by name."""
        taken: set[str] = set()
        found: dict[str, dict[str, Setting]] = {}
        for form_name, form in self.forms.items():
            own = found[form_name] = {}
            for control in controls(form):
                name = control.name if control.name not in taken else f"{form_name}_{control.name}"
                taken.add(name)
                shown = control.number.show(control.default)
                own[name] = Setting(name, control.name, control.number, shown)
        return found

    @cached_property
    def all(self) -> dict[str, Setting]:
        """Every setting by its name."""
        return {name: one for own in self.settings.values() for name, one in own.items()}

    def make(self, form_name: str, shown: Mapping[str, float], **fixed: Any) -> Any:
        """Return a form made with the numbers shown, and with what is not a number."""
        own = self.settings[form_name].values()
        numbers = {one.field: one.number.read(shown.get(one.name, one.default)) for one in own}
        return self.forms[form_name](**{**numbers, **fixed})

    def read(self, asked: Mapping[str, str], notes: list[str]) -> dict[str, float]:
        """Return the numbers that differ from their defaults, and note what cannot be used."""
        return dict(self._usable(asked, notes))

    def _usable(self, asked: Mapping[str, str], notes: list[str]) -> Iterator[tuple[str, float]]:
        for name, one in self.all.items():
            if name not in asked:
                continue
            try:
                value = one.number.show(one.number.read(_number(asked[name])))
            except InvalidInput as problem:
                notes.append(f"{problem}, so {one.default:g} is used.")
            except ValueError:
                notes.append(
                    f'{one.number.label} needs a number, not "{asked[name][:20]}", '
                    f"so {one.default:g} is used."
                )
            else:
                if value != one.default:
                    yield name, value


def _number(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else math.nan
