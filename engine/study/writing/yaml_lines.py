"""YAML that remembers its lines: every scalar a string, every value with the line it stands on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from engine.errors import Fault, Severity
from engine.study.writing import repair, syntax
from engine.study.writing.yaml_events import Path, Place, Tree, Unreadable, tree_of

__all__ = ["MOST_FAULTS", "Document", "Path", "read_yaml"]

MOST_FAULTS = 200
"""Letters about one file, errors before warnings. Whoever gets so many begins with the first."""


@dataclass
class Document:
    """The data of a file (maps, lists, strings), the place of every path in it, and its faults.

    ``broken`` says whether the text as a whole is no YAML, so that parts of the data are missing.
    """

    file: str
    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    broken: bool = False
    rows: list[str] = field(default_factory=list)
    mistaken: set[Path] = field(default_factory=set)
    """The paths of everything that is an error, with all that stands around them."""
    _children: dict[Path, list[Path]] = field(default_factory=dict)
    _linked: set[Path] = field(default_factory=set)
    _indexed: int = 0
    """How many places can be found by what stands around them."""

    def line(self, path: Path) -> int:
        """Return the line of a path (of its key, if it has one), or of the nearest around it."""
        place = self._place(path)
        return (place.row if place.key_row < 0 else place.key_row) + 1 if place else 1

    def column(self, path: Path, inside: int, *, of_key: bool = False) -> int:
        """Return the column in the file of a column inside a text (or key), both from 1.

        Where a text spreads over lines, or is written with signs of YAML, the one inside stays.
        """
        place = self.places.get(path)
        if place is None or not path:
            return inside
        text = path[-1] if of_key else self._value(path)
        row, column = place[2:] if of_key else place[:2]
        written = self.rows[row][column:] if 0 <= row < len(self.rows) else ""
        if not isinstance(text, str) or not text:
            return inside
        quoted = written[:1] in ("'", '"') and written[1:].startswith(text)
        return column + quoted + inside if quoted or written.startswith(text) else inside

    def lines_below(self, path: Path) -> list[str]:
        """Return the lines of a plain text that begins on a row below its key."""
        place = self.places.get(path)
        if place is None or place.key_row < 0 or place.row <= place.key_row:
            return []
        rows = self.rows[place.row :]
        ends = (n for n, row in enumerate(rows) if row.strip() and _indent(row) < place.column)
        return [row.strip() for row in rows[: next(ends, len(rows))] if row.strip()]

    def moved(self, old: Path, new: Path) -> None:
        """Let a path that was understood as another one keep its place, with all below it."""
        size = len(old)
        for path, place in self.below(old).items():
            there = (*new, *path[size:])
            if there not in self.places:
                self.places[there] = place
                self._link(there)
        if old in self.mistaken:  # An error marks all that stands around it too.
            self.mistaken |= {(*new, *path[size:]) for path in self.mistaken if path[:size] == old}

    def below(self, path: Path) -> dict[Path, Place]:
        """Return the places of a path and of all below it."""
        if self._indexed != len(self.places):
            for one in self.places:
                self._link(one)
            self._indexed = len(self.places)
        found: dict[Path, Place] = {}
        waiting = [path]
        while waiting:
            one = waiting.pop()
            if one in self.places:
                found[one] = self.places[one]
            waiting += self._children.get(one, ())
        return found

    def _link(self, path: Path) -> None:
        """Let a path be found below all that stands around it."""
        self._indexed = len(self.places)
        while path and path not in self._linked:
            self._linked.add(path)
            self._children.setdefault(path[:-1], []).append(path)
            path = path[:-1]

    def fault(
        self,
        path: Path,
        message: str,
        remedy: str,
        *,
        code: str = "not-usable",
        column: int = 0,
        line: int = 0,
        severity: Severity = "error",
    ) -> None:
        """Note what is wrong at a path.

        ``column`` counts from 1, and 0 is the whole line; ``line`` is the path's where left out.
        """
        if severity == "error":
            self.mistaken.update(path[:size] for size in range(len(path) + 1))
        fault = Fault(
            file=self.file,
            line=line or self.line(path),
            field=_field_name(path),
            message=message,
            remedy=remedy,
            severity=severity,
            code=code,
            column=column,
        )
        self.note(fault)

    def note(self, fault: Fault) -> None:
        """Keep a fault; of too many the errors come first, with a word on the rest."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)
            return
        room = [n for n in range(MOST_FAULTS) if self.faults[n].severity == "warning"]
        if fault.severity == "error" and room:
            left_out = self.faults.pop(room[-1])
            self.faults.insert(MOST_FAULTS - 1, fault)
            fault = left_out
        if len(self.faults) == MOST_FAULTS or (fault.severity == "error" and not self.full):
            self.faults[MOST_FAULTS:] = [_more(fault)]

    @property
    def full(self) -> bool:
        """Whether no more errors will be noted."""
        return any(more.severity == "error" for more in self.faults[MOST_FAULTS:])

    def _place(self, path: Path) -> Place | None:
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path)

    def _value(self, path: Path) -> Any:
        value = self.data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value


def _more(fault: Fault) -> Fault:
    """Return the word on faults that are not told, of which this is the first."""
    message = f"there are more {fault.severity}s than these"
    return replace(fault, message=message, remedy="mend these first", field="", column=0,
                   code="more-faults")  # fmt: skip


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _field_name(path: Path) -> str:
    """Return a path as people count: from one.

    >>> _field_name(("questions", 0, "wrong"))
    'questions › 1 › wrong'
    """
    return " › ".join(str(step + 1) if isinstance(step, int) else step for step in path)


def read_yaml(file: str, text: str) -> Document:
    """Return a document; what is wrong with the text is a fault in it, never raised.

    Prose that breaks YAML is read as it was meant, with a warning. Where the text as a whole
    cannot be read even so, its list items are read one by one, so that one broken question costs
    only itself and every broken one is named.
    """
    plain = repair.with_plain_breaks(text)
    document = Document(file, rows=plain.split("\n"))
    tree = repair.well_read(plain)
    if tree is None:
        tree = _repaired(document, plain)
    if tree is not None:
        document.data, document.places = tree.data, tree.places
        _note_doubles(document, tree)
    return document


def _repaired(document: Document, text: str) -> Tree | None:
    """Return what a text means; None where it is no YAML as a whole, and was read item by item."""
    fixed = repair.repaired(text)
    file = document.file
    for one in fixed.repairs:
        document.note(syntax.letter(file, one))
    try:
        return tree_of(fixed.text)
    except Unreadable as problem:
        document.broken = True
        if problem.said == "too many values" or not _read_items(document, fixed.text):
            document.note(syntax.fault(file, fixed.text.split("\n"), problem))
        return None


def _note_doubles(document: Document, tree: Tree, below: Path = (), start: int = 0) -> None:
    for path, first, second in tree.doubles:
        document.fault(
            (*below, *path),
            f'"{path[-1]}" is written twice, on lines {start + first + 1} and {start + second + 1}',
            "keep one of the two",
            code="double-key",
            line=start + second + 1,
        )


def _read_items(document: Document, text: str) -> bool:
    """Read a broken file item by item; return whether that found what is broken."""
    cut = list(repair.pieces(text.split("\n")))
    if len(cut) < 2 and not any(piece.is_item for piece in cut):
        return False
    whole: dict[str, Any] = {}
    items: list[Any] = []
    list_name, found = "questions", False
    for piece in cut:
        if document.full:
            break
        try:
            tree = tree_of(piece.text)
        except Unreadable as problem:
            found = True
            document.note(syntax.fault(document.file, piece.rows, problem, above=piece.start))
            items += [None] * piece.is_item
            continue
        if isinstance(tree.data, dict):
            if not piece.start:
                list_name = next(reversed(tree.data), list_name)
            whole |= tree.data
            _take_over(document, tree, piece.start, (), 0)
        elif isinstance(tree.data, list) and tree.data:
            _take_over(document, tree, piece.start, (list_name, len(items)), 1)
            items.append(tree.data[0])
    document.data = {**whole, list_name: items}
    return found


def _take_over(document: Document, tree: Tree, start: int, below: Path, cut: int) -> None:
    """Note places and double keys of a piece that begins ``start`` rows down, at another path."""
    for path, place in tree.places.items():
        if len(path) >= cut:
            key_row = place.key_row + start if place.key_row >= 0 else -1
            moved = place._replace(row=place.row + start, key_row=key_row)
            document.places[(*below, *path[cut:])] = moved
    doubles = [(path[cut:], first, second) for path, first, second in tree.doubles]
    _note_doubles(document, Tree(doubles=doubles), below, start)
