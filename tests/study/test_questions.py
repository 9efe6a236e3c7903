"""A question: its order of options, its marking, and the version of its content."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from pydantic import ValidationError

from engine.study.questions import ChoiceQuestion, Option

WRITTEN: dict[str, Any] = {
    "id": "hedge-short-calls",
    "ask": "You are short 20 calls. Which trade hedges them?",
    "right": {"Buy shares": "Short calls lose when the share rises."},
    "wrong": {"Sell shares": "That doubles it.", "Wait": "The direction stays."},
    "topic": "Delta hedging",
    "objective": "MM-2",
}

SEEDS = [f"attempt-{number}" for number in range(600)]

ORDERS = """
from tests.study.test_questions import SEEDS, question
print([option.text for seed in SEEDS[:20] for option in question().shown(seed)])
"""


def question(**changed: Any) -> ChoiceQuestion:
    """Return the question with some keys written otherwise."""
    return ChoiceQuestion.model_validate(WRITTEN | changed)


def order(one: ChoiceQuestion, seed: str) -> tuple[str, ...]:
    """Return the options' texts as an attempt shows them."""
    return tuple(option.text for option in one.shown(seed))


def test_options_carry_their_reasons() -> None:
    """As written: the right one first, each with why."""
    assert question().options == (
        Option("Buy shares", "Short calls lose when the share rises.", True),
        Option("Sell shares", "That doubles it.", False),
        Option("Wait", "The direction stays.", False),
    )


def test_an_attempt_keeps_its_order() -> None:
    """The same seed gives the same order, each time and to each copy of the question."""
    for seed in SEEDS[:50]:
        assert order(question(), seed) == order(question(), seed)


@pytest.mark.parametrize("chance", ["0", "1"])
def test_the_order_survives_a_restart(chance: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process with other random hashes shows the same: a refresh moves nothing."""
    monkeypatch.setenv("PYTHONHASHSEED", chance)
    shown = subprocess.run(
        [sys.executable, "-c", ORDERS], capture_output=True, text=True, check=True
    ).stdout
    here = [text for seed in SEEDS[:20] for text in order(question(), seed)]
    assert shown.strip() == str(here)


def test_every_order_comes_about_equally_often() -> None:
    """600 attempts on six orders: 100 each, give or take three standard deviations and a bit."""
    seen = Counter(order(question(), seed) for seed in SEEDS)
    assert len(seen) == 6
    assert all(65 <= times <= 135 for times in seen.values())


def test_all_options_are_shown_whatever_the_order() -> None:
    """None is lost, none is doubled, and each keeps its own reason."""
    assert {frozenset(question().shown(seed)) for seed in SEEDS} == {frozenset(question().options)}


def test_two_questions_with_one_seed_are_shuffled_apart() -> None:
    """Else the right option would stand in one place through a whole attempt."""
    shown = {order(question(id=f"question-{number}"), "attempt-1") for number in range(50)}
    assert len(shown) == 6


def test_shuffle_no_keeps_the_written_order() -> None:
    """Right first, then the wrong ones as they are written, for every seed."""
    steady = question(shuffle="no")
    assert {order(steady, seed) for seed in SEEDS} == {("Buy shares", "Sell shares", "Wait")}


def test_marking() -> None:
    """Only the right option's text is right."""
    assert question().marked("Buy shares")
    for chosen in ("Sell shares", "Wait", "", "buy shares", "Buy", "No such option"):
        assert not question().marked(chosen)


@pytest.mark.parametrize(
    "content",
    [
        {"ask": "You are short 30 calls. Which trade hedges them?"},
        {"right": {"Buy the shares": "Short calls lose when the share rises."}},
        {"right": {"Buy shares": "Because."}},
        {"wrong": {"Sell shares": "That doubles it.", "Wait a day": "The direction stays."}},
        {"wrong": {"Sell shares": "No.", "Wait": "The direction stays."}},
        {"wrong": WRITTEN["wrong"] | {"Pray": "The direction stays."}},
    ],
)
def test_a_change_of_content_is_a_new_version(content: dict[str, Any]) -> None:
    """Statistics of the old wording do not mix with those of the new one."""
    assert question(**content).version != question().version


@pytest.mark.parametrize(
    "around",
    [
        {"topic": "Hedging"},
        {"objective": "MM-4"},
        {"source": "Notes"},
        {"hint": "Think."},
        {"why": "One more sentence."},
        {"level": "recall"},
        {"lesson": "short-calls"},
        {"status": "retired"},
        {"shuffle": "no"},
        {"ask": f"  {WRITTEN['ask']}\n"},
    ],
)
def test_what_stands_around_the_content_is_no_new_version(around: dict[str, Any]) -> None:
    """Moving a question to another topic keeps its statistics."""
    assert question(**around).version == question().version


def test_texts_are_trimmed() -> None:
    """Spaces around a text are nobody's intention."""
    assert question(ask="  What now? \n").ask == "What now?"
    assert order(question(right={" Buy shares ": " Why. "}), "seed").count("Buy shares") == 1


def test_a_question_cannot_be_changed() -> None:
    """It is shared by all who read the bank."""
    with pytest.raises(ValidationError):
        question().ask = "Something else?"
