"""The units that a desk reads: one conversion each, and the printed figures of the lessons."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.exposure.book import Book, Position, profit
from engine.exposure.greeks import DeskGreeks, desk_greeks, in_desk_units
from engine.instruments.share import Share
from engine.pricing.black_scholes import Greeks
from engine.pricing.market import Market

from .books import LAW, MARKET, MIXED, X, books


@pytest.mark.parametrize(
    ("name", "printed", "half_a_digit"),
    [
        ("value", -68_247, 0.5),
        ("delta_shares", -13_033.7, 0.05),
        ("delta_dollars", -1_042_693, 0.5),
        ("gamma_per_dollar", -1_473.4, 0.05),
        ("gamma_per_percent", -1_178.7, 0.05),
        ("vega_per_point", -2_790, 0.5),
        ("theta_per_day", 767, 0.5),
        ("rho_per_basis_point", -12.0, 0.05),
    ],
)
def test_example_1(name: str, printed: float, half_a_digit: float) -> None:
    """domain.md, worked example 1: short 250 at-the-money calls, to the printed digit."""
    figure = getattr(desk_greeks(X, MARKET), name)
    assert figure == pytest.approx(printed, abs=half_a_digit)


@pytest.mark.parametrize(
    ("name", "printed", "half_a_digit"),
    [
        ("delta_shares", -1_624.6, 0.05),
        ("delta_dollars", -129_970, 0.5),
        ("gamma_per_dollar", -1_538.6, 0.05),
        ("vega_per_point", -1_068, 0.5),
        ("theta_per_day", 621.6, 0.05),
    ],
)
def test_example_2(name: str, printed: float, half_a_digit: float) -> None:
    """domain.md, worked example 2: the mixed book's net exposure, to the printed digit."""
    figure = getattr(desk_greeks(MIXED, MARKET), name)
    assert figure == pytest.approx(printed, abs=half_a_digit)


@pytest.mark.parametrize(
    ("name", "units", "printed"),
    [
        ("delta", 1, [-6_961.6, -2_744.8, -4_107.5, 3_189.2, 9_000]),
        ("gamma", 1, [-1_479.8, 478.4, -769.1, 231.8, 0]),
        ("vega", 100, [-2_568.7, 1_019.3, -550.2, 1_031.6, 0]),
    ],
)
def test_example_2_position_by_position(name: str, units: int, printed: list[float]) -> None:
    """domain.md, worked example 2: each line's own delta, gamma and vega a point.

    The third gamma is -769.045; the print rounds it up once more.
    """
    column = getattr(MIXED.position_greeks(MARKET), name) / units
    assert column == pytest.approx(printed, abs=0.06)


@pytest.mark.parametrize(("book", "printed"), [(X, -94_297), (MIXED, -98_470)])
def test_dollar_gamma_of_the_worked_examples(book: Book, printed: float) -> None:
    """domain.md: gamma per 1 % in dollars is spot times gamma per 1 % in shares."""
    figure = desk_greeks(book, MARKET).gamma_per_percent * MARKET.spot
    assert figure == pytest.approx(printed, abs=0.5)


def test_each_unit_is_one_conversion() -> None:
    """A point is a hundredth, a day a 365th, a basis point a ten-thousandth of the natural unit."""
    ones = Greeks(*(np.asarray(1.0) for _ in Greeks._fields))
    assert in_desk_units(ones, 250.0) == DeskGreeks(
        value=1.0,
        delta_shares=1.0,
        delta_dollars=250.0,
        gamma_per_dollar=1.0,
        gamma_per_percent=2.5,
        vega_per_point=0.01,
        theta_per_day=1 / 365,
        rho_per_basis_point=0.0001,
    )


def test_shares_have_delta_alone() -> None:
    """A share hedge adds to delta, in shares and dollars, and to no other risk."""
    net = desk_greeks(Book.of(Position(-900, Share())), MARKET)
    assert net == DeskGreeks(-72_000, -900, -72_000, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("vega_per_point", {"volatility_shift": 0.0001}),
        ("theta_per_day", {"years_passed": 0.01 / 365}),
        ("rho_per_basis_point", {"rate": 0.030001}),
    ],
)
def test_figure_is_what_the_small_change_makes(name: str, change: dict[str, float]) -> None:
    """A hundredth of a point, of a day, of a basis point makes a hundredth of the figure."""
    made = float(profit(MIXED, MARKET, 80.0, **change))
    assert 100 * made == pytest.approx(getattr(desk_greeks(MIXED, MARKET), name), rel=2e-3)


def test_gamma_is_what_a_move_adds_to_the_delta() -> None:
    """Up a tenth of a dollar or of a per cent, the delta in shares changes by a tenth of gamma."""
    net = desk_greeks(X, MARKET)
    for move, gamma in ((0.1, net.gamma_per_dollar), (0.08, net.gamma_per_percent)):
        ends = [
            desk_greeks(X, Market(spot=80 + side * move / 2, rate=0.03, dividend_yield=0.02))
            for side in (1, -1)
        ]
        assert ends[0].delta_shares - ends[1].delta_shares == pytest.approx(gamma / 10, rel=1e-4)


@LAW
@given(books, st.floats(20, 500))
def test_short_book_is_minus_the_long_one(book: Book, spot: float) -> None:
    """Turning every quantity turns every figure that the desk reads."""
    turned = Book(tuple(Position(-line.quantity, line.instrument) for line in book.positions))
    market = Market(spot=spot, rate=0.03)
    for there, here in zip(desk_greeks(turned, market), desk_greeks(book, market), strict=True):
        assert there == -here


def test_sold_options_are_short_gamma_and_vega_and_earn_theta() -> None:
    """The signs that the lessons speak of: a short call book is short everything but time."""
    net = desk_greeks(X, MARKET)
    assert max(net.value, net.delta_shares, net.gamma_per_dollar, net.vega_per_point) < 0
    assert net.theta_per_day > 0
