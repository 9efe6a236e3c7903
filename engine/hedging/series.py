"""Listed series as tools: what a contract of each does to a book, and when they cannot do it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.exposure.greeks import DeskGreeks
from engine.instruments import Instrument, claims
from engine.pricing import claims as pricing
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import DAYS_PER_YEAR, Market

ONE_DIRECTION = 1e6
"""Condition number from which series move gamma and vega only together, whatever the rounding."""


_NOTHING = 1e-9
"""Shares per C$1, or C$ a point, of one contract below which it is no hedge."""


class NoHedge(InvalidInput):
    """What was chosen cannot do what was asked; the message says why and what to choose instead."""


def aims(net: DeskGreeks) -> FloatArray:
    """Return what a hedge brings down: delta, gamma per C$1, vega per point, shape (3,)."""
    return np.array([net.delta_shares, net.gamma_per_dollar, net.vega_per_point])


def effects(instruments: Sequence[Instrument], market: Market) -> FloatArray:
    """Return what one contract of each does to the three aims, shape (3, n)."""
    delta, gamma, vega = pricing.measure(
        claims(instruments), ("delta", "gamma", "vega"), **vars(market)
    )
    return np.array([delta, gamma, vega / 100])


def condition(series: Sequence[Instrument], market: Market) -> float:
    """Return how badly the series tell gamma from vega: 1 is best, infinite if they cannot.

    The condition number of their gammas and vegas, rows and columns scaled to length one. Options
    of one expiry and one volatility have vega = S^2 sigma tau gamma (domain.md, example 5):

    >>> from engine.instruments.call import Call
    >>> condition([Call(strike=80), Call(strike=85)], Market(spot=80)) > ONE_DIRECTION
    True
    """
    both = effects(series, market)[1:]
    for axis in (1, 0):
        length = np.linalg.norm(both, axis=axis, keepdims=True)
        both = both / np.where(length > 0, length, 1.0)
    largest, smallest = np.linalg.svd(both, compute_uv=False)[:2] if len(series) > 1 else (1.0, 0.0)
    return float(largest / smallest) if smallest > largest / 1e15 else float("inf")


def together(series: Sequence[Instrument], market: Market) -> str:
    """Return the sentence that says how series of one direction move gamma and vega."""
    _, gamma, vega = effects(series, market).sum(axis=1)
    which = "This series moves" if len(series) == 1 else "These series move"
    return (
        f"{which} gamma and vega only together, by C${vega / gamma:,.2f} of vega a point "
        f"for each share of gamma per C$1"
    )


def name(instrument: Instrument, market: Market) -> str:
    """Return what people call a series: its kind, its strike, the days it has left.

    >>> from engine.instruments.call import Call
    >>> name(Call(strike=82.5), Market(spot=80))
    'Call 82.5 (45 days)'
    """
    strike, years = getattr(instrument, "strike", 0.0), getattr(instrument, "years", 0.0)
    days = max(years - market.years_passed, 0.0) * DAYS_PER_YEAR
    return f"{instrument.label} {strike:g} ({days:.3g} days)"


def check(series: Sequence[Instrument], book: Book, market: Market) -> None:
    """Refuse what moves neither gamma nor vega, follows something else, or stands there twice."""
    followed = {position.instrument.underlying for position in book.positions}
    for instrument in series:
        if instrument.payoff == "linear":
            raise InvalidInput(
                f"{instrument.label} is no option and has no gamma or vega; choose listed options"
            )
        called = name(instrument, market)
        if followed - {instrument.underlying}:
            raise InvalidInput(
                f"{called} follows the {instrument.underlying}, and the book does not follow it "
                f"alone; choose series on what the book follows"
            )
        if getattr(instrument, "years", 0.0) <= market.years_passed:
            raise NoHedge(f"{called} has expired; choose a series that has time left")
        if np.all(np.abs(effects([instrument], market)[1:]) < _NOTHING):
            raise NoHedge(
                f"{called} has no gamma or vega to hedge with; choose a strike nearer to the spot, "
                f"or a volatility above zero"
            )
    if len(set(series)) < len(series):
        raise InvalidInput("a series is chosen twice; choose each one once")
