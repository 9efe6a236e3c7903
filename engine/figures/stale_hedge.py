"""Profit and loss of short calls, unhedged and delta-hedged, before anyone trades again."""

from __future__ import annotations

import numpy as np

from engine.exposure.book import profit
from engine.figures import Figure
from engine.figures._charts import finished, lines, zero_line
from engine.figures._short_calls import (
    MONTH_AND_A_HALF,
    Contracts,
    Spot,
    Volatility,
    Years,
    market,
    money,
    short_calls,
)
from engine.hedging.underlying import to_flat


def draw(
    *,
    contracts: Contracts = 20.0,
    spot: Spot = 80.0,
    days: Years = MONTH_AND_A_HALF,
    volatility: Volatility = 0.24,
) -> Figure:
    """Return P&L against a sudden move of up to 12 %, with the hedge rounded to board lots."""
    unhedged, now = short_calls(contracts, spot, days, volatility), market(spot)
    trade = to_flat(unhedged, now)
    shares = sum(position.quantity for position in trade)
    hedged = unhedged.plus(*trade)
    moves = np.linspace(-0.12, 0.12, 49)
    names = {"unhedged": unhedged, "hedged": hedged}
    profits = {name: profit(book, now, spot * (1 + moves)) for name, book in names.items()}
    rows = [
        {"x": round(float(move) * 100, 2), "y": round(float(amount), 0), "book": name}
        for name, amounts in profits.items()
        for move, amount in zip(moves, amounts, strict=True)
    ]
    chart = zero_line() + lines(
        rows,
        x="sudden move of the share (%)",
        y="profit or loss (C$)",
        series="book",
        order=list(names),
        integer=True,
    )
    up, down = profits["hedged"][-1], profits["hedged"][0]
    return Figure(
        title="The hedge takes the slope out, not the curve",
        look_for=f"With {shares:,.0f} shares bought, small moves cancel: near zero the hedged line "
        "is flat. Far out it falls on both "
        f"sides: {money(float(up))} for +12 % and {money(float(down))} for −12 %. Delta-neutral "
        "holds at this price, not everywhere.",
        alt="Without a hedge the short calls lose when the share rises and gain when it falls: "
        f"{money(float(profits['unhedged'][-1]))} for +12 % and "
        f"{money(float(profits['unhedged'][0]))} for −12 %. With shares the result is near zero "
        f"for small moves, and {money(float(up))} and {money(float(down))} for these large ones.",
        chart=finished(chart),
        rows=tuple(
            {
                "move (%)": round(float(moves[number]) * 100),
                **{
                    f"{name} (C$)": round(float(amounts[number]))
                    for name, amounts in profits.items()
                },
            }
            for number in range(0, 49, 8)
        ),
    )
