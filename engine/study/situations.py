"""Situations of the sandbox: a day or a book to start from, and what is to be found there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, Field

from engine.study.files import Folder, Parsed
from engine.study.filled_in import filled_in
from engine.study.questions import Text

STEPS = ("flow", "measure", "exits", "left", "day")
"""The steps of the sandbox, as its address names them."""
_CONTENT = re.compile(r"[^=&?]+=[^=&]*(&[^=&?]+=[^=&]*)*")


class Find(BaseModel):
    """A number that stands on the screen: at which step, what it is, and how it is written there.

    ``with`` are further parameters of the address, where the number shows only with them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    step: Annotated[Text, Field(pattern=f"^({'|'.join(STEPS)})$")]
    what: Text
    number: Text
    also: Text = Field(default="", alias="with")


class Situation(BaseModel):
    """An address of the sandbox, what to do there, and the numbers to look for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Text
    note: Text
    address: Annotated[Text, Field(pattern=_CONTENT.pattern)]
    find: tuple[Find, ...] = ()


@dataclass(frozen=True, eq=False)
class NamedSituation:
    """A situation and its name: the file's name without number and ending."""

    name: str
    file: str
    situation: Situation

    @property
    def parameters(self) -> dict[str, str]:
        """The query parameters of its address."""
        return dict(parse_qsl(self.situation.address.lstrip("?")))


def situation_folder(path: Path) -> Folder[NamedSituation | None]:
    """Return the folder that situations are read from, in the order of their numbers."""
    return Folder(path, ".yaml", parse, shown=f"{path.parent.name}/{path.name}")


def parse(file: str, text: str) -> Parsed[NamedSituation | None]:
    """Return the situation that a file's text describes, and every fault in it."""
    situation, document = filled_in(Situation, file, text)
    name = file.rpartition("/")[2].removesuffix(".yaml").lstrip("0123456789-")
    named = NamedSituation(name, file, situation) if situation else None
    return Parsed(named, tuple(sorted(document.faults)))
