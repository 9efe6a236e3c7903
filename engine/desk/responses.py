"""The four responses when a limit comes near: what each does to the book, and to future flow."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from engine.desk.exits import proxy_dollars, standing
from engine.desk.plan import Desk, Plan, Quoting
from engine.desk.quoted import FIGURES, Priced, quoted, size_shown
from engine.exposure.book import Book, Position
from engine.exposure.limits import LimitUse, tightest
from engine.flow.customers import deal_probability
from engine.hedging.underlying import to_flat
from engine.instruments import claims
from engine.instruments.share import Share
from engine.pricing.black_scholes import FloatArray
from engine.pricing.claims import measure

NEAR = ("amber", "red", "breach")


class Expected(NamedTuple):
    """A day's expected flow at our quotes: contracts that customers buy and sell, and its Greeks.

    ``gamma`` in C$ per 1 %, ``vega`` in C$ per point: what the day adds to our book.
    """

    bought: float
    sold: float
    gamma: float
    vega: float


class Response(NamedTuple):
    """One rung: the tightest limit's use now and with it, the flow of a day now and with it."""

    name: str
    use: LimitUse
    use_then: LimitUse
    flow: Expected
    flow_then: Expected


def expected_flow(desk: Desk, book: Book, plan: Plan) -> Expected:
    """Return what a day's customers are expected to do at the quotes of now.

    Everyone who comes deals with the probability of the distance from fair; an order is dealt up to
    the size shown.
    """
    priced, marks, _ = _quotes(desk, book, plan)
    takes_ask, takes_bid = (
        deal_probability(distance=away, decay=desk.customers.decay)
        for away in (priced.ask_away[0], priced.bid_away[0])
    )
    wanted, buyers = _wanted(desk, plan), desk.customers.buyers
    bought = wanted * buyers * takes_ask * priced.offers[0]
    sold = wanted * (1 - buyers) * takes_bid * priced.bids[0]
    net = sold - bought
    return Expected(
        bought=float(bought.sum()),
        sold=float(sold.sum()),
        gamma=float(net @ marks["gamma"][0]) * desk.market.spot**2 / 100,
        vega=float(net @ marks["vega"][0]) / 100,
    )


def quotes_now(desk: Desk, book: Book, plan: Plan) -> tuple[Priced, FloatArray]:
    """Return the quotes of the listed series with this book, each (1, series), and fair values.

    Fair values are in C$ a unit, shape (series,). ``book`` is all that is held, hedges too.
    """
    priced, marks, units = _quotes(desk, book, plan)
    return priced, np.asarray(marks["value"][0] / units)


def responses(desk: Desk, book: Book, plan: Plan) -> tuple[Response, ...]:
    """Return the four responses of a desk whose limits come near, in the order of the ladder.

    Hedge harder with the underlying; show less size; quote wider, as far as is permitted; add no
    more of the same risk. The first works on what is held, the others on what comes.
    """
    now = tightest(standing(desk, book).uses)
    hedged = standing(desk, book.plus(*_to_flat(desk, book))).uses
    flow = expected_flow(desk, book, plan)
    rungs = {
        "hedge": (next(use for use in hedged if use.name == now.name), plan),
        "smaller": (now, replace(plan, quoting=_smaller(desk, plan))),
        "wider": (now, replace(plan, quoting=_wider(desk, plan.quoting))),
        "stop": (now, replace(plan, stop=True)),
    }
    return tuple(
        Response(name, now, then, flow, expected_flow(desk, book, changed))
        for name, (then, changed) in rungs.items()
    )


def _to_flat(desk: Desk, book: Book) -> tuple[Position, ...]:
    """Return the trade in the underlying to flat: what the related products do is done already."""
    own = book.on(desk.underlying)
    stands_for = Position(proxy_dollars(desk, book) / desk.market.spot, Share())
    counted = own.plus(stands_for) if desk.underlying == "share" else own
    return to_flat(counted, desk.market, desk.direct)


def _smaller(desk: Desk, plan: Plan) -> Quoting:
    return replace(plan.quoting, size=max(size_shown(desk, plan) / 2, desk.obligations.least_size))


def _wider(desk: Desk, quoting: Quoting) -> Quoting:
    widest = min(2 * quoting.half_width, desk.obligations.widest / 2)
    return replace(quoting, half_width=max(widest, quoting.half_width))


def _wanted(desk: Desk, plan: Plan) -> FloatArray:
    """Return the contracts of each series that a day's customers would deal at fair value."""
    weights = np.array([listed.weight for listed in desk.listed])
    orders = _mean_order(desk.customers.contracts, size_shown(desk, plan))
    return np.asarray(desk.customers.a_day * weights / weights.sum() * orders)


def _mean_order(mean: float, most: float) -> float:
    """Return the mean of a geometric order of at least one that is dealt up to ``most``.

    >>> _mean_order(10.0, 10_000.0), _mean_order(2.0, 2.0)
    (10.0, 1.5)
    """
    if mean <= 1:
        return 1.0
    return float(mean * (1 - (1 - 1 / mean) ** most))


def _quotes(desk: Desk, book: Book, plan: Plan) -> tuple[Priced, dict[str, FloatArray], FloatArray]:
    """Return the quotes of now, the marks they are made from (1, series), and units a contract."""
    series = claims([listed.instrument for listed in desk.listed])
    columns = measure(series, FIGURES, **{**vars(desk.market), "spot": [desk.market.spot]})
    marks = dict(zip(FIGURES, columns, strict=True))
    net = book.on(desk.underlying).greeks(desk.market)
    delta = float(net.delta) + proxy_dollars(desk, book) / desk.market.spot
    exposure = np.array([[delta], [float(net.gamma)], [float(net.vega)]])
    priced = quoted(desk, plan, units=series.units, marks=marks, net=exposure)
    return priced, marks, series.units
