"""How much of a move of the share the edge of one sale can pay for."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from engine.controls import Number
from engine.exposure.book import profit
from engine.figures import Figure
from engine.figures._charts import finished, lines, zero_line
from engine.figures._short_calls import (
    MONTH_AND_A_HALF,
    Contracts,
    Volatility,
    market,
    money,
    short_calls,
)
from engine.pricing.black_scholes import FloatArray

_SPOT, _SHARES = 80.0, 100
_ALONE, _BOTH = "position", "position and edge"
_LARGEST, _EVERY = 0.02, 8
"""The largest move, and every how many of the points stand in the table."""


def draw(
    *,
    contracts: Contracts = 20.0,
    edge: Annotated[float, Number("Edge", 0, 100, unit="cents a share", scale=100)] = 0.03,
    volatility: Volatility = 0.24,
) -> Figure:
    """Return what sold calls make of a sudden move of up to 2 %, without the edge and with it."""
    sold = short_calls(contracts, _SPOT, MONTH_AND_A_HALF, volatility)
    moves = np.linspace(-_LARGEST, _LARGEST, 4 * _EVERY + 1)
    alone = profit(sold, market(_SPOT), _SPOT * (1 + moves))
    earned = contracts * _SHARES * edge
    both = alone + earned
    rows = [
        {"x": round(float(move) * 100, 3), "y": round(float(amount), 1), "part": part}
        for part, amounts in ((_ALONE, alone), (_BOTH, both))
        for move, amount in zip(moves, amounts, strict=True)
    ]
    chart = zero_line() + lines(
        rows,
        x="move of the share (%)",
        y="gain or loss (C$)",
        series="part",
        order=[_ALONE, _BOTH],
        integer=True,
    )
    paid = _paid(moves, both)
    return Figure(
        title="How much of a move the edge can pay for",
        look_for=f"The lines are as far apart as your edge, C${earned:,.0f}. It pays for {paid}. "
        "After that you lose.",
        alt=f"Two falling lines, C${earned:,.0f} apart: the position without the edge and with it. "
        f"The edge pays for {paid}. At {_LARGEST * 100:.0f} % up the two stand at "
        f"{money(float(alone[-1]))} and {money(float(both[-1]))}.",
        chart=finished(chart),
        rows=tuple(
            {
                "move of the share (%)": round(float(moves[number]) * 100, 2),
                "position (C$)": round(float(alone[number]), 2),
                "edge (C$)": round(earned, 2),
                "together (C$)": round(float(both[number]), 2),
            }
            for number in range(0, len(moves), _EVERY // 2)
        ),
    )


def _paid(moves: FloatArray, both: FloatArray) -> str:
    """Return the rise after which nothing is left of the edge, in words."""
    if both[-1] > 0:
        return "every rise that is shown"
    rise = float(np.interp(0.0, both[::-1], moves[::-1]))
    return f"a rise of {rise * 100:.2f} % in the share"
