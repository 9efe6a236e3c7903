"""Marking: right, half, wrong, or not to be read; and what the learner hears."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.marking import Mark, Response, mark
from engine.study.questions import Question
from engine.study.shown import fill, shown, trap_values
from tests.study.test_questions import CHOICE, NUMBER, ORDER, SELECT, question
from tests.study.written import LAW

ALL = [question(one) for one in (CHOICE, SELECT, NUMBER, ORDER)]
STEADY = question(NUMBER, vars={"n": "20", "delta": "0.45"})


def marked(one: Question, response: Response, seed: str = "any", form: Any = "own") -> Mark:
    """Return the mark of a response to an attempt."""
    return mark(shown(one, seed, form), response)


@given(st.sampled_from(ALL), st.text(max_size=12), st.sampled_from(["own", "choice"]))
@LAW
def test_what_is_shown_as_right_is_marked_right(one: Question, seed: str, form: Any) -> None:
    """For any question, any attempt, both forms."""
    attempt = shown(one, seed, form)
    right = attempt.right_texts
    assert mark(attempt, right[0] if len(right) == 1 else right) == Mark("right")
    assert mark(attempt, right[0] if len(right) == 1 else right).score == 1


@given(st.text(max_size=12))
@LAW
def test_each_trap_is_wrong_and_says_why(seed: str) -> None:
    """Typed as it would be shown, with the reason that the author wrote for it."""
    one = question(NUMBER)
    filled, _ = fill(one, seed)
    for place, value, why in trap_values(one, filled):
        assert marked(one, one.key.show(value), seed) == Mark("wrong", why, place)


@given(st.text(max_size=12))
@LAW
def test_each_wrong_choice_is_wrong(seed: str) -> None:
    """And a trap shown as an option is still known as that trap."""
    attempt = shown(question(NUMBER), seed, "choice")
    traps = [mark(attempt, option.text).trap for option in attempt.options if not option.right]
    assert traps == [0, 1]
    for option in shown(question(), seed).options:
        verdict = "right" if option.right else "wrong"
        assert marked(question(), option.text, seed).verdict == verdict


@pytest.mark.parametrize("response", ["", "buy shares", "Buy", "Pray", (), ("Buy shares", "Wait")])
def test_what_is_no_option_is_unreadable(response: Response) -> None:
    """It is asked again, and worth nothing meanwhile."""
    found = marked(question(), response)
    assert (found.verdict, found.score) == ("unreadable", 0)
    assert found.says


@pytest.mark.parametrize(
    ("response", "verdict", "says"),
    [
        (("Short calls", "Long puts"), "right", ""),
        (("Long puts", "Short calls"), "right", ""),
        (("Short calls",), "wrong", "You missed 1 right answer."),
        ("Short calls", "wrong", "You missed 1 right answer."),
        (
            ("Short calls", "Long calls"),
            "wrong",
            "You missed 1 right answer and you chose 1 wrong one.",
        ),
        (
            ("Short calls", "Long puts", "Long calls", "Short puts"),
            "wrong",
            "You chose 2 wrong ones.",
        ),
        (("Long calls",), "wrong", "You missed 2 right answers and you chose 1 wrong one."),
        ((), "unreadable", "Choose all the answers that are right."),
        (
            ("Short calls", "Short straddles"),
            "unreadable",
            "Choose all the answers that are right.",
        ),
    ],
)
def test_selections_are_all_or_nothing(response: Response, verdict: str, says: str) -> None:
    """But what was missed is said."""
    found = marked(question(SELECT), response)
    assert (found.verdict, found.says) == (verdict, says)


def test_orders_are_all_or_nothing() -> None:
    """Only one of the twenty-four is right; each other one says how many steps stand well."""
    right = tuple(ORDER["order"])
    for steps in permutations(right):
        found = marked(question(ORDER), steps)
        stand = sum(a == b for a, b in zip(steps, right, strict=True))
        expected = "right" if steps == right else "wrong"
        assert found.verdict == expected
        assert found.says == ("" if stand == 4 else f"{stand} of 4 steps are in their place.")


@pytest.mark.parametrize("response", ["", (), ("Compute the delta",), ("a", "b", "c", "d")])
def test_half_an_order_is_unreadable(response: Response) -> None:
    """Every step has its place before it is marked."""
    assert marked(question(ORDER), response).verdict == "unreadable"


@pytest.mark.parametrize("text", ["900", "900 shares", "+900 sh", "0.9k", "901", "899.0", "(−900)"])
def test_numbers_near_enough_are_right(text: str) -> None:
    """Within the tolerance, with the unit or without."""
    expected = "unreadable" if text.startswith("(") else "right"
    assert marked(STEADY, text).verdict == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("902", ""),
        ("9", "One contract covers 100 shares."),
        ("2,000 shares", "That is the hedge for a delta of 1.00."),
        ("-900", "Right size, wrong side."),
    ],
)
def test_wrong_numbers_are_diagnosed(text: str, says: str) -> None:
    """By the trap that they fell into, where there is one."""
    found = marked(STEADY, text)
    assert (found.verdict, found.says) == ("wrong", says)


def test_the_nearest_trap_is_the_one() -> None:
    """Where a number lies within the tolerance of two."""
    one = question(
        STEADY.model_dump(), answer="1000 ± 2 %", traps={"950": "First.", "960": "Second."}
    )
    assert [marked(one, text).trap for text in ("951", "959")] == [0, 1]


def test_the_wrong_sign_is_seen_without_a_trap() -> None:
    """It is the commonest slip of all."""
    assert marked(question(STEADY.model_dump(), traps={}), "-900").says == "Right size, wrong sign."


@pytest.mark.parametrize("text", ["", "nine hundred", "900 bananas", "9 00", "buy 900"])
def test_unreadable_is_not_wrong(text: str) -> None:
    """The learner is asked again, with an example."""
    found = marked(STEADY, text)
    assert (found.verdict, found.trap) == ("unreadable", None)
    assert "1,043" in found.says


@pytest.mark.parametrize(
    ("answer", "text", "verdict", "says"),
    [
        ("900 shares", "900 contracts", "half", "its unit is not contracts: 900 shares."),
        ("900 shares", "C$900", "half", "its unit is not C$: 900 shares."),
        ("2.76 C$", "276 cents", "right", ""),
        ("2.76 C$", "$2.76", "right", ""),
        ("2.76 C$", "2.76 cents", "half", "its unit is not cents: C$2.76."),
        ("2.76 C$ a day", "2.76", "right", ""),
        ("45 %", "45", "right", ""),
        ("45 %", "45 percent", "right", ""),
        ("45 %", "0.45", "half", "not in percent: 45 %."),
        ("0.45", "45 %", "right", ""),
        ("0.45", "0.45 %", "half", "it has no unit: 0.45."),
        ("0.45", "0.45 shares", "half", "it has no unit: 0.45."),
        ("0.45", "45", "wrong", ""),
        ("0.0007", "0", "wrong", ""),
        ("0.0589", "0.059", "right", ""),
        ("0", "0", "right", ""),
        ("1000 ± 2 %", "1,020", "right", ""),
        ("1000 ± 2 %", "1,021", "wrong", ""),
        ("-1000 ± 2 %", "−985", "right", ""),
    ],
)
def test_units_are_half_of_it(answer: str, text: str, verdict: str, says: str) -> None:
    """The same in another unit is right; the right number of something else is half of it."""
    one = question(NUMBER, vars={}, ask="How much?", answer=answer, traps={}, why="So.", check=[])
    found = marked(one, text)
    assert found.verdict == verdict
    assert found.says.endswith(says)
    assert found.score == {"right": 1, "half": 0.5}.get(verdict, 0)


@given(st.sampled_from(ALL), st.text(max_size=70) | st.tuples(st.text(), st.text()))
@LAW
def test_any_response_gets_a_mark(one: Question, response: Response) -> None:
    """Whatever is sent, from whatever page, nothing breaks."""
    assert marked(one, response).verdict in ("right", "half", "wrong", "unreadable")
