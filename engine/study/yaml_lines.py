"""YAML that remembers its lines: every scalar a string, every value with the line it stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from engine.errors import Fault

Path = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20
_CUT_OFF = re.compile(r"\s+#")


@dataclass
class Document:
    """The data of a file (maps, lists, strings), the line of every path in it, and its faults."""

    file: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    broken: bool = False
    """Whether the text as a whole is no YAML, so that parts of the data are missing."""
    start: int = 0
    """How many lines of the file stand above the text."""

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path, message: str, remedy: str) -> None:
        """Note an error at a path."""
        self.faults.append(
            Fault(
                file=self.file,
                line=self.line(path),
                field=field_name(path),
                message=message,
                remedy=remedy,
            )
        )


def field_name(path: Path) -> str:
    """Return a path as people count: from one.

    >>> field_name(("questions", 0, "wrong"))
    'questions › 1 › wrong'
    """
    return " › ".join(str(step + 1) if isinstance(step, int) else step for step in path)


def read_yaml(file: str, text: str) -> Document:
    """Return a document; syntax errors, double keys and aliases are faults in it, never raised.

    Where the text as a whole cannot be read, its list items are read one by one, so that one
    broken question costs only itself and every broken one is named.
    """
    document = Document(file)
    try:
        node = _compose(text)
    except (yaml.YAMLError, ValueError) as problem:
        document.broken = True
        if not _read_items(document, text):
            document.faults.append(_syntax_fault(document, text, problem))
        return document
    if node is not None:
        document.data = _convert(document, node, ())
    return document


def _compose(text: str) -> yaml.Node | None:
    """Return the tree of a text after a look at its events.

    Events need no recursion: the C composer overruns the stack on deep nesting, and it forgets
    anchors and tags, which in prose are lost words.
    """
    rows, depth = text.splitlines(), 0
    event: Any
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        said = "nested" if depth > _DEEPEST else _lost(event, rows)
        if said:
            raise yaml.MarkedYAMLError(problem=said, problem_mark=event.start_mark)
    return yaml.compose(text, Loader=_LOADER)


def _lost(event: yaml.Event, rows: list[str]) -> str:
    """Return what of a text YAML would take for its own and drop, or nothing."""
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "anchor"
    if getattr(event, "tag", None):
        return "tag"
    plain = isinstance(event, yaml.ScalarEvent) and not event.style
    end: Any = event.end_mark
    if plain and end.line < len(rows) and _CUT_OFF.match(rows[end.line][end.column :]):
        return "lost comment"
    return ""


def _read_items(document: Document, text: str) -> bool:
    """Read a broken file item by item; return whether that found what is broken."""
    rows = text.splitlines()
    first = next((n for n, row in enumerate(rows) if row.lstrip().startswith("- ")), None)
    if first is None:
        return False
    indent = len(rows[first]) - len(rows[first].lstrip())
    cuts = [0, *(n for n in range(first, len(rows)) if _begins(rows[n], indent))]
    pieces = [
        ("\n".join(rows[start:end]), start)
        for start, end in zip(cuts, [*cuts[1:], len(rows)], strict=True)
    ]
    found = len(document.faults)
    whole: dict[str, Any] = {}
    items: list[Any] = []
    list_name = "questions"
    for piece, start in pieces:
        part = Document(document.file, start=start)
        try:
            node = _compose(piece)
        except (yaml.YAMLError, ValueError) as problem:
            document.faults.append(_syntax_fault(part, piece, problem))
            if piece.lstrip().startswith("- "):
                items.append(None)
            continue
        if node is None:
            continue
        part.data = _convert(part, node, ())
        document.faults.extend(part.faults)
        if isinstance(part.data, dict):
            if not start:
                list_name = next(reversed(part.data), list_name)
            whole |= part.data
            document.lines |= part.lines
        elif isinstance(part.data, list) and part.data:
            place: Path = (list_name, len(items))
            document.lines |= {
                (*place, *path[1:]): line for path, line in part.lines.items() if path
            }
            items.append(part.data[0])
    document.data = {**whole, list_name: items}
    return len(document.faults) > found


def _begins(row: str, indent: int) -> bool:
    """Return whether a row begins an item, or stands outside the list."""
    inside = row[: len(row) - len(row.lstrip())]
    if len(inside) == indent and row.lstrip().startswith("- "):
        return True
    outside = len(inside) <= indent and "\t" not in inside
    return outside and bool(row.strip()) and not row.lstrip().startswith("#")


def _syntax_fault(document: Document, text: str, problem: Exception) -> Fault:
    file, above = document.file, document.start
    mark = getattr(problem, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    if isinstance(problem, yaml.reader.ReaderError):
        line = text[: problem.position].count("\n") + 1
    row = next(iter(text.splitlines()[line - 1 : line]), "")
    if "\t" in row[: len(row) - len(row.lstrip())]:
        return Fault(
            file=file,
            line=above + line,
            message="a tab is used for indentation",
            remedy="indent with spaces",
        )
    said = str(getattr(problem, "problem", "") or problem).strip()
    if mark and "mapping values" in said and _no_colon_above(text.splitlines(), mark):
        return Fault(
            file=file,
            line=above + line - 1,
            message='there is no ": " on this line',
            remedy="write a colon and a space after the option or the key",
        )
    for sign, message, remedy in _PROSE_TRAPS:
        if sign in said:
            return Fault(file=file, line=above + line, message=message, remedy=remedy)
    first = said.splitlines()[0] if said else "the YAML cannot be read"
    return Fault(
        file=file,
        line=above + line,
        message=f"not readable as YAML ({first})",
        remedy='put the text on this line, or the one before it, in "quotes"',
    )


def _no_colon_above(rows: list[str], mark: Any) -> bool:
    """Return whether the parser stumbled over a good row because the one above has no colon."""
    above = rows[mark.line - 1] if mark.line else ":"
    return ": " not in rows[mark.line][: mark.column] and bool(above.strip()) and ":" not in above


_PROSE_TRAPS = (
    ("mapping values are not allowed", 'text contains ": "', 'put the text in "quotes"'),
    ("cannot start any token", "text starts with a reserved sign", 'put the text in "quotes"'),
    ("alias", 'text starts with "*" or "&"', 'put the text in "quotes"'),
    ("alphabetic or numeric", 'text starts with "*" or "&"', 'put the text in "quotes"'),
    ("tag", 'text starts with "!"', 'put the text in "quotes"'),
    (
        "lost comment",
        'text after "#" is lost',
        'put the text in "quotes", or a comment on a line of its own',
    ),
    ("nested", "lists are nested too deeply", "write fewer levels"),
    ("control characters", "the text holds a control character", "write this line anew"),
    ("anchor", 'text starts with "*" or "&"', 'put the text in "quotes"'),
)


def _convert(document: Document, node: yaml.Node, path: Path) -> Any:
    document.lines[path] = document.start + node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [
            _convert(document, child, (*path, number)) for number, child in enumerate(node.value)
        ]
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            document.fault(path, "a key is not plain text", 'put the key in "quotes"')
            continue
        key = str(key_node.value)
        if key in mapping:
            line = document.start + key_node.start_mark.line + 1
            document.lines[(*path, key)] = line
            document.fault((*path, key), f'"{key}" is written twice', "keep one of the two")
            continue
        mapping[key] = _convert(document, value_node, (*path, key))
        document.lines[(*path, key)] = document.start + key_node.start_mark.line + 1
    return mapping
