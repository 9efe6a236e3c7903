"""What is left of a book's delta, gamma, vega and theta after each step of a hedge with options."""

from __future__ import annotations

from typing import Any

import altair as alt

from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._offsets import (
    Far,
    Near,
    Sold,
    bought,
    delta_gamma_vega_theta,
    neutral,
    sold,
)

_GREEKS = ("delta", "gamma", "vega", "theta")
_UNITS = ("shares", "shares per C$1", "C$ a point", "C$ a day")
_STEPS = ("1. calls sold", "2. options", "3. shares")


def draw(*, contracts: Sold = 250.0, near: Near = 157.0, far: Far = 121.0) -> Figure:
    """Return each Greek in percent of what the sold calls had, after each of three steps."""
    calls = sold(contracts)
    offset = bought(calls, near, far)
    books = (calls, offset, neutral(offset))
    figures = [delta_gamma_vega_theta(book) for book in books]
    rows = [
        {
            "step": step,
            "greek": greek,
            "left": round(100 * now / before, 1),
            "label": _percent(100 * now / before),
            "said": f"{greek} {_percent(100 * now / before)}",
        }
        for step, found in zip(_STEPS, figures, strict=True)
        for greek, now, before in zip(_GREEKS, found, figures[0], strict=True)
    ]
    last = {row["greek"]: row["label"] for row in rows if row["step"] == _STEPS[-1]}
    options = {row["greek"]: row["label"] for row in rows if row["step"] == _STEPS[1]}
    return Figure(
        title="Options first, then shares: what each step leaves",
        look_for=f"The options leave {options['gamma']} of the gamma and {options['vega']} of the "
        f"vega, but {options['delta']} of the delta. Shares then leave {last['delta']} of it and "
        f"touch nothing else. Theta, your pay, is at {last['theta']}.",
        alt="; ".join(
            f"{step}: " + ", ".join(f"{r['greek']} {r['label']}" for r in rows if r["step"] == step)
            for step in _STEPS
        ),
        chart=finished(_picture(rows), height=400),
        rows=tuple(
            {
                "Greek": f"{greek} ({unit})",
                **{
                    step: round(found[place], 1) + 0.0
                    for step, found in zip(_STEPS, figures, strict=True)
                },
            }
            for place, (greek, unit) in enumerate(zip(_GREEKS, _UNITS, strict=True))
        ),
    )


def _percent(share: float) -> str:
    """Return a whole percentage with a true minus.

    >>> _percent(-12.4), _percent(-0.3)
    ('−12 %', '0 %')
    """
    whole = round(share)
    return f"{'−' if whole < 0 else ''}{abs(whole):,} %"


def _picture(rows: list[dict[str, Any]]) -> Any:
    lefts = [row["left"] for row in rows]
    base = chart(rows).encode(
        y=alt.Y(
            "step:N", sort=list(_STEPS), title=None, axis=alt.Axis(labelLimit=120, ticks=False)
        ),
        yOffset=alt.YOffset("greek:N", sort=list(_GREEKS)),
        x=alt.X(
            "left:Q",
            title="left, in % of the calls sold",
            axis=alt.Axis(format=",d", tickCount=5),
            scale=alt.Scale(domain=[min(-70.0, *lefts) - 55, max(100.0, *lefts) + 90], nice=False),
        ),
    )
    bars = base.mark_bar().encode(
        color=alt.Color(
            "greek:N",
            sort=list(_GREEKS),
            legend=None,
        )
    )
    room = {"fontSize": 12, "color": GREY, "baseline": "middle"}
    return alt.layer(
        bars,
        base.transform_filter("datum.left >= 0")
        .mark_text(align="left", dx=4, **room)
        .encode(text=alt.Text("said:N")),
        base.transform_filter("datum.left < 0")
        .mark_text(align="right", dx=-4, **room)
        .encode(text=alt.Text("said:N")),
    )
