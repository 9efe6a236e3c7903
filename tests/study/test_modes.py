"""The ways to practise: each has its queue, and no question comes twice in a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.modes import MODES, Mode, following, in_course_order, queue
from engine.study.practice import Answer
from tests.study.kinds import question
from tests.study.written import LAW

BANK = [
    question(f"q{n}", ask="?", right={"a": ""}, wrong={"b": ""}, topic=f"Topic {n % 3}")
    for n in range(6)
]


def said(name: str, at: float, score: float = 1.0) -> Answer:
    """Return an answer at a time."""
    return Answer(question=name, attempt="a", response="a", score=score, confidence="fairly", at=at)


HISTORIES = st.lists(
    st.builds(
        said, st.sampled_from([one.id for one in BANK]), st.just(0.0), st.sampled_from([0.0, 1.0])
    )
).map(lambda found: [said(one.question, at, one.score) for at, one in enumerate(found)])


@pytest.mark.parametrize("mode", MODES)
@LAW
@given(past=HISTORIES)
def test_what_comes_next_is_in_the_queue_and_not_what_just_was(
    mode: Mode, past: list[Answer]
) -> None:
    """Unless it is the only one left."""
    after = past[-1].question if past else None
    left = queue(mode, BANK, past, now=len(past))
    coming = following(mode, left, past, after)
    if coming is None:
        assert not left
    else:
        assert coming in left
        assert coming.id != after or {one.id for one in left} == {after} or mode == "mixed"


@LAW
@given(past=HISTORIES, after=st.sampled_from([None, *(one.id for one in BANK)]))
def test_mixed_never_stays_on_a_topic(past: list[Answer], after: str | None) -> None:
    """The topics take turns, as in the exam, also after a question that has no answer."""
    coming = following("mixed", BANK, past, after)
    topics = {one.id: one.topic for one in BANK}
    assert coming is not None
    assert after is None or coming.topic != topics[after]


def test_mixed_goes_round_all_questions_before_it_repeats() -> None:
    """Answering as one is asked, each question comes once."""
    past: list[Answer] = []
    for at in range(len(BANK)):
        coming = following("mixed", BANK, past, past[-1].question if past else None)
        assert coming is not None
        past.append(said(coming.id, at))
    assert {answer.question for answer in past} == {one.id for one in BANK}


def test_a_bank_of_one_topic_can_be_mixed_too() -> None:
    """There is no other topic to take turns with."""
    coming = following("mixed", BANK[:1], [said("q0", 1)], "q0")
    assert coming is BANK[0]


def test_weak_spots_end() -> None:
    """With nothing weak there is nothing to ask."""
    past = [said("q0", 1)]
    assert following("weak", queue("weak", BANK, past, now=2), past) is None
    past.append(said("q1", 2, score=0.0))
    assert following("weak", queue("weak", BANK, past, now=3), past) is BANK[1]


@pytest.mark.parametrize("mode", MODES)
def test_nothing_to_ask_is_no_error(mode: Mode) -> None:
    """An empty bank has no next question."""
    assert following(mode, queue(mode, [], [], now=0), []) is None


def test_the_course_order_is_that_of_lessons_then_objectives() -> None:
    """Without a lesson comes last; what is equal stays as it is written."""

    class Named:
        def __init__(self, slug: str) -> None:
            self.slug = slug

    lessons = [Named("first"), Named("second")]
    written = [
        question("d", ask="?", right={"a": ""}, wrong={"b": ""}),
        question("c", ask="?", right={"a": ""}, wrong={"b": ""}, lesson="second"),
        question("b", ask="?", right={"a": ""}, wrong={"b": ""}, lesson="first"),
        question("a", ask="?", right={"a": ""}, wrong={"b": ""}, lesson="first", objective="MM-1"),
    ]
    found = in_course_order(written, lessons)  # type: ignore[arg-type]
    assert [one.id for one in found] == ["a", "b", "c", "d"]
