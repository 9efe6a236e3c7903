"""The day of the learner's real exam: set, moved and taken back by facts; the last one counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from math import inf, nextafter

from engine.records.facts import Fact

SUBJECT = "exam"
"""The subject of the facts that set the date; their detail is ``{"date": "2026-12-15"}``."""


def exam_date(facts: Iterable[Fact]) -> date | None:
    """Return the day that was set last, or None where none is set or it was taken back."""
    said = [fact for fact in facts if fact.kind == "exam_date"]
    return _day(max(said, key=lambda fact: fact.at).detail.get("date")) if said else None


def setting(
    chosen: date | None, facts: Iterable[Fact], *, learner: str, token: str, now: float
) -> Fact:
    """Return the fact that the date is set, or taken back (None).

    It is the last word on the date even where the clock was put back since the one before.
    """
    said = [fact.at for fact in facts if fact.kind == "exam_date"]
    return Fact(
        learner=learner,
        kind="exam_date",
        subject=SUBJECT,
        at=max([now, *(nextafter(at, inf) for at in said)]),
        occasion=token,
        detail={"date": chosen.isoformat() if chosen else None},
    )


def exam_at(facts: Iterable[Fact], *, now: float) -> float | None:
    """Return noon of that day in seconds since 1970 UTC, or None where it is not ahead."""
    day = exam_date(facts)
    at = noon(day) if day else now
    return at if at > now else None


def noon(day: date) -> float:
    """Return noon of a day in seconds since 1970 UTC: mid-morning in Canada.

    >>> noon(date(1970, 1, 2)) / 3600
    36.0
    """
    return datetime.combine(day, time(12), UTC).timestamp()


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None
