"""Soundness: every fault of a question at once, and none in a good one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.study.questions import Question
from engine.study.soundness import Unsound, unsound
from tests.bounded import bounded
from tests.study.test_questions import CHOICE, NUMBER, ORDER, SELECT, question
from tests.study.written import LAW


def faults(written: dict[str, Any], **changed: Any) -> list[Unsound]:
    """Return what is wrong with a question, some keys written otherwise."""
    return unsound(question(written, **changed))


def only(written: dict[str, Any], **changed: Any) -> Unsound:
    """Return the one thing that is wrong."""
    (found,) = faults(written, **changed)
    return found


@pytest.mark.parametrize("written", [CHOICE, SELECT, NUMBER, ORDER], ids=lambda one: one["id"])
def test_a_good_question_has_no_fault(written: dict[str, Any]) -> None:
    """Of any kind."""
    assert faults(written) == []


@pytest.mark.parametrize(
    ("changed", "path", "code", "message", "column"),
    [
        ({"answer": "n * 100 * detla"}, ("answer",), "formula", 'unknown name "detla"', 11),
        ({"answer": "C$ n * x"}, ("answer",), "formula", 'unknown name "x"', 8),
        ({"ask": "{n} {delta} {answer}?"}, ("ask",), "answer-in-ask", "its own answer", 14),
        ({"answer": "answer + 1"}, ("answer",), "formula", "the answer cannot use itself", 0),
        ({"answer": "n ** 2"}, ("answer",), "formula", '"**" cannot be used', 3),
        ({"answer": "n bananas"}, ("answer",), "formula", 'unknown unit "bananas"', 3),
        ({"traps": {"x": "."}}, ("traps", "x"), "formula", 'unknown name "x"', 1),
        ({"traps": {"n *": "."}}, ("traps", "n *"), "formula", "the formula stops too early", 4),
        ({"why": "So {n * x}."}, ("why",), "formula", 'unknown name "x"', 9),
        ({"why": "So { n +}."}, ("why",), "formula", "the formula stops too early", 9),
        ({"hint": "{detla}"}, ("hint",), "formula", 'unknown name "detla"', 2),
        ({"hints": ["a", "{x}"]}, ("hints", 1), "formula", 'unknown name "x"', 2),
        ({"simulator": "book?spot={x}"}, ("simulator",), "formula", 'unknown name "x"', 12),
        ({"why": "{n:.9}"}, ("why",), "formula", '":.9" shows no number', 3),
        ({"why": "{min(n, {n})}"}, ("why",), "nested-braces", "braces stand inside braces", 1),
        ({"check": ["n=20 -> 900"]}, ("check", 0), "check-unreadable", '"delta" is', 0),
        ({"check": ["900"]}, ("check", 0), "check-unreadable", "cannot be read", 0),
        (
            {"check": ["n=20, delta=0.45, k=3 -> 900"]},
            ("check", 0),
            "check-unreadable",
            'unknown name "k"',
            19,
        ),
        (
            {"check": ["n=20, delta=0.45 -> 900", "n=20, delta=0.5 -> 900 shares"]},
            ("check", 1),
            "check-failed",
            "check says 900 shares, the formula gives 1,000 shares",
            0,
        ),
        (
            {"check": ["n=20, delta=0.45 -> C$900"]},
            ("check", 0),
            "check-unreadable",
            "the check is in C$",
            0,
        ),
        ({"simulator": "book?book=-{n}_cal_80"}, ("simulator",), "simulator", "-10_cal_80", 0),
        ({"simulator": "http://x.y/"}, ("simulator",), "simulator", "no address", 0),
    ],
)
def test_a_fault_has_its_place(
    changed: dict[str, Any], path: tuple[str | int, ...], code: str, message: str, column: int
) -> None:
    """The path inside the question, the column inside the text, and what would be right."""
    found = only(NUMBER, **changed)
    assert (found.path, found.code, found.severity) == (path, code, "error")
    assert message in found.message
    assert found.column == column
    assert found.remedy


def test_numbers_that_come_to_nothing_are_counted() -> None:
    """In how many variants, and in which, for the answer, a variable and a brace."""
    n = {"n": "0 to 5", "k": "1 to 2"}
    rest: dict[str, Any] = {"traps": {}, "check": [], "ask": "{n} {k}"}
    base = {key: value for key, value in NUMBER.items() if key not in ("why", "simulator")}
    found = only(base, **rest, vars=n, answer="k / n")
    assert found.message == "the answer is not finite in 2 of 12 variants"
    assert "n=0, k=1" in found.remedy
    found = only(base, **rest, vars=n | {"m": "1 / n"}, answer="k * m")
    assert (found.path, found.message) == (("vars", "m"), '"m" is not finite in 2 of 12 variants')
    found = only(base, **rest | {"ask": "{n} {k} {1 / n}"}, vars=n, answer="k")
    assert found.message == "{1 / n} is not finite in 2 of 12 variants"
    found = only(base, **rest, vars=n, answer="(k + n) * 1e12")
    assert (found.code, found.message) == (
        "too-large",
        "the answer is above a million million in 11 of 12 variants",
    )
    found = only(base, **rest, vars=n, answer="sqrt(n - 9) + k")
    assert found.message == "the answer is not finite in 12 of 12 variants"
    found = only(base, **rest, vars=n, answer="call_price(n, 80, k, 0, 0.2)")
    assert found.message == "spot must be above zero"


def test_a_trap_is_never_the_answer() -> None:
    """Within the tolerance, in any variant; the first such variant is named."""
    changed = {"vars": {"n": "10 to 50 step 5", "delta": "0.30 to 1.00 step 0.10"}}
    found = only(NUMBER, **changed, check=[])
    assert found.path == ("traps", "n * 100")
    assert found.code == "trap-equals-answer"
    assert found.message == "a trap equals the right answer in 9 of 72 variants"
    assert "n=10, delta=1.00" in found.remedy
    found = only(NUMBER, vars={"n": "20", "delta": "0.45"}, traps={"n * 45 + 1": "."})
    assert found.message == "a trap equals the right answer"


def test_traps_that_diagnose_nothing_are_warned_of() -> None:
    """Always the same number as another one, or no number."""
    found = only(NUMBER, traps={"n": "A.", "n * 2 / 2": "B."})
    assert (found.code, found.severity) == ("trap-twice", "warning")
    found = only(NUMBER, traps={"n / (n - 10)": "A."})
    assert (found.code, found.severity) == ("trap-not-finite", "warning")


@pytest.mark.parametrize(
    ("written", "changed", "code"),
    [
        (CHOICE, {"wrong": {}}, "no-wrong"),
        (SELECT, {"wrong": {}}, "no-wrong"),
        (CHOICE, {"right": {}}, "no-right"),
        (CHOICE, {"traps": {"5": "."}}, "traps-without-answer"),
        (CHOICE, {"check": ["-> 5"]}, "check-without-answer"),
        (ORDER, {"order": ["One", "Two"]}, "too-few-steps"),
        (ORDER, {"order": ["One", "Two", "Three", "two."]}, "step-twice"),
        (CHOICE, {"wrong": {"Buy  shares.": ".", "Wait": "."}}, "option-twice"),
        (CHOICE, {"wrong": {"wait": ".", "Wait": "."}}, "option-twice"),
    ],
)
def test_each_kind_has_what_it_needs(
    written: dict[str, Any], changed: dict[str, Any], code: str
) -> None:
    """Enough to choose from, nothing twice, nothing that cannot be used."""
    found = only(written, **changed)
    assert (found.code, found.severity) == (code, "error")


@pytest.mark.parametrize(
    "text",
    [
        "A and B",
        "Both A and C",
        "a and b",
        "(a) and (c)",
        "both a and c.",
        "A, B and C",
        "1 and 2",
        "Options 1 and 2",
        "Both answers (a) and (b)",
        "The same as option B",
        "Answer C, but later",
        "Neither A nor B",
        "All of A, B and C",
        "Only A and B",
    ],
)
def test_an_option_cannot_refer_to_another(text: str) -> None:
    """Options are shown in another order each time."""
    assert only(CHOICE, wrong={text: ".", "Wait": "."}).code == "option-refers"


@pytest.mark.parametrize(
    "text",
    [
        "Buy options A week before expiry",
        "An option a trader sold",
        "Sell 20 options 5 points out of the money",
        "Buy calls and puts",
        "Class A and class B shares",
        "Sell the options above the strike",
        "20 options and 2 futures",
        "The answer is a hedge",
        "A and nothing else",
        "−1 and above",
    ],
)
def test_options_about_options_are_no_references(text: str) -> None:
    """This is a course about options."""
    assert faults(CHOICE, wrong={text: ".", "Wait": "."}) == []


def test_options_that_meet_in_some_variants() -> None:
    """Filled with numbers, two options may become one; a fixed number counts too."""
    changed = {
        "ask": "{n} calls?",
        "vars": {"n": "10 to 50 step 5"},
        "right": {"Buy {n * 50} shares": "."},
        "wrong": {"Buy {n * n * 2} shares": ".", "Wait": "."},
    }
    found = only(CHOICE, **changed)
    assert (found.path, found.code) == (("wrong", "Buy {n * n * 2} shares"), "option-twice")
    assert found.message == "two options are the same in 1 of 9 variants"
    assert "n=25" in found.remedy
    found = only(CHOICE, **changed | {"wrong": {"Buy 1,000 shares": ".", "Wait": "."}})
    assert "n=20" in found.remedy
    assert faults(CHOICE, **changed | {"wrong": {"Sell {n * 50} shares": ".", "Wait": "."}}) == []
    steps = {"vars": {"n": "1 to 3"}, "order": ["Sell {n}", "Sell {4 - n}", "Wait"]}
    assert only(ORDER, **steps).message == "two steps are the same in 1 of 3 variants"


def test_unused_numbers_are_warned_of() -> None:
    """Their variants look the same, and a misspelt name is the usual cause."""
    found = only(NUMBER, vars=NUMBER["vars"] | {"k": "1, 2"}, check=[])
    assert (found.path, found.severity) == (("vars", "k"), "warning")
    used = {"k": "0.30 to 0.70 step 0.10", "delta": "k / 2", "n": "10 to 50 step 5"}
    assert faults(NUMBER, vars=used, check=[]) == []


def test_braces_without_numbers() -> None:
    """LaTeX is left alone; a name that nothing fills is warned of, and only a name."""
    assert faults(CHOICE, ask=r"What is $\frac{a}{b}$ and $x^{2}_{i}$ in {1, 2, 3}?") == []
    found = only(CHOICE, ask="You are short {n} calls.")
    assert (found.code, found.severity, found.column) == ("unfilled-braces", "warning", 16)
    latex = (
        r"$\frac{n \times 100}{K}$, $\text{calls}$, $\sqrt{delta}$, {n}, $\left\{a\right\}$, {,}"
    )
    assert faults(NUMBER, why=latex) == []
    found = only(NUMBER, why="It costs {108 * 3.5 + 600:C$}.")
    assert (found.code, found.severity, found.column) == ("unfilled-braces", "warning", 11)


def test_every_fault_at_once() -> None:
    """Errors before warnings; what follows from another fault is not said twice."""
    found = faults(
        NUMBER,
        vars={"n": "10 to", "delta": "0.30 to 0.70 step 0", "m": "n * 2", "k": "1, 2"},
        answer="n * 100 * delta * x shares ± one",
        traps={"n * y": ".", "m": "."},
        why="{z}",
        check=["n=20, delta=0.45 -> 900"],
    )
    assert [(one.path, one.code) for one in found] == [
        (("vars", "n"), "variable"),
        (("vars", "delta"), "variable"),
        (("answer",), "formula"),
        (("traps", "n * y"), "formula"),
        (("check", 0), "check-unreadable"),
        (("why",), "formula"),
        (("vars", "k"), "unused-variable"),
    ]
    assert len({(one.path, one.message) for one in found}) == len(found)


def test_books_are_looked_at_too() -> None:
    """Keys from whole books agree with their check, and few variants are enough to see."""
    found = faults(
        {key: value for key, value in NUMBER.items() if key != "why"},
        vars={"n": "10 to 900", "spot": "60 to 100 step 0.5"},
        ask="{n} {spot}",
        answer='-book_delta("-{n}_call_80_45_24", spot) shares ± 1',
        traps={},
        check=["n=20, spot=80 -> 1,043"],
    )
    assert found == []


HOSTILE: list[dict[str, Any]] = [
    {
        "vars": {f"v{n}": "1 to 1000" for n in range(8)},
        "answer": "+".join(f"v{n}" for n in range(8)),
    },
    {"vars": {"n": "0 to 1e9 step 1e-9"}, "answer": "n"},
    {"vars": {"n": "1 to 1000"}, "answer": "*".join(["call_price(n,80,1,0,1)"] * 13)},
    {"vars": {"n": "1 to 1000"}, "answer": "exp(exp(exp(n * 1e9)))"},
    {"vars": {"n": "1 to 1000"}, "answer": "(" * 149 + "n" + ")" * 149},
    {
        "vars": {"n": "1 to 1000"},
        "answer": "n",
        "traps": {f"n * 1 + {k} * 0": "." for k in range(8)},
    },
    {"vars": {"n": "1 to 1000"}, "answer": "n", "ask": "{n * n}" * 2_000},
    {"vars": {"n": "1 to 1000"}, "answer": "n", "why": "{" * 20_000},
    {"vars": {"n": "1 to 1000"}, "answer": "n", "check": ["n=1" + ",n=1" * 5_000 + " -> 1"] * 20},
    {"vars": {"n": "1 to 1000"}, "answer": 'scan_margin("-1_call_80_45_24", n)'},
    {"vars": {"n": "1 to 1000"}, "answer": 'book_delta("' + "1_share~" * 34 + '", n)'},
    {"answer": "9**9**9", "traps": {"().__class__": ".", "lambda: 1": ".", 'f"{n}"': "."}},
    {"answer": "1", "ask": "x" * 1_000_000},
    {"vars": {"σ": "1, 2", "__class__": "1", "n.n": "1"}, "answer": "σ"},
    {"simulator": "book?book=" + "{n}_call~" * 3_000, "vars": {"n": "1 to 9"}, "answer": "n"},
]


@pytest.mark.parametrize("changed", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_question_is_looked_at_in_no_time(changed: dict[str, Any]) -> None:
    """Bounded work whatever is written, and nothing raised."""
    base = {"id": "a", "ask": "B?", "topic": "C", "objective": "D"}
    one = question(base, **changed)
    with bounded():
        found = list(unsound(one))
    assert all(len(fault.message) < 300 for fault in found)


TEXTS = st.text(alphabet="n1{}()+-*/ .,:=_\\$abx", max_size=24).filter(str.strip)


@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
@settings(LAW, max_examples=150)
def test_any_text_in_any_place_is_sound_or_not(a: str, b: str, c: str, d: str, e: str) -> None:
    """Nothing is ever raised, and a sound question can be shown and marked."""
    from engine.study.marking import mark
    from engine.study.shown import shown

    one = Question.model_validate(
        {
            "id": "a",
            "topic": "T",
            "objective": "O",
            "ask": a,
            "why": b,
            "answer": c,
            "vars": {"n": "1 to 9", "x": d},
            "traps": {e: a},
            "check": [b],
            "simulator": a,
        }
    )
    if not any(found.severity == "error" for found in unsound(one)):
        attempt = shown(one, a)
        assert mark(attempt, attempt.right_texts[0]).verdict == "right"
