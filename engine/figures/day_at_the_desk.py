"""One simulated day: what quoting earned, what hedging cost, and what the market did meanwhile."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, NamedTuple

import numpy as np

from engine.controls import Number
from engine.desk.attribution import running
from engine.desk.day import STEPS_A_DAY, play
from engine.desk.plan import Desk, Plan
from engine.exposure.book import Book
from engine.figures import Figure
from engine.figures._charts import finished, lines, zero_line
from engine.figures._short_calls import money, signed
from engine.flow.paths import TRADING_HOURS
from engine.hedging.policies.delta_band import decide
from engine.pricing.black_scholes import FloatArray

_BAND = 500.0
_HEIGHT = 360
_EDGE, _COSTS, _MARKET, _RESULT = "edge", "hedges", "market", "result"


class _Day(NamedTuple):
    """A day from its start to its end, each of shape (steps + 1,): C$ so far, and what is held."""

    money: dict[str, FloatArray]
    contracts: FloatArray
    delta: FloatArray
    """Shares, the hedge included."""


def draw(
    *,
    day: Annotated[float, Number("Day", 1, 500)] = 7.0,
) -> Figure:
    """Return the running result of a day that begins flat, hedged outside 500 shares of delta."""
    played = _played(round(day))
    hours = np.linspace(0.0, TRADING_HOURS, STEPS_A_DAY + 1)
    order = [_EDGE, _COSTS, _MARKET, _RESULT]
    rows = [
        {"x": round(float(hour), 3), "y": round(float(amount), 1), "part": name}
        for name in order
        for hour, amount in zip(hours, played.money[name], strict=True)
    ]
    ends = {name: money(float(played.money[name][-1])) for name in order}
    chart = zero_line() + lines(
        rows,
        x="hours since the opening",
        y="so far today (C$)",
        series="part",
        order=order,
        integer=True,
    )
    return Figure(
        title="A day of quoting and hedging, as it adds up",
        look_for="The edge climbs with every customer, and hedging takes a little of it. What the "
        "market does with the rest of the book goes either way. "
        f"Day {day:.0f}: edge {ends[_EDGE]}, "
        f"hedging {ends[_COSTS]}, market {ends[_MARKET]}, result {ends[_RESULT]}.",
        alt=f"Over one day the edge earned rises to {ends[_EDGE]}, hedging costs come to "
        f"{ends[_COSTS]}, market moves to {ends[_MARKET]}; the result is {ends[_RESULT]}. The book "
        f"ends at {signed(float(played.contracts[-1]))} contracts.",
        chart=finished(chart, height=_HEIGHT),
        rows=tuple(_rows(hours, played)),
    )


def _played(seed: int) -> _Day:
    desk = Desk()
    plan = Plan(label="a day", decide=partial(decide, width=_BAND))
    world, board, (one,) = play(desk, Book(), [plan], seed=seed)
    result = running(desk, world, board, one)
    edge, costs = _so_far(one.spread[:, 0]), -_so_far(one.cost[:, 0])
    held = one.contracts[:, 0]
    delta = np.einsum("ts,ts->t", held, board.marks["delta"][:-1, 0]) + one.held[:, 0]
    parts = {_EDGE: edge, _COSTS: costs, _MARKET: result - edge - costs, _RESULT: result}
    return _Day(parts, _from_flat(held.sum(axis=1)), _from_flat(delta))


def _so_far(amounts: FloatArray) -> FloatArray:
    return np.concatenate([[0.0], np.cumsum(amounts)])


def _from_flat(held: FloatArray) -> FloatArray:
    return np.concatenate([[0.0], held])


def _rows(hours: FloatArray, played: _Day) -> list[dict[str, Any]]:
    return [
        {
            "hours since the opening": round(float(hours[step]), 1),
            "inventory (contracts)": round(float(played.contracts[step])),
            "delta with the hedge (shares)": round(float(played.delta[step])),
            **{f"{name} (C$)": round(float(sums[step])) for name, sums in played.money.items()},
        }
        for step in range(0, STEPS_A_DAY + 1, 3)
    ]
