"""Numbers with units: what people type is read, and what is shown can be read again."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.numbers.quantities import UNITS, converted, decimals_of, read, show, unit_of
from tests.study.written import LAW

NBSP, THIN, MINUS = "\u00a0", "\u202f", "\u2212"

TYPED = [
    ("1043", 1043, None),
    ("1,043", 1043, None),
    ("1 043", 1043, None),
    (f"1{NBSP}043", 1043, None),
    (f"1{THIN}043,50", 1043.5, None),
    ("1'043", 1043, None),
    ("1.043,5", 1043.5, None),
    ("1.043.000", 1_043_000, None),
    ("1,043.50", 1043.5, None),
    (f"{MINUS}227 shares", -227, "shares"),
    ("–227 sh", -227, "shares"),
    ("minus 227", -227, None),
    ("+227", 227, None),
    ("plus 227", 227, None),
    ("= 900", 900, None),
    ("~900 shares.", 900, "shares"),
    ("C$ 5,460", 5460, "C$"),
    ("$5460", 5460, "C$"),
    ("-$5", -5, "C$"),
    ("$-5", -5, "C$"),
    ("5 460 $", 5460, "C$"),
    ("5,460 CAD", 5460, "C$"),
    ("CAD 5,460", 5460, "C$"),
    ("5460 dollars", 5460, "C$"),
    ("C$767 a day", 767, "C$"),
    ("C$767/day", 767, "C$"),
    ("(230)", -230, None),
    ("(C$230)", -230, "C$"),
    ("C$(230)", -230, "C$"),
    ("(230) shares", -230, "shares"),
    ("45%", 45, "%"),
    ("45 per cent", 45, "%"),
    ("45 pct", 45, "%"),
    ("25 bp", 25, "basis points"),
    ("0.45", 0.45, None),
    (".45", 0.45, None),
    ("0,45", 0.45, None),
    (",45", 0.45, None),
    ("0,450", 0.45, None),
    ("12,5", 12.5, None),
    ("1e3", 1000, None),
    ("1.2E-3", 0.0012, None),
    ("1.2k", 1200, None),
    ("C$1.2k", 1200, "C$"),
    ("4.2 million", 4_200_000, None),
    ("1/2", 0.5, None),
    ("900 shares of XYZ", 900, "shares"),
    ("20 calls", 20, "options"),
    ("1 contract", 1, "contracts"),
    ("2 vol points", 2, "points"),
    ("900.", 900, None),
    ("  900\n", 900, None),
    ("-0", 0, None),
]


@pytest.mark.parametrize(("text", "value", "unit"), TYPED, ids=[text for text, *_ in TYPED])
def test_people_type_numbers_like_this(text: str, value: float, unit: str | None) -> None:
    """With their signs, separators and units, English or French."""
    typed = read(text)
    assert typed is not None
    assert (typed.value, typed.unit) == (pytest.approx(value), unit)
    assert math.copysign(1, typed.value) == (-1 if value < 0 else 1)


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", ".", "-", "C$", "shares", "about nine", "nine", "n/a", "?", "--5", "+-5"),
        *("-C$-5", "5-", "1,04,3", "1,043,5", "1 04", "10 43", "1.2.3", "1,0,0", "9 bananas"),
        *("long 227", "short 227", "buy 900", "sell 900 shares", "900 or 901", "900-901"),
        *("5 6", "1/0", "1/2/3", "(-5)", "((5))", "(5", "inf", "nan", "1e999", "9" * 40),
        *("0x10", "1_000", "٣", "5²", "½", "C$5 shares", "$5%", "US$5", "€5", "1" * 61),
        "\x00",
        "900; drop table",
    ],
)
def test_what_could_mean_anything_is_unreadable(text: str) -> None:
    """Unreadable is better than wrong: the learner is asked again."""
    assert read(text) is None


NUMBERS = st.floats(-1e9, 1e9).map(lambda x: round(x, 4)) | st.integers(-(10**9), 10**9).map(float)
PER = st.sampled_from(["", " a day", " per point"])


@given(NUMBERS, st.sampled_from(["", *UNITS]), st.sampled_from([None, 0, 1, 2, 4]), PER)
@LAW
def test_what_is_shown_is_read_again(x: float, unit: str, decimals: int | None, per: str) -> None:
    """Value and unit come back, to the last decimal shown."""
    written = unit + (per if unit else "")
    typed = read(show(x, decimals=decimals, unit=written))
    assert typed is not None
    assert typed.unit == (unit or None)
    shown_to = (2 if abs(x) >= 10 else 4) if decimals is None else decimals
    assert abs(typed.value - x) <= 0.5 * 10**-shown_to * (1 + 1e-6) + abs(x) * 1e-12


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), st.sampled_from(["", *UNITS]))
@LAW
def test_what_has_few_decimals_comes_back_exactly(n: int, decimals: int, unit: str) -> None:
    """read(show(x)) == x."""
    x = n / 10**decimals
    typed = read(show(x, decimals=decimals, unit=unit))
    assert typed is not None and typed.value == x


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14))
@LAW
def test_shown_numbers_are_readable(x: float) -> None:
    """No power of ten, no hyphen for a minus, no minus before zero, three digits of a small one."""
    text = show(x)
    assert "e" not in text and "-" not in text and not text.startswith("−0 ") and text != "−0"
    typed = read(text)
    assert typed is not None
    if abs(x) >= 1e-9:
        assert typed.value == pytest.approx(x, rel=0.006)


@pytest.mark.parametrize(
    ("x", "decimals", "text"),
    [
        (1042.5, 0, "1,043"),
        (2.675, 2, "2.68"),
        (-0.4, 0, "0"),
        (1e15, None, "1,000,000,000,000,000"),
        (0.1 + 0.2, None, "0.3"),
        (0.000012345, None, "0.0000123"),
        (5.5e-17, None, "0"),
        (math.inf, None, "no number"),
        (math.nan, 2, "no number"),
    ],
)
def test_numbers_are_shown_as_people_round_them(x: float, decimals: int | None, text: str) -> None:
    """Halves away from zero; the noise of binary fractions is not shown."""
    assert show(x, decimals=decimals) == text


def test_one_of_something_is_singular() -> None:
    """One share, two shares, and always points per cent."""
    assert [show(n, unit="shares") for n in (1, 2, -1)] == ["1 share", "2 shares", "−1 share"]


@pytest.mark.parametrize("unit", UNITS)
def test_every_word_of_a_unit_is_known(unit: str) -> None:
    """In capitals too, and with what it is per."""
    for word in (unit, *UNITS[unit]):
        assert unit_of(word) == unit_of(word.upper()) == unit_of(f"{word} a day") == unit


@given(st.floats(-1e6, 1e6), st.sampled_from(list(UNITS)), st.sampled_from(list(UNITS)))
@LAW
def test_converting_there_and_back_changes_nothing(x: float, unit: str, other: str) -> None:
    """And what cannot be converted one way cannot be the other way."""
    there = converted(x, unit, other)
    back = None if there is None else converted(there, other, unit)
    assert (there is None) == (converted(x, other, unit) is None)
    if there is not None:
        assert back == pytest.approx(x)


@pytest.mark.parametrize(
    ("x", "unit", "to", "expected"),
    [
        (276, "cents", "C$", 2.76),
        (45, "%", "", 0.45),
        (0.45, "", "%", 45),
        (25, "basis points", "%", 0.25),
        (90, "minutes", "hours", 1.5),
        (5, "shares", "contracts", None),
        (5, "options", "contracts", 5),
        (5, "contracts", "futures", 5),
        (5, "options", "futures", None),
        (5, "points", "%", None),
        (5, "shares", "", None),
    ],
)
def test_units_of_one_kind_convert(x: float, unit: str, to: str, expected: float | None) -> None:
    """Cents are dollars; contracts are no shares."""
    found = converted(x, unit, to)
    assert found == (None if expected is None else pytest.approx(expected))


@given(st.floats(1e-9, 10))
@LAW
def test_decimals_are_as_fine_as_the_tolerance(tolerance: float) -> None:
    """A number rounded to them is within the tolerance."""
    assert 0.5 * 10 ** -decimals_of(tolerance) <= max(tolerance, 0.5) * (1 + 1e-6)
