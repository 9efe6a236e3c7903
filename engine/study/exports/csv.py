"""A table for spreadsheets, one row a question."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from engine.study.exports._entry import Entry, entries
from engine.study.exports._markup import clean, number
from engine.study.questions import Question

TITLE = "CSV"
SUFFIX = ".csv"
MIME = "text/csv"

_COLUMNS = """
id version status kind level topic objective lesson tags question right wrong steps answer unit
tolerance reasons hints why source
"""
COLUMNS = _COLUMNS.split()
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export(questions: Sequence[Question], *, title: str, seed: str, at: float = 0.0) -> bytes:
    """Return the questions as UTF-8 with a byte order mark, which spreadsheets ask for.

    Several texts in one cell stand on lines of their own. A cell that a spreadsheet would take for
    a formula begins with an apostrophe. A table has no place for the title.
    """
    del title, at
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    rows.writerows(map(_row, entries(questions, seed)))
    return table.getvalue().encode("utf-8-sig")


def _row(entry: Entry) -> list[str]:
    question, seen = entry.question, entry.shown
    right = next((one for one in entry.numbers if one.right), None)
    cells = {
        **question.model_dump(include={"id", "status", "level", "topic", "objective"}),
        "version": question.version,
        "kind": question.kind,
        "lesson": question.lesson,
        "tags": ", ".join(question.tags),
        "question": seen.ask,
        "right": _lines(option.text for option in seen.options if option.right),
        "wrong": _lines(option.text for option in seen.options if not option.right),
        "steps": _lines(seen.right_order),
        "answer": number(right.value) if right else "",
        "unit": question.key.unit if right else "",
        "tolerance": number(right.tolerance) if right else "",
        "reasons": _lines(f"{text}: {why}" for text, why in _reasons(entry) if why),
        "hints": _lines(seen.hints),
        "why": seen.why,
        "source": question.source,
    }
    return [safe(str(cells[name] or "")) for name in COLUMNS]


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> safe("=HYPERLINK(1)"), safe("−5 shares"), safe("-5")
    ("'=HYPERLINK(1)", '−5 shares', "'-5")
    """
    return f"'{clean(cell)}" if cell.startswith(_STARTS_A_FORMULA) else clean(cell)


def _reasons(entry: Entry) -> Iterable[tuple[str, str]]:
    if entry.numbers:
        key = entry.question.key
        return ((key.show(one.value), one.why) for one in entry.numbers if not one.right)
    return ((option.text, option.why) for option in entry.shown.options)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
