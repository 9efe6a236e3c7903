"""Practice: what comes next, what stands to mend, and where a learner stands."""

from __future__ import annotations

import pytest

from engine.study.practice import (
    Answer,
    Confidence,
    Score,
    answer_fact,
    answers,
    latest,
    next_question,
    score,
    to_mend,
)
from engine.study.questions import ChoiceQuestion

TOPIC = tuple(
    ChoiceQuestion.model_validate(
        {
            "id": name,
            "ask": f"What is {name}?",
            "right": {"This": "So it is."},
            "wrong": {"That": "No.", "Neither": "No."},
            "topic": "Greeks",
            "objective": "MM-2",
        }
    )
    for name in ("delta", "gamma", "vega", "theta")
)


def given(name: str, at: float, *, right: bool = True, confidence: Confidence = "fairly") -> Answer:
    """Return an answer to a question at a time."""
    return Answer(
        question=name,
        attempt=f"{name}-{at:g}",
        chosen="This" if right else "That",
        right=right,
        confidence=confidence,
        at=at,
    )


def comes(*so_far: Answer, after: str | None = None) -> str:
    """Return the id of the question that comes next."""
    chosen = next_question(TOPIC, so_far, after)
    assert chosen is not None
    return chosen.id


ALL_RIGHT = tuple(given(one.id, number) for number, one in enumerate(TOPIC))


def test_unseen_questions_come_first_in_their_written_order() -> None:
    """A course is built to be read from the top."""
    assert comes() == "delta"
    assert comes(given("delta", 1)) == "gamma"
    assert comes(given("delta", 1), given("vega", 2)) == "gamma"


def test_unseen_comes_even_before_wrong() -> None:
    """The round is finished before anything comes back."""
    assert comes(given("delta", 1, right=False, confidence="sure")) == "gamma"


def test_wrong_ones_come_back_most_confident_first() -> None:
    """Who was sure and wrong needs it most; then the oldest of the same confidence."""
    so_far = (
        given("delta", 1, right=False, confidence="guess"),
        given("gamma", 2, right=False, confidence="fairly"),
        given("vega", 4, right=False, confidence="sure"),
        given("theta", 3, right=False, confidence="sure"),
    )
    assert comes(*so_far) == "theta"
    so_far += (given("theta", 5),)
    assert comes(*so_far) == "vega"
    so_far += (given("vega", 6),)
    assert comes(*so_far) == "gamma"
    so_far += (given("gamma", 7),)
    assert comes(*so_far) == "delta"


def test_when_all_is_right_the_oldest_comes_again() -> None:
    """Whatever was answered longest ago, whatever the confidence."""
    assert comes(*ALL_RIGHT) == "delta"
    assert comes(*ALL_RIGHT, given("delta", 9, confidence="guess")) == "gamma"


def test_only_the_last_answer_to_a_question_counts() -> None:
    """A mended question is right, a forgotten one is wrong again."""
    mended = (given("delta", -2, right=False, confidence="sure"), *ALL_RIGHT)
    assert comes(*mended) == "delta"
    forgotten = (*ALL_RIGHT, given("vega", 9, right=False))
    assert comes(*forgotten) == "vega"


@pytest.mark.parametrize("so_far", [(), ALL_RIGHT, (*ALL_RIGHT, given("delta", 9, right=False))])
def test_no_question_comes_twice_in_a_row(so_far: tuple[Answer, ...]) -> None:
    """Whatever the order would say, the one just answered has to wait for one turn."""
    assert comes(*so_far) == "delta"
    assert comes(*so_far, after="delta") != "delta"


def test_a_whole_round_asks_everything_before_it_repeats() -> None:
    """Answering as one is asked goes once through all, then from the oldest again."""
    so_far: list[Answer] = []
    asked: list[str] = []
    for turn in range(8):
        asked.append(comes(*so_far, after=asked[-1] if asked else None))
        so_far.append(given(asked[-1], turn))
    assert asked == ["delta", "gamma", "vega", "theta"] * 2


def test_a_topic_of_one_question_asks_it_again() -> None:
    """There is no other to put in between."""
    only = next_question(TOPIC[:1], [given("delta", 1)], after="delta")
    assert only is not None
    assert only.id == "delta"


def test_a_topic_without_questions_has_no_next() -> None:
    """Nothing to ask is no error."""
    assert next_question((), ALL_RIGHT) is None


def test_answers_to_questions_that_are_gone_do_not_matter() -> None:
    """A retired question neither comes nor counts."""
    assert comes(given("rho", 1, right=False, confidence="sure")) == "delta"
    assert score(TOPIC, [given("rho", 1)]) == Score(0, 0, 4)
    assert to_mend(TOPIC, [given("rho", 1, right=False)]) == []


def test_score_counts_each_question_by_its_last_answer() -> None:
    """Right, wrong and unseen add up to all questions."""
    so_far = [given("delta", 1, right=False), given("delta", 2), given("gamma", 3, right=False)]
    standing = score(TOPIC, so_far)
    assert standing == Score(right=1, wrong=1, unseen=2)
    assert standing.total == 4
    assert score((), so_far) == Score(0, 0, 0)


def test_what_is_to_mend_was_last_answered_wrongly() -> None:
    """In the written order, each once."""
    so_far = [
        given("theta", 1, right=False),
        given("delta", 2, right=False),
        given("delta", 3, right=False),
        given("gamma", 4, right=False),
        given("gamma", 5),
    ]
    assert [one.id for one in to_mend(TOPIC, so_far)] == ["delta", "theta"]


def test_the_last_answer_of_each_question() -> None:
    """By the question's id."""
    first, other, second = given("delta", 1), given("gamma", 2), given("delta", 3)
    assert latest([first, other, second]) == {"delta": second, "gamma": other}


@pytest.mark.parametrize(("chosen", "right"), [("This", True), ("That", False)])
def test_an_answer_becomes_a_fact_and_comes_back(chosen: str, right: bool) -> None:
    """It is marked when it is given, and the version of the question is kept beside it."""
    fact = answer_fact(
        learner="ann",
        question=TOPIC[0],
        attempt="attempt-1",
        chosen=chosen,
        confidence="sure",
        at=7.0,
    )
    assert fact.detail["version"] == TOPIC[0].version
    assert answers([fact]) == [
        Answer(
            question="delta",
            attempt="attempt-1",
            chosen=chosen,
            right=right,
            confidence="sure",
            at=7.0,
        )
    ]


def test_one_attempt_is_one_fact_and_another_attempt_another() -> None:
    """A click that arrives twice counts once; a second try counts as well."""

    def told(attempt: str, at: float) -> str:
        return answer_fact(
            learner="ann",
            question=TOPIC[0],
            attempt=attempt,
            chosen="This",
            confidence="guess",
            at=at,
        ).id

    assert told("attempt-1", 1.0) == told("attempt-1", 2.0)
    assert told("attempt-1", 1.0) != told("attempt-2", 1.0)


def test_other_facts_are_no_answers() -> None:
    """Opened lessons do not count as questions."""
    fact = answer_fact(
        learner="ann", question=TOPIC[0], attempt="a", chosen="This", confidence="sure", at=1.0
    )
    opened = type(fact)(learner="ann", kind="lesson_opened", subject="delta", at=2.0)
    assert len(answers([opened, fact])) == 1
