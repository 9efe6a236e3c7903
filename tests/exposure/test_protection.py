"""Protection counts fills in a window and nothing else; a position limit counts sides."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.controls import controls
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.limits import Limits, uses
from engine.exposure.protection import (
    Fill,
    Protection,
    Trips,
    counts,
    position_limit_use,
    side_of_market,
    trips,
)
from engine.instruments.call import Call
from engine.instruments.put import Put
from engine.instruments.share import Share

from .books import LAW, MARKET, books

SOLD = (40, 35, 50, 30, 60)
CUMULATIVE = (-2_080, -3_410, -4_660, -3_670, -6_730)
BURST = [
    Fill(0.5 * place, -contracts, after - before)
    for place, (contracts, before, after) in enumerate(
        zip(SOLD, (0, *CUMULATIVE[:-1]), CUMULATIVE, strict=True)
    )
]
"""Worked example 15: sells of 40 C80, 35 C82.5, 50 C85, 30 P77.5 and 60 C80 of the week."""

some_fills = st.lists(
    st.builds(
        Fill,
        st.floats(0, 60),
        st.integers(-200, 200).map(float),
        st.integers(-5_000, 5_000).map(float),
    ),
    max_size=20,
).map(sorted)


def test_worked_example_15_trips() -> None:
    """Worked example 15: 120 contracts are passed on fill 3, and 5,000 shares on fill 5."""
    result = trips(BURST, Protection())
    assert result == Trips(contracts=3, delta_shares=5)
    assert result.first == 3


def test_worked_example_15_counts() -> None:
    """Worked example 15: the running delta, as printed, and the contracts whatever their side."""
    running = counts(BURST, Protection())
    assert [held.delta_shares for held in running] == list(CUMULATIVE)
    assert [held.contracts for held in running] == [40, 75, 125, 155, 215]


def test_the_same_fills_slowly_do_not_trip() -> None:
    """domain.md 4.3: what is counted is a window: with three seconds between them none trips."""
    slow = [fill._replace(seconds=3.0 * place) for place, fill in enumerate(BURST)]
    assert trips(slow, Protection()) == Trips(None, None)
    assert trips(slow, Protection()).first is None
    assert trips(slow, Protection(seconds=60)) == Trips(3, 5)


def test_window_opens_with_a_fill_and_closes_by_the_clock() -> None:
    """domain.md 4.3: the window starts at its first fill, the next at the first one after."""
    fills = [Fill(seconds, 10, 0.0) for seconds in (0, 4.9, 5.0, 9.9, 10.0, 30.0, 34.0)]
    running = counts(fills, Protection(seconds=5))
    assert [held.contracts for held in running] == [10, 20, 10, 20, 10, 10, 20]


def test_protection_counts_fills_and_a_limit_counts_the_book() -> None:
    """domain.md 4.3: a small book trips on a burst, a huge old one with one fill does not."""
    small = Book.of(*(Position(fill.contracts, Call()) for fill in BURST[:3]))
    assert trips(BURST[:3], Protection()).first == 3
    assert {one.name: one for one in uses(Limits(), small, MARKET)}["series_contracts"].fraction < 1
    huge = Book.of(Position(-5_000, Call()))
    assert {one.name: one for one in uses(Limits(), huge, MARKET)}["series_contracts"].fraction > 1
    assert trips([Fill(0.0, -1, -52.0)], Protection()).first is None


def test_buying_and_selling_count_together_but_their_deltas_net() -> None:
    """Sixty bought and sixty sold are 120 contracts and no delta."""
    fills = [Fill(0.0, 60, 3_000.0), Fill(0.1, -60, -3_000.0)]
    assert trips(fills, Protection()) == Trips(contracts=2, delta_shares=None)


@LAW
@given(some_fills, st.integers(1, 10))
def test_looser_protection_trips_no_sooner(fills: list[Fill], times: int) -> None:
    """More contracts, more delta allowed: the fill that trips comes at the same place or later."""
    tight = trips(fills, Protection())
    loose = trips(fills, Protection(contracts=120 * times, delta_shares=5_000 * times))
    for sooner, later in zip(tight, loose, strict=True):
        assert later is None or (sooner is not None and sooner <= later)


@LAW
@given(some_fills, st.integers(-1_000, 1_000))
def test_only_the_distance_in_time_counts(fills: list[Fill], later: int) -> None:
    """The same burst an hour later trips alike: whole seconds keep the distances exact."""
    whole = [fill._replace(seconds=float(round(fill.seconds))) for fill in fills]
    moved = [fill._replace(seconds=fill.seconds + later) for fill in whole]
    assert trips(moved, Protection()) == trips(whole, Protection())


def test_no_fills_trip_nothing() -> None:
    """Without a fill there is no window."""
    assert counts([], Protection()) == ()
    assert trips([], Protection()) == Trips(None, None)


def test_limits_of_zero_trip_at_the_first_fill() -> None:
    """A protection that allows nothing stops at the first trade, whatever it was."""
    nothing = Protection(contracts=0, delta_shares=0, seconds=0)
    assert trips(BURST, nothing) == Trips(1, 1)


@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
@pytest.mark.parametrize("name", [control.name for control in controls(Protection)])
def test_protection_that_means_nothing_is_refused(name: str, bad: float) -> None:
    """A limit below zero, or none at all, is refused by name."""
    with pytest.raises(InvalidInput, match=name):
        Protection(**{name: bad})


def test_fills_that_cannot_be_are_refused() -> None:
    """Time does not run backwards, and a fill is made of numbers."""
    with pytest.raises(InvalidInput, match="order"):
        trips([Fill(1.0, 1, 0.0), Fill(0.5, 1, 0.0)], Protection())
    with pytest.raises(InvalidInput, match="finite"):
        trips([Fill(math.nan, 1, 0.0)], Protection())


def test_worked_example_15_position_limit() -> None:
    """Worked example 15: 30,500 short calls and 21,000 long puts are 51,500 on one side."""
    book = Book.of(Position(-30_500, Call()), Position(21_000, Put()))
    one = position_limit_use(book)
    assert (one.used, one.limit, one.band) == (51_500, 50_000, "breach")
    assert one.label.endswith("bearish side")


def test_long_puts_do_not_net_against_short_calls() -> None:
    """domain.md 2.4: bullish is long calls and short puts, bearish is short calls and long puts."""
    book = Book.of(
        Position(100, Call()),
        Position(-40, Put()),
        Position(-30, Call(strike=85)),
        Position(20, Put(strike=75)),
        Position(1_000_000, Share()),
    )
    assert side_of_market(book) == (140, 50)
    assert position_limit_use(book, limit=200).text == "70 %"
    assert position_limit_use(book, limit=200).label.endswith("bullish side")


def test_one_series_nets_before_it_is_counted() -> None:
    """What was sold and bought back is not held, whatever volatility it is marked at."""
    book = Book.of(Position(-500, Call()), Position(500, Call(volatility=0.3)))
    assert side_of_market(book) == (0, 0)


@LAW
@given(books)
def test_opposite_book_is_on_the_opposite_side(book: Book) -> None:
    """Turning every position round swaps the sides."""
    other = Book(tuple(Position(-line.quantity, line.instrument) for line in book.positions))
    assert side_of_market(other) == side_of_market(book)[::-1]


@pytest.mark.parametrize(
    ("hedged", "limit"), [(0, 50_000), (1_500, 51_500), (51_500, 100_000), (90_000, 100_000)]
)
def test_hedge_provision_adds_at_most_the_limit_again(hedged: float, limit: float) -> None:
    """domain.md 2.4: a provable hedge is allowed on top, up to the limit once more."""
    book = Book.of(Position(-110_000, Call()))
    assert position_limit_use(book, hedged=hedged).limit == limit


def test_position_limit_of_nothing() -> None:
    """An empty book uses nothing; a limit of zero is breached by one contract."""
    assert position_limit_use(Book()).band == "green"
    assert position_limit_use(Book(), limit=0).band == "green"
    assert position_limit_use(Book.of(Position(1, Call())), limit=0).band == "breach"
    with pytest.raises(InvalidInput, match="limit"):
        position_limit_use(Book(), limit=-1)
