"""The parts of a book: each position in exactly one of them, and all of them the whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from engine.exposure.book import Book, Position
from engine.exposure.breakdown import by_class, by_expiry, by_series, net_contracts, series_of
from engine.exposure.greeks import DeskGreeks, desk_greeks
from engine.instruments.call import Call
from engine.instruments.index_call import IndexCall
from engine.instruments.put import Put
from engine.instruments.share import Share
from engine.pricing.market import Market

from .books import LAW, MARKET, MIXED, books

SPREAD = Book.of(
    Position(-100, Call(years=17 / 365)),
    Position(39, Call(years=108 / 365)),
    Position(-20, Put(strike=75, years=17 / 365)),
)


def _sizes(book: Book) -> DeskGreeks:
    """Return the exposure that the positions would have without netting: a scale for rounding."""
    alone = [desk_greeks(Book.of(position), MARKET) for position in book.positions]
    return DeskGreeks(*(sum(map(abs, column), 0.0) for column in zip(*alone, strict=True)))


@LAW
@given(books)
def test_parts_sum_to_the_whole(book: Book) -> None:
    """Whatever the breakdown, each figure of the parts adds up to the book's (design: exposure)."""
    whole, size = desk_greeks(book, MARKET), _sizes(book) if book.positions else None
    for breakdown in (by_series, by_expiry, by_class):
        parts = breakdown(book, MARKET)
        for place, figure in enumerate(whole):
            rounding = 1e-12 * size[place] if size else 0
            total = sum(part.greeks[place] for part in parts)
            assert total == pytest.approx(figure, rel=1e-12, abs=rounding + 1e-300)


@LAW
@given(books)
def test_each_series_each_expiry_and_each_class_is_there_once(book: Book) -> None:
    """No two parts of a breakdown carry one name, and none is missing."""
    held = [position.instrument for position in book.positions]
    series = [series_of(part.instrument) for part in by_series(book, MARKET)]
    assert series == list(dict.fromkeys(map(series_of, held)))
    days = [part.days for part in by_expiry(book, MARKET)]
    assert len(set(days)) == len(days)
    classes = [(part.underlying, part.payoff) for part in by_class(book, MARKET)]
    assert set(classes) == {(one.underlying, one.payoff) for one in held}
    assert len(set(classes)) == len(classes)


def test_trades_of_one_series_are_merged_whatever_their_mark() -> None:
    """A series bought back at another volatility is one line; its exposure keeps each mark."""
    book = Book.of(
        Position(-250, Call(volatility=0.24)),
        Position(10, Put()),
        Position(100, Call(volatility=0.26)),
    )
    calls, puts = by_series(book, MARKET)
    assert (calls.instrument, calls.quantity, puts.quantity) == (Call(volatility=0.24), -150, 10)
    both = desk_greeks(Book.of(book.positions[0], book.positions[2]), MARKET)
    assert calls.greeks == pytest.approx(both, rel=1e-12)


@pytest.mark.parametrize(
    "other", [Call(strike=82.5), Call(years=17 / 365), Put(), IndexCall(strike=80)]
)
def test_another_strike_expiry_or_kind_is_another_series(other: Call) -> None:
    """Only the volatility mark is no part of what a series is."""
    assert series_of(other) != series_of(Call())
    assert series_of(replace(other, volatility=0.5)) == series_of(other)


def test_example_2_line_by_line() -> None:
    """Worked example 2: the delta of each series, as printed."""
    deltas = [part.greeks.delta_shares for part in by_series(MIXED, MARKET)]
    assert deltas == pytest.approx([-6_961.6, -2_744.8, -4_107.5, 3_189.2, 9_000], abs=0.06)


def test_example_2_by_expiry() -> None:
    """Worked example 2: vega a point of 17, 45 and 108 days; shares end never and come last."""
    parts = by_expiry(MIXED, MARKET)
    assert [part.days for part in parts] == [17, 45, 108, None]
    vegas = [part.greeks.vega_per_point for part in parts]
    assert vegas == pytest.approx([-550.2, 1_019.3 - 2_568.7, 1_031.6, 0], abs=0.1)
    assert parts[-1].greeks.delta_shares == 9_000


def test_book_without_vega_in_sum_may_have_it_by_expiry() -> None:
    """domain.md 3.3: vega adds across expiries only for a parallel shift, so the buckets stay."""
    near, far = by_expiry(SPREAD.plus(Position(4, Put(years=108 / 365))), MARKET)
    assert abs(near.greeks.vega_per_point + far.greeks.vega_per_point) < 20
    assert near.greeks.vega_per_point < -700 < 700 < far.greeks.vega_per_point


def test_days_are_counted_from_the_markets_own_day() -> None:
    """Twenty days on, 17 days have become none and 108 have become 88."""
    later = replace(MARKET, years_passed=20 / 365)
    assert [part.days for part in by_expiry(SPREAD, later)] == [0, 88]


def test_example_2_by_class() -> None:
    """Worked example 2: the calls' delta, the puts' and the shares'."""
    parts = by_class(MIXED, MARKET)
    assert [(part.underlying, part.payoff) for part in parts] == [
        ("share", "call"),
        ("share", "put"),
        ("share", "linear"),
    ]
    deltas = [part.greeks.delta_shares for part in parts]
    assert deltas == pytest.approx([-6_961.6 - 4_107.5 + 3_189.2, -2_744.8, 9_000], abs=0.2)


def test_contracts_are_options_each_series_net() -> None:
    """Shares are not contracts; what was bought back is gone; a closed series holds none."""
    book = MIXED.plus(Position(300, Call(strike=85, years=45 / 365, volatility=0.25)))
    assert list(net_contracts(book).values()) == [0, 120, -80, 60]


@pytest.mark.parametrize("breakdown", [by_series, by_expiry, by_class])
def test_empty_book_has_no_parts(breakdown: object) -> None:
    """Nothing held is broken down into nothing."""
    assert callable(breakdown)
    assert breakdown(Book(), MARKET) == ()


def test_a_million_contracts_are_a_million_times_one() -> None:
    """The largest quantity that an address may hold keeps every figure finite."""
    (part,) = by_series(Book.of(Position(1_000_000, Call())), Market(spot=80))
    (one,) = by_series(Book.of(Position(1, Call())), Market(spot=80))
    assert part.greeks == pytest.approx([1e6 * figure for figure in one.greeks])
    assert np.isfinite(part.greeks).all()


def test_shares_bought_twice_are_one_line() -> None:
    """What is linear merges by its kind."""
    (part,) = by_series(Book.of(Position(500, Share()), Position(-200, Share())), MARKET)
    assert (part.quantity, part.greeks.delta_shares) == (300, 300)
