"""Numbers filled into texts, beside money and LaTeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.numbers.filling import Filled, braces, wanted
from engine.study.numbers.formula import BadFormula
from tests.study.written import LAW

FILLED = Filled(
    {"n": "1,500", "delta": "0.30", "d": "−5", "answer": "450"},
    {"n": 1500.0, "delta": 0.3, "d": -5.0, "answer": 450.0},
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Sell {n} calls", "Sell 1,500 calls"),
        ("{ n }", "1,500"),
        ("{n * 100}", "150,000"),
        ("{delta}", "0.30"),
        ("{delta:.3}", "0.300"),
        ("{delta:.3f}", "0.300"),
        ("{d:+}, {n:+}, {n:+.1}", "−5, +1,500, +1,500.0"),
        ("C${n}", "C$1,500"),
        ("{n}{d}", "1,500−5"),
        ("{x} and {n + x}", "{x} and {n + x}"),
        ("{}", "{}"),
        ("{0, 1}", "{0, 1}"),
        ("{n ** 2}", "{n ** 2}"),
        (r"$\frac{n}{K}$", r"$\frac{1,500}{K}$"),
        (r"$\frac{a}{b}$", r"$\frac{a}{b}$"),
        (r"$\sqrt[3]{n}$", r"$\sqrt[3]{1,500}$"),
        (r"$x_{n}^{2}$", r"$x_{1,500}^{2}$"),
        (r"$\frac{{n} \times 100}{2}$", r"$\frac{1,500 \times 100}{2}$"),
        (r"$\left\{n\right\}$", r"$\left\{n\right\}$"),
        (r"$\text{calls}$ {n}", r"$\text{calls}$ 1,500"),
        (
            r"$\text{n} \times \mathrm{delta} = \frac{n}{2}$",
            r"$\text{n} \times \mathrm{delta} = \frac{1,500}{2}$",
        ),
    ],
)
def test_braces_are_filled(written: str, shown: str) -> None:
    """Names and formulas; what names no number stays as it is written."""
    assert FILLED.text(written) == shown


def test_nothing_is_filled_where_nothing_changes() -> None:
    """A question without numbers of its own keeps every brace."""
    assert Filled({}, {}).text(r"{n} $\frac{n}{2}$") == r"{n} $\frac{n}{2}$"


def test_addresses_get_numbers_as_computers_read_them() -> None:
    """No thousands separator, no true minus, and no rule for LaTeX."""
    written = "book?spot={80 + delta}&book={d}_call_{n}_45_24"
    assert FILLED.address(written) == "book?spot={80 + delta}&book=-5_call_1500_45_24".replace(
        "{80 + delta}", "80.3"
    )


@pytest.mark.parametrize("inside", ["n:", "n:x", "n:.9", "n:.2.2", ":.2", "n:>9"])
def test_other_formats_are_refused(inside: str) -> None:
    """Decimals and a plus sign are all there is."""
    with pytest.raises(BadFormula):
        wanted(inside)


def test_braces_know_their_column() -> None:
    """Counted from one, to what stands inside."""
    found = list(braces(r"a {n}, $\frac{b}{c}$"))
    assert [(one.inside, one.column, one.latex) for one in found] == [
        ("n", 4, False),
        ("b", 15, True),
        ("c", 18, True),
    ]


@given(st.text(max_size=60) | st.text(alphabet=r"{}n\frac_^$:. +*9", max_size=60))
@LAW
def test_any_text_can_be_filled(written: str) -> None:
    """Whatever is written, something is shown; without braces it is what was written."""
    shown = FILLED.text(written)
    assert isinstance(FILLED.address(written), str)
    if "{" not in written:
        assert shown == written
