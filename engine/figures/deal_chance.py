"""How many customers still deal when a price stands away from fair value, and what a skew does."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import altair as alt
import numpy as np

from engine.controls import Number
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._inventory_skew import CENTS, DECAY
from engine.flow.customers import Customers, deal_probability

_HALF = 4.0
"""Cents from fair value to either price before the skew."""
_FLOW = Customers(decay=DECAY)


class _Side(NamedTuple):
    """One kind of customers: how far our price is from fair for them, and what comes of it."""

    who: str
    away: float
    come: float
    chance: float
    contracts: float


def draw(
    *,
    skew: Annotated[float, Number("Skew, both prices up", 0, 6, step=0.5, unit="cents")] = 1.0,
    widen: Annotated[float, Number("Widened, each side", 0, 6, step=0.5, unit="cents")] = 0.0,
) -> Figure:
    """Return the chance of a deal by distance from fair value, with our two prices on the curve."""
    away = np.linspace(-4, 16, 60)
    curve = [
        {"away": round(float(x), 2), "chance": round(100 * _chance(float(x)), 2)} for x in away
    ]
    sides = (
        _side("buyers, at your ask", _HALF + widen + skew, _FLOW.buyers),
        _side("sellers, at your bid", _HALF + widen - skew, 1 - _FLOW.buyers),
    )
    return Figure(
        title="Who deals with you depends on where your prices stand",
        look_for=f"Here {sides[0].chance:.0f} % of the buyers and {sides[1].chance:.0f} % of the "
        "sellers deal. A skew moves the two marks in opposite directions on the same curve. A "
        "wider quote moves both of them down.",
        alt=f"The chance of a deal falls from 100 % at fair value by about a quarter with each "
        f"cent; customers take {sides[0].contracts:.0f} contracts a day at your ask and bring "
        f"{sides[1].contracts:.0f} to your bid.",
        chart=finished(_drawn(curve, sides), height=280),
        rows=tuple(
            {
                "customers": side.who,
                "price away from fair (cents)": side.away,
                "customers a day": round(side.come),
                "chance of a deal (%)": round(side.chance, 1),
                "contracts a day": round(side.contracts),
            }
            for side in sides
        ),
    )


def _side(who: str, away: float, part: float) -> _Side:
    come, chance = _FLOW.a_day * part, _chance(away)
    return _Side(who, away, come, 100 * chance, come * chance * _FLOW.contracts)


def _chance(cents: float) -> float:
    return float(deal_probability(distance=cents / CENTS, decay=DECAY))


def _drawn(curve: list[dict[str, float]], sides: tuple[_Side, ...]) -> Any:
    x = alt.X("away:Q", title="price worse than fair for the customer (cents)")
    y = alt.Y("chance:Q", title="chance of a deal (%)", scale=alt.Scale(domain=[0, 108]))
    order = [side.who for side in sides]
    names = alt.Legend(orient="top", title=None, labelFontSize=12)
    points = chart([{**side._asdict(), "label": f"{side.chance:.0f} %"} for side in sides])
    return alt.layer(
        chart(curve).mark_line(color=GREY, strokeWidth=2).encode(x=x, y=y),
        points.mark_point(size=150, filled=True, opacity=1).encode(
            x=x,
            y=y,
            color=alt.Color("who:N", sort=order, legend=names),
            shape=alt.Shape("who:N", sort=order, legend=names),
        ),
        points.mark_text(align="left", dx=10, dy=-8, fontSize=12, color=GREY).encode(
            x=x, y=y, text=alt.Text("label:N")
        ),
    )
