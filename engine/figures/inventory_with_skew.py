"""One day of customers twice: with prices that stand still, and with prices that lean."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from engine.controls import Number
from engine.figures import Figure
from engine.figures._charts import finished, lines, zero_line
from engine.figures._inventory_skew import DECAY, FAIR, skew
from engine.figures._short_calls import money, signed
from engine.flow.customers import Customers, arrivals, deal_probability
from engine.quoting.quotes import Lean, around

_HALF = 0.04
_STEPS = 39
_NO_WIDER = np.zeros(())


class _Order(NamedTuple):
    """What one customer wants; above zero buys."""

    contracts: int
    patience: float


def draw(
    *,
    strength: Annotated[
        float, Number("Strength of the skew", 0, 300, step=10, unit="%", scale=100)
    ] = 1.0,
    buyers: Annotated[float, Number("Customers who buy", 0, 100, unit="%", scale=100)] = 0.8,
    seed: Annotated[float, Number("Day", 1, 10_000)] = 29.0,
) -> Figure:
    """Return inventory in contracts over a day of about 60 customers, without and with a skew."""
    orders = _day(buyers, int(seed))
    days = {"no skew": _inventory(orders, 0.0), "skewed": _inventory(orders, strength)}
    rows = [
        {"x": number, "y": held, "quotes": name}
        for name, (path, _) in days.items()
        for number, held in enumerate(path)
    ]
    ends = {name: path[-1] for name, (path, _) in days.items()}
    earned = {name: edge for name, (_, edge) in days.items()}
    return Figure(
        title="The same customers meet two ways of quoting",
        look_for=f"Without a skew the day ends at {signed(ends['no skew'])} contracts; with it, at "
        f"{signed(ends['skewed'])}. The edge earned goes from {money(earned['no skew'])} to "
        f"{money(earned['skewed'])}.",
        alt="Inventory over a day: "
        + "; ".join(
            f"{name} ends at {signed(end)} contracts with an edge of {money(earned[name])}"
            for name, end in ends.items()
        ),
        chart=finished(
            zero_line()
            + lines(
                rows,
                x="customers who came",
                y="inventory (contracts)",
                series="quotes",
                order=list(days),
                integer=True,
            )
        ),
        rows=tuple(
            {
                "quotes": name,
                "inventory at the end (contracts)": ends[name],
                "shortest in the day (contracts)": min(path),
                "edge earned (C$)": round(edge),
            }
            for name, (path, edge) in days.items()
        ),
    )


def _day(buyers: float, seed: int) -> list[_Order]:
    """Return the day's customers in the order in which they come."""
    came = arrivals(
        Customers(buyers=buyers, decay=DECAY), series=1, days=1, steps=_STEPS, paths=1, seed=seed
    )
    here = came.contracts[..., 0] > 0
    signed_orders = (came.side * came.contracts)[..., 0][here]
    patience = came.patience[..., 0][here]
    return [
        _Order(int(order), float(draw)) for order, draw in zip(signed_orders, patience, strict=True)
    ]


def _inventory(orders: list[_Order], strength: float) -> tuple[list[int], float]:
    """Return inventory before and after each customer, and the edge earned in C$."""
    a_contract = skew(-1, strength)
    held, path, edge = 0, [0], 0.0
    for order in orders:
        leaning = Lean(np.asarray(-held * a_contract), _NO_WIDER)
        bid, ask = around(fair=FAIR, half_width=_HALF, leaning=leaning)
        away = float(ask) - FAIR if order.contracts > 0 else FAIR - float(bid)
        if order.patience < float(deal_probability(distance=away, decay=DECAY)):
            held -= order.contracts
            edge += abs(order.contracts) * 100 * away
        path.append(held)
    return path, edge
