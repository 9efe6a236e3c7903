"""Results: points, the pass mark met exactly, and intervals that admit how little is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from engine.study.exams import exam
from engine.study.exams.exam_asked import exam_in
from engine.study.exams.result import Result, likely, result
from tests.study.questionnaires import BEGUN, LEARNER, answered, begun, number, some
from tests.study.written import LAW


def of(right: int, wrong: int = 0) -> Result:
    """Return the result of an exam of ten with so many right and wrong answers."""
    facts = [begun(some(10))]
    facts += [answered(place, "This", place) for place in range(1, right + 1)]
    facts += [answered(10 - place, "That", 20 + place) for place in range(wrong)]
    found = exam.sitting(facts, "e1")
    assert found is not None
    end = exam.ending(found, LEARNER, BEGUN + 300, "finished")
    over = exam.sitting([*facts, end], "e1")
    assert over is not None
    return result(over)


@pytest.mark.parametrize(("right", "passed"), [(0, False), (5, False), (6, True), (10, True)])
def test_the_pass_mark_itself_passes(right: int, passed: bool) -> None:
    """Sixty percent of ten is six."""
    assert of(right).passed is passed


def test_points_time_and_gaps_are_counted() -> None:
    """What is not answered scores nothing, and is counted apart from what is wrong."""
    made = of(4, wrong=2)
    assert (made.total.points, made.total.count, made.unanswered) == (4, 10, 4)
    assert (made.seconds, made.pass_mark) == (300, 60)
    (part,), (objective,) = made.parts, made.objectives
    assert (part.name, objective.name) == ("Part MM-2", "MM-2")
    assert part.points == objective.points == 4


def test_a_half_mark_is_half_a_point() -> None:
    """The right number with the wrong unit."""
    start = begun([number()])
    read = exam_in(start)
    assert read is not None
    item = read.items[0]
    typed = f"{item.shown.value:g} contracts"
    found = exam.sitting([start, answered(1, typed, 5)], "e1")
    assert found is not None
    assert result(found).total.points == 0.5


@LAW
@given(st.integers(1, 100), st.data())
def test_intervals_are_jeffreys_and_hold_the_share(count: int, data: st.DataObject) -> None:
    """Against SciPy's own Beta; nothing right reaches down to 0, all right up to 1."""
    points = data.draw(st.integers(0, 2 * count)) / 2
    low, high = likely(points, count)
    assert 0 <= low <= points / count <= high <= 1
    skill = beta(points + 0.5, count - points + 0.5)
    assert low == pytest.approx(skill.ppf(0.05) if points else 0.0, abs=1e-9)
    assert high == pytest.approx(skill.ppf(0.95) if points < count else 1.0, abs=1e-9)


def test_more_questions_say_more() -> None:
    """The interval of the same share narrows."""
    widths = [high - low for low, high in (likely(0.7 * n, n) for n in (10, 20, 50, 100))]
    assert widths == sorted(widths, reverse=True)
