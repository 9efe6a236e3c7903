"""Cards of the sandbox: what an exit or a response is, what it does, and what it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from engine.study.questions import Text
from engine.study.writing.files import Folder, Parsed
from engine.study.writing.filled_in import filled_in


class Card(BaseModel):
    """One exit or response in words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Text
    does: Text
    leaves: Text


@dataclass(frozen=True, eq=False)
class NamedCard:
    """A card and its name, which is its file's: "exit-underlying"."""

    name: str
    file: str
    card: Card


def card_folder(path: Path) -> Folder[NamedCard | None]:
    """Return the folder that cards are read from."""
    return Folder(path, ".yaml", parse, shown=f"{path.parent.name}/{path.name}")


def parse(file: str, text: str) -> Parsed[NamedCard | None]:
    """Return the card that a file's text describes, and every fault in it."""
    card, document = filled_in(Card, file, text)
    name = file.rpartition("/")[2].removesuffix(".yaml")
    return Parsed(NamedCard(name, file, card) if card else None, tuple(sorted(document.faults)))
