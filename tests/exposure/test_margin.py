"""The classic scan, the haircut and the strategy rule: printed numbers, their grids, their laws."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.controls import controls
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position, profit
from engine.exposure.margin import Scan, haircut, scan_margin, strategy_margin
from engine.instruments.call import Call
from engine.instruments.index_future import IndexFuture
from engine.instruments.put import Put
from engine.instruments.share import Share
from engine.pricing.market import Market

from .books import LAW, MARKET, MIXED, X_HEDGED, X, books

GAMMA_VEGA_HEDGED = X.plus(
    Position(157, Call(strike=84, years=17 / 365, volatility=0.235)),
    Position(121, Call(strike=80, years=108 / 365, volatility=0.235)),
    Position(3_800, Share()),
)
"""Worked example 6: base case X hedged with two series and shares."""


def _size(book: Book) -> float:
    """Return a scale for rounding: what the positions would be worth without their signs."""
    return 1 + float(np.abs(book.position_greeks(MARKET).value).sum()) + 100 * _contracts(book)


def _contracts(book: Book) -> float:
    return float(np.abs(book.quantities).sum())


@pytest.mark.parametrize(
    ("book", "printed", "worst"),
    [(X, 154_488, 11), (X_HEDGED, 52_157, 13), (GAMMA_VEGA_HEDGED, 16_526, 16)],
)
def test_scan_of_worked_example_12(book: Book, printed: float, worst: int) -> None:
    """Worked example 12: naked, delta-hedged with 13,000 shares, and hedged as in example 6."""
    result = scan_margin(book, MARKET)
    assert result.requirement == pytest.approx(printed, abs=0.51)
    assert result.worst == worst


@pytest.mark.parametrize(("book", "printed"), [(X, 236_987), (X_HEDGED, 89_403)])
def test_haircut_of_worked_example_12(book: Book, printed: float) -> None:
    """Worked example 12: ten points within 15 %; the worst of both books lies at an end."""
    result = haircut(book, MARKET)
    assert result.requirement == pytest.approx(printed, abs=0.5)
    assert result.worst in (1, 10)


@pytest.mark.parametrize(("strike", "printed"), [(80, 2_400), (88, 1_600)])
def test_strategy_rule_of_worked_example_12(strike: float, printed: float) -> None:
    """Worked example 12: 30 % of the share less what the option is out of the money."""
    assert strategy_margin(Call(strike=strike), spot=80) == pytest.approx(printed)
    assert 250 * strategy_margin(Call(strike=80), spot=80) == pytest.approx(600_000)


def test_scenarios_are_numbered_as_in_span() -> None:
    """domain.md 2.5: thirds up before down, volatility up before down, the extremes last."""
    result = scan_margin(X, MARKET)
    thirds = [0, 0, 1, 1, -1, -1, 2, 2, -2, -2, 3, 3, -3, -3, 6, -6]
    assert result.price_moves == pytest.approx(np.array(thirds) * 0.1 / 3)
    assert result.volatility_moves.tolist() == [0.25, -0.25] * 7 + [0, 0]


def test_each_loss_is_a_valuation_of_its_own() -> None:
    """Every series at its own volatility times the factor, a day later, one scenario at a time."""
    result, scan = scan_margin(MIXED, MARKET), Scan()
    moves = zip(result.price_moves, result.volatility_moves, scan.weights, strict=True)
    for number, (price_move, volatility_move, weight) in enumerate(moves):
        shocked = Book(
            tuple(
                replace(
                    line,
                    instrument=replace(
                        line.instrument,
                        volatility=line.instrument.volatility * (1 + volatility_move),
                    ),
                )
                if hasattr(line.instrument, "volatility")
                else line
                for line in MIXED.positions
            )
        )
        later = Market(
            spot=80 * (1 + price_move), rate=0.03, dividend_yield=0.02, years_passed=1 / 365
        )
        loss = float(MIXED.value(**vars(MARKET)) - shocked.value(**vars(later)))
        assert result.losses[number] == pytest.approx(weight * loss, abs=1e-6)


def test_range_of_volatility_is_of_what_the_market_has_moved_to() -> None:
    """A quarter of a series that the market shifted from 24 % to 30 % is 7.5 points."""
    at_thirty = Book.of(Position(-250, Call(volatility=0.30)))
    moved = replace(MARKET, volatility_shift=0.06)
    assert scan_margin(X, moved).losses == pytest.approx(scan_margin(at_thirty, MARKET).losses)


def test_scan_starts_from_the_markets_own_day() -> None:
    """Ten days on, the day of the scan is the eleventh."""
    later = replace(MARKET, years_passed=10 / 365)
    near = Book.of(Position(-250, Call(years=35 / 365)))
    assert scan_margin(X, later).losses == pytest.approx(scan_margin(near, MARKET).losses)


def test_haircut_is_the_profit_turned_round() -> None:
    """Ten equidistant prices from -15 % to +15 %, volatility and time as they are."""
    result = haircut(MIXED, MARKET)
    moves = [-0.15, -0.12, -0.09, -0.06, -0.03, 0.03, 0.06, 0.09, 0.12, 0.15]
    assert result.price_moves == pytest.approx(moves)
    losses = [-float(profit(MIXED, MARKET, 80 * (1 + move))) for move in moves]
    assert result.losses == pytest.approx(losses, abs=1e-6)


@LAW
@given(books, st.floats(0, 50, allow_subnormal=False))
def test_margin_scales_with_the_book(book: Book, times: float) -> None:
    """So many times every position needs so many times the margin, by either method."""
    larger = Book(
        tuple(Position(line.quantity * times, line.instrument) for line in book.positions)
    )
    for method in (scan_margin, haircut):
        small, large = method(book, MARKET), method(larger, MARKET)
        assert large.losses == pytest.approx(times * small.losses, abs=1e-9 * times * _size(book))


@LAW
@given(books, books)
def test_two_books_together_need_no_more_than_apart(one: Book, other: Book) -> None:
    """The worst of a sum is at most the sum of the worsts: netting never costs (subadditivity)."""
    together = one.plus(*other.positions)
    for method in (scan_margin, haircut):
        apart = method(one, MARKET).requirement + method(other, MARKET).requirement
        assert method(together, MARKET).requirement <= apart + 1e-9 * _size(together)


@LAW
@given(books)
def test_requirement_is_the_worst_loss_and_never_below_zero(book: Book) -> None:
    """The number of the worst scenario leads to the loss that is asked for."""
    for method in (scan_margin, haircut):
        result = method(book, MARKET)
        assert np.isfinite(result.losses).all()
        assert result.losses.max() == result.losses[result.worst - 1]
        assert result.requirement == max(result.losses.max(), 0)


def test_bought_option_can_lose_no_more_than_it_is_worth() -> None:
    """The scan of a long option is bounded by its value; that of a sold one is not."""
    bought = Book.of(Position(250, Call()))
    assert scan_margin(bought, MARKET).requirement <= 68_247.5
    assert scan_margin(X, MARKET).requirement > 2 * 68_247


def test_shares_lose_their_move_and_the_weight_of_the_extreme() -> None:
    """A thousand shares at 80 lose C$8,000 at 10 % down, and 35 % of C$16,000 at 20 % down."""
    result = scan_margin(Book.of(Position(1_000, Share())), MARKET)
    assert result.losses[[12, 13, 15]] == pytest.approx([8_000, 8_000, 5_600])
    assert (result.requirement, result.worst) == (pytest.approx(8_000), 13)


def test_empty_book_needs_nothing() -> None:
    """Nothing held loses nothing: no NaN, no minus zero."""
    for method in (scan_margin, haircut):
        result = method(Book(), MARKET)
        assert not result.losses.any()
        assert math.copysign(1, result.requirement) == 1
        assert result.requirement == 0


@pytest.mark.parametrize("years", [0, 0.5 / 365])
def test_what_expires_within_the_day_is_scanned_at_what_it_pays(years: float) -> None:
    """An option that ends before the scan's day does is worth its payoff in every scenario."""
    result = scan_margin(Book.of(Position(-1, Call(strike=80, years=years))), MARKET)
    paid = 100 * np.maximum(80 * result.price_moves, 0)
    gone = float(Book.of(Position(1, Call(strike=80, years=years))).value(**vars(MARKET)))
    assert result.losses[:14] == pytest.approx(paid[:14] - gone)


def test_defaults_are_those_of_the_worked_example() -> None:
    """Worked example 12 in shown units, each a number that its own control would take."""
    shown = [control.number.show(control.default) for control in controls(Scan)]
    assert shown == [10, 25, 2, 35, 1]
    assert [
        control.number.read(number) for control, number in zip(controls(Scan), shown, strict=True)
    ] == (pytest.approx([control.default for control in controls(Scan)]))


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"price_range": -0.1}, "price_range"),
        ({"price_range": math.nan}, "price_range"),
        ({"price_range": 0.5}, "extreme_multiple"),
        ({"price_range": 1.0, "extreme_multiple": 0.1}, "price_range"),
        ({"volatility_range": 1.5}, "volatility_range"),
        ({"years": math.inf}, "years"),
    ],
)
def test_scan_that_means_nothing_is_refused(settings: dict[str, float], named: str) -> None:
    """A scan that would price at nothing, or below it, is refused by name."""
    with pytest.raises(InvalidInput, match=named):
        Scan(**settings)


@pytest.mark.parametrize("settings", [{"width": 0}, {"width": 1}, {"points": 3}, {"points": 0}])
def test_haircut_that_means_nothing_is_refused(settings: dict[str, int]) -> None:
    """A width of all there is, or an odd number of points, has no grid."""
    with pytest.raises(InvalidInput, match=next(iter(settings))):
        haircut(X, MARKET, **settings)


@pytest.mark.parametrize(
    ("option", "floor_rate", "expected"),
    [
        (Put(strike=80), 0.0, 2_400),
        (Put(strike=72), 0.0, 1_600),
        (Put(strike=88), 0.0, 2_400),
        (Call(strike=72), 0.0, 2_400),
        (Call(strike=120), 0.0, 0),
        (Call(strike=120), 0.05, 400),
        (Put(strike=20), 0.05, 400),
    ],
)
def test_strategy_rule_by_side_and_floor(
    option: Call | Put, floor_rate: float, expected: float
) -> None:
    """domain.md 2.5: only what is out of the money is taken off, and clients have a floor."""
    assert strategy_margin(option, spot=80, floor_rate=floor_rate) == pytest.approx(expected)


def test_strategy_rule_refuses_what_it_is_not_for() -> None:
    """A future is no option; a rate below zero is no rate; a spot of nothing is no spot."""
    with pytest.raises(InvalidInput, match="no option"):
        strategy_margin(IndexFuture(), spot=1_420)
    with pytest.raises(InvalidInput, match="margin_rate"):
        strategy_margin(Call(), spot=80, margin_rate=-0.3)
    with pytest.raises(InvalidInput, match="spot"):
        strategy_margin(Call(), spot=0)
