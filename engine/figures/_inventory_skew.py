"""How far a desk moves its two prices for the calls that it holds: the vega rule of example 13.

The book is hedged with shares, so what the prices lean on is its vega: implied volatility wanders
by one point a day, and the desk's aversion to risk is the one that the simulators start with.
"""

from __future__ import annotations

from engine.figures._short_calls import MONTH_AND_A_HALF, market, short_calls
from engine.quoting.quotes import Appetite, covariance, lean

CENTS = 100
"""Cents in a dollar."""
DECAY = 30.0
"""Per C$: one cent further from fair turns a quarter of the customers away."""
STRIKE, VOLATILITY = 80.0, 0.24
_NOW = market(STRIKE)
_APPETITE = Appetite()
_ONE = short_calls(-1, STRIKE, MONTH_AND_A_HALF, VOLATILITY)
_VEGA = float(_ONE.greeks(_NOW).vega) / 100
FAIR = round(float(_ONE.value(**vars(_NOW))) / 100, 2)
"""C$ a share: what the model says of the lessons' call."""


def skew(contracts: float, strength: float = 1.0) -> float:
    """Return how far both prices move in C$ a share, up where ``contracts`` are below zero.

    >>> round(skew(-250), 4)
    0.0623
    """
    leaning = lean(
        of_one=[0, 0, _VEGA / 100],
        book=[0, 0, _VEGA * contracts],
        covariance=covariance(_APPETITE, spot=STRIKE, volatility=VOLATILITY),
        risk_aversion=strength * _APPETITE.risk_aversion,
        order=0,
    )
    return float(leaning.shift)
