"""A fact as a row, the same in every database, or the reason why it cannot be one."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from engine.errors import RecordsUnavailable
from engine.records.details import up_to_date
from engine.records.facts import Fact

LONGEST = 200
"""Characters in a learner, a subject or an occasion."""
LARGEST = 2_000_000
"""Characters that a detail may take as JSON."""
MODULUS = 2**61
"""Revisions are sums of weights modulo this, so that they fit a database's whole numbers."""

Row = dict[str, Any]


class FactRefused(RecordsUnavailable):
    """This fact can never be kept, however long one waits; the message says why."""


def row_of(fact: Fact) -> Row:
    """Return a fact as the columns of its row; raise FactRefused where none could hold it."""
    texts = {"learner": fact.learner, "subject": fact.subject, "occasion": fact.occasion}
    for name, text in texts.items():
        _check_text(name, text)
    if not isinstance(fact.at, int | float) or not math.isfinite(fact.at):
        raise FactRefused("its time is not a number of seconds")
    return {
        "id": fact.id,
        "at": float(fact.at),
        "kind": fact.kind,
        "detail": json.loads(_json(fact)),
        **texts,
    }


def _check_text(name: str, text: str) -> None:
    if len(text) > LONGEST:
        raise FactRefused(f"its {name} is longer than {LONGEST} characters")
    if "\0" in text or not _encodable(text):
        raise FactRefused(f"its {name} has a character in it that no database keeps")


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeError:
        return False
    return True


def _json(fact: Fact) -> str:
    try:
        text = json.dumps(dict(fact.detail), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as problem:
        raise FactRefused("its detail is not made of plain values") from problem
    if len(text) > LARGEST:
        raise FactRefused(f"its detail is larger than {LARGEST:,} characters")
    return text


def fact_in(row: Mapping[Any, Any]) -> Fact:
    """Return the fact that a row holds; the row may have other columns too."""
    return Fact(
        learner=row["learner"],
        kind=row["kind"],
        subject=row["subject"],
        at=row["at"],
        occasion=row["occasion"],
        detail=up_to_date(row["kind"], row["detail"]),
    )


def weight(rows: Iterable[Row]) -> int:
    """Return what rows add to the revision of their learner: the sum of their contents' hashes.

    A revision is therefore a name for a set of facts, in whatever order they came: equal sets have
    equal revisions, others differ but for a chance of one in 10¹⁸; no facts have the revision 0.
    """
    return sum(map(_weight, rows)) % MODULUS


def _weight(row: Row) -> int:
    told = json.dumps((row["id"], row["at"], row["detail"]), sort_keys=True)
    return int.from_bytes(hashlib.sha256(told.encode()).digest()[:7]) + 1
