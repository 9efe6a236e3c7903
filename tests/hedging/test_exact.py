"""The textbook's hedge: as many equations as aims, and then whole contracts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.hedging.exact import exact, rounded
from engine.hedging.series import NoHedge, aims
from engine.instruments.call import Call
from engine.instruments.put import Put
from engine.instruments.share import Share

from ..exposure.books import MARKET, MIXED, X
from .listed import EACH, FAR, NEAR, SAME_EXPIRY

LAW = settings(deadline=None, derandomize=True, max_examples=60)


def test_example_6_exactly() -> None:
    """domain.md, worked example 6: 157.21 and 121.36 contracts, and 3,805.5 shares."""
    hedge = exact(X, MARKET, [NEAR, FAR])
    assert hedge.contracts == pytest.approx((157.21, 121.36), abs=5e-3)
    assert hedge.underlying == pytest.approx(3_805.5, abs=0.05)
    assert 1 <= hedge.condition < 5


def test_example_6_in_whole_contracts() -> None:
    """domain.md, worked example 6: 157 / 121 / 3,800 leaves -28, -2.8, -7.1 for 1,321."""
    solved = rounded(X, MARKET, [NEAR, FAR], each=EACH)
    assert solved.positions == (Position(157, NEAR), Position(121, FAR), Position(3_800, Share()))
    assert aims(solved.residual) == pytest.approx([-28, -2.8, -7.1], abs=0.5)
    assert solved.residual.gamma_per_dollar == pytest.approx(-2.8, abs=0.05)
    assert solved.residual.vega_per_point == pytest.approx(-7.1, abs=0.05)
    assert solved.cost == pytest.approx(1_321, abs=0.5)


def test_protection_costs_carry() -> None:
    """domain.md, worked example 6: theta falls from +767 to +39 a day."""
    assert desk_greeks(X, MARKET).theta_per_day == pytest.approx(767, abs=0.5)
    after = rounded(X, MARKET, [NEAR, FAR]).residual
    assert after.theta_per_day == pytest.approx(39, abs=0.5)


listed = st.builds(
    lambda kind, strike, days, volatility: kind(
        strike=float(strike), years=days / 365, volatility=volatility
    ),
    st.sampled_from([Call, Put]),
    st.integers(72, 88),
    st.integers(20, 40),
    st.floats(0.15, 0.5),
)


@LAW
@given(listed, listed, st.floats(-1e6, 1e6))
def test_nothing_is_left(near: Call | Put, other: Call | Put, quantity: float) -> None:
    """Any two series of different expiries take delta, gamma and vega of any book to zero."""
    far = type(other)(strike=other.strike, years=other.years + 0.3, volatility=other.volatility)
    book = Book.of(Position(quantity, Call(strike=81)), Position(-quantity / 3, Put(years=0.5)))
    hedge = exact(book, MARKET, [near, far])
    trade = [Position(n, i) for n, i in zip(hedge.contracts, (near, far), strict=True)]
    after = book.plus(*trade, Position(hedge.underlying, Share()))
    before = np.abs(aims(desk_greeks(book, MARKET)))
    assert np.all(np.abs(aims(desk_greeks(after, MARKET))) <= 1e-8 * before + 1e-6)


def test_rounding_leaves_at_most_half_a_contract_of_each() -> None:
    """What stays of gamma and vega is what half a contract of each series has of them."""
    solved = rounded(MIXED, MARKET, [NEAR, FAR])
    assert abs(solved.residual.gamma_per_dollar) <= (6.390 + 3.863) / 2
    assert abs(solved.residual.vega_per_point) <= (4.476 + 17.193) / 2
    assert abs(solved.residual.delta_shares) <= 50


def test_one_direction_serves_a_book_of_the_same() -> None:
    """Options of one expiry and volatility do offset a book of just those (example 5)."""
    hedge = exact(X, MARKET, SAME_EXPIRY[1:])
    trade = [Position(n, i) for n, i in zip(hedge.contracts, SAME_EXPIRY[1:], strict=True)]
    left = aims(desk_greeks(X.plus(*trade, Position(hedge.underlying, Share())), MARKET))
    assert np.abs(left) == pytest.approx([0, 0, 0], abs=1e-6)


@pytest.mark.parametrize(
    ("series", "says"),
    [
        (SAME_EXPIRY, "only together.*another expiry"),
        ((NEAR,), "only together.*another expiry"),
        ((), "no series"),
    ],
)
def test_one_direction_cannot_serve_a_mixed_book(series: tuple[Call | Put, ...], says: str) -> None:
    """domain.md, worked example 5: no pair of one expiry targets gamma and vega separately."""
    with pytest.raises(NoHedge, match=says):
        exact(MIXED, MARKET, series)


def test_million_contracts() -> None:
    """The hedge scales with the book."""
    big = Book.of(Position(-1_000_000, X.positions[0].instrument))
    small, large = exact(X, MARKET, [NEAR, FAR]), exact(big, MARKET, [NEAR, FAR])
    assert large.contracts == pytest.approx([4_000 * n for n in small.contracts])


def test_empty_book_needs_no_contracts() -> None:
    """Nothing to offset: zeros, and a trade of nothing."""
    assert exact(Book(), MARKET, [NEAR, FAR]).contracts == (0, 0)
    assert rounded(Book(), MARKET, [NEAR, FAR]).positions == ()
