"""Coverage: what there is beside what a blueprint asks for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.exams.blueprints import Blueprint
from engine.study.exams.draw import draw
from engine.study.questions import Question
from engine.study.teaching.coverage import by_objective, counted, coverage
from tests.study.written import LAW

WORDS = ("delta", "gamma", "vega", "theta", "margin", "spread", "quote", "basis", "roll", "gap")


def question(place: int, objective: str, **more: Any) -> Question:
    """Return a question that is unlike the others."""
    word = WORDS[place % len(WORDS)]
    return Question(
        id=f"{objective.lower()}-{place}",
        ask=f"What of {word * 4} {chr(97 + place // 10) * 9} under {objective}?",
        right={f"{word.upper() * 3} it is": "So it is."},
        wrong={"No": "Not so.", "Never": "Not so."},
        topic="Topic",
        objective=objective,
        **more,
    )


def blueprint(**more: Any) -> Blueprint:
    """Return a blueprint of ten questions: 60 % on the first objective, 40 % on the second."""
    parts = [
        {"name": "One", "objective": "MM-1", "weight": 60},
        {"name": "Two", "objective": "MM-2", "weight": 40},
    ]
    written = {"title": "Exam", "note": "Note", "questions": 10, "minutes": 20, "pass": 60}
    return Blueprint.model_validate({**written, "parts": parts, **more})


def test_counts_beside_what_is_wanted() -> None:
    """Six of ten are asked on the first part; for two exams twelve must be there."""
    bank = [question(n, "MM-1") for n in range(8)] + [question(n, "MM-2") for n in range(2)]
    found = coverage(blueprint(), bank, exams=2)
    one, two = found.rows
    assert (one.name, one.total, one.asked, one.missing) == ("One", 8, 6, 4)
    assert (two.name, two.total, two.asked, two.missing) == ("Two", 2, 4, 6)
    assert one.share == pytest.approx(0.8)
    assert one.weight == pytest.approx(0.6)
    assert (found.total, found.missing, found.beside, found.levels) == (10, 10, 0, ())


def test_questions_of_no_part_stand_beside() -> None:
    """An objective that no part names is counted, and in no row."""
    found = coverage(blueprint(), [question(0, "MM-9"), question(1, "MM-1")])
    assert (found.total, found.beside) == (1, 1)


def test_questions_that_are_nearly_the_same_count_once() -> None:
    """Two with other numbers only are no two questions of an exam."""
    twin = question(0, "MM-1")
    other = twin.model_copy(update={"id": "twin", "ask": twin.ask + " 2"})
    row = coverage(blueprint(), [twin, other]).rows[0]
    assert (row.total, row.different, row.missing) == (2, 1, 5)


def test_levels_that_a_blueprint_wants() -> None:
    """Each level with its share and what is missing; levels are counted by part, too."""
    bank = [question(n, "MM-1", level="recall") for n in range(6)]
    bank += [question(n, "MM-2", level="apply") for n in range(2)]
    found = coverage(blueprint(levels={"recall": 50, "apply": 50}), bank)
    assert [(row.name, row.asked, row.missing) for row in found.levels] == [
        ("recall", 5, 0),
        ("apply", 5, 3),
    ]
    assert found.rows[0].levels == {"recall": 6, "apply": 0, "analyse": 0}


def test_an_exam_on_a_lesson_is_looked_at_lesson_by_lesson() -> None:
    """Each lesson must hold a whole exam; one without questions is named too."""
    parts = [{"name": "This lesson", "lesson": "any", "weight": 100}]
    bank = [question(n, "MM-1", lesson="gamma") for n in range(3)] + [question(9, "MM-1")]
    found = coverage(blueprint(parts=parts), bank, lessons=["gamma", "vega"])
    assert [(row.name, row.total, row.missing) for row in found.rows] == [
        ("gamma", 3, 7),
        ("vega", 0, 10),
    ]
    assert found.beside == 1


def test_by_objective() -> None:
    """Every objective in order, with its levels."""
    bank = [question(1, "MM-2"), question(2, "MM-1", level="recall"), question(3, "MM-2")]
    assert [(row.name, row.total) for row in by_objective(bank)] == [("MM-1", 1), ("MM-2", 2)]
    assert counted(bank) == {"recall": 1, "apply": 2, "analyse": 0}
    assert by_objective([]) == ()


@LAW
@given(st.integers(0, 25), st.integers(0, 25), st.integers(1, 3))
def test_nothing_is_missing_exactly_when_the_exam_is_whole(one: int, two: int, exams: int) -> None:
    """What coverage calls enough, an exam draws whole; what it misses, the exam lacks."""
    bank = [question(n, "MM-1") for n in range(one)] + [question(n, "MM-2") for n in range(two)]
    found = coverage(blueprint(), bank, exams=exams)
    assert found.missing == max(0, 6 * exams - one) + max(0, 4 * exams - two)
    single = coverage(blueprint(), bank)
    assert len(draw(blueprint(), bank, "seed")) == 10 - single.missing
    assert sum(row.share for row in found.rows) == pytest.approx(1.0 if one + two else 0.0)
