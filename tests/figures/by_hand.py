"""Black, Scholes and Merton written a second time, and the tables of figures to hold to them.

Without more words an option is the one of the lessons: share and strike C$80, 45 days, 24 %, rate
3 %, dividend yield 2 %.
"""

from __future__ import annotations

from math import exp, log, sqrt
from statistics import NormalDist
from typing import Any

from engine.figures import drawings

RATE, YIELD = 0.03, 0.02
SPOT, YEARS, VOLATILITY, STRIKE = 80.0, 45 / 365, 0.24, 80.0
_NORMAL = NormalDist()


def call(
    spot: float = SPOT,
    years: float = YEARS,
    volatility: float = VOLATILITY,
    strike: float = STRIKE,
) -> float:
    """Return the value of a call on one share in C$."""
    first = d1(spot, years, volatility, strike)
    second = first - volatility * sqrt(years)
    owned = spot * exp(-YIELD * years) * _NORMAL.cdf(first)
    return owned - strike * exp(-RATE * years) * _NORMAL.cdf(second)


def put(spot: float = SPOT) -> float:
    """Return the value of the put with the strike and life of the lessons' call, by parity."""
    return call(spot) - spot * exp(-YIELD * YEARS) + STRIKE * exp(-RATE * YEARS)


def d1(spot: float, years: float, volatility: float, strike: float) -> float:
    """Return how many deviations a forward lies above the strike, and half of one more."""
    drift = (RATE - YIELD + volatility**2 / 2) * years
    return (log(spot / strike) + drift) / (volatility * sqrt(years))


def delta(
    spot: float = SPOT,
    years: float = YEARS,
    volatility: float = VOLATILITY,
    strike: float = STRIKE,
) -> float:
    """Return a call's delta in shares."""
    return exp(-YIELD * years) * _NORMAL.cdf(d1(spot, years, volatility, strike))


def gamma(
    spot: float = SPOT,
    years: float = YEARS,
    volatility: float = VOLATILITY,
    strike: float = STRIKE,
) -> float:
    """Return an option's gamma in shares per C$1."""
    bell = exp(-YIELD * years) * _NORMAL.pdf(d1(spot, years, volatility, strike))
    return bell / (spot * volatility * sqrt(years))


def vega(
    spot: float = SPOT,
    years: float = YEARS,
    volatility: float = VOLATILITY,
    strike: float = STRIKE,
) -> float:
    """Return an option's vega in C$ a point, from its gamma."""
    return gamma(spot, years, volatility, strike) * spot**2 * volatility * years / 100


def rows(name: str, **settings: float) -> tuple[dict[str, Any], ...]:
    """Return a figure's table."""
    return drawings()[name](**settings).rows


def column(name: str, label: str, **settings: float) -> list[Any]:
    """Return one column of a figure's table."""
    return [row[label] for row in rows(name, **settings)]
