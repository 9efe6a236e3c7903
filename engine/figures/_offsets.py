"""The book that is hedged with other options, and the two series it is hedged with.

domain.md, worked example 6: a near call for the curvature, a far call for the volatility.
"""

from __future__ import annotations

from typing import Annotated

from engine.controls import Number
from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.figures._short_calls import MONTH_AND_A_HALF, market, short_calls
from engine.hedging.underlying import to_flat
from engine.instruments.call import Call
from engine.pricing.market import DAYS_PER_YEAR

SPOT = 80.0
NEAR = Call(strike=84.0, years=17 / DAYS_PER_YEAR, volatility=0.235)
FAR = Call(strike=80.0, years=108 / DAYS_PER_YEAR, volatility=0.235)
MARKET = market(SPOT)

Sold = Annotated[float, Number("Calls sold", 10, 1_000, step=10)]
Near = Annotated[float, Number("Near calls bought", 0, 1_000)]
Far = Annotated[float, Number("Far calls bought", 0, 1_000)]


def sold(contracts: float) -> Book:
    """Return the short calls: strike C$80, 45 days, 24 %."""
    return short_calls(contracts, SPOT, MONTH_AND_A_HALF, 0.24)


def bought(book: Book, near: float, far: float) -> Book:
    """Return the book with so many near and far calls added."""
    return book.plus(Position(near, NEAR), Position(far, FAR))


def neutral(book: Book) -> Book:
    """Return the book with the shares, in board lots, that bring its delta nearest to zero."""
    return book.plus(*to_flat(book, MARKET))


def delta_gamma_vega_theta(book: Book) -> tuple[float, float, float, float]:
    """Return the four figures in shares, shares per C$1, C$ a point and C$ a day."""
    net = desk_greeks(book, MARKET)
    return net.delta_shares, net.gamma_per_dollar, net.vega_per_point, net.theta_per_day
