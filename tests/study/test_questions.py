"""A question as it is written: its kind, its options, and the version of its content."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from engine.study.questions import Option, Question, problem_of

CHOICE: dict[str, Any] = {
    "id": "hedge-short-calls",
    "ask": "You are short 20 calls. Which trade hedges them?",
    "right": {"Buy shares": "Short calls lose when the share rises."},
    "wrong": {"Sell shares": "That doubles it.", "Wait": "The direction stays."},
    "topic": "Delta hedging",
    "objective": "MM-2",
}
NUMBER: dict[str, Any] = {
    "id": "shares-to-buy",
    "ask": "A market maker sells {n} calls (100 shares each), delta {delta}. How many shares?",
    "vars": {"n": "10 to 50 step 5", "delta": "0.30 to 0.70 step 0.05"},
    "answer": "n * 100 * delta shares ± 1",
    "traps": {
        "n * delta": "One contract covers 100 shares.",
        "n * 100": "That is the hedge for a delta of 1.00.",
        "-n * 100 * delta": "Right size, wrong side.",
    },
    "why": "{n} × 100 × {delta} = {answer} shares.",
    "check": ["n=20, delta=0.45 -> 900"],
    "simulator": "book?spot=80&book=-{n}_call_80_45_24",
    "topic": "Delta hedging",
    "objective": "MM-2",
}
ORDER: dict[str, Any] = {
    "id": "hedge-steps",
    "ask": "Put the steps of a delta hedge in order.",
    "order": ["Compute the delta", "Trade the opposite", "Watch the price", "Trade again"],
    "topic": "Delta hedging",
    "objective": "MM-2",
}
SELECT: dict[str, Any] = CHOICE | {
    "id": "short-delta",
    "right": {"Short calls": "They lose in a rise.", "Long puts": "They gain in a fall."},
    "wrong": {"Long calls": "They gain in a rise.", "Short puts": "They lose in a fall."},
}


def question(written: dict[str, Any] = CHOICE, **changed: Any) -> Question:
    """Return a question with some keys written otherwise."""
    return Question.model_validate(written | changed)


def test_the_kind_follows_from_what_is_written() -> None:
    """Nobody has to name it."""
    kinds = [question(one).kind for one in (CHOICE, SELECT, NUMBER, ORDER)]
    assert kinds == ["choice", "select", "number", "order"]
    assert not any(problem_of(question(one)) for one in (CHOICE, SELECT, NUMBER, ORDER))


def test_kinds_do_not_mix() -> None:
    """What could be two kinds is none; neither is what asks for nothing."""
    bare = {"id": "a", "ask": "B?", "topic": "C", "objective": "D"}
    assert problem_of(question(bare)) == "there is nothing to answer"
    assert problem_of(question(CHOICE, answer="5")) == '"wrong" and "answer" do not go together'
    assert problem_of(question(ORDER, answer="5")) == '"answer" and "order" do not go together'


def test_options_carry_their_reasons() -> None:
    """As written, the right ones first, each with why; a list has none."""
    assert question().options[0] == Option(
        "Buy shares", "Short calls lose when the share rises.", True
    )
    bare = question(right="Buy", wrong=["Sell", "Wait"])
    assert bare.options == (
        Option("Buy", "", True),
        Option("Sell", "", False),
        Option("Wait", "", False),
    )


def test_hints_are_a_ladder() -> None:
    """One, several, or both."""
    assert question(hint="First.", hints=["Then.", "Last."]).all_hints == (
        "First.",
        "Then.",
        "Last.",
    )


@pytest.mark.parametrize(
    ("written", "content"),
    [
        (CHOICE, {"ask": "You are short 30 calls. Which trade hedges them?"}),
        (CHOICE, {"right": {"Buy the shares": "Short calls lose when the share rises."}}),
        (CHOICE, {"right": {"Buy shares": "Because."}}),
        (CHOICE, {"wrong": CHOICE["wrong"] | {"Pray": "The direction stays."}}),
        (NUMBER, {"answer": "n * 100 * delta shares ± 2"}),
        (NUMBER, {"vars": NUMBER["vars"] | {"n": "10 to 60 step 5"}}),
        (NUMBER, {"traps": {"n": "No."}}),
        (ORDER, {"order": [*ORDER["order"], "Sleep"]}),
    ],
)
def test_a_change_of_content_is_a_new_version(
    written: dict[str, Any], content: dict[str, Any]
) -> None:
    """Statistics of the old wording do not mix with those of the new one."""
    assert question(written, **content).version != question(written).version


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
        {"tags": ["exam"]},
        {"check": ["n=10, delta=0.50 -> 500"]},
        {"lint": "off, it is only a test"},
    ],
)
@pytest.mark.parametrize("written", [CHOICE, NUMBER], ids=["choice", "number"])
def test_what_stands_around_the_content_is_no_new_version(
    written: dict[str, Any], around: dict[str, Any]
) -> None:
    """Moving a question to another topic keeps its statistics."""
    assert question(written, **around).version == question(written).version


def test_texts_are_trimmed_and_nothing_can_be_changed() -> None:
    """Spaces around a text are nobody's intention; a question is shared by all who read it."""
    assert question(ask="  What now? \n").ask == "What now?"
    with pytest.raises(ValidationError):
        question().ask = "Something else?"


def test_a_changed_copy_reads_its_own_content() -> None:
    """Nothing that the original has worked out is taken for the copy's."""
    one = question(NUMBER)
    assert (one.version, one.key.unit) == (question(NUMBER).version, "shares")
    assert (one.variables.count, len(one.trap_formulas)) == (81, 3)
    other = one.model_copy(update={"answer": "n C$", "vars": {"n": "1, 2"}, "traps": {}})
    assert other.version != one.version
    assert (other.key.unit, other.variables.count, other.trap_formulas) == ("C$", 2, ())


def test_equal_questions_are_one_in_a_cache() -> None:
    """And another wording is another one."""
    assert len({question(), question(), question(ask="Else?")}) == 2
