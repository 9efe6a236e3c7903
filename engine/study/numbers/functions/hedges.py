"""Hedges: how much to trade, what it costs, what stays."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.hedging import theory
from engine.pricing.market import DAYS_PER_YEAR
from engine.study.numbers.functions._variantwise import variantwise


def gamma_profit(gamma: Any, move: Any) -> Any:
    """What a move brings a delta-neutral book in C$: half of gamma times the move squared.

    >>> round(float(gamma_profit(-1473.4, 1.6)), 1)
    -1886.0
    """
    return np.multiply(gamma, move) * move / 2


def gamma_rent(gamma: Any, spot: Any, vol: Any) -> Any:
    """What a day's expected moves make on gamma in C$.

    >>> round(float(gamma_rent(-1473.4, 80, 0.24)))
    -744
    """
    return variantwise(theory.gamma_rent, "gamma", "spot", "volatility")(gamma, spot, vol)


def break_even_move(spot: Any, vol: Any) -> Any:
    """A day's move in C$ at which gamma and its rent cancel.

    >>> round(float(break_even_move(80, 0.24)), 3)
    1.005
    """
    return variantwise(theory.break_even_move, "spot", "volatility")(spot, vol)


def hedge_ratio(correlation: Any, vol: Any, index_vol: Any) -> Any:
    """Ratio of least variance (beta): dollars of index for a dollar of share.

    >>> round(float(hedge_ratio(0.72, 0.22, 0.144)), 2)
    1.1
    """
    return np.divide(np.multiply(correlation, vol), index_vol)


def related_contracts(dollar_delta: Any, beta: Any, price: Any, multiplier: Any) -> Any:
    """Contracts of a related future that hedge a dollar delta, below zero to sell.

    >>> round(float(related_contracts(-4_200_000, 1.1, 1420, 200)), 2)
    16.27
    """
    return -np.divide(np.multiply(beta, dollar_delta), np.multiply(price, multiplier)) + 0.0


def risk_left(correlation: Any) -> Any:
    """Part of the standard deviation that the best related hedge leaves.

    >>> round(float(risk_left(0.9)), 2)
    0.44
    """
    return np.sqrt(1 - np.multiply(correlation, correlation))


def hedging_error(vega: Any, vol: Any, rebalancings: Any) -> Any:
    """Typical error in C$ of hedging so many times; vega in C$ per volatility point.

    >>> round(float(hedging_error(0.11458, 0.20, 21)), 3)
    0.443
    """
    error = variantwise(theory.hedging_error, "vega", "volatility", "rebalancings")
    return error(np.multiply(vega, 100), vol, rebalancings)


def leland_vol(vol: Any, cost: Any, days: Any) -> Any:
    """Volatility that pays a seller's hedging costs; cost one way per 1.00, days between trades.

    >>> round(float(leland_vol(0.20, 0.005, 1)), 4)
    0.2655
    """
    leland = variantwise(theory.leland_volatility, "volatility", "cost", "step_years")
    return leland(vol, cost, np.divide(days, DAYS_PER_YEAR))


def hedge_band(
    gamma: Any, spot: Any, cost: Any, risk_aversion: Any, years: Any, rate: Any = 0.03
) -> Any:
    """Shares that a holding may drift before it is worth trading (Whalley and Wilmott).

    >>> round(float(hedge_band(-1473.4, 80, 0.0005, 0.0001, 45 / 365)))
    1091
    """
    names = ("gamma", "spot", "cost", "risk_aversion", "rate", "years_left")
    return variantwise(theory.half_width, *names)(gamma, spot, cost, risk_aversion, rate, years)
