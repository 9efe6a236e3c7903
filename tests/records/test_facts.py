"""Facts: one act has one id, whatever its words, and two acts have two."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.records.facts import Fact

LAW = settings(deadline=None, derandomize=True, max_examples=200)


def fact(**changed: Any) -> Fact:
    """Return an answer with some of it otherwise."""
    whole: dict[str, Any] = {
        "learner": "ann",
        "kind": "answer",
        "subject": "gamma",
        "at": 1.0,
        "occasion": "attempt-1",
    }
    return Fact(**(whole | changed))


@pytest.mark.parametrize("same", [{"at": 2.0}, {"detail": {"chosen": "This"}}])
def test_the_same_act_told_again_has_the_same_id(same: dict[str, Any]) -> None:
    """When it arrived and what else it says is no part of what was done."""
    assert fact(**same).id == fact().id


@pytest.mark.parametrize(
    "other",
    [
        {"learner": "bob"},
        {"kind": "revealed"},
        {"subject": "delta"},
        {"occasion": "attempt-2"},
        {"occasion": ""},
    ],
)
def test_another_act_has_another_id(other: dict[str, str]) -> None:
    """Who, what kind, of what, and which time."""
    assert fact(**other).id != fact().id


@LAW
@given(
    st.tuples(*[st.text(alphabet="a\0é'\"|/,[]", max_size=3)] * 3),
    st.tuples(*[st.text(alphabet="a\0é'\"|/,[]", max_size=3)] * 3),
)
def test_no_two_acts_share_an_id(one: tuple[str, str, str], two: tuple[str, str, str]) -> None:
    """Not even with signs in them that might join or cut: learner, subject, occasion."""
    ids = [
        fact(learner=learner, subject=subject, occasion=occasion).id
        for learner, subject, occasion in (one, two)
    ]
    assert (ids[0] == ids[1]) == (one == two)


def test_a_sign_that_joins_words_cannot_be_smuggled_into_one() -> None:
    """The border between subject and occasion is no sign that either may hold."""
    assert fact(subject="a\0b", occasion="c").id != fact(subject="a", occasion="b\0c").id


def test_ids_fit_their_column() -> None:
    """32 signs of hexadecimal, for the longest subject too."""
    for subject in ("", "gamma", "γ" * 10_000):
        assert len(fact(subject=subject).id) == 32
        assert int(fact(subject=subject).id, 16) >= 0
