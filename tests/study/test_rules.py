"""Item-writing rules: each finds what breaks it and leaves alone what keeps it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import Fault
from engine.study.bank import Asked, Bank
from engine.study.questions import Question
from engine.study.rules import (
    MOST_TOLD,
    Found,
    Item,
    findings,
    found_by,
    gathered,
    review,
    rules,
)
from engine.study.writing.files import Parsed
from tests.study.written import LAW

EXAMPLES = Path(__file__).with_name("rule_examples")
DEFAULTS = {"topic": "Delta hedging", "objective": "MM-2"}
OF_ITEMS = [code for code, rule in rules().items() if hasattr(rule, "item")]
REASONS = "missing-reason"
"""Most examples here are options without reasons, so this rule is asked for alone."""


def question(written: dict[str, Any], **more: Any) -> Question:
    """Return a question with what every question needs."""
    return Question.model_validate({"id": "one", **DEFAULTS, **written, **more})


def questions(text: str) -> list[Question]:
    """Return the questions of an example: one, or a list."""
    written = yaml.load(text, yaml.BaseLoader)
    listed = written if isinstance(written, list) else [written]
    return [question(one, id=f"question-{n}") for n, one in enumerate(listed)]


def bank_with(*written: Question, file: str = "quiz_bank/a.yaml") -> Bank:
    """Return a bank of one file whose questions stand ten lines apart."""
    asked = tuple(Asked(one, file, 10 * n + 5) for n, one in enumerate(written))
    return Bank({one.id: one for one in written}, (), {file: Parsed(asked, ())})


def found(code: str, *written: Question) -> list[tuple[str, Found]]:
    """Return what one rule finds, with the ids that it names."""
    items = [Item(one) for one in written]
    return [(item.id, what) for item, what in found_by(rules()[code], items)]


def codes(faults: Sequence[Fault]) -> list[str]:
    """Return the codes of warnings, in their order."""
    return [fault.code for fault in faults]


# The menu's contract.


@pytest.mark.parametrize("code", rules())
def test_every_rule_is_whole(code: str) -> None:
    """It says what is wrong with the habit, who found it, and looks at one question or at many."""
    rule = rules()[code]
    assert (rule.__doc__ or "").strip()
    assert re.search(r"\((19|20)\d\d\)", rule.SOURCE)
    assert hasattr(rule, "item") != hasattr(rule, "bank")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)


@pytest.mark.parametrize("code", rules())
def test_every_rule_finds_its_own_example(code: str) -> None:
    """The example that breaks it is found, told as a letter: what is wrong, then what to do."""
    told = found(code, *questions(rules()[code].BREAKS))
    assert told
    for _, what in told:
        assert what.message and what.remedy
        assert not what.message.endswith(".") and not what.remedy.endswith(".")


@pytest.mark.parametrize("code", rules())
def test_every_rule_leaves_its_good_example_alone(code: str) -> None:
    """The example that keeps it is not found."""
    assert found(code, *questions(rules()[code].KEEPS)) == []


def examples(name: str) -> list[Any]:
    """Return the questions of an example file, each with the rule that it names."""
    found = yaml.load((EXAMPLES / name).read_text("utf-8"), yaml.BaseLoader)
    ids = [f"{one.get('rule', '')} {one['ask']}"[:60] for one in found]
    cases = [(one.pop("rule", ""), question(one)) for one in found]
    return [pytest.param(*case, id=name) for case, name in zip(cases, ids, strict=True)]


@pytest.mark.parametrize(("code", "written"), examples("bad.yaml"))
def test_a_bad_question_breaks_its_rule_and_no_other(code: str, written: Question) -> None:
    """A miss leaves a bad question in the bank; a second voice would be a false alarm."""
    spoken = {other for other in OF_ITEMS if found(other, written)}
    assert spoken - ({REASONS} - {code}) == {code}


@pytest.mark.parametrize(("code", "written"), examples("good.yaml"))
def test_a_good_question_breaks_none(code: str, written: Question) -> None:
    """A false alarm costs an author's trust."""
    told = {other: found(other, written) for other in OF_ITEMS if other != REASONS}
    assert {other: what for other, what in told.items() if what} == {}


# Rules that look at many questions.


def choices(rights: Sequence[str], wrong: Sequence[str], **more: Any) -> list[Question]:
    """Return choices that differ in their right option."""
    return [
        question({"ask": f"Case {n}?", "right": right, "wrong": list(wrong)}, id=f"q-{n}", **more)
        for n, right in enumerate(rights)
    ]


@pytest.mark.parametrize(("longest", "told"), [(4, False), (6, False), (10, True), (16, True)])
def test_the_right_option_may_be_the_longest_as_often_as_chance_has_it(
    longest: int, told: bool
) -> None:
    """One in four of sixteen is chance; ten of sixteen is a habit."""
    rights = ["the longest of them all"] * longest + ["short"] * (16 - longest)
    said = found("often-longest", *choices(rights, ["one here", "two here", "three here"]))
    assert bool(said) == told
    if told:
        assert f"{longest} of 16 questions, 4 by chance" in said[0][1].message
        assert len(said[0][1].others) == longest - 1


def test_the_worst_of_the_longest_is_named_first() -> None:
    """Whoever mends one question should mend the one that gives most away."""
    rights = ["somewhat longer"] * 9 + ["a great deal longer than all of the others are"]
    (name, what), *rest = found("often-longest", *choices(rights, ["one", "two"]))
    assert (name, rest) == ("q-9", [])
    assert "q-0" in what.remedy


def test_a_key_that_is_always_the_largest_number_is_found() -> None:
    """Numbers ascend, so the order is the same for everybody."""
    said = found("key-position", *choices([f"9{n}" for n in range(6)], ["10", "20", "30"]))
    assert [name for name, _ in said] == ["q-0"]
    assert "last in 6 of 6" in said[0][1].message


def test_options_that_are_mixed_have_no_place() -> None:
    """Where the app shuffles, the written order says nothing; without shuffling it does."""
    written = (["right"] * 8, ["one", "two", "three"])
    assert found("key-position", *choices(*written)) == []
    assert found("key-position", *choices(*written, shuffle="no"))


def test_a_number_shown_as_a_choice_has_a_place_too() -> None:
    """Traps that are all larger than the answer make it the first option in an exam."""
    written = [
        question(
            {"ask": "How many?", "answer": f"{n}", "traps": {f"{n} * 2": "a", f"{n} * 3": "b"}},
            id=f"q-{n}",
        )
        for n in range(10, 18)
    ]
    assert "first in 8 of 8" in found("key-position", *written)[0][1].message


def test_recall_is_counted_by_topic() -> None:
    """A topic of recall is not excused by another topic of use."""
    recall = choices(["a"] * 3, ["b", "c"], level="recall", topic="Words")
    use = [question(one.model_dump(), id=f"u-{n}", topic="Use", level="apply")
           for n, one in enumerate(choices(["a"] * 9, ["b", "c"]))]  # fmt: skip
    ((name, what),) = found("too-much-recall", *use, *recall)
    assert name == "q-0"
    assert what.message == '3 of 3 questions on "Words" are recall'
    assert what.others == ("q-1", "q-2")


@given(ask=st.text(min_size=1).filter(str.strip), right=st.text(min_size=1).filter(str.strip))
@LAW
def test_a_question_is_a_near_duplicate_of_itself(ask: str, right: str) -> None:
    """Whatever it says, and even if another file's author wrote other wrong options."""
    one = question({"ask": ask, "right": [right], "wrong": ["x", "y"]})
    other = question({"ask": ask, "right": [right], "wrong": ["z", "w"]}, id="other")
    ((name, what),) = found("near-duplicate", one, other)
    assert (name, what.others) == ("other", ("one",))


def test_kinds_are_not_compared() -> None:
    """The same words as a number and as a choice practise two things."""
    number = question({"ask": "What is 2 + 2?", "answer": "4", "why": "Count."})
    choice = question({"ask": "What is 2 + 2?", "right": "4", "wrong": ["5", "6"]}, id="other")
    assert found("near-duplicate", number, choice) == []


CALLS = "You are short 20 calls. Which trade hedges them?"
LONG = (
    "A market maker on the Montreal exchange has sold 45 calls on a bank share to an insurer "
    "this morning and has hedged nothing so far. Which trade brings its position back to neutral?"
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (CALLS, CALLS.replace("calls", "puts"), False),
        (CALLS, CALLS.replace("short", "long"), False),
        (LONG, LONG.replace("calls", "puts"), False),
        (LONG, LONG.replace("45", "30"), True),
        (CALLS, CALLS.replace("20", "35"), True),
        (CALLS, CALLS.replace(". Which", ", which").replace("them", "these"), True),
        ("What is the delta of the book?", "What is the margin of the desk?", False),
    ],
)
def test_near_duplicates_differ_in_numbers_not_in_words_that_turn_them(
    one: str, other: str, same: bool
) -> None:
    """Calls are not puts, and twenty is as good as thirty-five."""
    options = {"right": "Buy shares", "wrong": ["Sell shares", "Wait"]}
    first = question({"ask": one, **options})
    second = question({"ask": other, **options}, id="other")
    assert bool(found("near-duplicate", first, second)) == same


# The review of a bank.

CLANG = {
    "ask": "Why do dealers reduce inventory?",
    "right": {"Large inventories tie up capital": "x"},
    "wrong": {"Rules ask for it daily": "x", "Prices rise with it": "x", "Clients see it all": "x"},
}


def test_a_warning_names_file_line_question_and_rule() -> None:
    """It is a letter like any other fault, and it blocks nothing."""
    (fault,) = review(bank_with(question(CLANG)))
    assert str(fault).startswith(
        'quiz_bank/a.yaml:5: warning repeated-word: one: "inventory" stands in the question'
    )


def test_drafts_are_reviewed_and_retired_questions_left_alone() -> None:
    """Who retired a question has dealt with it."""
    assert review(bank_with(question(CLANG, status="draft")))
    assert review(bank_with(question(CLANG, status="retired"))) == ()


def test_an_empty_bank_has_no_warnings() -> None:
    """Nothing is wrong with nothing."""
    assert review(Bank({}, (), {})) == ()


def test_warnings_come_in_file_order() -> None:
    """As an author reads: file by file, line by line."""
    faults = review(bank_with(*(question(CLANG, id=f"q-{n}") for n in range(3))))
    assert list(faults) == sorted(faults) and len(faults) > 3


@pytest.mark.parametrize(
    "wrong",
    [
        ["2026-02-10 to 2026-03-01", "2026-01-05 to 2026-02-20"],
        ["20 to 30 January", "3 to 21 January"],
        ["9:30 to 10:00", "10:15 to 11:00"],
        ["1/2 to 3/4", "3/4 to 7/8"],
    ],
)
def test_dates_times_and_fractions_are_no_ranges_of_numbers(wrong: list[str]) -> None:
    """Their numbers alone say nothing of what they have in common."""
    written = question({"ask": "When?", "right": ["Later"], "wrong": wrong})
    assert found("overlapping-ranges", written) == []


def test_what_one_rule_says_of_a_large_file_drowns_nothing() -> None:
    """The first questions are named, and the rest together, with how many and where."""
    plain = {
        "ask": "Why {}?",
        "right": "a",
        "wrong": ["b", "c"],
        "lint": {"near-duplicate": "off, short"},
    }
    many = [
        question({**plain, "ask": f"Why {chr(97 + n) * 6} {chr(98 + n) * 7}?"}, id=f"q-{n}")
        for n in range(12)
    ]
    told = [one for one in review(bank_with(*many)) if one.code == "missing-reason"]
    every = [one for one in findings(bank_with(*many)) if one.code == "missing-reason"]
    assert (len(told), len(every)) == (MOST_TOLD + 1, 36)
    (rest,) = (one for one in told if not one.field)
    assert rest.message.startswith(f"{36 - MOST_TOLD} more of this kind, in the questions on lines")
    assert all(str(one.line) in rest.message for one in every[MOST_TOLD:])
    assert gathered(every[: MOST_TOLD + 1]) == tuple(every[: MOST_TOLD + 1])


@pytest.mark.parametrize(
    "lint",
    [
        "off, the word is a term of the trade",
        "Off: the word is a term",
        {"repeated-word": "off, the word is a term"},
        {"repeated_word": "off - the word is a term"},
    ],
)
def test_a_rule_is_switched_off_with_a_reason(lint: Any) -> None:
    """All rules, or one by its name."""
    assert review(bank_with(question(CLANG, lint=lint))) == ()


@pytest.mark.parametrize(
    "lint", ["off", "off, because", {"repeated-word": "off"}, "no", "offside play is fine"]
)
def test_a_switch_without_a_reason_switches_nothing_off(lint: Any) -> None:
    """Both are said: the warning, and that the reason is missing."""
    faults = review(bank_with(question(CLANG, lint=lint)))
    assert sorted(codes(faults)) == ["lint-without-reason", "repeated-word"]


def test_an_unknown_rule_is_named_with_the_one_that_was_meant() -> None:
    """A slip in a rule's name does not switch it off."""
    faults = review(bank_with(question(CLANG, lint={"repeated-words": "off, it is a term"})))
    assert sorted(codes(faults)) == ["lint-unknown-rule", "repeated-word"]
    assert 'did you mean "repeated-word"?' in [fault.remedy for fault in faults]


@pytest.mark.parametrize(
    "lint", ["off, this was needed once", {"long-stem": "off, it has a table"}]
)
def test_a_switch_that_is_not_needed_is_a_warning(lint: Any) -> None:
    """A question that was mended should lose its switch."""
    good = {**CLANG, "ask": "Why do dealers trade?"}
    assert codes(review(bank_with(question(good, lint=lint)))) == ["lint-unneeded"]


def test_one_of_two_near_duplicates_is_enough_to_switch_off() -> None:
    """Whichever of the pair carries the reason, and neither switch is unneeded."""
    off = {"near-duplicate": "off, one asks in an exam", "repeated-word": "off, a term of trade"}
    plain = {"repeated-word": off["repeated-word"]}
    for first, second in ((off, plain), (plain, off), (off, off)):
        pair = (question(CLANG, id="a", lint=first), question(CLANG, id="b", lint=second))
        assert review(bank_with(*pair)) == ()


def test_questions_that_switch_a_count_off_are_not_counted() -> None:
    """A bank's warning goes when enough of its questions have a reason."""
    off = {"often-longest": "off, the unit belongs there"}
    written = choices(["the longest of them"] * 10, ["one", "two"])
    said = [one.model_copy(update={"lint": off}) for one in written]
    assert "often-longest" in codes(review(bank_with(*written)))
    assert {"often-longest", "lint-unneeded"} & set(codes(review(bank_with(*said)))) == set()


def test_the_first_of_two_questions_with_one_id_is_reviewed() -> None:
    """As the bank keeps it; that the id is taken is said elsewhere."""
    assert codes(review(bank_with(question(CLANG), question(CLANG)))) == ["repeated-word"]


def test_a_question_whose_numbers_cannot_be_computed_is_read_as_written() -> None:
    """The formula's fault is said where formulas are checked; the rules go on."""
    broken = {**CLANG, "vars": {"n": "10 to"}}
    assert codes(review(bank_with(question(broken)))) == ["repeated-word"]


ANY = st.text(max_size=60).filter(str.strip)
SIGNS = "$ | ** | I and II | 1,2,3 to 4 | -- to -- | 5 to | a_b | {n} | C$ to C$ | more than 1,,2"
NASTY = st.sampled_from(
    [*SIGNS.split(" | "), "$\\frac{", "…", "__not", "?" * 30, "not " * 30, "9" * 400]
)
TEXTS = st.one_of(ANY, NASTY, st.builds("{} {}".format, NASTY, ANY))


@given(
    ask=TEXTS,
    right=st.lists(TEXTS, min_size=1, max_size=3, unique_by=str.strip),
    wrong=st.lists(TEXTS, min_size=1, max_size=5, unique_by=str.strip),
    lint=st.none() | TEXTS | st.dictionaries(TEXTS, TEXTS, max_size=2),
)
@settings(LAW, max_examples=60)
def test_no_text_brings_a_rule_down(
    ask: str, right: list[str], wrong: list[str], lint: Any
) -> None:
    """Whatever an author types, the review comes back with letters."""
    written = question({"ask": ask, "right": right, "wrong": wrong}, lint=lint)
    for fault in review(bank_with(written)):
        assert fault.severity == "warning" and fault.code and fault.remedy


@given(order=st.permutations(range(3)), code=st.sampled_from(OF_ITEMS))
@settings(LAW, max_examples=50)
def test_the_order_of_wrong_options_changes_nothing(order: list[int], code: str) -> None:
    """What one question gives away does not depend on how its author listed the options."""
    for example in (rules()[code].BREAKS, rules()[code].KEEPS):
        (written,) = questions(example)
        wrong = list(written.wrong.items())
        moved = dict(wrong[n] for n in order if n < len(wrong))
        again = written.model_copy(update={"wrong": moved})
        assert bool(found(code, again)) == bool(found(code, written))
