"""What a clearing house or a regulator asks to be set aside for a book, by three methods.

The sixteen-scenario scan is the classic method (SPAN, 1988), taught because it can be followed by
hand; clearing houses have moved on to simulation. The method matters as much as the hedge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np

from engine.controls import Number
from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.instruments import Instrument, claims
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import DAYS_PER_YEAR, Market

_THIRDS = np.repeat([0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0], 2) / 3
"""Scenarios 1 to 14: the price by thirds of its range, each with volatility up, then down."""


@dataclass(frozen=True, kw_only=True)
class Scan:
    """How far the sixteen scenarios go. Every number is a teaching choice, not an exchange's.

    The two extreme moves are ``extreme_multiple`` price ranges, count only for ``extreme_weight``
    of their loss and leave volatility alone.
    """

    price_range: Annotated[float, Number("Price range", 1, 30, step=0.5, unit="%", scale=100)] = (
        0.10
    )
    volatility_range: Annotated[
        float, Number("Volatility range", 0, 90, unit="% of itself", scale=100)
    ] = 0.25
    extreme_multiple: Annotated[float, Number("Extreme move", 1, 3, step=0.5, unit="ranges")] = 2.0
    extreme_weight: Annotated[float, Number("Extreme weight", 0, 100, unit="%", scale=100)] = 0.35
    years: Annotated[float, Number("Time passed", 0, 10, unit="days", scale=DAYS_PER_YEAR)] = (
        1 / DAYS_PER_YEAR
    )

    def __post_init__(self) -> None:
        """Refuse a scan that nothing can be priced in."""
        for name, number in vars(self).items():
            if not 0 <= number < np.inf:
                raise InvalidInput(f"{name} must be a number of zero or more, not {number}")
        if self.price_range * max(self.extreme_multiple, 1) >= 1:
            raise InvalidInput(
                f"price_range {self.price_range:g} times extreme_multiple "
                f"{self.extreme_multiple:g} leaves no price: keep it below 1"
            )
        if self.volatility_range > 1:
            raise InvalidInput(f"volatility_range must be at most 1, not {self.volatility_range:g}")

    @property
    def price_moves(self) -> FloatArray:
        """The move of each scenario as a fraction of spot, shape (16,)."""
        return self.price_range * np.append(
            _THIRDS, [self.extreme_multiple, -self.extreme_multiple]
        )

    @property
    def volatility_moves(self) -> FloatArray:
        """The move of each scenario as a fraction of a series' own volatility, shape (16,)."""
        return self.volatility_range * np.append(np.tile([1.0, -1.0], 7), [0.0, 0.0])

    @property
    def weights(self) -> FloatArray:
        """How much of the loss counts, shape (16,)."""
        return np.append(np.ones(14), [self.extreme_weight, self.extreme_weight])


CLASSIC = Scan()


class ScanResult(NamedTuple):
    """The scenarios of a book, and what they ask for."""

    losses: FloatArray
    """C$ for each scenario: above zero is a loss, below zero a profit."""
    requirement: float
    """C$: the worst loss, or nothing where no scenario loses."""
    worst: int
    """The number of the worst scenario, counted from 1."""
    price_moves: FloatArray
    """Fractions of spot."""
    volatility_moves: FloatArray
    """Fractions of each series' own volatility."""


def scan_margin(book: Book, market: Market, scan: Scan = CLASSIC) -> ScanResult:
    """Return the sixteen losses of the classic scan and the margin that they ask for.

    Numbered as in SPAN: 1/2 price unchanged, 3/4 up a third of the range, 5/6 down a third, 7/8
    and 9/10 two thirds, 11/12 and 13/14 the whole, each with volatility up, then down; 15 and 16
    the extremes up and down. A loss is today's value less the value after ``scan.years``.

    Worked example 12, short 250 at-the-money calls: C$154,488, from scenario 11.

    >>> from engine.exposure.book import Position
    >>> from engine.instruments.call import Call
    >>> market = Market(spot=80, rate=0.03, dividend_yield=0.02)
    >>> result = scan_margin(Book.of(Position(-250, Call())), market)
    >>> round(result.requirement), result.worst
    (154488, 11)
    """
    factors = 1 + scan.volatility_moves
    after = book.value(
        spot=market.spot * (1 + scan.price_moves),
        rate=market.rate,
        dividend_yield=market.dividend_yield,
        volatility_factor=factors,
        volatility_shift=market.volatility_shift * factors,
        years_passed=market.years_passed + scan.years,
    )
    losses = scan.weights * (book.value(**vars(market)) - after)
    return _result(losses, scan.price_moves, scan.volatility_moves)


def haircut(book: Book, market: Market, *, width: float = 0.15, points: int = 10) -> ScanResult:
    """Return the losses at equidistant price moves up to ``width`` either way: a capital charge.

    The style of the United States' risk-based haircuts: half the ``points`` below spot, half above,
    volatility and time unchanged, numbered from the lowest price.

    Worked example 12: the short 250 calls need C$236,987; with 13,000 shares C$89,403.

    >>> from engine.exposure.book import Position
    >>> from engine.instruments.call import Call
    >>> market = Market(spot=80, rate=0.03, dividend_yield=0.02)
    >>> round(haircut(Book.of(Position(-250, Call())), market).requirement)
    236987
    """
    if not 0 < width < 1:
        raise InvalidInput(f"width must lie between 0 and 1, not {width:g}")
    if points < 2 or points % 2:
        raise InvalidInput(f"points must be an even number of 2 or more, not {points}")
    half = np.arange(1, points // 2 + 1) * width / (points // 2)
    moves = np.concatenate([-half[::-1], half])
    after = book.value(**{**vars(market), "spot": market.spot * (1 + moves)})
    return _result(book.value(**vars(market)) - after, moves, np.zeros(points))


def strategy_margin(
    option: Instrument, *, spot: float, margin_rate: float = 0.30, floor_rate: float = 0.0
) -> float:
    """Return the margin in C$ of one contract of an option sold short, taken by itself.

    In the style of the Canadian rule 5721: ``margin_rate`` of the underlying's value less the
    amount out of the money, and never below ``floor_rate`` of the underlying's value (client
    accounts have such a floor). No hedge is seen: that is what a strategy rule leaves out.

    Worked example 12: C$2,400 at the money, C$1,600 for the 88 call.

    >>> from engine.instruments.call import Call
    >>> [strategy_margin(Call(strike=strike), spot=80) for strike in (80, 88)]
    [2400.0, 1600.0]
    """
    if option.payoff == "linear":
        raise InvalidInput(f"{option.label} is no option: this rule is for options sold short")
    for name, number in (("margin_rate", margin_rate), ("floor_rate", floor_rate)):
        if not 0 <= number < np.inf:
            raise InvalidInput(f"{name} must be a number of zero or more, not {number}")
    Market(spot=spot)
    strike = float(claims([option]).strike[0])
    above = strike - spot if option.payoff == "call" else spot - strike
    needed = max(margin_rate * spot - max(above, 0.0), floor_rate * spot)
    return option.units * needed


def _result(
    losses: FloatArray, price_moves: FloatArray, volatility_moves: FloatArray
) -> ScanResult:
    worst = int(np.argmax(losses))
    return ScanResult(
        losses, max(float(losses[worst]), 0.0), worst + 1, price_moves, volatility_moves
    )
