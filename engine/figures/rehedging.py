"""How often to trade a hedge: the error that is left falls, and the cost of trading rises."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from engine.controls import Number
from engine.exposure.book import profit
from engine.figures import Figure
from engine.figures._charts import finished, lines, upright
from engine.figures._short_calls import (
    MONTH_AND_A_HALF,
    Contracts,
    Spot,
    Volatility,
    Years,
    market,
    short_calls,
)
from engine.hedging.theory import hedging_error, leland_volatility
from engine.pricing.market import DAYS_PER_YEAR

_NAMES = ("typical error", "cost of trading")
_TIMES = tuple(range(4, 201, 4))
_TOLD = (4, 12, 24, 48, 96, 192)


def draw(
    *,
    contracts: Contracts = 20.0,
    cost: Annotated[
        float, Number("Cost of a trade, one way", 0, 50, unit="bp", scale=10_000)
    ] = 0.0005,
    spot: Spot = 80.0,
    days: Years = MONTH_AND_A_HALF,
    volatility: Volatility = 0.24,
) -> Figure:
    """Return error and cost in C$ against how many times calls at the money are hedged anew."""
    book, now = short_calls(contracts, spot, days, volatility), market(spot)
    vega = float(book.greeks(now).vega)
    errors = [hedging_error(vega=vega, volatility=volatility, rebalancings=n) for n in _TIMES]
    dearer = [
        leland_volatility(volatility=volatility, cost=cost, step_years=days / n) for n in _TIMES
    ]
    worth = profit(book, now, spot, volatility_shift=np.subtract(dearer, volatility))
    costs = [-float(amount) for amount in worth]
    told = {n: (errors[_TIMES.index(n)], costs[_TIMES.index(n)]) for n in _TOLD}
    daily = days * DAYS_PER_YEAR
    line = lines(
        [
            {"x": times, "y": round(amount, 1), "what": name}
            for name, amounts in zip(_NAMES, (errors, costs), strict=True)
            for times, amount in zip(_TIMES, amounts, strict=True)
        ],
        x="times that the hedge is traded until expiry",
        y="C$",
        series="what",
        order=list(_NAMES),
        integer=True,
    )
    return Figure(
        title="More trades leave a smaller error and cost more",
        look_for=f"From 12 to 48 trades the typical error goes from C${told[12][0]:,.0f} to "
        f"C${told[48][0]:,.0f}, and the expected cost from C${told[12][1]:,.0f} to "
        f"C${told[48][1]:,.0f}. The error may help or hurt you. The cost always hurts.",
        alt="Two curves. "
        + "; ".join(
            f"{times} trades: typical error C${error:,.0f}, cost C${paid:,.0f}"
            for times, (error, paid) in told.items()
        )
        + ".",
        chart=finished(line + upright(daily, "once a day")),
        rows=tuple(
            {
                "trades": times,
                "typical error (C$)": round(error),
                "expected cost of trading (C$)": round(paid),
            }
            for times, (error, paid) in told.items()
        ),
    )
