"""The trade in the underlying that takes the delta nearest to zero, in what can be traded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.hedging.underlying import grid, to_flat
from engine.instruments import Instrument
from engine.instruments.call import Call
from engine.instruments.etf import Etf
from engine.instruments.index_call import IndexCall
from engine.instruments.index_future import IndexFuture
from engine.instruments.index_mini import IndexMini
from engine.instruments.share import Share
from engine.pricing.market import Market

from ..exposure.books import HULL, HULL_MARKET, MARKET, MIXED, X, books
from .listed import INDEX_BOOK, INDEX_MARKET

LAW = settings(deadline=None, derandomize=True, max_examples=60)
FUTURES = (IndexMini(), IndexFuture())


def test_example_1() -> None:
    """domain.md, worked example 1: buy 13,000 shares, and -33.7 of delta stay."""
    trade = to_flat(X, MARKET)
    assert trade == (Position(13_000, Share()),)
    assert float(X.plus(*trade).greeks(MARKET).delta) == pytest.approx(-33.7, abs=0.05)


def test_example_8() -> None:
    """domain.md, worked example 8: buy 7 SXF and 1 SXM, and C$-10.6 a point stay."""
    trade = to_flat(INDEX_BOOK, INDEX_MARKET, FUTURES)
    assert trade == (Position(7, IndexFuture()), Position(1, IndexMini()))
    left = float(INDEX_BOOK.plus(*trade).greeks(INDEX_MARKET).delta)
    assert left == pytest.approx(-10.6, abs=0.05)


def test_hulls_first_trade() -> None:
    """Hull, Table 19.2, week 0: 52,200 shares."""
    assert to_flat(HULL, HULL_MARKET) == (Position(52_200, Share()),)


def test_fund_units_finish_what_futures_leave() -> None:
    """With lots of fund units as well, C$10.6 a point are four lots of C$2.50 and 0.6 left."""
    trade = to_flat(INDEX_BOOK, INDEX_MARKET, (Etf(), *FUTURES))
    assert trade[-1] == Position(400, Etf())
    left = float(INDEX_BOOK.plus(*trade).greeks(INDEX_MARKET).delta)
    assert left == pytest.approx(-0.58, abs=0.005)


@pytest.mark.parametrize(
    ("shares", "lot", "traded"),
    [
        (0, 100, 0),
        (50, 100, 0),
        (-50, 100, 0),
        (51, 100, -100),
        (150, 100, -100),
        (-151, 100, 200),
        (1_000_000, 100, -1_000_000),
        (33, 1, -33),
    ],
)
def test_ties_trade_less(shares: float, lot: int, traded: int) -> None:
    """Half-way between two lots the smaller trade leaves as little and costs less."""
    trade = to_flat(Book.of(Position(shares, Share())), MARKET, lot=lot)
    assert trade == ((Position(traded, Share()),) if traded else ())


@pytest.mark.parametrize("instruments", [(Share(),), FUTURES, (Etf(),)])
def test_empty_book_needs_nothing(instruments: tuple[Instrument, ...]) -> None:
    """Where there is no delta there is no trade, whatever could be traded."""
    assert to_flat(Book(), MARKET, instruments) == ()


@LAW
@given(books, st.floats(20, 500), st.sampled_from([1, 10, 100]))
def test_leaves_at_most_half_a_lot(book: Book, spot: float, lot: int) -> None:
    """Whatever the book on the share, no more than half a lot stays, and trading again is idle."""
    market, on_share = Market(spot=spot, rate=0.03), book.on("share")
    after = on_share.plus(*to_flat(on_share, market, lot=lot))
    noise = 1e-9 * sum(abs(float(p.quantity)) * p.instrument.units for p in on_share.positions)
    assert abs(float(after.greeks(market).delta)) <= lot / 2 + noise + 1e-6
    assert to_flat(after, market, lot=lot) == () or noise > 1e-3


@LAW
@given(books, st.floats(500, 2_000))
def test_futures_leave_at_most_half_the_smallest(book: Book, spot: float) -> None:
    """Two sizes of future leave what one small size would."""
    market, on_index = Market(spot=spot), book.on("index")
    after = on_index.plus(*to_flat(on_index, market, FUTURES))
    assert abs(float(after.greeks(market).delta)) <= grid(IndexMini()) / 2 + 0.01


@pytest.mark.parametrize(
    ("book", "change", "says"),
    [
        (X, {"lot": 0}, "lot"),
        (X, {"lot": 2.5}, "whole number"),
        (X, {"instruments": ()}, "nothing was given"),
        (X, {"instruments": (Call(),)}, "option"),
        (X, {"instruments": (IndexFuture(),)}, "follows the index"),
        (Book.of(Position(1, IndexCall())), {}, "follows the share"),
        (MIXED.plus(Position(1, IndexCall())), {}, "take the part"),
    ],
)
def test_what_cannot_flatten_is_refused(book: Book, change: dict[str, object], says: str) -> None:
    """A letter, not a wrong trade, for an option, another underlying or no lot."""
    with pytest.raises(InvalidInput, match=says):
        to_flat(book, MARKET, **change)  # type: ignore[arg-type]
