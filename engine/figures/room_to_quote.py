"""How many short calls a margin budget carries, bare and hedged, as the scan looks further."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt

from engine.controls import Number
from engine.exposure.margin import Scan, scan_margin
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._hedged import HEDGES, SOLD
from engine.figures._short_calls import market


def draw(
    *,
    price_range: Annotated[
        float, Number("Price range of the scan", 5, 30, unit="%", scale=100)
    ] = 0.10,
    budget: Annotated[
        float, Number("Money for margin", 25_000, 1_000_000, step=25_000, unit="C$")
    ] = 150_000.0,
) -> Figure:
    """Return the short calls at C$80 that fit into the budget, for three ways of hedging them."""
    scan = Scan(price_range=price_range)
    asked = {name: scan_margin(book, market(80.0), scan) for name, book in HEDGES.items()}
    rows = [
        {
            "book": name,
            "margin": round(result.requirement),
            "fits": int(budget / result.requirement * SOLD),
        }
        for name, result in asked.items()
    ]
    for row in rows:
        row["label"] = f"{row['fits']:,}"
    bare, shares, options = (row["label"] for row in rows)
    return Figure(
        title="The same money carries fewer contracts when the scan looks further",
        look_for=f"C${budget:,.0f} carries {bare} short calls without a hedge, {shares} with "
        f"shares and {options} with options too. When the scan looks further, every bar shrinks: "
        "the book must shrink, or money must be found.",
        alt=f"Short calls that fit into C${budget:,.0f} at a price range of "
        f"{100 * price_range:.0f} %: {bare} without a hedge, {shares} with shares, {options} with "
        "options too.",
        chart=finished(_layers(rows), height=210),
        rows=tuple(
            {
                "book": row["book"],
                "margin of 250 calls (C$)": row["margin"],
                "short calls that fit": row["fits"],
            }
            for row in rows
        ),
    )


def _layers(rows: list[dict[str, Any]]) -> Any:
    most = max(row["fits"] for row in rows)
    base = chart(rows).encode(
        x=alt.X(
            "fits:Q",
            title="short calls that fit (contracts)",
            axis=alt.Axis(format=",d", tickCount=5),
            scale=alt.Scale(domain=[0, 1.2 * most], nice=False),
        ),
        y=alt.Y("book:N", sort=list(HEDGES), title=None),
    )
    labels = base.mark_text(align="left", dx=5, fontSize=12, color=GREY)
    return alt.layer(base.mark_bar(height=24), labels.encode(text=alt.Text("label:N")))
