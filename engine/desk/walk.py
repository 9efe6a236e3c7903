"""A walk along prices, hedged at every stop; and a hedged day with one move and its rent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from engine.exposure.book import Book, profit
from engine.exposure.greeks import desk_greeks
from engine.hedging.theory import gamma_rent
from engine.pricing.market import Market


class Leg(NamedTuple):
    """One move of a walk: where it went, what it made, and what was traded there to be flat."""

    price: float
    made: float
    """C$ on options and hedge together; a loss is below zero."""
    traded: float
    """Units of the underlying bought (above zero) or sold at ``price``."""
    estimate: float
    """Half gamma times the move squared: what curvature alone makes."""


def walk(book: Book, market: Market, prices: Sequence[float]) -> tuple[Leg, ...]:
    """Return the legs of a walk along ``prices``, hedged to exactly flat before and at each.

    Prices are in C$, of one unit. No time passes. Raises InvalidInput for a price of zero or below.
    Worked example 3, up 2 % and back: C$1,857 and C$1,819 lost, 2,297.6 shares
    bought high and sold low.

    >>> from engine.exposure import notation
    >>> book = notation.read("-250_call_80_45_24")[0]
    >>> legs = walk(book, Market(spot=80, rate=0.03, dividend_yield=0.02), [81.6, 80])
    >>> [(round(leg.made), round(leg.traded, 1)) for leg in legs]
    [(-1857, 2297.6), (-1819, -2297.6)]
    """
    legs = []
    for price in prices:
        there = replace(market, spot=price)
        before, after = book.greeks(market), book.greeks(there)
        move = price - market.spot
        options = float(profit(book, market, price))
        legs.append(
            Leg(
                price=price,
                made=options - float(before.delta) * move,
                traded=float(before.delta) - float(after.delta),
                estimate=float(before.gamma) / 2 * move**2,
            )
        )
        market = there
    return tuple(legs)


class DayMove(NamedTuple):
    """A hedged day with one move: the rent that time pays, less what the curve takes, in C$."""

    move: float
    """C$ a unit."""
    rent: float
    """What a day pays whoever is short gamma; below zero for whoever is long."""
    curve: float
    """Half gamma times the move squared."""

    @property
    def net(self) -> float:
        """Return what is left of the rent, in C$."""
        return self.rent + self.curve


def day_moves(
    book: Book, market: Market, *, volatility: float, moves: Sequence[float]
) -> tuple[DayMove, ...]:
    """Return a day's rent on the gamma and what each move (C$) takes or gives, delta hedged.

    ``volatility`` a year is that at which the rent is paid: the implied one. Worked example 4: a
    day that moves half a dollar leaves C$560 of the rent of C$744.

    >>> from engine.exposure import notation
    >>> market = Market(spot=80, rate=0.03, dividend_yield=0.02)
    >>> half, one = day_moves(notation.read("-250_call_80_45_24")[0], market,
    ...                       volatility=0.24, moves=[0.5, 1.0])
    >>> round(half.rent), round(half.net), round(one.net)
    (744, 560, 7)
    """
    gamma = desk_greeks(book, market).gamma_per_dollar
    rent = -gamma_rent(gamma=gamma, spot=market.spot, volatility=volatility)
    return tuple(DayMove(move, rent, gamma / 2 * move**2) for move in moves)
