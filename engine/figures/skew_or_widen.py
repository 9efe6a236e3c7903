"""One quote, moved in two ways: both prices up or down, or the two prices apart."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt
import numpy as np

from engine.controls import Number
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._inventory_skew import DECAY, FAIR, skew
from engine.flow.customers import deal_probability
from engine.quoting.obligations import Obligations, permitted_prices

_HALF = 0.04
_QUOTES = ("as before", "skewed", "widened")
_SIDES = ["bid", "ask"]
_ROOM = 0.17
"""C$ from fair value to either end of the axis: past the widest quote, so that labels fit."""


def draw(
    *,
    inventory: Annotated[
        float, Number("Contracts held (short below zero)", -400, 400, step=10)
    ] = -250.0,
) -> Figure:
    """Return bid and ask around a fair value: as they were, skewed, and widened by as much."""
    moved = skew(inventory)
    middles, halves = [FAIR, FAIR + moved, FAIR], [_HALF, _HALF, _HALF + abs(moved)]
    bids, asks = permitted_prices(
        bid=np.subtract(middles, halves), ask=np.add(middles, halves), obligations=Obligations()
    )
    quotes = dict(zip(_QUOTES, zip(bids.tolist(), asks.tolist(), strict=True), strict=True))
    rows: list[dict[str, Any]] = [
        {"quote": name, "side": side, "price": price, "label": f"{price:.2f}"}
        for name, pair in quotes.items()
        for side, price in zip(_SIDES, pair, strict=True)
    ]
    bid, ask = quotes["skewed"]
    return Figure(
        title="Move both prices, or move them apart",
        look_for=f"With {_held(inventory)}, the skewed quote stands at C${bid:.2f} to "
        f"C${ask:.2f}: {_invites(inventory)} The widened quote asks for nothing: both of its "
        "prices are worse for everybody.",
        alt=f"Quotes around a fair value of C${FAIR:.2f}, with {_held(inventory)}: "
        + "; ".join(f"{name} C${low:.2f} to C${high:.2f}" for name, (low, high) in quotes.items()),
        chart=finished(_drawn(rows), height=270),
        rows=tuple(_row(name, low, high) for name, (low, high) in quotes.items()),
    )


def _held(inventory: float) -> str:
    if not inventory:
        return "no contract held"
    return f"{abs(inventory):g} contracts {'short' if inventory < 0 else 'long'}"


def _invites(inventory: float) -> str:
    if inventory < 0:
        return "the bid invites sellers, the ask puts off buyers."
    if inventory > 0:
        return "the ask invites buyers, the bid puts off sellers."
    return "there is nothing to lean against."


def _drawn(rows: list[dict[str, Any]]) -> Any:
    base = chart(rows).encode(y=alt.Y("quote:N", sort=list(_QUOTES), title=None))
    x = alt.X(
        "price:Q",
        title="price (C$ a share)",
        scale=alt.Scale(zero=False),
        axis=alt.Axis(format=".2f", tickCount=5),
    )
    sides = alt.Legend(orient="top", title=None, labelFontSize=12)
    fair = chart([{"fair": FAIR, "label": f"fair {FAIR:.2f}"}])
    room = chart([{"price": FAIR - _ROOM}, {"price": FAIR + _ROOM}])
    return alt.layer(
        fair.mark_rule(color=GREY, strokeDash=[4, 4]).encode(x=alt.X("fair:Q")),
        fair.mark_text(color=GREY, dy=-4, baseline="bottom", fontSize=12).encode(
            x=alt.X("fair:Q"), y=alt.value(0), text=alt.Text("label:N")
        ),
        base.mark_line(color=GREY, strokeWidth=1.5).encode(x=x, detail=alt.Detail("quote:N")),
        base.mark_point(size=110, filled=True, opacity=1).encode(
            x=x,
            color=alt.Color("side:N", sort=_SIDES, legend=sides),
            shape=alt.Shape("side:N", sort=_SIDES, legend=sides),
        ),
        base.mark_text(dy=-14, fontSize=12, color=GREY).encode(x=x, text=alt.Text("label:N")),
        room.mark_point(opacity=0).encode(x=x),
    )


def _row(name: str, bid: float, ask: float) -> dict[str, Any]:
    """Return a quote and whom it reaches, of the customers who would deal at the fair value."""
    sellers, buyers = (
        float(deal_probability(distance=away, decay=DECAY)) for away in (FAIR - bid, ask - FAIR)
    )
    return {
        "quote": name,
        "bid (C$)": bid,
        "ask (C$)": ask,
        "sellers who deal (%)": round(100 * sellers),
        "buyers who deal (%)": round(100 * buyers),
    }
