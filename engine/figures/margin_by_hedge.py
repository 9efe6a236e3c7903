"""What three methods ask of the same short calls: bare, with shares, with shares and options."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt

from engine.controls import Number
from engine.exposure.margin import Scan, haircut, scan_margin, strategy_margin
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._hedged import HEDGES
from engine.figures._short_calls import market
from engine.instruments.call import Call

_METHODS = ("16 scenarios", "10 moves to ±15 %", "each option alone")


def draw(
    *,
    price_range: Annotated[
        float, Number("Price range of the scan", 2, 30, unit="%", scale=100)
    ] = 0.10,
    rate: Annotated[
        float, Number("Rate on each option alone", 5, 60, step=5, unit="%", scale=100)
    ] = 0.30,
) -> Figure:
    """Return the margin of 250 short calls at C$80 by method and by hedge."""
    now, scan = market(80.0), Scan(price_range=price_range)
    alone = 250 * strategy_margin(Call(strike=80.0), spot=80.0, margin_rate=rate)
    rows = [
        {
            "hedge": name,
            "method": method,
            "margin": round(margin),
            "label": f"{margin / 1_000:,.0f}k",
        }
        for name, book in HEDGES.items()
        for method, margin in zip(
            _METHODS,
            (scan_margin(book, now, scan).requirement, haircut(book, now).requirement, alone),
            strict=True,
        )
    ]
    bare, hedged = rows[0]["margin"], rows[3]["margin"]
    return Figure(
        title="The method matters as much as the hedge",
        look_for="Compare within a method, then across. The first two value the whole book again, "
        f"so a hedge brings them down: from C${bare:,} to C${hedged:,} by the sixteen scenarios. "
        "The third looks at each short option by itself and sees no hedge.",
        alt="Margin in C$: "
        + "; ".join(f"{row['hedge']}, {row['method']}: {row['margin']:,}" for row in rows),
        chart=finished(_layers(rows), height=330),
        rows=tuple(
            {"book": row["hedge"], "method": row["method"], "margin (C$)": row["margin"]}
            for row in rows
        ),
    )


def _layers(rows: list[dict[str, Any]]) -> Any:
    legend = alt.Legend(orient="top", title=None, labelFontSize=12, columns=2, columnPadding=10)
    most = max(row["margin"] for row in rows)
    base = chart(rows).encode(
        x=alt.X(
            "margin:Q",
            title="margin (C$)",
            axis=alt.Axis(format="~s", tickCount=5),
            scale=alt.Scale(domain=[0, 1.12 * most], nice=False),
        ),
        y=alt.Y("hedge:N", sort=list(HEDGES), title=None, axis=alt.Axis(labelLimit=110)),
        yOffset=alt.YOffset("method:N", sort=list(_METHODS)),
    )
    bars = base.mark_bar().encode(color=alt.Color("method:N", sort=list(_METHODS), legend=legend))
    labels = base.mark_text(align="left", dx=5, fontSize=12, color=GREY)
    return alt.layer(bars, labels.encode(text=alt.Text("label:N")))
