"""Numbers in a lesson: computed under ``numbers``, shown by braces, every slip on its line."""

from __future__ import annotations

import pytest

from engine.pricing import black_scholes
from engine.study.lesson_numbers import compute, fill, unfilled, used
from engine.study.lessons import Callout, Prose, parse
from tests.study.written import LESSON, LESSON_FILE, letters

NUMBERS = """\
numbers:
  price: call_price(80, 80, 45/365, 0.03, 0.24, 0.02)
  premium: 20 * 100 * price
---
"""
HEAD, _, BODY = LESSON.partition("---\n\n")
ONE = f"{HEAD}{NUMBERS}\nYou receive {{premium:C$}} for what is worth {{price:C$.2}} a share.\n"


def slips(text: str) -> list[str]:
    """Return the letters to the author of a lesson, without the file's name."""
    return [one.removeprefix(f"{LESSON_FILE}:") for one in letters(parse(LESSON_FILE, text).faults)]


def test_a_lesson_shows_what_the_engine_computes() -> None:
    """Each number may use those above it; the text has the form that its braces ask for."""
    price = float(
        black_scholes.greeks(
            kind="call",
            spot=80,
            strike=80,
            years=45 / 365,
            volatility=0.24,
            rate=0.03,
            dividend_yield=0.02,
        ).value
    )
    read = parse(LESSON_FILE, ONE)
    assert read.faults == ()
    assert read.content is not None
    assert read.content.sections[0].blocks == (
        Prose(
            f"You receive C\\${2000 * price:,.0f} for what is worth C\\${price:.2f} a share.",
        ),
    )


def test_numbers_fill_headings_and_callouts_too() -> None:
    """Wherever a text stands, and its heading's address has the number."""
    read = parse(LESSON_FILE, f"{ONE}\n## Worth {{price:.1}}\n\n> **Pitfall.** Not {{premium:.0}}.")
    assert read.content is not None
    second = read.content.sections[1]
    assert (second.title, second.anchor) == ("Worth 2.7", "worth-2-7")
    assert second.blocks == (Callout("Pitfall", "Not 5,460."),)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "{premium:C$}",
            "{premum:C$}",
            ['12: error unfilled-braces: there is no number "premum" (column 14)'],
        ),
        (
            "{premium:C$}",
            "{premium:dollars}",
            ['12: error unfilled-braces: ":dollars" shows no number (column 21)'],
        ),
        (
            "{premium:C$}",
            "{sqrt(2)}",
            ['12: error unfilled-braces: "sqrt(2)" names no number (column 14)'],
        ),
        (
            "100 * price",
            "100 * prize",
            ['9: error formula: numbers › premium: unknown name "prize" (column 23)'],
        ),
        (
            "20 * 100 * price",
            "price / 0",
            ['9: error variable: numbers › premium: "premium" comes to no number'],
        ),
        (
            "  price: call",
            "  2nd: 3\n  price: call",
            ['8: error variable: numbers › 2nd: "2nd" is no name for a number'],
        ),
        (
            "{premium:C$}",
            "much",
            ['9: warning unused-variable: numbers › premium: nothing shows "premium"'],
        ),
    ],
)
def test_a_slip_is_told_with_its_line(old: str, new: str, expected: list[str]) -> None:
    """In the text and in the formulas, one letter for one slip."""
    assert old in ONE
    found = slips(ONE.replace(old, new, 1))
    assert [one.partition(" - ")[0] for one in found] == expected


def test_a_lesson_with_a_wrong_number_is_still_there() -> None:
    """What cannot be filled stays as it is written."""
    read = parse(LESSON_FILE, ONE.replace("100 * price", "100 * prize"))
    assert read.content is not None
    assert "{premium:C$}" in str(read.content.sections[0].blocks)


def test_latex_keeps_its_braces() -> None:
    """Only what names a number is filled there, and nothing is said about the rest."""
    rows = [r"$\frac{a}{b}$ and $\frac{n}{2}$ and {n:+.1}"]
    assert fill(rows, {"n": 1500.0}) == [r"$\frac{a}{b}$ and $\frac{1,500}{2}$ and +1,500.0"]
    assert list(unfilled(rows, ["n"])) == []
    assert used(rows) >= {"n"}


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        (":C$", -8836.61, "−C$8,837"),
        (":+C$", 61.7, "+C$62"),
        (":+C$", -61.7, "−C$62"),
        (":C$.2", 2.7299, "C$2.73"),
        (":+C$.2", 0.0, "C$0.00"),
        (":C$", -0.2, "C$0"),
        (":+.0", 1042.69, "+1,043"),
        (":.4", 0.52135, "0.5214"),
    ],
)
def test_forms_of_numbers(form: str, value: float, shown: str) -> None:
    """Money, signs and decimals, with a true minus and halves away from zero."""
    assert fill([f"{{x{form}}}"], {"x": value}) == [shown]


def test_nothing_is_computed_by_a_broken_formula() -> None:
    """And what uses it says so itself."""
    values, wrong = compute({"a": "1 +", "b": "a * 2", "c": "3"})
    assert values == {"c": 3.0}
    assert list(wrong) == ["a", "b"]
