"""Situations of the sandbox: a day or a book to start from, and what is to be found there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, Field

from engine.exposure import notation
from engine.study.questions import Text
from engine.study.writing.files import Folder, Parsed
from engine.study.writing.filled_in import filled_in
from engine.study.writing.yaml_lines import Document
from engine.study.writing.yaml_lines import Path as Place

Step = Literal["flow", "measure", "exits", "left", "day"]
STEPS: tuple[Step, ...] = get_args(Step)
"""The steps of the sandbox, as its address names them."""
_BOOKS = ("book", "hedge", "series")
_COPY = "copy it from the address bar, all that stands after the ?"


class Find(BaseModel):
    """A number that stands on the screen: at which step, what it is, and how it is written there.

    ``with`` are further parameters of the address, where the number shows only with them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    step: Step
    what: Text
    number: Text
    also: Text = Field(default="", alias="with")


class Situation(BaseModel):
    """An address of the sandbox, what to do there, and the numbers to look for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Text
    note: Text
    address: Text
    find: tuple[Find, ...] = ()


@dataclass(frozen=True, eq=False)
class NamedSituation:
    """A situation and its name: the file's name without number and ending.

    Compared by identity: a file that changes makes a new one.
    """

    name: str
    file: str
    situation: Situation

    @property
    def parameters(self) -> dict[str, str]:
        """The query parameters of its address."""
        return _parameters(self.situation.address)


def situation_folder(path: Path) -> Folder[NamedSituation | None]:
    """Return the folder that situations are read from, in the order of their numbers."""
    return Folder(path, ".yaml", parse, shown=f"{path.parent.name}/{path.name}")


def parse(file: str, text: str) -> Parsed[NamedSituation | None]:
    """Return the situation that a file's text describes, and every fault in it."""
    situation, document = filled_in(Situation, file, text)
    if situation is None:
        return Parsed(None, tuple(sorted(document.faults)))
    _check_address(document, ("address",), situation.address)
    for number, one in enumerate(situation.find):
        if one.also:
            _check_address(document, ("find", number, "with"), one.also)
    name = file.rpartition("/")[2].removesuffix(".yaml").lstrip("0123456789-")
    if not name:
        remedy = 'name it like "01-delta-hedge.yaml"'
        document.fault((), "the file's name has no word", remedy, code="file-name")
    return Parsed(NamedSituation(name, file, situation), tuple(sorted(document.faults)))


def _parameters(address: str) -> dict[str, str]:
    return dict(parse_qsl(address.lstrip("?")))


def _check_address(document: Document, place: Place, address: str) -> None:
    """Fault what the sandbox would not understand, or would leave out of a book."""
    pieces = address.lstrip("?").split("&")
    for piece in pieces:
        name, equals, value = piece.partition("=")
        if not (name and equals) or "=" in value:
            document.fault(place, f'"{piece}" is not a name, = and a value', _COPY, code="address")
    names = [piece.partition("=")[0] for piece in pieces]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        message, remedy = f'"{name}" stands there twice', "keep one of the two"
        document.fault(place, message, remedy, code="address")
    asked = _parameters(address)
    asked["series"] = "~".join(f"1_{one}" for one in asked.get("series", "").split("~") if one)
    for name in _BOOKS:
        text = asked.get(name, "")
        for sentence in notation.read(text if text != "none" else "")[1]:
            document.fault(place, f"{name}: {sentence.rstrip('.')}", _COPY, code="address")
