"""One text in a piece of YAML: how far it goes, whether it breaks YAML, and the same in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from engine.study.writing.brackets import quote_end
from engine.study.writing.yaml_events import HASH, is_comment

GROUPS = ("right", "wrong", "traps", "vars", "lint", "options", "choices")
"""Keys under which every line is a text of the author's own."""
RESERVED = tuple("*&!%@`|>#{}[],\"'")
"""Signs that YAML keeps for itself at the beginning of a text."""
COLON = re.compile(r":(?=\s|$)")
_A_KEY = re.compile(r"^(?:- +)?[a-z_]+\s*:(?:\s|$)")
_CLOSES = {"“": "”", "„": "“", "‘": "’", "«": "»"}
FARTHEST = 30
"""Rows that one text goes on for, at most."""


class Text(NamedTuple):
    """A text that may need quotes: its rows, and the column of the first where it begins."""

    first: int
    last: int
    column: int
    key_column: int
    group: str


def text_at(rows: list[str], number: int, column: int, key_column: int, group: str) -> Text:
    """Return the text that begins at a place: it goes on as long as rows are indented deeper."""
    last = number
    for next_row in range(number + 1, min(len(rows), number + FARTHEST)):
        row = rows[next_row]
        if not row.strip():
            continue
        if len(row) - len(row.lstrip(" ")) <= key_column:
            break
        last = next_row
    return Text(number, last, column, key_column, group)


def is_quoted(rows: list[str], text: Text) -> bool:
    """Return whether quotation marks hold the whole text, or are not closed at all."""
    whole = "\n".join([rows[text.first][text.column :], *rows[text.first + 1 : text.last + 1]])
    end = quote_end(whole, 0)
    if not end:
        return whole[0] == '"' or not whole[1:2].isalpha()
    rest = whole[end:].strip()
    return not rest or (rest.startswith("#") and whole[end : end + 1].isspace())


def trap(rows: list[str], text: Text) -> str:
    """Return the code of what breaks a text, or nothing."""
    parts = list(_parts(rows, text))
    if has_stray_key(rows, text) or _may_be_an_entry(rows, text):
        return ""
    first = parts[0]
    if first[0] in "\"'":
        return "prose-quote"
    if first in ("-", "?") or first.startswith((*RESERVED, "- ", "? ")):
        return "prose-hash" if first[0] == "#" else "prose-sign"
    if any(COLON.search(part) for part in parts):
        return "prose-colon"
    cut = any(part.startswith("#") for part in parts[1:]) or any(
        _hash_in(part, number < len(parts) - 1) for number, part in enumerate(parts)
    )
    return "prose-hash" if cut else ""


def _hash_in(part: str, goes_on: bool) -> bool:
    found = HASH.search(part)
    if found is None:
        return False
    return goes_on or not is_comment(part[: found.start()], found["space"], found["after"])


def _parts(rows: list[str], text: Text) -> Iterator[str]:
    yield rows[text.first][text.column :].strip()
    for row in rows[text.first + 1 : text.last + 1]:
        if row.strip():
            yield row.strip()


def has_stray_key(rows: list[str], text: Text) -> bool:
    """Return whether a key seems to stand deeper than it should: no text, but a slip."""
    below = rows[text.first + 1 : text.last + 1]
    return any(_A_KEY.match(row.strip()) for row in below)


def _may_be_an_entry(rows: list[str], text: Text) -> bool:
    """Return whether a deeper row among options could be an option of its own: nobody can tell."""
    if text.group not in GROUPS:
        return False
    parts = list(_parts(rows, text))
    return any(
        COLON.search(part) and part[0].isupper() and before[-1] in ".?!"
        for before, part in pairwise(parts)
    )


def quote(rows: list[str], text: Text) -> None:
    """Put a text in quotes; a comment after it stays outside, other quotes around it go."""
    begin, first = rows[text.first][: text.column], rows[text.first][text.column :]
    rows[text.first] = first
    for number in range(text.first, text.last + 1):
        indent = len(rows[number]) - len(rows[number].lstrip(" "))
        rows[number] = " " * indent + escaped(rows[number].strip())
    whole = [rows[text.first], rows[text.last]]
    closing = _CLOSES.get(whole[0][:1])
    if closing and whole[1].endswith(closing):
        rows[text.first] = rows[text.first][1:]
        rows[text.last] = rows[text.last][:-1]
    last, comment = _without_comment(rows[text.last])
    rows[text.last] = last
    rows[text.first] = f'{begin}"{rows[text.first].strip()}'
    rows[text.last] += f'"{comment}'


def _without_comment(row: str) -> tuple[str, str]:
    for found in HASH.finditer(row):
        if len(found["space"]) > 1 and found["after"] and row[: found.start()].strip():
            return row[: found.start()], row[found.start() :]
    return row, ""


def escaped(text: str) -> str:
    """Return a text as it stands between quotation marks."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
