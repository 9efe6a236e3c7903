"""The date of the learner's exam: the last one set counts, and it can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from engine.records.facts import Fact
from engine.study.standing.exam_date import SUBJECT, exam_at, exam_date, noon, setting

DAY = date(2026, 12, 15)


def told(day: object, at: float) -> Fact:
    """Return the fact that a date was set."""
    detail = {"date": day}
    return Fact(
        learner="ann", kind="exam_date", subject=SUBJECT, occasion=f"{at}", at=at, detail=detail
    )


def test_the_last_date_counts_whatever_the_order_of_the_facts() -> None:
    """Set, moved and set again: what was said last is true."""
    facts = [told("2026-12-15", 2.0), told("2026-11-01", 1.0)]
    assert exam_date(facts) == exam_date(facts[::-1]) == DAY


def test_no_date_and_a_date_taken_back_are_the_same() -> None:
    """Nobody is counted down to an exam that was taken back."""
    assert exam_date([]) is None
    assert exam_date([told("2026-12-15", 1.0), told(None, 2.0)]) is None


@pytest.mark.parametrize("nonsense", ["soon", "2026-13-45", 7, "", ["2026-12-15"]])
def test_a_date_that_is_none_counts_as_none(nonsense: object) -> None:
    """Records brought from elsewhere may say anything."""
    assert exam_date([told(nonsense, 1.0)]) is None
    assert exam_at([told(nonsense, 1.0)], now=0.0) is None


def test_only_a_date_ahead_is_planned_towards() -> None:
    """From its noon on an exam is past."""
    facts = [told("2026-12-15", 1.0)]
    assert exam_at(facts, now=noon(DAY) - 1) == noon(DAY)
    assert exam_at(facts, now=noon(DAY)) is None
    assert exam_date(facts) == DAY


def test_the_date_set_now_counts_even_after_the_clock_was_put_back() -> None:
    """What was set while the clock was wrong does not stand for ever."""
    facts = [told("2026-12-15", 1e9)]
    for chosen in (date(2027, 1, 4), None, DAY):
        facts.append(setting(chosen, facts, learner="ann", token=f"{len(facts)}", now=5.0))
        assert exam_date(facts) == chosen
    assert setting(DAY, [], learner="ann", token="a", now=5.0).at == 5.0
