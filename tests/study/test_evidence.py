"""What answers say about the parts of an exam: recent ones more, repeated and helped ones less."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.study.exams.blueprints import Blueprint
from engine.study.practice import Answer
from engine.study.standing.evidence import HALF_LIFE, HINTED, REPEAT, evidence, weighted
from tests.study.answered import NOW, answer, blueprint, by_id, question

ASKED = by_id([question("a"), question("b"), question("c", "MM-2"), question("other", "MM-9")])
EXAM = blueprint(60, 40)
ANSWERS = st.lists(
    st.builds(
        answer,
        st.sampled_from([*ASKED, "gone"]),
        st.sampled_from([0.0, 0.5, 1.0]),
        st.floats(0, NOW),
        hints=st.integers(0, 2),
        objective=st.sampled_from(["MM-1", "MM-2", "MM-9"]),
    ),
    max_size=30,
)


def test_the_last_answer_counts_whole_and_older_ones_less() -> None:
    """After twenty later answers one counts half."""
    told = [answer(f"q{number}", at=NOW + number) for number in range(HALF_LIFE + 1)]
    found = [much for much, _ in weighted(told)]
    assert found[-1] == 1
    assert found[0] == pytest.approx(0.5)
    assert found == sorted(found)


def test_a_repeated_question_and_a_hint_count_less() -> None:
    """The second answer to one question 0.3, one after a hint half, both together both."""
    age = 0.5 ** (1 / HALF_LIFE)
    told = [answer("a", at=1.0), answer("a", at=2.0)]
    assert [much for much, _ in weighted(told)] == pytest.approx([age, REPEAT])
    told = [answer("a", at=1.0), answer("b", at=2.0, hints=2)]
    assert [much for much, _ in weighted(told)] == pytest.approx([age, HINTED])
    told = [answer("a", at=1.0), answer("a", at=2.0, hints=1)]
    assert weighted(told)[1][0] == pytest.approx(REPEAT * HINTED)


def test_a_part_is_told_with_its_weight_its_pool_and_what_was_seen() -> None:
    """Right and wrong are sums; half marks are half of each; a part unseen is there too."""
    told = [answer("a", 1.0, NOW), answer("b", 0.5, NOW + 1)]
    first, second = evidence(EXAM, ASKED, told)
    age = 0.5 ** (1 / HALF_LIFE)
    assert (first.right, first.wrong) == pytest.approx((age + 0.5, 0.5))
    assert (first.weight, first.pool, first.seen) == (0.6, 2, 2)
    assert (second.right, second.wrong, second.pool, second.seen) == (0, 0, 1, 0)


def test_an_answer_to_a_question_that_is_gone_counts_for_its_objective() -> None:
    """What was learned does not vanish with the question; what no exam asks does not count."""
    told = [answer("gone", 1.0, NOW, objective="MM-2"), answer("lost", 1.0, NOW, objective="MM-9")]
    first, second = evidence(EXAM, ASKED, told)
    assert (first.seen, second.seen) == (0, 1)
    assert second.right == pytest.approx(0.5 ** (1 / HALF_LIFE))


def test_a_part_by_topic_takes_its_topic_only() -> None:
    """Parts are the blueprint's, whether by objective, topic or lesson."""
    asked = by_id([question("a", topic="Gamma"), question("b", topic="Vega")])
    parts = [
        {"name": "G", "topic": "Gamma", "weight": 1},
        {"name": "V", "topic": "Vega", "weight": 1},
    ]
    exam = Blueprint.model_validate({**EXAM.model_dump(by_alias=True), "parts": parts})
    told = [answer("b", 1.0, NOW), answer("gone", 1.0, NOW, objective="MM-1")]
    assert [one.seen for one in evidence(exam, asked, told)] == [0, 1]


def test_mixed_needs_a_right_answer_among_other_parts() -> None:
    """A right answer by topic, or a wrong one in an exam, is no mixed test passed."""
    for where, score, mixed in (("topic", 1, False), ("exam", 0, False), ("mixed", 1, True)):
        assert evidence(EXAM, ASKED, [answer("a", score, where=where)])[0].mixed == mixed
    assert evidence(EXAM, ASKED, [answer("a", where="exam")])[0].mixed


@settings(deadline=None, derandomize=True, max_examples=60)
@given(ANSWERS)
def test_nothing_counts_more_than_it_is(told: list[Answer]) -> None:
    """The weights of a part sum to no more than its answers, whatever their order in the list."""
    parts = evidence(EXAM, ASKED, told)
    assert sum(one.right + one.wrong for one in parts) <= len(told) + 1e-9
    assert all(0 <= much <= 1 for much, _ in weighted(told))
    if len({one.at for one in told}) == len(told):
        assert evidence(EXAM, ASKED, told[::-1]) == parts
