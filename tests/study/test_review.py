"""Review: FSRS replayed from the answers, aware of the exam's date; the queue of a day."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.study.practice import Answer, Confidence
from engine.study.standing.review import CAP, PACE, PORTION, due, memories, rating, recall, today
from tests.study.answered import DAY, NOW, answer, blueprint, question

LAW = settings(deadline=None, derandomize=True, max_examples=40)
GRADES = {Rating.Again: 0.0, Rating.Hard: 0.5, Rating.Good: 1.0}
"""A score that each grade follows from, where nothing is said of confidence."""


@pytest.mark.parametrize(
    ("score", "confidence", "more", "grade"),
    [
        (0.0, "sure", {}, Rating.Again),
        (0.0, None, {}, Rating.Again),
        (0.5, "sure", {"seconds": 30}, Rating.Hard),
        (1.0, "guess", {"seconds": 30}, Rating.Hard),
        (1.0, "fairly", {"seconds": 30}, Rating.Good),
        (1.0, "sure", {"seconds": PACE}, Rating.Easy),
        (1.0, "sure", {"seconds": PACE + 1}, Rating.Good),
        (1.0, "sure", {}, Rating.Good),
        (1.0, "sure", {"seconds": 30, "hints": 1}, Rating.Hard),
        (1.0, None, {"where": "exam"}, Rating.Good),
    ],
)
def test_an_answer_is_graded_by_mark_confidence_and_pace(
    score: float, confidence: Confidence | None, more: dict, grade: Rating
) -> None:
    """Wrong is Again, a right guess Hard, fairly sure Good, sure within the exam's pace Easy."""
    assert rating(answer("a", score, confidence=confidence, **more)) == grade


def history(grades: list[tuple[Rating, float]]) -> list[Answer]:
    """Return answers to one question: a grade each, and the days since the one before."""
    at, told = NOW, []
    for grade, days in grades:
        at += days * DAY
        told.append(answer("a", GRADES[grade], at))
    return told


HISTORIES = st.lists(
    st.tuples(st.sampled_from(list(GRADES)), st.floats(0.001, 60)), min_size=1, max_size=8
).map(history)


@LAW
@given(HISTORIES)
def test_a_memory_is_what_fsrs_itself_says(told: list[Answer]) -> None:
    """Stability, difficulty and due date are those of the package, answer by answer."""
    steps = (timedelta(minutes=10),)
    scheduler = Scheduler(learning_steps=steps, relearning_steps=steps, enable_fuzzing=False)
    card = Card(card_id=1, due=datetime.fromtimestamp(NOW, UTC))
    for one in told:
        card, _ = scheduler.review_card(card, rating(one), datetime.fromtimestamp(one.at, UTC))
    memory = memories(told)["a"]
    assert (memory.card.stability, memory.card.difficulty) == (card.stability, card.difficulty)
    assert memory.due() == card.due.timestamp()
    later = told[-1].at + 40 * DAY
    moment = datetime.fromtimestamp(later, UTC)
    assert memory.recall(later) == scheduler.get_card_retrievability(card, moment)


@LAW
@given(HISTORIES, st.floats(0.01, 400))
def test_nothing_waits_longer_than_half_the_days_left(told: list[Answer], days: float) -> None:
    """With an exam ahead an interval ends half-way to it at the latest; a past one is ignored."""
    memory = memories(told)["a"]
    exam = memory.at + days * DAY
    assert memory.due(exam) == pytest.approx(min(memory.due(), memory.at + days * DAY / 2), abs=1)
    assert memory.due(memory.at - DAY) == memory.due()


@LAW
@given(HISTORIES, st.floats(0, 300), st.floats(0, 300))
def test_what_is_not_repeated_is_forgotten(told: list[Answer], a: float, b: float) -> None:
    """Recall falls with time, from one towards nothing."""
    memory = memories(told)["a"]
    sooner, later = (memory.recall(memory.at + days * DAY) for days in sorted((a, b)))
    assert 1 >= sooner >= later > 0


def test_a_further_right_answer_makes_recall_last() -> None:
    """Who repeats in time remembers longer."""
    once = [answer("a", at=NOW)]
    twice = [*once, answer("a", at=NOW + 3 * DAY)]
    at = NOW + 33 * DAY
    assert memories(twice)["a"].recall(at) > memories(once)["a"].recall(at)
    assert recall([question("a"), question("b")], memories(once), at=NOW) == {"a": 1.0}


def test_the_order_of_the_answers_is_their_time() -> None:
    """Answers of an exam and of practice come from two places."""
    told = history([(Rating.Good, 0), (Rating.Again, 3), (Rating.Good, 5)])
    assert memories(told[::-1]) == memories(told)


@pytest.mark.parametrize("at", [-1e300, float("nan"), 0.0, 1e300])
def test_an_absurd_time_does_no_harm(at: float) -> None:
    """Records brought from elsewhere may carry any number."""
    asked = [question("a")]
    assert isinstance(today(asked, [answer("a", 0.0, at)], now=NOW, exam_at=NOW + DAY), list)


def test_what_is_due_comes_with_confident_errors_first() -> None:
    """Then the most forgotten; what is not due is not there."""
    asked = [question(name) for name in ("fresh", "faded", "older", "error", "unseen")]
    told = [
        answer("faded", at=NOW - 9 * DAY),
        answer("older", at=NOW - 20 * DAY),
        answer("fresh", at=NOW - DAY),
        answer("error", 0.0, at=NOW - DAY / 48, confidence="sure"),
    ]
    ready = due(asked, sorted(told, key=lambda one: one.at), now=NOW)
    assert [one.id for one in ready] == ["error", "older", "faded"]


def test_a_wrong_answer_waits_ten_minutes() -> None:
    """Not the next question, but the same sitting."""
    asked, told = [question("a")], [answer("a", 0.0, at=NOW)]
    assert not due(asked, told, now=NOW + 590)
    assert due(asked, told, now=NOW + 610) == asked


def test_the_nearer_the_exam_the_more_is_due() -> None:
    """Three days before it, what would wait for months is asked again."""
    asked = [question("a")]
    told = [answer("a", at=NOW - DAY, confidence="sure", seconds=20)]
    assert not due(asked, told, now=NOW)
    assert due(asked, told, now=NOW, exam_at=NOW + DAY / 2) == asked


def bank(count: int, parts: int = 4) -> list:
    """Return questions, their objectives in turn."""
    return [question(f"q{number}", f"MM-{number % parts + 1}") for number in range(count)]


def test_a_day_without_anything_due_begins_new_questions_by_weight() -> None:
    """Each part gets its share of the day, and none outside the exam is taken."""
    queue = today(bank(200), [], now=NOW, blueprint=blueprint(50, 30, 20))
    share = Counter(one.objective for one in queue)
    assert len(queue) == PORTION
    assert share == {"MM-1": 10, "MM-2": 6, "MM-3": 4}


def test_of_two_questions_the_less_recalled_on_exam_day_comes_first() -> None:
    """Weight × (1 − recall on the day of the exam), with nothing due."""
    asked = [question("fair"), question("strong")]
    told = [
        answer("fair", at=NOW - DAY, confidence="fairly"),
        answer("strong", at=NOW - DAY, confidence="sure", seconds=20),
    ]
    assert not due(asked, told, now=NOW, exam_at=NOW + 60 * DAY)
    for questions in (asked, asked[::-1]):
        queue = today(questions, told, now=NOW, exam_at=NOW + 60 * DAY)
        assert [one.id for one in queue] == ["fair", "strong"]


def test_a_heavy_part_outweighs_a_light_one() -> None:
    """Equally forgotten, the part that the exam asks more about comes first."""
    asked = [question("light", "MM-2"), question("heavy", "MM-1")]
    queue = today(asked, [], now=NOW, blueprint=blueprint(80, 20))
    assert [one.id for one in queue] == ["heavy", "light"]


def test_the_queue_ends() -> None:
    """Who answers all of today's questions rightly is done, and has more tomorrow."""
    asked, told, now = bank(100), [], NOW
    while queue := today(asked, told, now=now):
        told.append(answer(queue[0].id, at=now, where="review"))
        now += 60
    assert len(told) == PORTION
    assert today(asked, told, now=now + DAY)


def test_everything_due_is_asked_up_to_a_days_limit() -> None:
    """More than a portion where it is due, but no hundreds at once."""
    asked = bank(200)
    told = [answer(one.id, at=NOW - 30 * DAY + number) for number, one in enumerate(asked)]
    assert len(today(asked[:30], told, now=NOW)) == 30
    assert len(today(asked, told, now=NOW)) == CAP
    assert today(asked, told, now=NOW) == due(asked, told, now=NOW)[:CAP]


def test_the_same_answers_give_the_same_queue() -> None:
    """No chance and no clock decide what is asked."""
    asked = bank(60)
    told = [answer(one.id, number % 2, at=NOW - number * DAY) for number, one in enumerate(asked)]
    told.reverse()
    assert today(asked, told, now=NOW) == today(asked, told, now=NOW)
