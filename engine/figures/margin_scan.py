"""The sixteen scenarios of the classic scan on short calls, alone and with shares."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt

from engine.controls import Number
from engine.exposure.book import Position
from engine.exposure.margin import ScanResult, scan_margin
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._short_calls import (
    MONTH_AND_A_HALF,
    Contracts,
    Volatility,
    market,
    short_calls,
)
from engine.instruments.share import Share

_ALONE, _HEDGED = "calls alone (bars)", "with shares (diamonds)"


def draw(
    *,
    contracts: Contracts = 250.0,
    shares: Annotated[float, Number("Shares held", 0, 100_000, step=500, unit="shares")] = 13_000.0,
    volatility: Volatility = 0.24,
) -> Figure:
    """Return the loss of 80 calls in each scenario, share at C$80, ordered by the price move."""
    now = market(80.0)
    calls = short_calls(contracts, 80.0, MONTH_AND_A_HALF, volatility)
    alone = scan_margin(calls, now)
    hedged = scan_margin(calls.plus(Position(shares, Share())), now)
    order = sorted(range(16), key=lambda one: (-round(float(alone.price_moves[one]), 6), one))
    rows = [_scenario(alone, hedged, place) for place in order]
    return Figure(
        title="Sixteen bad days: the worst one is the margin",
        look_for="Bars: the calls alone. Their worst day is the full rise with volatility up, "
        f"scenario {alone.worst}: C${alone.requirement:,.0f}. Diamonds: with {shares:,.0f} shares "
        f"the worst is scenario {hedged.worst}: C${hedged.requirement:,.0f}. The shares gain on "
        "the way up, where the calls lose, and lose on the way down.",
        alt=f"Loss in each of sixteen scenarios. Calls alone: largest C${alone.requirement:,.0f} "
        f"in scenario {alone.worst}. With {shares:,.0f} shares: largest "
        f"C${hedged.requirement:,.0f} in scenario {hedged.worst}.",
        chart=finished(_layers(rows, hedged.requirement), height=470),
        rows=tuple(
            {
                "scenario": row["number"],
                "share (%)": row["move"],
                "volatility (x)": row["factor"],
                "part counted (%)": row["weight"],
                "calls alone, loss (C$)": row["alone"],
                "with shares, loss (C$)": row["hedged"],
            }
            for row in rows
        ),
    )


def _scenario(alone: ScanResult, hedged: ScanResult, place: int) -> dict[str, Any]:
    move, factor = float(alone.price_moves[place]), 1 + float(alone.volatility_moves[place])
    extreme = place >= 14
    vol = "35 % of it" if extreme else "vol up" if factor > 1 else "vol down"
    return {
        "number": place + 1,
        "move": round(100 * move, 1),
        "factor": round(factor, 2),
        "weight": 35 if extreme else 100,
        "name": f"{'−' if move < 0 else '+' if move > 0 else ''}{abs(100 * move):.2g} %, {vol}",
        "alone": round(float(alone.losses[place])),
        "hedged": round(float(hedged.losses[place])),
    }


def _layers(rows: list[dict[str, Any]], asked: float) -> Any:
    names = alt.Legend(orient="top", title=None, labelFontSize=12, symbolSize=110)
    order = [row["name"] for row in rows]
    y = alt.Y(
        "name:N",
        sort=order,
        title=None,
        axis=alt.Axis(labelLimit=130, labelOverlap=False, labelFlush=False),
    )
    x = alt.X("loss:Q", title="loss (C$, a profit below zero)", axis=alt.Axis(format="~s"))
    data = [
        {"name": row["name"], "loss": row[column], "book": book}
        for row in rows
        for column, book in (("alone", _ALONE), ("hedged", _HEDGED))
    ]
    shown = chart(data).encode(
        x=x, y=y, color=alt.Color("book:N", sort=[_ALONE, _HEDGED], legend=names)
    )
    line = chart([{"asked": round(asked), "label": "asked with shares"}]).encode(x=alt.X("asked:Q"))
    return alt.layer(
        shown.transform_filter(f"datum.book == '{_ALONE}'").mark_bar(height=10, opacity=0.75),
        line.mark_rule(color=GREY, strokeDash=[4, 4]),
        line.mark_text(align="right", dx=-3, dy=-8, fontSize=12, color=GREY).encode(
            y=alt.value(0), text=alt.Text("label:N")
        ),
        shown.transform_filter(f"datum.book == '{_HEDGED}'").mark_point(
            shape="diamond", size=90, filled=True, opacity=1
        ),
    )
