"""Presets of the live book: a book to start from, and what to try on it, predicted first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, Field

from engine.errors import Fault
from engine.exposure import notation
from engine.pricing.market import DAYS_PER_YEAR
from engine.study.questions import Text
from engine.study.writing.files import Folder, Parsed
from engine.study.writing.filled_in import filled_in
from engine.study.writing.nearest import did_you_mean
from engine.study.writing.yaml_lines import Document

SETTINGS = ("book", "spot", "start", "shift", "days", "rate", "yield", "show")
DRAGS = ("spot", "shift", "days")
FIGURES = ("delta", "gamma", "vega", "theta", "profit")
_GOAL = re.compile(rf"^({'|'.join(DRAGS)}) to (-?\d+(?:\.\d+)?)$")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Try(BaseModel):
    """One experiment: a prediction, what to drag, and what is then to be seen.

    ``drag`` is "spot to 84", "shift to 5" (volatility points) or "days to 30". ``see`` may name
    figures of the book before and after the drag: {delta.before}, {gamma.now}...
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: Text
    right: Annotated[dict[Text, Text], Field(min_length=1, max_length=1)]
    wrong: Annotated[dict[Text, Text], Field(min_length=1, max_length=4)]
    drag: Annotated[Text, Field(pattern=_GOAL.pattern)]
    see: Text

    @property
    def goal(self) -> tuple[str, float]:
        """Return what to drag, and to which value."""
        what, _, value = self.drag.partition(" to ")
        return what, float(value)


class Preset(BaseModel):
    """A book as its address says it, with a sentence on why it is worth a look."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Text
    note: Text
    address: Text
    tries: tuple[Try, ...] = Field(default=(), alias="try")


@dataclass(frozen=True, eq=False)
class NamedPreset:
    """A preset and its name: the file's name without number and ending.

    Compared by identity: a file that changes makes a new one.
    """

    name: str
    file: str
    preset: Preset


def preset_folder(path: Path) -> Folder[NamedPreset | None]:
    """Return the folder that presets are read from, in the order of their numbers."""
    return Folder(path, ".yaml", parse, shown=f"{path.parent.name}/{path.name}")


def parse(file: str, text: str) -> Parsed[NamedPreset | None]:
    """Return the preset that a file's text describes, and every fault in it."""
    preset, document = filled_in(Preset, file, text)
    if preset is None:
        return Parsed(None, tuple(sorted(document.faults)))
    _check_address(document, preset)
    for number, one in enumerate(preset.tries):
        for placeholder in _PLACEHOLDER.findall(one.see):
            figure, _, when = placeholder.partition(".")
            if figure not in FIGURES or when not in ("before", "now"):
                document.fault(
                    ("try", number, "see"),
                    f"unknown figure {{{placeholder}}}",
                    f"use one of {', '.join(FIGURES)} with .before or .now",
                    code="unknown-figure",
                )
    name = file.rpartition("/")[2].removesuffix(".yaml").lstrip("0123456789-")
    return Parsed(NamedPreset(name, file, preset), tuple(sorted(document.faults)))


def _check_address(document: Document, preset: Preset) -> None:
    """Fault what the live book would leave out, and goals that nobody can drag to."""
    asked = dict(parse_qsl(preset.address.lstrip("?")))
    for name in asked.keys() - set(SETTINGS):
        remedy = f"use {', '.join(SETTINGS)}"
        document.fault(("address",), f'"{name}" means nothing here', remedy, code="address")
    book, left_out = notation.read(asked.get("book", ""), on="share")
    for sentence in left_out:
        remedy = "build it in the app and copy it anew"
        document.fault(("address",), sentence.rstrip("."), remedy, code="address")
    start = _number(asked.get("spot", "80"))
    if start is None:
        remedy = 'write it like "spot=80"'
        document.fault(("address",), "spot is not a number", remedy, code="address")
        return
    longest = max([0.0, *book.expiries()]) * DAYS_PER_YEAR
    reach = {"spot": (0.75 * start, 1.25 * start), "shift": (-20.0, 30.0), "days": (0.0, longest)}
    for number, one in enumerate(preset.tries):
        what, value = one.goal
        low, high = reach[what]
        if not low <= value <= high + 1e-9:
            message = f"nobody can drag {what} to {value:g}"
            remedy = f"choose {low:g} to {high:g}"
            document.fault(("try", number, "drag"), message, remedy, code="out-of-range")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def unknown_preset(lesson_file: str, line: int, name: str, known: list[str]) -> Fault:
    """Return the fault of a lesson that embeds a preset which is not there."""
    return Fault(
        file=lesson_file,
        line=line,
        message=f'there is no live book "{name}"',
        remedy=did_you_mean(name, known),
        code="unknown-live-book",
    )
