"""Practice: what comes next, what stands to mend, and where a learner stands."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as law_given
from hypothesis import strategies as st

from engine.records.facts import Fact
from engine.study.marking import mark
from engine.study.practice import (
    NOTHING,
    Answer,
    Confidence,
    Score,
    answer_fact,
    answers,
    hint_occasion,
    latest,
    next_question,
    past,
    score,
    to_mend,
)
from engine.study.questions import Question
from engine.study.shown import shown
from tests.study.written import LAW

TOPIC = tuple(
    Question.model_validate(
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
        response="This" if right else "That",
        score=float(right),
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


def told(response: str = "This", attempt: str = "attempt-1", at: float = 7.0, **more: Any) -> Fact:
    """Return the fact that the first question got an answer."""
    seen = shown(TOPIC[0], attempt)
    return answer_fact(
        learner="ann",
        shown=seen,
        response=response,
        mark=mark(seen, response),
        confidence="sure",
        at=at,
        **more,
    )


@pytest.mark.parametrize(("response", "score"), [("This", 1.0), ("That", 0.0)])
def test_an_answer_becomes_a_fact_and_comes_back(response: str, score: float) -> None:
    """It is marked when it is given, and all that was known then is kept beside it."""
    fact = told(response, seconds=12.34, hints=2, where="mixed", form="choice")
    assert answers([fact]) == [
        Answer(
            question="delta",
            attempt="attempt-1",
            response=response,
            score=score,
            at=7.0,
            objective="MM-2",
            version=TOPIC[0].version,
            confidence="sure",
            seconds=12.3,
            hints=2,
            where="mixed",
            form="choice",
        )
    ]


def test_a_selection_survives_json() -> None:
    """A tuple is kept as a list and comes back as a tuple."""
    kept = json.loads(json.dumps(dict(told().detail) | {"response": ["This", "That"]}))
    (answer,) = answers([replace(told(), detail=kept)])
    assert answer.response == ("This", "That")


def test_one_attempt_is_one_fact_and_another_attempt_another() -> None:
    """A click that arrives twice counts once; a second try counts as well."""
    assert told(at=1.0).id == told(at=2.0).id
    assert told(attempt="attempt-2").id != told().id


def test_other_facts_are_no_answers() -> None:
    """Opened lessons do not count as questions."""
    opened = Fact(learner="ann", kind="lesson_opened", subject="delta", at=2.0)
    assert len(answers([opened, told()])) == 1


def test_the_past_knows_answers_and_hints_by_attempt() -> None:
    """A hint belongs to one attempt at one question; a look without answering is remembered."""
    hints = [
        Fact(
            learner="ann",
            kind="hint",
            subject="delta",
            at=float(number),
            occasion=hint_occasion(attempt, number),
        )
        for attempt, number in (("attempt-1", 1), ("attempt-1", 2), ("other-1", 1))
    ]
    revealed = Fact(learner="ann", kind="revealed", subject="gamma", at=1.0)
    found = past([*hints, told(), revealed])
    assert found.answer("delta", "attempt-1") == found.given[0]
    assert found.answer("delta", "other-1") is found.answer("gamma", "attempt-1") is None
    assert found.hints("delta", "attempt-1") == 2
    assert found.hints("delta", "other-1") == 1
    assert found.hints("gamma", "attempt-1") == 0
    assert found.revealed == {"gamma"}
    assert past([]) == NOTHING


@LAW
@law_given(
    facts=st.lists(
        st.builds(
            Fact,
            learner=st.just("ann"),
            kind=st.sampled_from(["hint", "revealed", "lesson_opened", "exam_started"]),
            subject=st.sampled_from(["delta", "gamma"]),
            at=st.just(1.0),
            occasion=st.sampled_from(["a/1", "a/2", "b/1"]),
        )
        | st.builds(told, attempt=st.sampled_from(["a", "b", "c"]))
    ),
    first=st.integers(0, 20),
    other=st.booleans(),
)
def test_going_on_from_an_earlier_past_changes_nothing(
    facts: list[Fact], first: int, other: bool
) -> None:
    """Whether the facts go on from those read before, or are others after all."""
    before = past(facts[first:] if other else facts[:first])
    assert past(facts, before) == past(facts)
