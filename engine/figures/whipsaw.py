"""A share that goes up and comes back: what keeping short calls delta-neutral costs."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt

from engine.controls import Number
from engine.exposure.book import Position
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._short_calls import (
    MONTH_AND_A_HALF,
    Contracts,
    market,
    money,
    short_calls,
)
from engine.instruments.share import Share


def draw(
    *,
    contracts: Contracts = 20.0,
    move: Annotated[float, Number("Move", 0.5, 10, step=0.5, unit="C$")] = 2.0,
) -> Figure:
    """Return the hedge trades of a round trip from C$80, hedged anew at each stop."""
    calls = short_calls(contracts, 80.0, MONTH_AND_A_HALF, 0.24)
    steps = (("start", 80.0), ("up", 80.0 + move), ("back", 80.0))
    shares, previous, total = 0.0, None, 0.0
    rows: list[dict[str, Any]] = []
    for name, spot in steps:
        book = calls.plus(Position(shares, Share()))
        if previous is not None:
            total += float(book.value(**vars(market(spot))) - book.value(**vars(market(previous))))
        traded = -round(float(book.greeks(market(spot)).delta))
        shares, previous = shares + traded, spot
        rows.append(
            {
                "step": f"{len(rows) + 1}. {name}",
                "share": spot,
                "traded_at": "top" if spot > 80 else "bottom",
                "traded": traded,
                "held": round(shares),
                "result": round(total),
                "label": f"{'buy' if traded > 0 else 'sell'} {abs(traded):,} at {_price(spot)}",
            }
        )
    order = [row["step"] for row in rows]
    base = chart(rows).encode(
        x=alt.X("step:N", sort=order, title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "share:Q",
            title="share price (C$)",
            scale=alt.Scale(domain=[80 - 0.6 * move, 80 + 1.6 * move]),
        ),
    )
    layers = alt.layer(
        base.mark_line(strokeWidth=2.2),
        base.mark_circle(size=90, opacity=1),
        _labels(base, "datum.traded_at == 'top'", -16),
        _labels(base, "datum.traded_at == 'bottom'", 20),
    )
    bought, sold = rows[1]["traded"], rows[2]["traded"]
    return Figure(
        title="Short gamma buys high and sells low",
        look_for=f"The share ends where it began, yet the book has lost: {money(total)}. You "
        f"bought {bought:,} shares at {_price(80 + move)} and sold {abs(sold):,} at C$80, because "
        "your delta told you to.",
        alt=f"The share goes from C$80 to {_price(80 + move)} and back; the hedge buys at the top "
        f"and sells at the bottom; the round trip makes {money(total)}.",
        chart=finished(layers, height=240),
        rows=tuple(
            {
                "step": row["step"],
                "share price (C$)": row["share"],
                "shares traded": row["traded"],
                "shares held": row["held"],
                "result so far (C$)": row["result"],
            }
            for row in rows
        ),
    )


def _price(spot: float) -> str:
    """Return a price, with its cents where it has any."""
    return f"C${spot:.2f}".removesuffix(".00")


def _labels(base: Any, where: str, shift: int) -> Any:
    """Return the trades' labels on one side of the line, clear of it."""
    return (
        base.transform_filter(where)
        .mark_text(dy=shift, fontSize=12, color=GREY)
        .encode(text=alt.Text("label:N"))
    )
