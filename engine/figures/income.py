"""Is a wider quote a better one? What a day's customers bring, and what hedging them takes."""

from __future__ import annotations

from typing import Annotated

import altair as alt
import numpy as np

from engine.controls import Number
from engine.figures import Figure
from engine.figures._charts import finished, lines, upright, zero_line
from engine.figures._short_calls import MONTH_AND_A_HALF, market, money, short_calls
from engine.flow.customers import deal_probability
from engine.hedging.costs import FREE, Costs, per_contract_cost
from engine.instruments.share import Share

_ORDER = 10.0
_CENTS = 1 + np.arange(49) / 4
_EARNED, _COST, _LEFT = "edge", "hedges", "left for you"


def draw(
    *,
    cost: Annotated[float, Number("Cost a share", 0, 5, step=0.25, unit="cents")] = 1.0,
    customers: Annotated[float, Number("Customers a day", 10, 500, step=10)] = 60.0,
    decay: Annotated[float, Number("Price sensitivity", 10, 100, step=5, unit="per C$")] = 30.0,
) -> Figure:
    """Return a day's expected edge, hedging costs and rest in C$ by half-width of the quote.

    Each customer asks for 10 contracts at the money. The hedge of each deal is bought and sold.
    """
    half_widths = _CENTS / 100
    contracts = customers * _ORDER * deal_probability(distance=half_widths, decay=decay)
    sums = {
        _EARNED: contracts * 100 * half_widths,
        _COST: -contracts * _hedge_of_a_contract(cost / 100),
    }
    sums[_LEFT] = sums[_EARNED] + sums[_COST]
    order = [_EARNED, _COST, _LEFT]
    best = int(np.argmax(sums[_LEFT]))
    rows = [
        {"x": float(cents), "y": round(float(amount), 1), "part": name}
        for name in order
        for cents, amount in zip(_CENTS, sums[name], strict=True)
    ]
    layers = alt.layer(
        zero_line(),
        lines(
            rows,
            x="distance from fair value (cents)",
            y="a day, on average (C$)",
            series="part",
            order=order,
            integer=True,
        ),
        upright(float(_CENTS[best]), "best", bottom=True),
    )
    return Figure(
        title="Wider earns more a contract and sells fewer of them",
        look_for=f"With shares that cost C${cost / 100:g} to trade, the most is left "
        f"{_CENTS[best]:g} cents from fair: "
        f"{_dollars(sums[_LEFT][best])} a day. Closer, each deal leaves too little after its "
        "hedge. Farther, too few customers deal.",
        alt="Expected edge, hedging costs and what is left by distance from fair value. What is "
        f"left peaks at {_CENTS[best]:g} cents with {_dollars(sums[_LEFT][best])} a day and "
        f"falls to {_dollars(sums[_LEFT][-1])} at {_CENTS[-1]:g} cents.",
        chart=finished(layers),
        rows=tuple(
            {
                "distance from fair (cents)": round(float(_CENTS[number])),
                "contracts dealt": round(float(contracts[number]), 1),
                **{f"{name} (C$)": round(float(amounts[number])) for name, amounts in sums.items()},
            }
            for number in range(0, len(_CENTS), 4)
        ),
    )


def _dollars(amount: float) -> str:
    return money(float(amount)).removeprefix("+")


def _hedge_of_a_contract(cost: float) -> float:
    """Return what it costs to buy one contract's delta in shares and to sell it again, in C$."""
    now = market(80.0)
    one_sold = short_calls(1, 80.0, MONTH_AND_A_HALF, 0.24)
    shares = -float(one_sold.greeks(now).delta)
    charges = Costs(**{**vars(FREE), "per_share": cost})
    return 2 * shares * per_contract_cost(Share(), now, charges)
