"""Row by row through a piece of YAML: which texts break it, and the same texts in quotes."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from engine.study.questions import Question
from engine.study.writing.brackets import OPEN, flow_end, quote_end
from engine.study.writing.prose import (
    COLON,
    FARTHEST,
    GROUPS,
    RESERVED,
    Text,
    escaped,
    has_stray_key,
    is_quoted,
    quote,
    text_at,
    trap,
)
from engine.study.writing.yaml_events import HASH, is_comment

_KEYS = frozenset(Question.model_fields) | {"questions"}
_WITH_ROWS_BELOW = ("right", "wrong", "order", "vars", "traps", "check", "hints")
_ROW = re.compile(r"^(?P<indent> *)(?P<dashes>(?:- +)*)(?P<rest>\S.*)$")
_NO_SPACE = re.compile(rf"^(?P<key>{'|'.join(sorted(_KEYS))}):(?=\S)")
_HEADER = re.compile(r"^[|>](?:[+-]?[1-9]?|[1-9][+-])\s*(?:#.*)?$")
_LONE_NAME = re.compile(r"^\{[^{}:,]*\}$")


class Repair(NamedTuple):
    """One change: its row (from 0), the code of its trap, what was wrong, and what to do."""

    row: int
    code: str
    message: str
    remedy: str


_REMEDY = 'it was read as one text; put it in "quotes"'
_REMEDIES = dict.fromkeys(
    ("right", "wrong", "traps"),
    "it was read as a text, a colon and its reason; write it on a line of its own below the key",
)
"""What is said of the texts that stand on the line of a key with texts and reasons below it."""
_MESSAGES = {
    "prose-colon": 'text contains ": "',
    "prose-sign": 'text starts with "{sign}", which YAML keeps for itself',
    "prose-hash": 'text after "#" would be lost as a comment',
    "prose-quote": "only a part of the text is in quotation marks",
}


def mended(rows: list[str]) -> tuple[list[str], list[Repair]]:
    """Return rows in which every text that breaks YAML stands in quotes, and what was changed.

    >>> mended(["ask: {n} calls"])[0]
    ['ask: "{n} calls"']
    """
    rows, repairs = list(rows), list[Repair]()
    parents: list[tuple[int, str]] = []
    number = 0
    while number < len(rows):
        number = _mend_row(rows, number, parents, repairs)
    return rows, repairs


def _mend_row(
    rows: list[str], number: int, parents: list[tuple[int, str]], repairs: list[Repair]
) -> int:
    """Mend what begins on a row; return the next row to look at."""
    found = _ROW.match(rows[number])
    if found is None or (found["rest"].startswith("#") and not found["dashes"]):
        return number + 1
    column = found.start("rest")
    while parents and parents[-1][0] >= column:
        parents.pop()
    group = parents[-1][1] if parents else ""
    if group not in GROUPS and _lacks_colon(rows, number, found["rest"], column):
        _insert_colon(rows, number, found["rest"].rstrip(), repairs)
    if group not in GROUPS and (glued := _NO_SPACE.match(found["rest"])):
        _insert_space(rows, number, column + len(glued["key"]) + 1, repairs)
    key, value_column = _key(rows[number], column)
    if key is None:
        outer = len(found["indent"])
        return _mend_text(rows, text_at(rows, number, column, outer, group), repairs)
    parents.append((column, key))
    value_column += _quote_key(rows, number, column, key, repairs)
    if value_column >= len(rows[number].rstrip()):
        return number + 1
    text = text_at(rows, number, value_column, column, group)
    return _mend_text(rows, text, repairs, remedy=_REMEDIES.get(key, _REMEDY))


def _insert_space(rows: list[str], number: int, place: int, repairs: list[Repair]) -> None:
    row = rows[number]
    rows[number] = f"{row[:place]} {row[place:]}"
    message = "there is no space after the colon"
    repairs.append(Repair(number, "colon-space", message, "it was read as one; type a space"))


def _lacks_colon(rows: list[str], number: int, rest: str, column: int) -> bool:
    """Return whether a row is nothing but a key that has rows below it, and lacks its colon."""
    if rest.strip() not in _WITH_ROWS_BELOW:
        return False
    below = next((row for row in islice(rows, number + 1, number + FARTHEST) if row.strip()), "")
    deeper = len(below) - len(below.lstrip()) > column
    return deeper or below.lstrip().startswith("- ")


def _insert_colon(rows: list[str], number: int, key: str, repairs: list[Repair]) -> None:
    rows[number] = f"{rows[number].rstrip()}:"
    message = f'there is no colon after "{key}"'
    repairs.append(Repair(number, "colon-space", message, "it was read with one; type a colon"))


def _key(row: str, column: int) -> tuple[str | None, int]:
    """Return the key that stands at a column, and where its value begins."""
    start = column
    if row[column] in "\"'":
        end = quote_end(row, column)
        start = end if end and COLON.match(row, end) else column
    elif row[column] in OPEN:
        end = flow_end([row], 0, column)[1]
        if not row[end:].strip() and end > column:
            return None, column
    colon = COLON.search(row, start)
    if colon is None or colon.start() == column or (row[column] in "\"'" and start == column):
        return None, column
    after = colon.end()
    return row[column : colon.start()], after + len(row[after:]) - len(row[after:].lstrip())


def _quote_key(rows: list[str], number: int, column: int, key: str, repairs: list[Repair]) -> int:
    """Put a key in quotes if it needs them; return by how much the row grew."""
    cut = any(not is_comment(key[: one.start()], " ", one["after"]) for one in HASH.finditer(key))
    if key[0] in "\"'" or not (key.startswith((*RESERVED, "? ")) or cut):
        return 0
    quoted = f'"{escaped(key)}"'
    rows[number] = rows[number][:column] + quoted + rows[number][column + len(key) :]
    code = "prose-hash" if cut and not key.startswith(RESERVED) else "prose-sign"
    repairs.append(Repair(number, code, _MESSAGES[code].format(sign=key[0]), _REMEDY))
    return len(quoted) - len(key)


def _mend_text(rows: list[str], text: Text, repairs: list[Repair], *, remedy: str = _REMEDY) -> int:
    value = rows[text.first][text.column :].strip()
    if _HEADER.match(value):
        return _after_block(rows, text)
    if value[0] in OPEN and not _LONE_NAME.match(value):
        end_row, end = flow_end(rows[: text.last + 1], text.first, text.column)
        rest = rows[end_row][end:].strip() if end_row >= 0 else "#"
        if not rest or rest.startswith("#"):
            return (end_row if end_row >= 0 else text.first) + 1
    if value[0] in "\"'" and is_quoted(rows, text):
        return text.last + 1
    code = trap(rows, text)
    if code:
        quote(rows, text)
        message = _MESSAGES[code].format(sign=value[0])
        said = remedy if code == "prose-colon" else _REMEDY
        repairs.append(Repair(text.first, code, message, said))
    return text.last + 1 if code or not has_stray_key(rows, text) else text.first + 1


def _after_block(rows: list[str], text: Text) -> int:
    for number in range(text.first + 1, len(rows)):
        row = rows[number]
        if row.strip() and len(row) - len(row.lstrip(" ")) <= text.key_column:
            return number
    return len(rows)
