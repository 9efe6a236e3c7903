"""Shares traded by a desk that hedges every deal, beside those that its net position needs."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from engine.controls import Number
from engine.figures import Figure
from engine.figures._charts import finished, lines
from engine.figures._short_calls import MONTH_AND_A_HALF, market, short_calls
from engine.flow.customers import Customers
from engine.flow.inventory import inventory

_EACH, _NET = "hedge each deal", "hedge the net"
_SPOT = 80.0
_POINTS, _STEPS_OF_TABLE = 60, 10


def draw(
    *,
    buyers: Annotated[float, Number("Customers who buy", 0, 100, unit="%", scale=100)] = 0.5,
    customers: Annotated[float, Number("Customers a day", 20, 500, step=10)] = 200.0,
    seed: Annotated[float, Number("Day", 1, 10_000)] = 17.0,
) -> Figure:
    """Return shares against customers served; each customer deals one contract of one series."""
    people = Customers(a_day=customers, buyers=buyers, contracts=1, decay=0)
    day = inventory(people, series=1, half_spread=0.0, seed=int(seed))
    held = np.concatenate([[0], day.held[:, 0]])
    of_one = abs(float(short_calls(1, _SPOT, MONTH_AND_A_HALF, 0.24).greeks(market(_SPOT)).delta))
    served = np.arange(len(held))
    each, net = served * of_one, np.abs(held) * of_one
    shown = np.unique(np.linspace(0, len(held) - 1, min(_POINTS, len(held))).astype(int))
    rows = [
        {"x": int(served[number]), "y": round(float(shares[number])), "desk": desk}
        for desk, shares in ((_EACH, each), (_NET, net))
        for number in shown
    ]
    told = np.unique(np.linspace(0, len(held) - 1, _STEPS_OF_TABLE + 1).astype(int))
    words = _words(float(each[-1]), float(net[-1]), int(held[-1]), len(held) - 1)
    return Figure(
        title="Hedge what is left, not every deal",
        look_for=f"{words} The more one-sided the customers, the less they cancel each other.",
        alt=f"Two lines against customers served. {words}",
        chart=finished(
            lines(
                rows,
                x="customers served",
                y="shares to trade",
                series="desk",
                order=[_EACH, _NET],
                integer=True,
            )
        ),
        rows=tuple(
            {
                "customers served": int(served[number]),
                "net position (contracts)": int(held[number]),
                "shares, each deal hedged": round(float(each[number])),
                "shares, net hedged": round(float(net[number])),
            }
            for number in told
        ),
    )


def _words(each: float, net: float, held: int, count: int) -> str:
    side = "long" if held > 0 else "short"
    unit = "contract" if abs(held) == 1 else "contracts"
    left = f"{side} {abs(held):,} {unit}" if held else "without a position"
    return (
        f"After {count:,} customers, a hedge for each deal has traded {each:,.0f} shares. The book "
        f"is left {left}, and {net:,.0f} shares hedge that."
    )
