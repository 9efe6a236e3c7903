"""Limits: what a book uses of each, where the bands lie, and exactly how much more fits."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.controls import controls
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.exposure.limits import (
    MOST_CONTRACTS,
    Headroom,
    Limits,
    LimitUse,
    Side,
    band,
    headroom,
    tightest,
    use,
    uses,
)
from engine.exposure.margin import Scan, haircut, scan_margin
from engine.instruments import Instrument
from engine.instruments.call import Call
from engine.instruments.index_call import IndexCall
from engine.instruments.put import Put
from engine.instruments.share import Share
from engine.pricing.market import Market

from .books import LAW, MARKET, MIXED, X_HEDGED, X

NAMES = [field.name for field in fields(Limits)]
NONE_LEFT = Limits(**dict.fromkeys(NAMES, 0.0))
PLENTY = Limits(**dict.fromkeys(NAMES, 1e15))

listed = st.builds(
    Call,
    strike=st.sampled_from([75.0, 80.0, 85.0]),
    years=st.sampled_from([0.0, 17 / 365, 45 / 365]),
    volatility=st.sampled_from([0.0, 0.24, 0.3]),
) | st.builds(Put, strike=st.sampled_from([75.0, 80.0]))
trades = listed | st.just(Share())
some_books = st.lists(
    st.builds(Position, st.integers(-400, 400).map(float), trades), max_size=5
).map(lambda taken: Book(tuple(taken)))
some_limits = st.builds(
    Limits,
    series_contracts=st.integers(0, 600).map(float),
    class_contracts=st.integers(0, 2_000).map(float),
    delta_dollars=st.floats(0, 2e6),
    gamma_dollars=st.floats(0, 2e5),
    vega_per_point=st.floats(0, 5_000),
    concentration=st.integers(0, 100).map(lambda percent: percent / 100),
    margin=st.floats(0, 3e5),
    capital=st.floats(0, 5e5),
)


def _named(of_book: tuple[LimitUse, ...], name: str) -> LimitUse:
    return next(one for one in of_book if one.name == name)


def _uses(book: Book, limits: Limits = Limits(), **other: float) -> dict[str, LimitUse]:  # noqa: B008
    return {one.name: one for one in uses(limits, book, MARKET, **other)}


@pytest.mark.parametrize(
    ("name", "percent", "colour"),
    [
        ("delta_dollars", 52, "green"),
        ("gamma_dollars", 82, "amber"),
        ("vega_per_point", 43, "green"),
    ],
)
def test_worked_example_15(name: str, percent: int, colour: str) -> None:
    """Worked example 15: the mixed book against 250k, 120k and 2,500."""
    one = _uses(MIXED)[name]
    assert (one.text, one.band) == (f"{percent} %", colour)
    assert one.fraction == pytest.approx(percent / 100, abs=0.005)


def test_every_use_of_the_mixed_book() -> None:
    """Each use is its own measure: contracts counted, desk Greeks, scan and haircut; signs stay."""
    net, of_book = desk_greeks(MIXED, MARKET), _uses(MIXED)
    measured = {
        "series_contracts": -300,
        "class_contracts": 300 + 120 + 80 + 60,
        "delta_dollars": net.delta_dollars,
        "gamma_dollars": net.gamma_per_percent * 80,
        "vega_per_point": net.vega_per_point,
        "concentration": 100 * 300 / 560,
        "margin": scan_margin(MIXED, MARKET).requirement,
        "capital": haircut(MIXED, MARKET).requirement,
    }
    assert {name: one.used for name, one in of_book.items()} == pytest.approx(measured, abs=1e-6)


def test_uses_are_the_limits_in_their_order_and_units() -> None:
    """The form names the uses: one each, labelled and limited as the form says."""
    of_book = uses(Limits(), MIXED, MARKET)
    assert [one.name for one in of_book] == NAMES
    for one, control in zip(of_book, controls(Limits), strict=True):
        assert (one.label, one.unit) == (control.number.label, control.number.unit)
        assert one.limit == pytest.approx(control.default * control.number.scale)


@pytest.mark.parametrize(
    ("fraction", "colour"),
    [
        (0, "green"),
        (0.699999, "green"),
        (0.70, "amber"),
        (0.899999, "amber"),
        (0.90, "red"),
        (0.999999, "red"),
        (1.0, "breach"),
        (25.0, "breach"),
    ],
)
def test_bands(fraction: float, colour: str) -> None:
    """domain.md 4.1: green to 70 %, amber to 90 %, red to 100 %, and then a breach."""
    assert band(fraction) == colour


@LAW
@given(st.floats(0, 10), st.floats(0, 10))
def test_bands_come_in_order(one: float, other: float) -> None:
    """More use is never a milder band."""
    order = ["green", "amber", "red", "breach"]
    low, high = sorted((one, other))
    assert order.index(band(low)) <= order.index(band(high))


@LAW
@given(some_books, st.integers(1, 50))
def test_twice_the_book_and_twice_the_limits_is_the_same_use(book: Book, times: int) -> None:
    """Every use but the concentration is a ratio: it does not see the size of a desk."""
    larger = Book(
        tuple(Position(line.quantity * times, line.instrument) for line in book.positions)
    )
    scaled = {
        name: getattr(Limits(), name) * (1 if name == "concentration" else times) for name in NAMES
    }
    small, large = _uses(book), _uses(larger, Limits(**scaled))
    for name in NAMES:
        if name != "concentration":
            assert large[name].fraction == pytest.approx(small[name].fraction, rel=1e-6, abs=1e-8)


@LAW
@given(some_books)
def test_selling_what_is_bought_mirrors_the_signs(book: Book) -> None:
    """The opposite book uses as much of every limit that has a sign, on the other side."""
    other = Book(tuple(Position(-line.quantity, line.instrument) for line in book.positions))
    here, there = _uses(book), _uses(other)
    for name in ("delta_dollars", "gamma_dollars", "vega_per_point"):
        assert there[name].used == pytest.approx(-here[name].used, abs=1e-5)
    for name in ("class_contracts", "concentration"):
        assert there[name].used == here[name].used


@pytest.mark.parametrize(("contracts", "percent"), [(49, 0), (50, 100)])
def test_concentration_is_measured_from_fifty_contracts_on(contracts: int, percent: int) -> None:
    """A first trade is all there is in the book, and must be possible."""
    assert _uses(Book.of(Position(-contracts, Call())))["concentration"].used == percent


def test_concentration_counts_each_series_net() -> None:
    """Three short, one long of the same, one elsewhere: two thirds of what is held."""
    book = Book.of(Position(-300, Call()), Position(100, Call()), Position(100, Put()))
    assert _uses(book)["concentration"].used == pytest.approx(200 / 3, abs=1e-6)
    assert _uses(book)["series_contracts"].used == -200


def test_related_hedge_adds_its_dollars() -> None:
    """domain.md 3.3: dollar measures add across underlyings; a future's margin is its own."""
    alone = _uses(MIXED)
    hedged = _uses(MIXED, other_dollar_delta=100_000, other_margin=5_000, other_capital=7_000)
    added = {name: hedged[name].used - alone[name].used for name in NAMES}
    nothing = dict.fromkeys(NAMES, 0.0)
    assert added == pytest.approx(
        {**nothing, "delta_dollars": 100_000, "margin": 5_000, "capital": 7_000}, abs=1e-5
    )


def test_scan_is_the_one_asked_for() -> None:
    """A wider price range asks for more margin and for nothing else."""
    wider = {one.name: one for one in uses(Limits(), X, MARKET, scan=Scan(price_range=0.2))}
    assert wider["margin"].used > 1.5 * _uses(X)["margin"].used
    assert wider["capital"] == _uses(X)["capital"]


def test_limit_of_zero_is_breached_by_any_use_and_free_without() -> None:
    """No infinity on a page: any use of nothing is the whole of it, and says so."""
    for name, one in _uses(MIXED, NONE_LEFT).items():
        assert (one.fraction, one.band, one.text) == (1.0, "breach", "limit is zero"), name
    for name, one in _uses(Book(), NONE_LEFT).items():
        assert (one.fraction, one.band, one.text) == (0.0, "green", "0 %"), name


def test_hedge_to_the_last_share_uses_nothing_of_a_limit_of_zero() -> None:
    """What rounding leaves of a delta is no use of it."""
    exact = X.plus(Position(-float(X.greeks(MARKET).delta), Share()))
    assert _uses(exact, NONE_LEFT)["delta_dollars"].band == "green"


@pytest.mark.parametrize("contracts", [0, 1, 1_000_000])
def test_every_figure_is_finite(contracts: int) -> None:
    """No contract at all, one, and a million, with time and volatility gone: numbers throughout."""
    for series in (Call(), Call(years=0), Call(volatility=0), Call(years=0, volatility=0), Share()):
        for of_book in (_uses(Book.of(Position(contracts, series))), _uses(X, NONE_LEFT)):
            assert np.isfinite([one.fraction for one in of_book.values()]).all()


def test_tightest_is_the_largest_fraction() -> None:
    """Of the mixed book it is the concentration, at 89 %; of an empty one the first limit."""
    assert tightest(uses(Limits(), MIXED, MARKET)).name == "concentration"
    assert tightest(uses(Limits(), Book(), MARKET)).name == NAMES[0]


@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
@pytest.mark.parametrize("name", NAMES)
def test_limit_that_means_nothing_is_refused(name: str, bad: float) -> None:
    """A limit below zero, or none at all, is refused by name."""
    with pytest.raises(InvalidInput, match=name):
        Limits(**{name: bad})


def test_two_underlyings_are_refused() -> None:
    """A share's delta and an index's do not add up: no use and no headroom of both at once."""
    both = X.plus(Position(1, IndexCall()))
    with pytest.raises(InvalidInput, match="each by itself"):
        uses(Limits(), both, MARKET)
    with pytest.raises(InvalidInput, match="each by itself"):
        headroom(Limits(), X, MARKET, instrument=IndexCall(), side="buy")


def _after(book: Book, instrument: Instrument, side: Side, contracts: int) -> Book:
    return book.plus(Position(contracts if side == "buy" else -contracts, instrument))


def _objections(
    limits: Limits, book: Book, instrument: Instrument, side: Side, contracts: int
) -> list[str]:
    """Return the limits that the next contract after so many reaches, or goes further over."""
    before = _uses(_after(book, instrument, side, contracts), limits)
    then = _uses(_after(book, instrument, side, contracts + 1), limits)
    return [
        name
        for name in NAMES
        if then[name].band == "breach" and abs(then[name].used) > abs(before[name].used) + 1e-6
    ]


@settings(deadline=None, derandomize=True, max_examples=60)
@given(some_books, some_limits, trades, st.sampled_from(["buy", "sell"]))
def test_headroom_is_exactly_the_edge(
    book: Book, limits: Limits, instrument: Instrument, side: Side
) -> None:
    """The next contract is refused by the limit that is named, and none before it is by any."""
    room = headroom(limits, book, MARKET, instrument=instrument, side=side)
    if room.contracts < MOST_CONTRACTS:
        objections = _objections(limits, book, instrument, side, room.contracts)
        assert objections[:1] == [room.stopped_by]
    for contracts in {0, room.contracts // 2, room.contracts - 1} - {room.contracts, -1}:
        assert not _objections(limits, book, instrument, side, contracts)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(some_books, some_limits, trades, st.sampled_from(["buy", "sell"]), st.sampled_from(NAMES))
def test_wider_limit_never_leaves_less_room(
    book: Book, limits: Limits, instrument: Instrument, side: Side, name: str
) -> None:
    """Doubling a limit that is not breached leaves at least the room there was."""
    if _named(uses(limits, book, MARKET), name).band == "breach":
        return
    wider = replace(limits, **{name: 2 * getattr(limits, name)})
    trade: dict[str, Any] = {"instrument": instrument, "side": side}
    room, more = (headroom(one, book, MARKET, **trade) for one in (limits, wider))
    assert more.contracts >= room.contracts


def test_share_headroom_of_the_hedged_book_by_hand() -> None:
    """The hedged book lacks 33.67 shares: C$250,000 is 3,125 more, so 3,158 stay below it."""
    room = headroom(Limits(), X_HEDGED, MARKET, instrument=Share(), side="buy")
    assert room == Headroom(3_158, "delta_dollars")


def test_limit_that_is_reached_is_breached_so_the_last_contract_does_not_fit() -> None:
    """Of 500 contracts in one series 499 may be held: the bands say so too."""
    only_series = replace(PLENTY, series_contracts=500)
    room = headroom(only_series, Book(), MARKET, instrument=Call(), side="sell")
    assert room == Headroom(499, "series_contracts")
    assert _uses(Book.of(Position(-499, Call())), only_series)["series_contracts"].band == "red"
    assert _uses(Book.of(Position(-500, Call())), only_series)["series_contracts"].band == "breach"


def test_breached_limit_lets_in_what_reduces_it_and_nothing_else() -> None:
    """Short C$1.04m of delta: shares may be bought to the other edge, and none may be sold."""
    bought = headroom(Limits(), X, MARKET, instrument=Share(), side="buy")
    assert bought.contracts == math.ceil(13_033.67 + 3_125) - 1
    assert headroom(Limits(), X, MARKET, instrument=Share(), side="sell") == Headroom(
        0, "delta_dollars"
    )


def test_trade_through_the_whole_book_stops_on_the_other_side() -> None:
    """Buying back 700 short of a limit of 500 goes through nothing to 499 long."""
    only_series = replace(PLENTY, series_contracts=500)
    short = Book.of(Position(-700, Call()))
    room = headroom(only_series, short, MARKET, instrument=Call(volatility=0.3), side="buy")
    assert room == Headroom(1_199, "series_contracts")


def test_without_a_limit_that_bites_the_answer_is_the_most() -> None:
    """A million contracts is where counting ends."""
    room = headroom(PLENTY, MIXED, MARKET, instrument=Call(), side="buy")
    assert room == Headroom(MOST_CONTRACTS, "")


def test_limits_of_zero_leave_no_room_but_for_the_way_back() -> None:
    """Nothing may be added; what is held may be bought back to the last contract."""
    assert headroom(NONE_LEFT, Book(), MARKET, instrument=Call(), side="buy").contracts == 0
    assert headroom(NONE_LEFT, X, MARKET, instrument=Call(), side="sell").contracts == 0
    assert headroom(NONE_LEFT, X, MARKET, instrument=Call(), side="buy").contracts == 250


def test_related_hedge_leaves_more_room_in_delta() -> None:
    """A future that is long C$100,000 of delta lets the book sell that much more of the share."""
    trade: dict[str, Any] = {"instrument": Share(), "side": "sell"}
    alone = headroom(Limits(), MIXED, MARKET, **trade)
    hedged = headroom(Limits(), MIXED, MARKET, **trade, other_dollar_delta=100_000)
    assert hedged.contracts - alone.contracts == 1_250


def test_side_is_a_word_that_is_known() -> None:
    """Only buying and selling have headroom."""
    with pytest.raises(InvalidInput, match="side must be"):
        headroom(Limits(), X, MARKET, instrument=Call(), side="short")  # type: ignore[arg-type]


def test_expired_series_moves_only_what_it_counts_in() -> None:
    """A worthless expired option has no Greek; it stops where contracts are counted."""
    room = headroom(
        Limits(concentration=2.0),
        X_HEDGED,
        Market(spot=80, rate=0.03, dividend_yield=0.02),
        instrument=Call(strike=200, years=0),
        side="sell",
    )
    assert room == Headroom(499, "series_contracts")


def test_use_reads_as_a_percentage() -> None:
    """A use of three times the limit says 300 %, signed or not."""
    one = use(name="a", label="A", unit="C$", used=-300.0, limit=100.0)
    assert (one.text, one.used, one.band) == ("300 %", -300, "breach")
