"""Options by themselves, per share (or per point of the index): the figures a textbook prints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from engine.errors import InvalidInput
from engine.instruments import Instrument, claims
from engine.pricing import claims as pricing
from engine.pricing.market import DAYS_PER_YEAR, Market

_NOTHING = 1e-12
"""Years (30 microseconds) or volatility below which there is no time or no uncertainty left."""


class PerShare(NamedTuple):
    """One option long, on one share; ``d1`` and ``d2`` are None where nothing is uncertain."""

    d1: float | None
    d2: float | None
    price: float
    """C$."""
    delta: float
    gamma: float
    """Per C$1."""
    vega_per_point: float
    """C$ for one volatility point."""
    theta_per_day: float
    """C$ for one calendar day."""


def per_share(options: Sequence[Instrument], market: Market) -> tuple[PerShare, ...]:
    """Return the figures of each option, whatever its contract's size, in the same order.

    d1 = (ln(S / K) + (r - q + sigma^2 / 2) tau) / (sigma sqrt(tau)), d2 = d1 - sigma sqrt(tau):
    Black & Scholes (1973), Merton (1973). Raises InvalidInput for what is no option.

    Worked example 1, the 80 call of 45 days at 24 %:

    >>> from engine.instruments.call import Call
    >>> market = Market(spot=80, rate=0.03, dividend_yield=0.02)
    >>> [round(figure, 6) for figure in per_share([Call()], market)[0][:2]]
    [0.056765, -0.027505]
    """
    for option in options:
        if option.payoff == "linear":
            raise InvalidInput(f"{option.label} is no option: it has a price and a delta only")
    columns = claims(options)
    figures = ("value", "delta", "gamma", "vega", "theta")
    measured = pricing.measure(columns, figures, **vars(market))
    rows = zip(*(column / columns.units for column in measured), strict=True)
    return tuple(
        PerShare(
            *_standardised(option, market),
            price=float(price),
            delta=float(delta),
            gamma=float(gamma),
            vega_per_point=float(vega) / 100,
            theta_per_day=float(theta) / DAYS_PER_YEAR,
        )
        for option, (price, delta, gamma, vega, theta) in zip(options, rows, strict=True)
    )


def _standardised(option: Instrument, market: Market) -> tuple[float | None, float | None]:
    """Return d1 and d2: how far the money is, in standard deviations of what may still happen."""
    column = claims([option])
    strike, years = float(column.strike[0]), float(column.years[0]) - market.years_passed
    volatility = float(column.volatility[0]) + market.volatility_shift
    if years < _NOTHING or volatility < _NOTHING:
        return None, None
    deviation = volatility * math.sqrt(years)
    grown = math.log(market.spot / strike) + (market.rate - market.dividend_yield) * years
    return grown / deviation + deviation / 2, grown / deviation - deviation / 2
