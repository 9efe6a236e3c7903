"""A file's lines as its author sees them, with every fault below the line that it is on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from engine.errors import Fault
from engine.study.writing.repair import with_plain_breaks
from pages.ui.bank.faults import SIGNS

AROUND = 2
"""Lines shown above and below one with a fault."""
MOST_LINES = 2_000
MOST_FAULTS = 60
LONGEST_LINE = 400
_WORD = re.compile(r"\w+|.")


class Line(NamedTuple):
    """One line with its number, from 1, and the faults on it."""

    number: int
    text: str
    faults: tuple[Fault, ...]


def excerpts(text: str, faults: Sequence[Fault]) -> list[list[Line]]:
    """Return the lines around each fault; excerpts that touch are one."""
    lines = _lines(text, faults)
    faulty = [line.number for line in lines if line.faults]
    near = {n for number in faulty for n in range(number - AROUND, number + AROUND + 1)}
    found: list[list[Line]] = []
    for line in lines:
        if line.number not in near:
            continue
        if found and found[-1][-1].number == line.number - 1:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def rows_of(text: str) -> list[str]:
    """Return the lines of a text as the loader counts them.

    >>> rows_of("a\\r\\nb\\u2028c\\n")
    ['a', 'b c']
    """
    rows = with_plain_breaks(text).split("\n")
    return rows if rows[-1] else rows[:-1]


def _lines(text: str, faults: Sequence[Fault]) -> list[Line]:
    """Return all lines; what is wrong with an empty text stands on a line of its own."""
    rows = rows_of(text) or [""] * bool(faults)
    on: dict[int, list[Fault]] = {}
    for fault in faults:
        on.setdefault(min(max(fault.line, 1), len(rows)), []).append(fault)
    return [Line(number, row, tuple(on.get(number, ()))) for number, row in enumerate(rows, 1)]


def html_of(text: str, faults: Sequence[Fault], *, whole: bool = False) -> str:
    """Return lines as HTML in which nothing that somebody wrote is more than text.

    Without ``whole``, only the lines around the faults; of very many, errors first.
    """
    told = sorted(faults, key=lambda fault: fault.severity != "error")[:MOST_FAULTS]
    parts = [_lines(text, told)] if whole else excerpts(text, told)
    return "".join(_table(lines[:MOST_LINES]) for lines in parts)


def _table(lines: Sequence[Line]) -> str:
    body = "".join(row for line in lines for row in _rows(line))
    label = f"Lines {lines[0].number} to {lines[-1].number}" if lines else "An empty file"
    return f'<table class="source" aria-label="{label}"><tbody>{body}</tbody></table>'


def _rows(line: Line) -> Iterator[str]:
    worst = min((fault.severity for fault in line.faults), default="")
    code = f"<code>{_code(line)}</code>"
    yield f'<tr class="{worst}"><th scope="row">{line.number}</th><td>{code}</td></tr>'
    for fault in line.faults:
        yield f'<tr class="said {fault.severity}"><td></td><td>{_said(fault)}</td></tr>'


def _code(line: Line) -> str:
    """Return a line's text, with the word that a fault's column points at marked."""
    column = next((fault.column for fault in line.faults if fault.column), 0)
    text = line.text[:LONGEST_LINE] + " …" * (len(line.text) > LONGEST_LINE)
    word = _WORD.match(line.text, column - 1) if 0 < column <= LONGEST_LINE else None
    if word is None:
        return escape(text) or " "
    begin, end = word.span()
    return f"{escape(text[:begin])}<mark>{escape(text[begin:end])}</mark>{escape(text[end:])}"


def _said(fault: Fault) -> str:
    field = f"{escape(fault.field)}: " if fault.field else ""
    code = f' <span class="code">{escape(fault.code)}</span>' if fault.code else ""
    return (
        f"<strong>{SIGNS[fault.severity]}</strong> {field}{escape(fault.message)}{code}"
        f"<br>To mend it: {escape(fault.remedy)}"
    )
