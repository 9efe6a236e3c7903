"""Greeks in the units that a desk reads: shares, dollars, points, calendar days, basis points."""

from __future__ import annotations

from typing import NamedTuple

from engine.exposure.book import Book
from engine.pricing.black_scholes import Greeks
from engine.pricing.market import DAYS_PER_YEAR, Market


class DeskGreeks(NamedTuple):
    """Net exposure of a book. Every figure is signed: below zero is short."""

    value: float
    """C$: what closing the book would bring; a book of sold options has a value below zero."""
    delta_shares: float
    """The number of shares that gain and lose like the book."""
    delta_dollars: float
    """C$: ``delta_shares`` times spot. A 1 % move makes 1 % of this."""
    gamma_per_dollar: float
    """Shares by which the delta changes when the share rises C$1."""
    gamma_per_percent: float
    """Shares by which the delta changes when the share rises 1 %."""
    vega_per_point: float
    """C$ for one volatility point (0.24 to 0.25)."""
    theta_per_day: float
    """C$ for one calendar day."""
    rho_per_basis_point: float
    """C$ for one basis point of the interest rate."""


def desk_greeks(book: Book, market: Market) -> DeskGreeks:
    """Return the book's net exposure in desk units.

    The short book of 250 at-the-money calls (S = K = 80, 45 days, 24 %, r 3 %, q 2 %):

    >>> from engine.exposure.book import Position
    >>> from engine.instruments.call import Call
    >>> short_calls = Book.of(Position(-250, Call()))
    >>> net = desk_greeks(short_calls, Market(spot=80, rate=0.03, dividend_yield=0.02))
    >>> [round(figure, 1) for figure in net[1:]]
    [-13033.7, -1042693.4, -1473.4, -1178.7, -2790.2, 767.0, -12.0]
    """
    return in_desk_units(book.greeks(market), market.spot)


def in_desk_units(greeks: Greeks, spot: float) -> DeskGreeks:
    """Return natural-unit Greeks of a position or a book (numbers, in C$ terms) in desk units."""
    delta, gamma = float(greeks.delta), float(greeks.gamma)
    return DeskGreeks(
        value=float(greeks.value),
        delta_shares=delta,
        delta_dollars=delta * spot,
        gamma_per_dollar=gamma,
        gamma_per_percent=gamma * spot / 100,
        vega_per_point=float(greeks.vega) / 100,
        theta_per_day=float(greeks.theta) / DAYS_PER_YEAR,
        rho_per_basis_point=float(greeks.rho) / 10_000,
    )
