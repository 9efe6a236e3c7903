"""YAML taken in event by event: every scalar a string, every value with its place, no recursion.

Aliases, anchors and tags are no part of what people write here: in prose they are lost words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

Path = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20
_MOST_VALUES = 20_000
HASH = re.compile(r"(?P<space>\s+)#(?P<after>\s?)")


class Unreadable(Exception):
    """A text is no YAML that can be used: why, and the row and column (from 0) where it shows."""

    def __init__(self, said: str, row: int = 0, column: int = 0) -> None:
        super().__init__(said)
        self.said, self.row, self.column = said, row, column

    @property
    def hopeless(self) -> bool:
        """Whether no quotes would help."""
        return self.said in ("too many values", "nested", "control characters")


class Place(NamedTuple):
    """Where a value stands, and its key if it has one: rows and columns from 0."""

    row: int
    column: int
    key_row: int
    key_column: int


class Slip(NamedTuple):
    """What YAML reads without complaint, and not as its author meant it."""

    code: str
    row: int


@dataclass
class Tree:
    """What a text says (maps, lists, strings), where each value stands, and what was lost."""

    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    doubles: list[tuple[Path, int, int]] = field(default_factory=list)
    """Keys written twice: the path, the row of the first, the row of the second."""
    slips: list[Slip] = field(default_factory=list)


@dataclass
class _Open:
    """A map or a list that is being read; ``key`` waits for its value."""

    values: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    key_row: int = -1
    key_column: int = -1
    twice: bool = False


def tree_of(text: str) -> Tree:
    """Return what a text says; raises Unreadable.

    >>> tree_of("level: no\\nhints: [1:30, 0.30]").data
    {'level': 'no', 'hints': ['1:30', '0.30']}
    """
    return _Builder(text).built()


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._rows = text.split("\n") if "#" in text else []
        self._tree = Tree()
        self._open: list[_Open] = []
        self._values = 0
        self._documents = 0

    def built(self) -> Tree:
        for event in self._events():
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()
            elif isinstance(event, yaml.AliasEvent):
                raise _stop("anchor", event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise _stop("another document", event)
        return self._tree

    def _events(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self._text, Loader=_LOADER)
        except yaml.reader.ReaderError as problem:
            row = self._text[: problem.position].count("\n")
            raise Unreadable("control characters", row) from problem
        except yaml.MarkedYAMLError as problem:
            opened = re.search("flow|quoted", str(problem.context))
            mark = (problem.context_mark if opened else None) or problem.problem_mark
            row, column = (mark.line, mark.column) if mark else (0, 0)
            raise Unreadable(str(problem.problem or problem.context), row, column) from problem
        except (yaml.YAMLError, ValueError) as problem:
            raise Unreadable("control characters") from problem

    def _start(self, event: Any) -> None:
        if event.anchor or event.tag:
            raise _stop("anchor" if event.anchor else "tag", event)
        if len(self._open) >= _DEEPEST:
            raise _stop("nested", event)
        values: dict[str, Any] | list[Any] = {}
        if isinstance(event, yaml.SequenceStartEvent):
            values = []
        self._open.append(_Open(values, self._place(values, event)))

    def _scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            raise _stop("anchor" if event.anchor else "tag", event)
        around = self._open[-1] if self._open else None
        if around is not None and isinstance(around.values, dict) and around.key is None:
            self._key(around, event)
            return
        if self._rows and not event.style:
            self._look_for_comment(event)
        self._place(event.value, event)
        if around is not None and isinstance(around.values, dict):
            self._look_for_braces(around, event)

    def _key(self, around: _Open, event: Any) -> None:
        mark = event.start_mark
        around.key, around.key_row, around.key_column = event.value, mark.line, mark.column
        around.twice = event.value in around.values
        if around.twice:
            path = (*around.path, event.value)
            self._tree.doubles.append((path, self._tree.places[path].key_row, mark.line))

    def _place(self, value: Any, event: Any) -> Path:
        """Put a value where it belongs; return its path."""
        self._values += 1
        if self._values > _MOST_VALUES:
            raise _stop("too many values", event)
        row, column = event.start_mark.line, event.start_mark.column
        if not self._open:
            self._tree.data = value
            self._tree.places[()] = Place(row, column, -1, -1)
            return ()
        around = self._open[-1]
        if isinstance(around.values, list):
            path = (*around.path, len(around.values))
            around.values.append(value)
            self._tree.places[path] = Place(row, column, -1, -1)
            return path
        if around.key is None:
            raise _stop("complex key", event)
        path = (*around.path, around.key)
        if around.twice:
            path = (*path, "")
        else:
            around.values[around.key] = value
            self._tree.places[path] = Place(row, column, around.key_row, around.key_column)
        around.key = None
        return path

    def _look_for_comment(self, event: Any) -> None:
        """Note text that YAML drops as a comment where its author meant a part of the prose."""
        end = event.end_mark
        row = self._rows[end.line] if end.line < len(self._rows) else ""
        found = HASH.match(row, end.column)
        if found and not is_comment(event.value, found["space"], found["after"]):
            self._tree.slips.append(Slip("prose-hash", end.line))

    def _look_for_braces(self, around: _Open, event: Any) -> None:
        """Note ``why: {answer}``, which YAML takes for a map with one empty key."""
        if event.value or event.style or event.start_mark.index != event.end_mark.index:
            return
        if self._text[event.start_mark.index : event.start_mark.index + 1] == "}" and (
            len(around.values) == 1
        ):
            self._tree.slips.append(Slip("prose-sign", event.start_mark.line))


def is_comment(before: str, space: str, after: str) -> bool:
    """Return whether what follows a "#" is a comment: after one word, two spaces or a sentence.

    >>> is_comment("apply", " ", " "), is_comment("the", " ", ""), is_comment("item", " ", " ")
    (True, False, True)
    >>> is_comment("the item", " ", " "), is_comment("The item.", " ", " ")
    (False, True)
    """
    if not before.strip() or not after:
        return False
    one_word = len(before.split()) == 1
    return one_word or len(space) > 1 or before.rstrip()[-1] in ".?!;,)\"'”"


def _stop(said: str, event: Any) -> Unreadable:
    return Unreadable(said, event.start_mark.line, event.start_mark.column)
