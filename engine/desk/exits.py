"""The five exits, and how the desk stands before and after them."""

from __future__ import annotations

import math
from typing import NamedTuple

from engine.desk.plan import Desk
from engine.exposure.book import Book, profit
from engine.exposure.greeks import DeskGreeks, desk_greeks
from engine.exposure.limits import LimitUse, uses
from engine.hedging.costs import trade_cost
from engine.pricing.market import DAYS_PER_YEAR

MINUTES_A_SESSION = 390
"""A session of six and a half hours, which stands for the calendar day."""


class Left(NamedTuple):
    """What can still be lost, in C$, named as the lesson names it; zero or above.

    ``direction``, ``basis`` and ``volatility`` are one standard deviation of a calendar day;
    ``execution`` is one of the minutes until the hedge is in place; ``event`` is the worse of one
    gap up and one gap down before anybody trades.
    """

    direction: float
    basis: float
    volatility: float
    execution: float
    event: float


class Standing(NamedTuple):
    """A book with a hedge: net exposure, use of the limits, what it cost and what is left.

    The delta in ``net`` counts a related product as the shares that it stands for.
    """

    net: DeskGreeks
    uses: tuple[LimitUse, ...]
    cost: float
    left: Left


def standing(desk: Desk, book: Book, hedge: Book | None = None) -> Standing:
    """Return how the desk stands with a book and the exits taken on it."""
    hedge = hedge or Book()
    whole = book.plus(*hedge.positions)
    own = whole.on(desk.underlying)
    proxy = proxy_dollars(desk, whole)
    net = desk_greeks(own, desk.market)
    with_proxy = net._replace(
        delta_dollars=net.delta_dollars + proxy,
        delta_shares=net.delta_shares + proxy / desk.market.spot,
    )
    return Standing(
        net=with_proxy,
        uses=uses(desk.limits, own, desk.market, other_dollar_delta=proxy),
        cost=entry_cost(desk, hedge),
        left=_left(desk, own, hedge, with_proxy, proxy),
    )


def part(hedge: Book, exit_name: str, desk: Desk) -> Book:
    """Return the part of a hedge that is one exit: "underlying", "options" or "related"."""
    own = hedge.on(desk.underlying).positions
    if exit_name == "related":
        return Book(tuple(p for p in hedge.positions if p not in own))
    linear = exit_name == "underlying"
    return Book(tuple(p for p in own if (p.instrument.payoff == "linear") == linear))


def entry_cost(desk: Desk, hedge: Book) -> float:
    """Return what taking the exits costs in C$: half-spreads and fees, never below zero."""
    own = trade_cost(hedge.on(desk.underlying).positions, desk.market, desk.costs)
    if desk.underlying == "index":
        return own
    return own + trade_cost(hedge.on("index").positions, desk.index_market, desk.costs)


def proxy_dollars(desk: Desk, book: Book) -> float:
    """Return the dollars of the class that the book's related products stand for.

    So many dollars of the index make, for each per cent of the class, what ``dollars / beta`` of
    the class itself would: H x index return is (H / beta) x class return, but for the basis.
    """
    if desk.underlying == "index" or not desk.world.beta:
        return 0.0
    index = book.on("index")
    return float(index.greeks(desk.index_market).delta) * desk.world.index / desk.world.beta


def _left(desk: Desk, own: Book, hedge: Book, net: DeskGreeks, proxy: float) -> Left:
    day = desk.volatility / math.sqrt(DAYS_PER_YEAR)
    hedged = float(hedge.on(desk.underlying).greeks(desk.market).delta) * desk.market.spot + proxy
    waiting = math.sqrt(desk.minutes / MINUTES_A_SESSION)
    return Left(
        direction=abs(net.delta_dollars) * day,
        basis=abs(proxy) * day * math.sqrt(1 - desk.world.correlation**2),
        volatility=abs(net.vega_per_point) * 100 * desk.world.implied_wander,
        execution=abs(hedged) * day * waiting,
        event=max(0.0, -min(gap(desk, own, size).exact for size in _sizes(desk))),
    )


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
    """The net delta that the stale hedge leaves, in units of the underlying."""


def gap(desk: Desk, book: Book, size: float) -> Gap:
    """Return what a gap does to a book on the class; what follows the index does not gap with it.

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
    greeks = book.greeks(market)
    move = market.spot * size
    after = market.spot + move
    shift = desk.world.gap_volatility * abs(size)
    there = {**vars(market), "spot": after}
    return Gap(
        size=size,
        still=float(profit(book, market, after)),
        exact=float(profit(book, market, after, volatility_shift=shift)),
        estimate=float(greeks.delta) * move + float(greeks.gamma) / 2 * move**2,
        delta_after=float(book.greeks(type(market)(**there)).delta),
    )
