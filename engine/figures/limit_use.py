"""How much of each limit one book uses, while customers go on trading one series."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt

from engine.controls import Number
from engine.exposure.book import Position
from engine.exposure.limits import AMBER, BREACH, RED, Limits, LimitUse, uses
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._limits import MIXED, NAMES, NEAR_CALL
from engine.figures._short_calls import market

_LONGEST = 120
"""Percent at which a bar ends: beyond, only its label goes on."""
_STARTS = {"amber": (AMBER, "right"), "red": (RED, "center"), "limit": (BREACH, "left")}
"""Where each band begins, and on which side of its line the word has room."""


def draw(
    *,
    sold: Annotated[float, Number("Near calls sold since", -80, 80, unit="contracts")] = 0.0,
    spot: Annotated[float, Number("Share price", 70, 90, unit="C$")] = 80.0,
) -> Figure:
    """Return the use of eight limits once so many more near calls are sold; below zero bought."""
    of_book = uses(Limits(), MIXED.plus(Position(-sold, NEAR_CALL)), market(spot))
    rows = [
        {
            "limit": NAMES[one.name],
            "use": round(min(100 * one.fraction, _LONGEST), 1),
            "band": one.band,
            "label": f"{one.text} {one.band}",
        }
        for one in of_book
    ]
    told = {row["limit"]: row["label"] for row in rows}
    worst = max(of_book, key=lambda one: one.fraction)
    return Figure(
        title="One book, eight limits: the tightest one decides",
        look_for="Each bar is a use in percent. Amber begins at 70 %, red at 90 %, a breach at "
        f"100 %, and a bar ends at {_LONGEST} %. Here the tightest is "
        f"{NAMES[worst.name].lower()} with {worst.text}. Sell or buy more near calls and see which "
        "bars move, and in which direction.",
        alt="Use of each limit: " + "; ".join(f"{name} {text}" for name, text in told.items()),
        chart=finished(_layers(rows), height=300),
        rows=tuple(map(_row, of_book)),
    )


def _layers(rows: list[dict[str, Any]]) -> Any:
    starts = [{"start": 100 * start} for start, _ in _STARTS.values()]
    lines = chart(starts).mark_rule(color=GREY, strokeDash=[4, 4]).encode(x=_use("start"))
    names = [
        chart([{"start": 100 * start, "name": name}])
        .mark_text(dy=-8, align=side, fontSize=12, color=GREY)
        .encode(x=_use("start"), y=alt.value(0), text=alt.Text("name:N"))
        for name, (start, side) in _STARTS.items()
    ]
    base = chart(rows).encode(
        y=alt.Y("limit:N", sort=list(NAMES.values()), title=None, axis=alt.Axis(labelLimit=110)),
    )
    labels = base.mark_text(align="right", dx=-2, fontSize=12, color=GREY).encode(
        x=alt.value("width"), text=alt.Text("label:N")
    )
    bars = base.mark_bar(height=18).encode(x=_use("use"))
    return alt.layer(bars, lines, *names, labels)


def _use(field: str) -> Any:
    """Return the axis of uses, the same for all layers: a column of words stands at its end."""
    return alt.X(
        f"{field}:Q",
        title="use of the limit (%)",
        axis=alt.Axis(values=[0, 25, 50, 75, 100]),
        scale=alt.Scale(domain=[0, 200], nice=False),
    )


def _row(one: LimitUse) -> dict[str, Any]:
    """Return a limit with its own unit: a share of all contracts, contracts, or C$."""
    return {
        "limit": NAMES[one.name],
        "unit": one.unit,
        "used": round(one.used, 1),
        "may be": one.limit,
        "use (%)": round(100 * one.fraction, 1),
        "band": one.band,
    }
