"""What one-sided customers do to a market maker's inventory in a day."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from engine.controls import Number
from engine.figures import Figure
from engine.figures._charts import finished, lines, zero_line
from engine.figures._short_calls import signed

_SHARES_OF_BUYERS = {"balanced": 0.5, "60 % buyers": 0.6, "80 % buyers": 0.8}


def draw(
    *,
    customers: Annotated[float, Number("Customers a day", 20, 1_000, step=10)] = 200.0,
    seed: Annotated[float, Number("Day", 1, 10_000)] = 7.0,
) -> Figure:
    """Return inventory in contracts after each customer, one contract a customer."""
    count = int(customers)
    luck = np.random.default_rng(int(seed)).random(count)
    rows = []
    final = {}
    for name, buyers in _SHARES_OF_BUYERS.items():
        inventory = np.concatenate([[0], np.cumsum(np.where(luck < buyers, -1, 1))])
        final[name] = int(inventory[-1])
        step = max(1, count // 100)
        rows += [
            {"x": number, "y": int(inventory[number]), "flow": name}
            for number in sorted({*range(0, count + 1, step), count})
        ]
    chart = zero_line() + lines(
        rows,
        x="customers served",
        y="inventory (contracts, short below zero)",
        series="flow",
        order=list(final),
        integer=True,
    )
    return Figure(
        title="One-sided buying leaves you short",
        look_for="The same day of customers three times; only the share of buyers differs. "
        "Balanced flow wanders. Flow with more buyers than sellers drifts to the short side.",
        alt="Inventory over a day: "
        + "; ".join(f"{name} ends at {signed(number)} contracts" for name, number in final.items()),
        chart=finished(chart),
        rows=tuple(
            {"flow": name, "inventory at the end (contracts)": number}
            for name, number in final.items()
        ),
    )
