"""Formulas: what can be written, what it comes to, and that nothing else ever runs."""

from __future__ import annotations

import math
import random
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.numbers.formula import LONGEST, BadFormula, parse, parse_front
from tests.bounded import bounded
from tests.study.written import LAW

VALUES = {"n": 20.0, "delta": 0.45, "spot": 80.0, "strike": 85.0}


def value(text: str) -> float:
    """Return what a formula comes to with ordinary numbers."""
    return float(parse(text).value(VALUES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n * 100 * delta", 900),
        ("n × 100 · delta", 900),
        ("-n + 3 − -2", -15),
        ("(1 + 2) * 3 / 4", 2.25),
        ("2 - 3 - 4", -5),
        ("16 / 4 / 2", 2),
        ("1,043.5 * 2", 2087),
        (".5 + 1. + 1e3", 1001.5),
        ("max(1, n, 3)", 20),
        ("round(2.5) + round(-2.5)", 0),
        ("round(beta * 1,000,000)".replace("beta", "2"), 2_000_000),
        ("min((1,500), 2000)", 1500),
        ("call_delta(80, 80, 45/365, 0.03, 0.24, 0.02)", 0.521347),
        ('book_delta("-{n}_call_80_45_24", spot)', -1042.694),
        ("book_delta(“-20_call_80_45_24”, 80)", -1042.694),
    ],
)
def test_formulas_come_to_what_they_say(text: str, expected: float) -> None:
    """As a pocket calculator with brackets would have it, and with the engine's own functions."""
    assert value(text) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("", "the formula is empty", 0),
        ("   ", "the formula is empty", 0),
        ("n *", "the formula stops too early", 4),
        ("n ** 2", '"**" cannot be used', 3),
        ("9**9**9", '"**" cannot be used', 2),
        ("n // 2", '"//" cannot be used', 3),
        ("n % 2", '"%" cannot be used', 3),
        ("n ^ 2", '"^" cannot be used', 3),
        ("n.real", '"." cannot be used', 2),
        ("n[0]", '"[" cannot be used', 2),
        ("x = 2", '"=" cannot be used', 3),
        ("(n + 2", "a bracket is not closed", 1),
        ("n + 2)", '")" closes no bracket', 6),
        ("n 100", "a sign is missing", 3),
        ("2n", "a sign is missing", 2),
        ("(n)(2)", "a sign is missing", 4),
        ("min(n)", "min takes 2 to 20 arguments, not 1", 1),
        ("1 + call_detla(1,2,3,4,5)", 'unknown function "call_detla"', 5),
        ("__import__(1)", 'unknown function "__import__"', 1),
        ("'text'", '"\'" cannot be used', 1),
        ("book_delta(80, 80)", "book_delta needs a book in quotes", 12),
        ('book_delta("{n + 1}_share", 80)', '"{n + 1}" names no number', 12),
        ("max(1,500, 2)", '"1,500" could be one number or more', 5),
        ("1e400", "a number is too large", 1),
        ("σ * 2", '"σ" cannot be used', 1),
        ("lambda: 1", '":" cannot be used', 7),
        ("n if n else 2", "a sign is missing", 3),
        ("[n for n in n]", '"[" cannot be used', 1),
        ('f"{n}"', "a sign is missing", 0),
        ("(n := 5)", '":" cannot be used', 4),
    ],
)
def test_what_is_no_formula_is_refused(text: str, message: str, column: int) -> None:
    """With the column, counted from one, and what to write instead."""
    with pytest.raises(BadFormula) as letter:
        parse(text)
    if column or not text.strip():
        assert (str(letter.value), letter.value.column) == (message, column)
    assert letter.value.remedy


def test_columns_count_what_was_written() -> None:
    """Thousands separators and typographic signs before a fault do not move it."""
    assert parse("1,000 × n − detla").columns == {"n": 9, "detla": 13}


def test_an_unknown_name_brings_the_nearest_one() -> None:
    """In capitals or misspelt; nothing is said of the names that are known."""
    letters = parse("N * detla * n").missing(["n", "delta"])
    assert [(str(one), one.column, one.remedy) for one in letters] == [
        ('unknown name "N"', 1, 'did you mean "n"?'),
        ('unknown name "detla"', 5, 'did you mean "delta"?'),
    ]


def test_a_name_without_a_value_is_no_crash() -> None:
    """Whoever forgot to look gets the same letter."""
    with pytest.raises(BadFormula, match='unknown name "x"'):
        parse("x + 1").value({})


def test_a_unit_may_follow() -> None:
    """The front of a text is the formula, whatever stands after it."""
    found, rest = parse_front(" n * 100  shares a day ")
    assert (found.text, rest) == ("n * 100", "shares a day")


def test_division_by_zero_is_not_finite_and_silent() -> None:
    """One number or an array: the caller counts the variants that come to nothing."""
    rule = parse("1 / (n - 20)")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert math.isinf(rule.value({"n": 20.0}))
        assert np.isinf(rule.value({"n": np.array([19.0, 20.0])})).tolist() == [False, True]


def test_the_engine_s_refusal_is_a_letter() -> None:
    """An option on a share at zero has no price; the words are the engine's."""
    with pytest.raises(BadFormula, match="spot must be above zero"):
        value("call_price(0, 80, 1, 0, 0.2)")
    with pytest.raises(BadFormula, match="warrant"):
        value('book_delta("5_warrant", 80)')


def test_a_book_is_read_once_for_each_way_it_is_written() -> None:
    """Variants with books of their own get each its own figure, in their places."""
    rule = parse('book_delta("-{n}_call_80_45_24~{n}_share", spot)')
    n, spot = np.array([10.0, 20.0, 10.0]), np.array([80.0, 82.0, 84.0])
    alone = [float(rule.value({"n": a, "spot": b})) for a, b in zip(n, spot, strict=True)]
    assert rule.value({"n": n, "spot": spot}) == pytest.approx(alone)
    assert rule.slow and not parse("n").slow


HOSTILE = [
    "(" * 5_000,
    "-" * 299 + "1",
    "(" * 150 + ")" * 150,
    "abs(" * 60 + "1" + ")" * 60,
    "1+" * 149 + "1",
    "9" * 300,
    "9e999999999",
    "9" * 1_000_000,
    "().__class__.__mro__[1].__subclasses__()",
    "__import__('os').system('true')",
    "exp(exp(exp(1e12)))",
    "1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12*1e12",
    'book_delta("' + "1_share~" * 30 + '", 80)',
    "\x00",
    "ｎ",  # A full-width letter, which Python would take for n.
    "1_000",
    "0x10",
    "1j",
    "True",
    "...",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_formulas_cost_nothing(text: str) -> None:
    """Refused with a letter or computed, soon, by a parser that runs nothing."""
    try:
        with bounded():
            rule = parse(text)
            rule.value(dict.fromkeys(rule.names, np.ones(2_000)))
    except BadFormula as letter:
        assert str(letter) and len(str(letter)) < 200


def test_the_longest_formula_can_be_computed() -> None:
    """A sum as long as a formula may be is no strain on the stack."""
    text = "+".join(["1"] * (LONGEST // 2))
    assert value(text) == LONGEST // 2


@given(st.text(max_size=80) | st.text(alphabet="n1.,()+-*/ \"'{}eab_×", max_size=80))
@LAW
def test_any_text_is_a_formula_or_a_letter(text: str) -> None:
    """Nothing but BadFormula ever comes out, while reading or while computing."""
    try:
        rule = parse(text)
        result = rule.value(dict.fromkeys(rule.names, 2.0))
    except BadFormula as letter:
        assert 0 <= letter.column <= len(text) + 1
        return
    assert result.shape == ()


def _tree(chance: random.Random, depth: int) -> str:
    """Return a random formula that Python reads in the same way."""
    if depth == 0 or chance.random() < 0.2:
        return chance.choice(["n", "delta", "2", "0.5", "10", "spot"])
    left, right = _tree(chance, depth - 1), _tree(chance, depth - 1)
    form = chance.choice(["{} + {}", "{} - {}", "{} * {}", "{} / {}", "({} - {})", "-{} + {}"])
    return form.format(left, right)


@given(st.integers(0, 10_000))
@LAW
def test_trees_agree_with_python(seed: int) -> None:
    """Precedence and brackets are those of everybody: Python's own evaluation is the reference."""
    text = _tree(random.Random(seed), 4)[:LONGEST]
    try:
        expected = eval(text, {"__builtins__": {}}, dict(VALUES))
    except (ZeroDivisionError, SyntaxError):
        return
    assert value(text) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20))
@LAW
def test_all_variants_at_once_are_each_alone(numbers: list[float]) -> None:
    """An array of values gives what each value gives."""
    rule = parse("(n - 3) * n / 7 + max(n, 1) - abs(n)")
    alone = [float(rule.value({"n": number})) for number in numbers]
    assert rule.value({"n": np.array(numbers)}) == pytest.approx(alone)


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("1 200", "a space stands inside a number", "write 1200 or 1,200"),
        ("0,45", "a comma stands inside a number", "write a point: 0.5"),
        ("n * 0,5", "a comma stands inside a number", "write a point: 0.5"),
    ],
)
def test_a_number_of_another_country_is_told_how_to_be_written(
    text: str, message: str, remedy: str
) -> None:
    """Whoever does what the remedy says gets the number that was meant, not a product."""
    with pytest.raises(BadFormula, match=message) as told:
        parse(text)
    assert told.value.remedy == remedy
