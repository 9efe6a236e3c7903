"""One day of a hedged book: what time pays against what the share's move costs."""

from __future__ import annotations

import altair as alt
import numpy as np

from engine.exposure.book import Position, profit
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished, lines, zero_line
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
from engine.hedging.theory import break_even_move
from engine.instruments.share import Share
from engine.pricing.market import DAYS_PER_YEAR


def draw(
    *,
    contracts: Contracts = 20.0,
    spot: Spot = 80.0,
    days: Years = MONTH_AND_A_HALF,
    volatility: Volatility = 0.24,
) -> Figure:
    """Return a day's P&L of delta-hedged calls at the money against the move of the share."""
    calls, now = short_calls(contracts, spot, days, volatility), market(spot)
    book = calls.plus(Position(-round(float(calls.greeks(now).delta)), Share()))
    moves = np.linspace(-0.04, 0.04, 41) * spot
    day = {"years_passed": 1 / DAYS_PER_YEAR}
    results = profit(book, now, spot + moves, **day)
    even = break_even_move(spot=spot, volatility=volatility)
    quiet = float(results[20])
    band = chart([{"low": -even, "high": even}]).mark_rect(opacity=0.13, color=GREY)
    marks = chart(
        [
            {"move": -even, "result": 0, "label": f"−C${even:.2f}", "name": "break-even"},
            {"move": even, "result": 0, "label": f"+C${even:.2f}", "name": "break-even"},
        ]
    ).encode(x=alt.X("move:Q"), y=alt.Y("result:Q"))
    line = lines(
        [
            {"x": round(float(move), 3), "y": round(float(result), 1), "book": "one day, hedged"}
            for move, result in zip(moves, results, strict=True)
        ],
        x="move of the share in a day (C$)",
        y="profit or loss (C$)",
        series="book",
        order=["one day, hedged"],
        integer=True,
    )
    layers = alt.layer(
        band.encode(x=alt.X("low:Q"), x2=alt.X2("high:Q")),
        zero_line(),
        line,
        marks.mark_point(size=90, filled=True, opacity=1, color=GREY),
        marks.mark_text(dy=-14, fontSize=12, color=GREY).encode(text=alt.Text("label:N")),
    )
    ends = money(float(results[0])), money(float(results[-1]))
    return Figure(
        title="Time pays inside two break-even moves, gamma takes outside",
        look_for=f"A day without a move brings {money(quiet)}. At about C${even:.2f} either way "
        "the pay is used up, and beyond it the loss grows faster and faster. If the share moves as "
        "the volatility says, about 68 % of days end inside the shaded band.",
        alt=f"A hill with its top at {money(quiet)} for no move. It is zero near −C${even:.2f} "
        f"and +C${even:.2f}. A move of −4 % brings {ends[0]}, one of +4 % {ends[1]}.",
        chart=finished(layers),
        rows=tuple(
            {
                "move in a day (C$)": round(float(moves[place]), 2),
                "result of the hedged book (C$)": round(float(results[place])),
            }
            for place in range(0, 41, 2)
        ),
    )
