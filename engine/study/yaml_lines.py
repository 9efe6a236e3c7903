"""YAML that remembers its lines: every scalar a string, every value with the line it stands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from engine.errors import Fault

Path = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Document:
    """The data of a file (maps, lists, strings), the line of every path in it, and its faults."""

    file: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

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
        node = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError, ValueError) as problem:
        if not _read_items(document, text):
            document.faults.append(_syntax_fault(file, problem))
        return document
    if node is not None:
        _convert_root(document, node)
    return document


def _read_items(document: Document, text: str) -> bool:
    """Read a broken file item by item; return whether that found what is broken."""
    rows = text.splitlines()
    starts = [number for number, row in enumerate(rows) if row.lstrip().startswith("- ")]
    if not starts:
        return False
    indent = len(rows[starts[0]]) - len(rows[starts[0]].lstrip())
    starts = [number for number in starts if rows[number].startswith(" " * indent + "- ")]
    head = "\n".join(rows[: starts[0]])
    pieces = [(head, 0)] + [
        ("\n".join(rows[start:end]), start)
        for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)
    ]
    found = len(document.faults)
    whole: dict[str, Any] = {}
    items: list[Any] = []
    list_name = "questions"
    for piece, start in pieces:
        part = Document(document.file)
        try:
            node = yaml.compose("\n" * start + piece, Loader=_LOADER)
        except (yaml.YAMLError, RecursionError, ValueError) as problem:
            document.faults.append(_syntax_fault(document.file, problem))
            continue
        if node is None:
            continue
        _convert_root(part, node)
        document.faults.extend(part.faults)
        if isinstance(part.data, dict):
            list_name = next((key for key, value in part.data.items() if not value), list_name)
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


def _syntax_fault(file: str, problem: Exception) -> Fault:
    mark = getattr(problem, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    said = str(getattr(problem, "problem", "") or problem).strip()
    for sign, message, remedy in _PROSE_TRAPS:
        if sign in said:
            return Fault(file=file, line=line, message=message, remedy=remedy)
    first = said.splitlines()[0] if said else "the YAML cannot be read"
    return Fault(
        file=file,
        line=line,
        message=f"not readable as YAML ({first})",
        remedy='put the text on this line, or the one before it, in "quotes"',
    )


_PROSE_TRAPS = (
    ("mapping values are not allowed", 'text contains ": "', 'put the text in "quotes"'),
    ("cannot start any token", "text starts with a reserved sign", 'put the text in "quotes"'),
    ("\\t", "a tab is used for indentation", "indent with spaces"),
    ("alias", 'text starts with "*" or "&"', 'put the text in "quotes"'),
    ("anchor", 'text starts with "*" or "&"', 'put the text in "quotes"'),
    ("recursion", "lists are nested too deeply", "write fewer levels"),
)


def _convert_root(document: Document, node: yaml.Node) -> None:
    try:
        document.data = _convert(document, node, (), set())
    except RecursionError:
        document.faults.append(_syntax_fault(document.file, RecursionError("recursion")))


def _convert(document: Document, node: yaml.Node, path: Path, seen: set[int]) -> Any:
    document.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if id(node) in seen:
        document.fault(path, "an alias repeats another part of the file", "write it out")
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [
            _convert(document, child, (*path, number), seen)
            for number, child in enumerate(node.value)
        ]
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            document.fault(path, "a key is not plain text", 'put the key in "quotes"')
            continue
        key = str(key_node.value)
        if key in mapping:
            line = key_node.start_mark.line + 1
            document.lines[(*path, key)] = line
            document.fault((*path, key), f'"{key}" is written twice', "keep one of the two")
            continue
        mapping[key] = _convert(document, value_node, (*path, key), seen)
        document.lines[(*path, key)] = key_node.start_mark.line + 1
    return mapping
