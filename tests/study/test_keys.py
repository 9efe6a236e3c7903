"""The right number: its formula, its unit, and how far off an answer may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.numbers import quantities
from engine.study.numbers.formula import BadFormula
from engine.study.numbers.keys import read_key
from tests.study.written import LAW


@pytest.mark.parametrize(
    ("text", "rule", "unit", "tolerance", "off"),
    [
        ("n * 100 * delta shares ± 1", "n * 100 * delta", "shares", 1, "absolute"),
        ("n * 100", "n * 100", "", 0.005, "default"),
        ("n sh", "n", "shares", 0.005, "default"),
        ("C$ n * 2 ± 0.5", "n * 2", "C$", 0.5, "absolute"),
        ("n * 2 $ ± 5 cents", "n * 2", "C$", 0.05, "absolute"),
        ("$n a day", "n", "C$ a day", 0.005, "default"),
        ("n C$ a day +/- 1", "n", "C$ a day", 1, "absolute"),
        ("100 * n % ± 2", "100 * n", "%", 2, "absolute"),
        ("n ± 2 %", "n", "", 0.02, "relative"),
        ("100 * n % ± 0.5 %", "100 * n", "%", 0.5, "absolute"),
        ("n points per day", "n", "points per day", 0.005, "default"),
    ],
)
def test_keys_are_read(text: str, rule: str, unit: str, tolerance: float, off: str) -> None:
    """Formula, unit and tolerance, as people write them."""
    key = read_key(text)
    assert (key.formula.text, key.unit, key.off) == (rule, unit, off)
    assert key.tolerance == pytest.approx(tolerance)


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("n bananas", 'unknown unit "bananas"', 3),
        ("n * 100 shars", 'unknown unit "shars"', 9),
        ("n shares ± lots", '"lots" is no tolerance', 11),
        ("n shares ± -1", '"-1" is no tolerance', 11),
        ("n shares ± 1 C$", "is not in the answer's unit", 11),
        ("n ** 2 shares", '"**" cannot be used', 3),
        ("n % 2", '"%" cannot be used', 3),
        ("n 100 shares", "a sign is missing", 3),
        ("n delta shares", "a sign is missing", 3),
        ("C$ n * (2", "a bracket is not closed", 8),
        ("± 1", "the formula is empty", 0),
    ],
)
def test_keys_that_cannot_be_read_say_why(text: str, message: str, column: int) -> None:
    """With the column inside the whole text."""
    with pytest.raises(BadFormula) as letter:
        read_key(text)
    assert message in str(letter.value)
    assert letter.value.column == column


VALUES = st.floats(-1e6, 1e6).map(lambda x: round(x, 6))
KEYS = st.sampled_from(["x", "x ± 0.05", "x shares ± 1", "x ± 2 %", "x C$ ± 0.001 %", "x % ± 0.5"])


@given(VALUES, KEYS)
@LAW
def test_a_key_accepts_what_it_shows(value: float, text: str) -> None:
    """The right answer, read from the page and typed again, is right."""
    key = read_key(text)
    typed = quantities.read(key.show(value))
    assert typed is not None
    assert abs(typed.value - value) <= key.allowed(value)


@given(VALUES)
@LAW
def test_a_small_answer_needs_more_than_two_decimals(value: float) -> None:
    """Without a tolerance: two decimals, and never more than a hundredth of the answer."""
    allowed = float(read_key("x").allowed(value))
    assert allowed <= 0.005 + 1e-8 * max(1.0, abs(value))
    if value:
        assert allowed <= 0.01 * abs(value) + 2e-9 * max(1.0, abs(value))
