"""What shares do to short calls: the slope of the result turns level, and then leans over."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from engine.controls import Number
from engine.exposure.book import Book, Position, profit
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
    signed,
)
from engine.instruments.share import Share

_NAMES = ("calls alone", "calls and shares")


def draw(
    *,
    contracts: Contracts = 20.0,
    hedge: Annotated[float, Number("Shares held", 0, 200, unit="% of the hedge", scale=100)] = 1.0,
    spot: Spot = 80.0,
    days: Years = MONTH_AND_A_HALF,
    volatility: Volatility = 0.24,
) -> Figure:
    """Return P&L of calls at the money, alone and with shares against them, 4 % either way."""
    calls, now = short_calls(contracts, spot, days, volatility), market(spot)
    needed = -float(calls.greeks(now).delta)
    shares = Book.of(Position(round(hedge * needed), Share()))
    spots = np.linspace(spot * 0.96, spot * 1.04, 33)
    alone, bought = profit(calls, now, spots), profit(shares, now, spots)
    both = alone + bought
    left = round(round(hedge * needed) - needed)
    slope = f"moves like {signed(left)} shares" if left else "is level"
    held = f"{hedge:.0%} of the hedge ({round(hedge * needed):,} shares)".replace("%", " %")
    chart = zero_line() + lines(
        [
            {"x": round(float(price), 3), "y": round(float(amount)), "book": name}
            for name, line in zip(_NAMES, (alone, both), strict=True)
            for price, amount in zip(spots, line, strict=True)
        ],
        x="share price (C$)",
        y="profit or loss (C$)",
        series="book",
        order=list(_NAMES),
        integer=True,
    )
    return Figure(
        title="Shares turn the slope of the short calls level",
        look_for=f"With {held}, the line of calls and shares {slope} at today's price. With too "
        "few shares a rise still hurts. With too many, a fall does: that is a new bet.",
        alt=f"The line of the calls falls as the share rises. With {held}, a rise of 4 % makes "
        f"{money(float(alone[-1]))} on the calls and {money(float(both[-1]))} with the shares; a "
        f"fall of 4 % makes {money(float(alone[0]))} and {money(float(both[0]))}.",
        chart=finished(chart),
        rows=tuple(
            {
                "share price (C$)": round(float(spots[place]), 2),
                "calls alone (C$)": round(float(alone[place])),
                "shares alone (C$)": round(float(bought[place])),
                "calls and shares (C$)": round(float(both[place])),
            }
            for place in range(0, 33, 4)
        ),
    )
