"""A month of one desk twice, with the same customers: its position hedged each day, or left alone.

Each day stands by itself: the share begins at C$80, the customers deal in calls at the money, and a
day later what they left is sold or bought back at its value.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from engine.controls import Number
from engine.exposure.book import Book, Position, profit
from engine.figures import Figure
from engine.figures._charts import finished, lines, zero_line
from engine.figures._short_calls import MONTH_AND_A_HALF, market, money
from engine.flow.customers import Customers, arrivals
from engine.flow.paths import World, paths
from engine.hedging.costs import Costs, unit_rate
from engine.instruments.call import Call
from engine.instruments.share import Share
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import DAYS_PER_YEAR

_SPOT, _VOLATILITY, _UNITS, _EDGE, _CUSTOMERS = 80.0, 0.24, 100, 0.03, 200
_CALL = Call(strike=_SPOT, years=MONTH_AND_A_HALF, volatility=_VOLATILITY)
_INCOME, _ALONE, _HEDGED = "edge", "left alone", "hedged"


class _Days(NamedTuple):
    """What each day brought in C$, arrays of shape (days,)."""

    income: FloatArray
    position: FloatArray
    hedge: FloatArray
    """What a full hedge brought, its costs taken off."""


def draw(
    *,
    hedged: Annotated[float, Number("Hedged", 0, 100, unit="%", scale=100)] = 1.0,
    buyers: Annotated[float, Number("Customers who buy", 0, 100, unit="%", scale=100)] = 0.6,
    days: Annotated[float, Number("Trading days", 5, 22)] = 21.0,
    seed: Annotated[float, Number("Month", 1, 10_000)] = 29.0,
) -> Figure:
    """Return what both desks have made so far in C$; ``hedged`` is the part of delta hedged."""
    month = _month(int(days), buyers, int(seed))
    made = {
        _INCOME: month.income,
        _ALONE: month.income + month.position,
        _HEDGED: month.income + month.position + hedged * month.hedge,
    }
    rows = [
        {"x": day, "y": round(float(total)), "desk": desk}
        for desk, results in made.items()
        for day, total in enumerate(np.concatenate([[0.0], np.cumsum(results)]))
    ]
    worst = {desk: money(float(results.min())) for desk, results in made.items()}
    told = (
        f"Worst day left alone {worst[_ALONE]}, with {hedged * 100:.0f} % of the delta hedged "
        f"{worst[_HEDGED]}."
    )
    chart = zero_line() + lines(
        rows, x="trading day", y="made so far (C$)", series="desk", order=list(made), integer=True
    )
    return Figure(
        title="The same customers and the same edge, hedged or left alone",
        look_for="The edge of both desks grows day by day. What the position makes of it is "
        f"calm with a hedge and wild without one. {told}",
        alt=f"Three lines over {len(month.income)} days. The edge adds up to "
        f"{money(float(month.income.sum()))}. {told}",
        chart=finished(chart),
        rows=tuple(
            {"day": day + 1} | {f"{desk} (C$)": round(float(made[desk][day])) for desk in made}
            for day in range(len(month.income))
        ),
    )


def _month(days: int, buyers: float, seed: int) -> _Days:
    """Draw the days: each has its own customers, share and implied volatility."""
    people = Customers(a_day=_CUSTOMERS, buyers=buyers, contracts=1, decay=0)
    came = arrivals(people, series=1, days=1, steps=1, paths=days, seed=seed)
    bought_from_us = came.side.sum(axis=(0, 1)).astype(float)
    world = World(spot=_SPOT, volatility=_VOLATILITY)
    after = paths(world, days=1, steps=1, paths=days, seed=seed)
    return _Days(
        income=came.contracts.sum(axis=(0, 1)) * _UNITS * _EDGE,
        position=-bought_from_us * _made_by(_CALL, after.share[:, 1], after.implied_shift[:, 1]),
        hedge=_hedge(bought_from_us, after.share[:, 1]),
    )


def _made_by(option: Call, spots: FloatArray, shifts: FloatArray) -> FloatArray:
    """Return what one bought contract made in a day in C$."""
    one = Book.of(Position(1, option))
    return profit(
        one, market(_SPOT), spots, volatility_shift=shifts, years_passed=1 / DAYS_PER_YEAR
    )


def _hedge(sold: FloatArray, spots: FloatArray) -> FloatArray:
    """Return what shares against all of the delta made in a day, bought and sold at a cost."""
    of_one = float(Book.of(Position(1, _CALL)).greeks(market(_SPOT)).delta)
    shares = sold * of_one
    cost = unit_rate(Share(), Costs()).fixed
    return np.asarray(shares * (spots - _SPOT) - 2 * np.abs(shares) * cost)
