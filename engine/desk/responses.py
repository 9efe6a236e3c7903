"""The four responses when a limit comes near: what each does to the book, and to future flow."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from engine.desk.exits import standing
from engine.desk.plan import Desk, Plan, Quoting
from engine.desk.quoted import Priced, quoted
from engine.exposure.book import Book
from engine.exposure.limits import LimitUse, tightest
from engine.flow.customers import deal_probability
from engine.hedging.underlying import to_flat
from engine.instruments import claims
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
    weights = np.array([listed.weight for listed in desk.listed])
    coming = desk.customers.a_day * weights / weights.sum()
    contracts = coming * _mean_order(desk.customers.contracts, plan.quoting.size)
    decay = desk.customers.decay
    buyers, sides = desk.customers.buyers, (priced.ask_away[0], priced.bid_away[0])
    takes_ask, takes_bid = (deal_probability(distance=away, decay=decay) for away in sides)
    bought = contracts * buyers * takes_ask * priced.offers[0]
    sold = contracts * (1 - buyers) * takes_bid * priced.bids[0]
    net = sold - bought
    spot = desk.market.spot
    return Expected(
        bought=float(bought.sum()),
        sold=float(sold.sum()),
        gamma=float(net @ marks["gamma"][0]) * spot**2 / 100,
        vega=float(net @ marks["vega"][0]) / 100,
    )


def quotes_now(desk: Desk, book: Book, plan: Plan) -> tuple[Priced, FloatArray]:
    """Return the quotes of the listed series with this book, each (1, series), and fair values."""
    priced, marks, units = _quotes(desk, book, plan)
    return priced, np.asarray(marks["value"][0] / units)


def responses(desk: Desk, book: Book, plan: Plan) -> tuple[Response, ...]:
    """Return the four responses of a desk whose limits come near, in the order of the ladder.

    Hedge harder with the underlying; show less size; quote wider, as far as is permitted; add no
    more of the same risk. The first works on what is held, the others on what comes.
    """
    now = tightest(standing(desk, book).uses)
    flow = expected_flow(desk, book, plan)
    own = book.on(desk.underlying)
    harder = book.plus(*to_flat(own, desk.market, desk.direct))
    quoting = plan.quoting
    smaller = replace(quoting, size=max(quoting.size / 2, desk.obligations.least_size))
    wider = replace(quoting, half_width=_widest(desk, quoting))
    rungs = {
        "hedge": (_named(now.name, desk, harder), plan),
        "smaller": (now, replace(plan, quoting=smaller)),
        "wider": (now, replace(plan, quoting=wider)),
        "stop": (now, replace(plan, stop=True)),
    }
    return tuple(
        Response(name, now, then, flow, expected_flow(desk, book, changed))
        for name, (then, changed) in rungs.items()
    )


def _named(name: str, desk: Desk, book: Book) -> LimitUse:
    return next(use for use in standing(desk, book).uses if use.name == name)


def _widest(desk: Desk, quoting: Quoting) -> float:
    return max(min(2 * quoting.half_width, desk.obligations.widest / 2), quoting.half_width)


def _mean_order(mean: float, most: float) -> float:
    """Return the mean of a geometric order of at least one that is dealt up to ``most``."""
    if mean <= 1:
        return 1.0
    return float(mean * (1 - (1 - 1 / mean) ** np.floor(most)))


def _quotes(desk: Desk, book: Book, plan: Plan) -> tuple[Priced, dict[str, FloatArray], FloatArray]:
    series = claims([listed.instrument for listed in desk.listed])
    figures = ("value", "delta", "gamma", "vega")
    columns = measure(series, figures, **{**vars(desk.market), "spot": [desk.market.spot]})
    marks = dict(zip(figures, columns, strict=True))
    net = book.on(desk.underlying).greeks(desk.market)
    exposure = np.array([[float(net.delta)], [float(net.gamma)], [float(net.vega)]])
    return quoted(desk, plan, series.units, marks, exposure, len(desk.listed)), marks, series.units
