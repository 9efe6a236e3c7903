"""Weak spots: what went wrong lately comes back, confident errors first, until it is solid."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.study.practice import CONFIDENCES, Answer, Confidence
from engine.study.weak_spots import SOLID, strength, weak_spots, worth
from tests.study.kinds import question
from tests.study.written import LAW

BANK = [
    question(f"q{n}", ask="?", right={"a": ""}, wrong={"b": ""}, objective=f"MM-{1 + n % 2}")
    for n in range(4)
]


def said(
    name: str,
    score: float,
    confidence: Confidence | None = "fairly",
    *,
    hints: int = 0,
    at: float = 0.0,
) -> Answer:
    """Return an answer that earned a score."""
    return Answer(
        question=name,
        attempt="a",
        response="a",
        score=score,
        confidence=confidence,
        hints=hints,
        at=at,
    )


def spots(*given: Answer) -> list[str]:
    """Return the ids of the weak spots, in their order."""
    return [one.id for one in weak_spots(BANK, given)]


ANSWERS = st.builds(
    said,
    st.sampled_from([one.id for one in BANK]),
    st.sampled_from([0.0, 0.5, 1.0]),
    st.sampled_from([None, *CONFIDENCES]),
    hints=st.integers(0, 3),
)


def test_nothing_answered_is_no_weak_spot() -> None:
    """What was never asked is unknown, not weak."""
    assert spots() == []


def test_a_confident_error_comes_before_everything_else() -> None:
    """Who was sure and wrong needs it most, even after the others went wrong more often."""
    others = [said("q0", 0.0, at=1), said("q0", 0.0, at=2), said("q1", 0.0, "guess", at=3)]
    assert spots(*others, said("q2", 0.0, "sure", at=4))[0] == "q2"
    assert spots(said("q2", 0.0, "sure", at=0), *others)[0] == "q2"


def test_two_good_answers_in_a_row_mend_a_spot() -> None:
    """One right answer after an error may have been luck."""
    wrong, right = said("q0", 0.0), said("q0", 1.0)
    assert spots(wrong) == spots(wrong, right) == ["q0"]
    assert spots(wrong, right, right) == []
    assert spots(wrong, right, right, wrong) == ["q0"]


def test_a_guess_or_a_hint_is_half_an_answer() -> None:
    """A right answer that was a guess or had help stays a weak spot."""
    assert worth(said("q0", 1.0, "guess")) == worth(said("q0", 1.0, hints=2)) == 0.5
    helped = [said("q0", 1.0, "guess", at=1), said("q2", 1.0, hints=1, at=2), said("q1", 1.0)]
    assert spots(*helped) == ["q0", "q2"]


def test_between_equals_the_worse_objective_comes_first() -> None:
    """Both went wrong once; the other question of MM-2 went wrong too."""
    given = [said("q0", 0.0, at=1), said("q1", 0.0, at=2), said("q2", 1.0, at=3)]
    assert spots(*given) == ["q1", "q0"]


def test_between_equals_of_an_objective_the_oldest_comes_first() -> None:
    """Whatever order the answers are in."""
    assert spots(said("q2", 0.0, at=1), said("q0", 0.0, at=2)) == ["q2", "q0"]


@LAW
@given(st.lists(ANSWERS, min_size=1))
def test_strength_is_a_mean_of_worths_that_a_good_answer_raises(given: list[Answer]) -> None:
    """Between the worst and the best answer; never lowered by a right one."""
    now = strength(given)
    assert min(map(worth, given)) - 1e-9 <= now <= max(map(worth, given)) + 1e-9
    assert strength([*given, said("q0", 1.0)]) >= now - 1e-9
    assert strength([*given, said("q0", 0.0)]) <= now + 1e-9


@LAW
@given(st.lists(ANSWERS))
def test_a_spot_is_weak_and_whoever_is_not_named_is_solid(given: list[Answer]) -> None:
    """Each question that was answered is one or the other; none stands twice."""
    found = spots(*given)
    assert len(found) == len(set(found))
    for one in BANK:
        own = [answer for answer in given if answer.question == one.id]
        assert (one.id in found) == (bool(own) and strength(own) < SOLID)
