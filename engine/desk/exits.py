"""The five exits, and how the desk stands before and after them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

from engine.desk.plan import Desk
from engine.exposure.book import Book, profit
from engine.exposure.greeks import DeskGreeks, desk_greeks
from engine.exposure.limits import LimitUse, uses
from engine.exposure.margin import haircut, scan_margin
from engine.hedging.costs import trade_cost
from engine.pricing.market import DAYS_PER_YEAR

TRADING_MINUTES = 390
"""Six and a half trading hours, which stand for the calendar day."""


class Left(NamedTuple):
    """What can still be lost, in C$, named as the lesson names it; zero or above.

    ``direction``, ``basis`` and ``volatility`` are one standard deviation of a calendar day;
    ``execution`` is one of the minutes until the hedge is in place; ``event`` is the worse of one
    gap up and one gap down before anybody trades, of one standard deviation of a gap each.
    """

    direction: float
    basis: float
    volatility: float
    execution: float
    event: float


class Standing(NamedTuple):
    """A book with a hedge: net exposure, use of the limits, what it cost in C$ and what is left.

    The delta in ``net`` counts a related product as the shares that it stands for. Margin and
    capital are asked for it by itself: on another underlying it is no offset.
    """

    net: DeskGreeks
    uses: tuple[LimitUse, ...]
    cost: float
    left: Left


def standing(desk: Desk, book: Book, hedge: Book | None = None) -> Standing:
    """Return how the desk stands with a book and the exits taken on it.

    Worked example 12, the short 250 calls with 13,000 shares: a margin of C$52,157 of 150,000.

    >>> from engine.exposure import notation
    >>> book, shares = (notation.read(text)[0] for text in ("-250_call_80_45_24", "13000_share"))
    >>> [(round(use.used), use.text) for use in standing(Desk(), book, shares).uses[6:7]]
    [(52157, '35 %')]
    """
    hedge = hedge or Book()
    whole = book.plus(*hedge.positions)
    own, proxy = whole.on(desk.underlying), proxy_dollars(desk, whole)
    net = desk_greeks(own, desk.market)
    with_proxy = net._replace(
        delta_dollars=net.delta_dollars + proxy,
        delta_shares=net.delta_shares + proxy / desk.market.spot,
    )
    others = _related(desk, whole)
    return Standing(
        net=with_proxy,
        uses=uses(
            desk.limits,
            own,
            desk.market,
            other_dollar_delta=proxy,
            other_margin=scan_margin(others, desk.index_market).requirement,
            other_capital=haircut(others, desk.index_market).requirement,
        ),
        cost=entry_cost(desk, hedge),
        left=_left(desk, whole, hedge, with_proxy),
    )


def part(hedge: Book, exit_name: str, desk: Desk) -> Book:
    """Return the part of a hedge that is one exit: "underlying", "options" or "related".

    What does not follow the class is "related"; the three parts make up the whole.
    """
    own = hedge.on(desk.underlying).positions
    if exit_name == "related":
        return Book(tuple(p for p in hedge.positions if p not in own))
    linear = exit_name == "underlying"
    return Book(tuple(p for p in own if (p.instrument.payoff == "linear") == linear))


def entry_cost(desk: Desk, hedge: Book) -> float:
    """Return what taking the exits costs in C$: half-spreads and fees, never below zero."""
    own = trade_cost(hedge.on(desk.underlying).positions, desk.market, desk.costs)
    return own + trade_cost(_related(desk, hedge).positions, desk.index_market, desk.costs)


def proxy_dollars(desk: Desk, book: Book) -> float:
    """Return the dollars of the class that the book's related products stand for."""
    return desk.stands_for(_index_dollars(desk, book))


def _related(desk: Desk, book: Book) -> Book:
    """Return what hedges a share by way of the index; a class on the index has no such thing."""
    return book.on("index") if desk.underlying == "share" else Book()


def _index_dollars(desk: Desk, book: Book) -> float:
    return float(_related(desk, book).greeks(desk.index_market).delta) * desk.world.index


def _left(desk: Desk, whole: Book, hedge: Book, net: DeskGreeks) -> Left:
    own, a_day = whole.on(desk.underlying), desk.volatility / math.sqrt(DAYS_PER_YEAR)
    own_hedge = float(hedge.on(desk.underlying).greeks(desk.market).delta) * desk.market.spot
    hedged = own_hedge + proxy_dollars(desk, hedge)
    waiting = math.sqrt(desk.minutes / TRADING_MINUTES)
    return Left(
        direction=abs(net.delta_dollars) * a_day,
        basis=_basis(desk, whole),
        volatility=abs(net.vega_per_point) * 100 * desk.world.implied_wander,
        execution=abs(hedged) * a_day * waiting,
        event=max(0.0, -min(gap(desk, own, size).exact for size in _sizes(desk))),
    )


def _basis(desk: Desk, book: Book) -> float:
    """Return a day's swing of what the related products do differently from the class.

    Without a beta they have nothing in common with it, and all that they do is basis.
    """
    a_day = 1 / math.sqrt(DAYS_PER_YEAR)
    if not desk.world.beta:
        return abs(_index_dollars(desk, book)) * desk.world.index_volatility * a_day
    own_moves = desk.volatility * math.sqrt(1 - desk.world.correlation**2)
    return abs(proxy_dollars(desk, book)) * own_moves * a_day


def _sizes(desk: Desk) -> tuple[float, float]:
    size = desk.world.gap_size
    return (-size, size)


class Gap(NamedTuple):
    """What a gap does before anybody can trade, in C$; a loss is below zero."""

    size: float
    """The move as a fraction of spot."""
    still: float
    """Full revaluation, implied volatility unchanged."""
    exact: float
    """Full revaluation, with the implied volatility that comes with the gap."""
    estimate: float
    """What delta and gamma alone foresee."""
    delta_after: float
    """The net delta that the stale hedge leaves, in units, at the volatility of before."""


def gap(desk: Desk, book: Book, size: float) -> Gap:
    """Return what a gap of ``size`` (a fraction of spot) does to a book on the class.

    What follows the index does not gap with a share. Raises InvalidInput for a size of -1 or less.
    Worked example 11, base case X with 13,000 shares, 8 % down, three quarters of a point of
    volatility for each per cent:

    >>> from dataclasses import replace
    >>> from engine.exposure import notation
    >>> from engine.flow.paths import World
    >>> desk = Desk(world=World(gap_volatility=0.75))
    >>> after = gap(desk, notation.read("-250_call_80_45_24~13000_share")[0], -0.08)
    >>> round(after.still), round(after.exact), round(after.delta_after)
    (-29028, -40020, 8624)
    """
    market = desk.market
    greeks, move = book.greeks(market), market.spot * size
    there = replace(market, spot=market.spot + move)
    shift = desk.world.gap_volatility * abs(size)
    return Gap(
        size=size,
        still=float(profit(book, market, there.spot)),
        exact=float(profit(book, market, there.spot, volatility_shift=shift)),
        estimate=float(greeks.delta) * move + float(greeks.gamma) / 2 * move**2,
        delta_after=float(book.greeks(there).delta),
    )
