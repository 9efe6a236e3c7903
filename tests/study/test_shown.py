"""One attempt as it is shown: its numbers, its order, and that both stay put."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.numbers import quantities
from engine.study.questions import Question
from engine.study.shown import Shown, as_choice, fill, fill_variant, other_seed, shown
from tests.study.test_questions import CHOICE, NUMBER, ORDER, SELECT, question
from tests.study.written import LAW

SEEDS = [f"attempt-{number}" for number in range(600)]
ALL = [question(one) for one in (CHOICE, SELECT, NUMBER, ORDER)]
QUESTIONS = st.sampled_from(ALL)

ORDERS = """
import json, sys
from engine.study.questions import Question
from engine.study.shown import shown
for written in json.load(sys.stdin):
    for seed in range(10):
        attempt = shown(Question.model_validate(written), f"attempt-{seed}")
        print((attempt.ask, [one.text for one in attempt.options], attempt.steps, attempt.value))
"""


def face(one: Question, seed: str) -> tuple[Any, ...]:
    """Return all that an attempt shows."""
    attempt = shown(one, seed)
    return (attempt.ask, [option.text for option in attempt.options], attempt.steps, attempt.value)


def order(one: Question, seed: str) -> tuple[str, ...]:
    """Return the options' texts as an attempt shows them."""
    return tuple(option.text for option in shown(one, seed).options)


@given(QUESTIONS, st.text(max_size=12), st.sampled_from(["own", "choice"]))
@LAW
def test_the_same_seed_shows_the_same(one: Question, seed: str, form: Any) -> None:
    """Each time, to each copy of the question, in both forms."""
    copy = Question.model_validate(one.model_dump())
    assert shown(one, seed, form) == shown(copy, seed, form)


def test_an_attempt_survives_a_restart() -> None:
    """Another process with other random hashes shows the same: a refresh moves nothing."""
    there = subprocess.run(
        [sys.executable, "-c", ORDERS],
        input=json.dumps([CHOICE, SELECT, NUMBER, ORDER]),
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    here = [str(face(one, seed)) for one in ALL for seed in SEEDS[:10]]
    assert there.splitlines() == here


def test_every_order_comes_about_equally_often() -> None:
    """600 attempts on six orders: 100 each, give or take three standard deviations and a bit."""
    seen = Counter(order(question(), seed) for seed in SEEDS)
    assert len(seen) == 6
    assert all(65 <= times <= 135 for times in seen.values())


@given(QUESTIONS, st.text(max_size=12))
@LAW
def test_all_options_and_steps_are_shown(one: Question, seed: str) -> None:
    """None is lost, none is doubled, each keeps its own reason."""
    attempt = shown(one, seed)
    assert Counter(attempt.options) == Counter(one.options if one.kind != "number" else ())
    assert sorted(attempt.steps) == sorted(one.order)


@given(st.text(max_size=12))
@LAW
def test_steps_are_never_shown_solved(seed: str) -> None:
    """Not even two of them."""
    for steps in (ORDER["order"], ["one", "two"]):
        attempt = shown(question(ORDER, order=steps), seed)
        assert attempt.steps != attempt.right_order == tuple(steps)


def test_two_questions_with_one_seed_are_shuffled_apart() -> None:
    """Else the right option would stand in one place through a whole attempt."""
    assert len({order(question(id=f"question-{n}"), "attempt-1") for n in range(50)}) == 6


def test_shuffle_no_keeps_the_written_order() -> None:
    """Right first, then the wrong ones as they are written, for every seed."""
    steady = question(shuffle="no")
    assert {order(steady, seed) for seed in SEEDS[:50]} == {("Buy shares", "Sell shares", "Wait")}


def test_numeric_options_ascend() -> None:
    """With their signs and units; equal numbers do not tell by their order which one is right."""
    numbers = question(right={"−227 shares": "."}, wrong={"1,043 shares": ".", "0 shares": "."})
    assert order(numbers, "any") == ("−227 shares", "0 shares", "1,043 shares")
    same = question(right={"5 shares": "."}, wrong={"5 contracts": ".", "4 shares": "."})
    assert order(same, "any") == ("4 shares", "5 contracts", "5 shares")


def test_numbers_are_filled_in_everywhere() -> None:
    """Ask, why, hints, options with their reasons, steps; the simulator gets plain numbers."""
    one = question(
        NUMBER,
        vars={"n": "1500", "delta": "0.50"},
        hint="One contract is {100 * delta} shares.",
    )
    attempt = shown(one, "any")
    assert attempt.ask.startswith("A market maker sells 1,500 calls (100 shares each), delta 0.50.")
    assert attempt.why == "1,500 × 100 × 0.50 = 75,000 shares."
    assert attempt.hints == ("One contract is 50 shares.",)
    assert attempt.simulator == "book?spot=80&book=-1500_call_80_45_24"
    assert attempt.right_texts == ("75,000 shares",)
    options = question(
        vars={"n": "20"}, right={"Buy {n * 50}": "{n}"}, wrong={"Sell {n}": "", "{n} calls": "No."}
    )
    assert set(order(options, "any")) == {"Buy 1,000", "Sell 20", "20 calls"}
    steps = question(ORDER, vars={"n": "20"}, order=["Sell {n}", "Buy", "Wait"])
    assert shown(steps, "any").right_order == ("Sell 20", "Buy", "Wait")


def test_latex_stays_where_nothing_changes() -> None:
    """Braces are the author's own in a question without numbers that change."""
    written = r"What is $\frac{a}{b}$ of {n}?"
    assert shown(question(ask=written), "any").ask == written


@given(st.text(max_size=12))
@LAW
def test_a_number_as_a_choice(seed: str) -> None:
    """Its answer and its traps, ascending, the wrong sign left out, one of them right."""
    one = question(NUMBER)
    attempt = shown(one, seed, "choice")
    assert attempt.kind == "choice"
    values = [quantities.read(option.text) for option in attempt.options]
    assert all(typed and typed.value > 0 and typed.unit == "shares" for typed in values)
    assert [typed.value for typed in values if typed] == sorted(
        typed.value for typed in values if typed
    )
    assert [option.text for option in attempt.options if option.right] == [
        one.key.show(attempt.value)
    ]
    assert len(attempt.options) == 3
    assert attempt.ask == shown(one, seed).ask


def test_a_number_with_too_few_traps_stays_a_number() -> None:
    """Two options are no choice as an exam would give it."""
    one = question(NUMBER, traps={"n": "No.", "-n": "No."})
    assert shown(one, "any", "choice").kind == "number"
    assert shown(one, "any", "choice").options == ()


def test_traps_that_look_alike_are_one_option() -> None:
    """Nothing on the page is there twice, and nothing that is no number at all."""
    one = question(NUMBER, traps={"n": "A.", "n + 0.1": "B.", "1 / 0": "C.", "n * 7": "D."})
    filled, _ = fill(one, "any")
    texts = [option.text for option in as_choice(one, filled)]
    assert len(set(texts)) == len(texts) == 3


@given(st.text(max_size=12), st.text(min_size=1, max_size=12))
@LAW
def test_new_numbers_are_new(seed: str, token: str) -> None:
    """Whenever there is another variant, the next attempt shows it; the name begins as asked."""
    for n in ("1, 2", "1, 2, 3", "10 to 50"):
        one = question(NUMBER, vars={"n": n, "delta": "0.50"})
        other = other_seed(one, seed, token)
        assert other.startswith(token)
        assert shown(one, other).variant != shown(one, seed).variant
    still = question(NUMBER, vars={"n": "5", "delta": "0.50"})
    assert other_seed(still, seed, token) == token
    assert other_seed(question(), seed, token) == token


def test_every_variant_can_be_shown() -> None:
    """Each number of variant has its own values, and the answer computed from them."""
    one = question(NUMBER)
    for number in range(one.variables.count):
        filled = fill_variant(one, number)
        expected = filled.values["n"] * 100 * filled.values["delta"]
        assert filled.values["answer"] == pytest.approx(expected)


def test_an_attempt_is_a_fact() -> None:
    """It can be compared and kept."""
    assert isinstance(shown(question(), "any"), Shown)
    assert shown(question(), "any") != shown(question(), "other")
