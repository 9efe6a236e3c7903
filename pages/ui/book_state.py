"""The short-call book as the address says it: read with forgiveness, written exactly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.controls import Number, controls
from engine.errors import InvalidInput
from engine.exposure import notation
from engine.exposure.book import Book
from engine.instruments import kind_of
from engine.study.presets import FIGURES

CURVES = tuple(name for name in FIGURES if name not in ("delta", "gamma"))
NUMBERS = {
    "start": Number("The starting share price", 0.05, 100_000, unit="C$"),
    "spot": Number("The share price", 0.05, 100_000, unit="C$"),
    "shift": Number("The volatility shift", -100, 300, unit="points"),
    "days": Number("Days passed", 0, 1_825, unit="days"),
    "rate": Number("Rate", -10, 50, step=0.25, unit="%"),
    "yield": Number("Dividend yield", -10, 50, step=0.25, unit="%"),
}
DEFAULTS = {"start": 80.0, "spot": 80.0, "shift": 0.0, "days": 0.0, "rate": 3.0, "yield": 2.0}


@dataclass(frozen=True)
class BookState:
    """A book, the market it is looked at in (shown units), and the preset it came from."""

    book: Book = field(default_factory=Book)
    numbers: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULTS))
    show: tuple[str, ...] = ()
    preset: str = ""

    def shown(self) -> dict[str, Any]:
        """Return what the live book in the browser holds."""
        return {**self.numbers, "lines": lines_of(self.book), "show": list(self.show)}

    def address(self) -> dict[str, str]:
        """Return the query parameters from which ``read`` makes this state again."""
        numbers = {
            name: f"{value:.10g}"
            for name, value in self.numbers.items()
            if name != "start" and (name == "spot" or value != DEFAULTS[name])
        }
        if self.numbers["start"] != self.numbers["spot"]:
            numbers["start"] = f"{self.numbers['start']:.10g}"
        extras = {"show": "_".join(self.show), "preset": self.preset}
        book = {"book": notation.write(self.book) or "none"}
        return {**numbers, **{name: text for name, text in extras.items() if text}, **book}


def lines_of(book: Book) -> list[list[Any]]:
    """Return a book as the browser holds it: quantity, kind and the kind's fields as shown."""
    return [
        [
            position.quantity,
            kind_of(position.instrument),
            *(
                control.number.show(getattr(position.instrument, control.name))
                for control in controls(type(position.instrument))
            ),
        ]
        for position in book.positions
    ]


def read(
    parameters: Mapping[str, str], presets: Mapping[str, Mapping[str, str]]
) -> tuple[BookState, list[str]]:
    """Return the state that an address describes, and a sentence for each part that was no use.

    ``presets`` are addresses by name; the other parameters change the preset that is named.
    """
    notes: list[str] = []
    preset = parameters.get("preset", "")
    if preset and preset not in presets:
        known = ", ".join(presets)
        notes.append(f'There is no ready-made book "{preset[:40]}"; there are: {known}.')
        preset = ""
    fallback = next(iter(presets), "")
    base = presets.get(preset or ("" if "book" in parameters else fallback), {})
    asked = {**base, **parameters}
    numbers = _numbers(asked, notes)
    book = Book()
    if asked.get("book", "none") != "none":
        book, left_out = notation.read(asked["book"], on="share")
        notes += left_out
    show = tuple(name for name in asked.get("show", "").split("_") if name in CURVES)
    same = preset or ("" if "book" in parameters else fallback)
    return BookState(book, numbers, show, same), notes


def _numbers(asked: Mapping[str, str], notes: list[str]) -> dict[str, float]:
    numbers = dict(DEFAULTS)
    for name, number in NUMBERS.items():
        if name not in asked:
            continue
        try:
            value = float(asked[name])
            numbers[name] = number.read(value if math.isfinite(value) else math.nan)
        except InvalidInput as problem:
            notes.append(f"{problem}, so {numbers[name]:g} is used.")
        except ValueError:
            notes.append(
                f'{number.label} needs a number, not "{asked[name][:20]}", '
                f"so {numbers[name]:g} is used."
            )
    if "start" not in asked:
        numbers["start"] = numbers["spot"]
    return numbers


def from_browser(sent: Mapping[str, Any], presets: Mapping[str, Mapping[str, str]]) -> BookState:
    """Return the state that the live book sent on release, checked like an address."""
    lines = sent.get("lines", [])
    text = "~".join("_".join(map(_plain, line)) for line in lines if isinstance(line, list))
    parameters = {name: _plain(sent[name]) for name in NUMBERS if name in sent}
    parameters["book"] = text or "none"
    parameters["show"] = "_".join(map(str, sent.get("show", [])))
    state, _ = read(parameters, presets)
    preset = str(sent.get("preset", ""))
    return replace(state, preset=preset if preset in presets else "")


def _plain(value: Any) -> str:
    return f"{value:.10g}" if isinstance(value, int | float) else str(value)
