"""A lesson asks a question with the numbers of its story."""

from __future__ import annotations

import pytest

from engine.study.pinned import pinned, unusable
from engine.study.questions import Question
from engine.study.shown import has_numbers, seed_with, shown

QUESTION = Question(
    id="shares-for-calls",
    topic="Hedging",
    objective="MM-2",
    ask="You are short {n} calls with a delta of {delta}. How many shares do you buy?",
    vars={"n": "10 to 50 step 5", "delta": "0.30 to 0.70 step 0.05", "k": "n * 2"},
    answer="n * 100 * delta shares ± 1",
)


@pytest.mark.parametrize("number", range(20))
def test_an_attempt_shows_the_numbers_of_the_story(number: int) -> None:
    """All of them, or some of them and the others by chance."""
    both = seed_with(QUESTION, {"n": 20.0, "delta": 0.45}, f"token{number}")
    assert shown(QUESTION, both).ask.startswith("You are short 20 calls with a delta of 0.45.")
    assert shown(QUESTION, both).value == pytest.approx(900)
    one = seed_with(QUESTION, {"n": 35.0}, f"token{number}")
    assert "short 35 calls" in shown(QUESTION, one).ask
    assert has_numbers(QUESTION, one, {"n": 35.0})
    assert not has_numbers(QUESTION, one, {"n": 40.0})
    assert len(one) <= 16


def test_chance_decides_what_the_story_leaves_open() -> None:
    """The other number is not always the same."""
    asked = {shown(QUESTION, seed_with(QUESTION, {"n": 35.0}, f"t{one}")).ask for one in range(30)}
    assert len(asked) > 3


def test_without_a_story_the_name_is_the_token() -> None:
    """As it is in the quiz; and where no variant has the numbers."""
    assert seed_with(QUESTION, {}, "token") == "token"
    assert seed_with(QUESTION, {"n": 12.0}, "token") == "token"


def test_what_a_question_cannot_take_is_left_out() -> None:
    """With a sentence for the author: a number it never has, a name it does not know."""
    settings = {"n": 20.0, "delta": 0.31, "k": 40.0, "strike": "high"}
    assert pinned(QUESTION, settings) == {"n": 20.0}
    assert [(name, message) for name, message, _ in unusable(QUESTION, settings)] == [
        ("delta", '"delta" is never 0.31'),
        ("k", '"k" does not change in this question'),
        ("strike", '"strike" does not change in this question'),
    ]
    (_, _, remedy), *_ = unusable(QUESTION, {"delta": "high"})
    assert remedy == "use one of: 0.30, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65 ..."
