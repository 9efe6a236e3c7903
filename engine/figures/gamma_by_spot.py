"""The gamma of short calls against the share price, with as many days left as you like."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.figures import Figure
from engine.figures._charts import finished, lines, today_line
from engine.figures._short_calls import (
    MONTH_AND_A_HALF,
    Contracts,
    Strike,
    Volatility,
    Years,
    market,
    short_calls,
    signed,
)
from engine.pricing import claims as pricing
from engine.pricing.market import DAYS_PER_YEAR

_NAMES = ("with 45 days left", "with the days chosen")


def draw(
    *,
    contracts: Contracts = 20.0,
    strike: Strike = 80.0,
    days: Years = 10 / DAYS_PER_YEAR,
    volatility: Volatility = 0.24,
) -> Figure:
    """Return book gamma in shares per C$1 within 15 % of the strike, at 45 days and at ``days``."""
    spots = np.linspace(strike * 0.85, strike * 1.15, 61)
    start = _gammas(spots, contracts, strike, MONTH_AND_A_HALF, volatility)
    chosen = _gammas(spots, contracts, strike, days, volatility)
    chart = today_line(strike) + lines(
        [
            {"x": round(float(price), 3), "y": round(float(gamma), 1), "time": name}
            for name, gammas in zip(_NAMES, (start, chosen), strict=True)
            for price, gamma in zip(spots, gammas, strict=True)
        ],
        x="share price (C$)",
        y="book gamma (shares per C$1)",
        series="time",
        order=list(_NAMES),
        integer=True,
    )
    left = f"{days * DAYS_PER_YEAR:.0f}"
    (aside, middle), (aside_at_start, at_start) = (
        [signed(round(float(gammas[place])) + 0.0) for place in (0, 30)]
        for gammas in (chosen, start)
    )
    return Figure(
        title="Near expiry, gamma gathers at the strike",
        look_for=f"At the strike your gamma is {at_start} shares per C$1 with 45 "
        f"days left and {middle} with {left}. Far from the strike it goes the other way: there the "
        "last days are quiet.",
        alt=f"A valley around the strike. With {left} days left gamma is {middle} shares per C$1 "
        f"at C${strike:g} and {aside} at C${strike * 0.85:g}; with 45 days left it is {at_start} "
        f"and {aside_at_start}.",
        chart=finished(chart),
        rows=tuple(
            {
                "share price (C$)": round(float(spots[place]), 2),
                "gamma with 45 days left (shares per C$1)": round(float(start[place]), 1),
                f"gamma with {left} days left (shares per C$1)": round(float(chosen[place]), 1),
            }
            for place in range(0, 61, 5)
        ),
    )


def _gammas(spots: Any, contracts: float, strike: float, years: float, volatility: float) -> Any:
    book = short_calls(contracts, strike, years, volatility)
    market_now = {**vars(market(strike)), "spot": spots}
    (of_one,) = pricing.measure(book.claims, ("gamma",), **market_now)
    return of_one @ book.quantities
