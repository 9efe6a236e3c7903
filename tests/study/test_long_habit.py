"""The long habit, question/options/answer/explanation: read as it is, and rewritten on demand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.bank import parse
from engine.study.questions import Question
from engine.study.writing.rewriting import rewritten, topic_from
from tests.study.written import LAW

FILE = "quiz_bank/02-delta_hedging.yaml"
LONG = """\
# Questions of last year.
- question: Which trade hedges 20 short calls?
  options:
    - Buy shares
    - Sell shares
    - "Wait: for expiry"
  answer: A
  explanation: Short calls are short delta.
  # The next one is new.
- question: Which of these are Greeks?
  choices: {A: Delta, B: Gamma, C: Colour}
  correct: [A, B]
  feedback: {A: "It is.", C: That is a colour.}
- id: in-the-short-form
  ask: Which sign has the gamma of short calls?   # kept as it is
  right: {Below zero: Sold options have negative gamma.}
  wrong: [Above zero, Zero]
"""
SHORT = """\
topic: Delta hedging
questions:
# Questions of last year.
- id: which-trade-hedges-20-short-calls
  ask: Which trade hedges 20 short calls?
  right:
    - Buy shares
  wrong:
    - Sell shares
    - "Wait: for expiry"
  why: Short calls are short delta.
  # The next one is new.
- id: which-of-these-are-greeks
  ask: Which of these are Greeks?
  right:
    Delta: It is.
    Gamma:
  wrong:
    Colour: That is a colour.
- id: in-the-short-form
  ask: Which sign has the gamma of short calls?   # kept as it is
  right: {Below zero: Sold options have negative gamma.}
  wrong: [Above zero, Zero]
"""


def read(item: str) -> Question:
    """Return the one question of the long habit that a text holds."""
    (asked,) = parse(FILE, item).content
    return asked.question


def test_a_list_of_questions_is_a_file() -> None:
    """Its topic is the file's name, its ids are the words; four warnings and no error."""
    parsed = parse(FILE, LONG)
    assert sorted((fault.line, fault.code) for fault in parsed.faults) == [
        (2, "id-from-words"),
        (2, "long-habit"),
        (2, "topic-from-name"),
        (10, "id-from-words"),
    ]
    assert {fault.severity for fault in parsed.faults} == {"warning"}
    assert [asked.line for asked in parsed.content] == [2, 10, 14]
    first, second, _ = (asked.question for asked in parsed.content)
    assert (first.topic, first.id) == ("Delta hedging", "which-trade-hedges-20-short-calls")
    assert (first.right, list(first.wrong)) == (
        {"Buy shares": ""},
        ["Sell shares", "Wait: for expiry"],
    )
    assert first.why == "Short calls are short delta."
    assert second.right == {"Delta": "It is.", "Gamma": ""}
    assert (second.kind, second.wrong) == ("select", {"Colour": "That is a colour."})


def test_a_file_is_rewritten_with_its_comments() -> None:
    """What is in the short form already is not touched."""
    assert rewritten(FILE, LONG) == SHORT


def test_the_rewritten_file_asks_the_same() -> None:
    """Question by question, and nothing is left to warn of but the topic that is now written."""
    before, after = parse(FILE, LONG), parse(FILE, SHORT)
    assert [one.question for one in after.content] == [one.question for one in before.content]
    assert after.faults == ()
    assert rewritten(FILE, SHORT) == SHORT


ANSWERS = {
    "its text": "Sell shares",
    "its text in other letters": "sell  SHARES",
    "its letter": "B",
    "a small letter": "b",
    "a letter with a bracket": "b)",
    "a word and a letter": "Option B",
    "its number": "2",
    "a letter and its text": "B. Sell shares",
}


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("key", ["answer", "correct", "Correct Answer", "solution"])
def test_the_right_option_is_named_in_many_ways(answer: str, key: str) -> None:
    """By text, letter or number, under several keys."""
    options = "[Buy shares, Sell shares, Wait]"
    question = read(f'- question: Which?\n  options: {options}\n  {key}: "{ANSWERS[answer]}"\n')
    assert list(question.right) == ["Sell shares"]
    assert list(question.wrong) == ["Buy shares", "Wait"]


@pytest.mark.parametrize("answer", ["[A, C]", "[1, 3]", "A and C", "A, C", "[Ten, A thousand]"])
def test_several_right_options_are_a_selection(answer: str) -> None:
    """As a list, or in words."""
    question = read(
        f"- question: Which?\n  options: [Ten, Hundred, A thousand]\n  answer: {answer}\n"
    )
    assert list(question.right) == ["Ten", "A thousand"]


def test_a_text_goes_before_a_number() -> None:
    """The option that is called 2 is meant, not the second one."""
    question = read("- question: How many?\n  options: [3, 1, 2]\n  answer: 2\n")
    assert list(question.right) == ["2"]


OPTIONS = {
    "lettered texts": "[A) Buy, B) Sell]",
    "a map of letters": "{A: Buy, B: Sell}",
    "maps with text": "[{text: Buy, correct: true}, {text: Sell, correct: false}]",
    "maps with option": "[{option: Buy}, {option: Sell}]",
}


@pytest.mark.parametrize("options", OPTIONS)
def test_options_are_written_in_many_ways(options: str) -> None:
    """The letter is not a part of the text."""
    question = read(f"- question: Which?\n  options: {OPTIONS[options]}\n  answer: A\n")
    assert (list(question.right), list(question.wrong)) == (["Buy"], ["Sell"])


def test_feedback_of_each_option_is_its_reason() -> None:
    """Beside the option, with a colon in it, or as a list."""
    question = read(
        "- question: Which?\n  options:\n    - text: Buy\n      correct: true\n"
        "      feedback: Right: so\n    - text: Sell\n      feedback: No.\n"
    )
    assert (question.right, question.wrong) == ({"Buy": "Right: so"}, {"Sell": "No."})
    question = read(
        "- question: Which?\n  options: [Buy, Sell]\n  answer: 1\n  feedback: [So, No]\n"
    )
    assert (question.right, question.wrong) == ({"Buy": "So"}, {"Sell": "No"})


def test_true_and_false_need_no_options() -> None:
    """They are the two there are."""
    question = read("- question: Delta is all there is.\n  answer: false\n  explanation: Gaps.\n")
    assert (list(question.right), list(question.wrong), question.why) == (
        ["False"],
        ["True"],
        "Gaps.",
    )


def test_a_number_is_a_number() -> None:
    """Without options, the answer is what is to be typed."""
    question = read("- question: How many?\n  answer: 900 shares\n  points: 3\n")
    assert (question.kind, question.key.unit) == ("number", "shares")


@pytest.mark.parametrize(
    ("item", "line", "code"),
    [
        ("- question: Which?\n  options: [a, b]\n  answer: Z\n", 3, "no-right-option"),
        ("- question: Which?\n  options: [a, b]\n", 1, "no-right-option"),
        ("- question: Which?\n  options: none\n  answer: a\n", 2, "no-options"),
        ("- question: Which?\n  options: [a, b]\n  answer: A\n  hnt: So\n", 4, "unknown-key"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_line(item: str, line: int, code: str) -> None:
    """One letter, and no question; what cannot be read is not rewritten."""
    parsed = parse(FILE, item)
    errors = [fault for fault in parsed.faults if fault.severity == "error"]
    assert [(fault.line, fault.code) for fault in errors] == [(line, code)]
    assert parsed.content == ()
    assert (item.strip() in rewritten(FILE, item)) == (code != "unknown-key")


def test_ids_from_the_same_words_differ() -> None:
    """And one that is written is not taken."""
    item = "- question: Which one?\n  options: [a, b]\n  answer: A\n"
    text = item * 2 + "- id: which-one-2\n" + item.replace("- q", "  q", 1)
    ids = [asked.question.id for asked in parse(FILE, text).content]
    assert ids == ["which-one", "which-one-3", "which-one-2"]


@pytest.mark.parametrize(
    ("file", "topic"),
    [("a/02-short_calls.yaml", "Short calls"), ("Gamma.yaml", "Gamma"), ("7.yaml", "Questions")],
)
def test_a_topic_is_read_from_the_name_of_the_file(file: str, topic: str) -> None:
    """Without its number."""
    assert topic_from(file) == topic


_TEXTS = st.text(
    alphabet=st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2200),
    min_size=1, max_size=30,
).map(lambda text: " ".join(text.split())).filter(lambda text: len(text) > 2)  # fmt: skip


def _quoted(text: Any) -> str:
    escaped = str(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@LAW
@given(st.lists(_TEXTS, min_size=3, max_size=5, unique_by=str.lower), st.data())
def test_a_rewritten_question_asks_the_same_whatever_it_says(
    texts: list[str], data: st.DataObject
) -> None:
    """Signs of YAML in any text; options, answer and reasons survive the way and back."""
    ask, *options = texts
    text = (
        f"topic: A\nquestions:\n  - id: one\n    question: {_quoted(ask)}\n    options:\n"
        + "".join(f"      - {_quoted(option)}\n" for option in options)
        + f"    answer: {_quoted(data.draw(st.sampled_from(options)))}\n"
    )
    before, after = parse(FILE, text), parse(FILE, rewritten(FILE, text))
    if before.content and before.content[0].question.kind == "choice":
        assert [one.question for one in after.content] == [one.question for one in before.content]
