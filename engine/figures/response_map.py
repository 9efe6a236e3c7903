"""What each response does to one limit: to what is held now and to what a day of flow adds."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import altair as alt

from engine.controls import Number
from engine.desk.plan import Desk, Plan, Quoting
from engine.desk.responses import expected_flow, responses
from engine.exposure.book import Book, Position
from engine.exposure.limits import Limits, uses
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._limits import MIXED, NEAR_CALL
from engine.flow.customers import Customers

_LABELS = {
    "hedge": "hedge: shares",
    "smaller": "less size",
    "wider": "wider quotes",
    "stop": "add no more",
}
_ORDER = ("do nothing", "hedge: shares", "hedge: options", *list(_LABELS.values())[1:])
_NOW, _TONIGHT = "at once", "tonight, expected"


def draw(
    *,
    buyers: Annotated[
        float, Number("Customers who buy", 50, 95, step=5, unit="%", scale=100)
    ] = 0.7,
    bought: Annotated[
        float, Number("Near calls bought as hedge", 0, 100, step=10, unit="contracts")
    ] = 60.0,
) -> Figure:
    """Return the use of the gamma limit at once and after a day's flow, for each response."""
    desk = Desk(customers=replace(Customers(), buyers=buyers), limits=Limits(concentration=1.0))
    plan = Plan(label="as now", quoting=Quoting(size=20.0))
    limit = desk.limits.gamma_dollars
    offset = MIXED.plus(Position(bought, NEAR_CALL))
    held, after = _gamma(desk, MIXED), _gamma(desk, offset)
    flow = expected_flow(desk, MIXED, plan).gamma
    ends = {"do nothing": (held, held + flow), "hedge: options": (after, after + flow)}
    for one in responses(desk, MIXED, plan):
        now = one.use_then.used if one.name == "hedge" else held
        ends[_LABELS[one.name]] = (now, now + one.flow_then.gamma)
    found = [
        {
            "response": name,
            "now": round(100 * abs(ends[name][0]) / limit, 1),
            "tonight": round(100 * abs(ends[name][1]) / limit, 1),
        }
        for name in _ORDER
    ]
    told = {row["response"]: row for row in found}
    return Figure(
        title="Which response works on what you hold, which on what comes",
        look_for="A circle is the use of the gamma limit the moment you respond, a diamond what "
        f"you expect tonight. Only options, here {bought:.0f} near calls, move the circle. Less "
        "size, wider quotes and adding no more move the diamond. Shares move neither.",
        alt="Use of the gamma limit at once and tonight: "
        + "; ".join(
            f"{name} {row['now']:.0f} % and {row['tonight']:.0f} %" for name, row in told.items()
        ),
        chart=finished(_layers(found), height=270),
        rows=tuple(
            {
                "response": row["response"],
                "gamma limit used at once (%)": row["now"],
                "expected tonight (%)": row["tonight"],
            }
            for row in found
        ),
    )


def _gamma(desk: Desk, book: Book) -> float:
    """Return the dollar gamma of a book, as its limit counts it."""
    of_book = uses(desk.limits, book, desk.market)
    return next(one.used for one in of_book if one.name == "gamma_dollars")


def _layers(found: list[dict[str, Any]]) -> Any:
    points = [
        {"response": row["response"], "use": row[column], "when": when}
        for row in found
        for column, when in (("now", _NOW), ("tonight", _TONIGHT))
    ]
    legend = alt.Legend(orient="top", title=None, labelFontSize=12, symbolSize=120)
    y = alt.Y(
        "response:N", sort=list(_ORDER), title=None, axis=alt.Axis(labelLimit=120, labelFlush=False)
    )
    marks = (
        chart(points)
        .mark_point(size=120, filled=True, opacity=1)
        .encode(
            x=_use("use"),
            y=y,
            color=alt.Color("when:N", sort=[_NOW, _TONIGHT], legend=legend),
            shape=alt.Shape(
                "when:N",
                sort=[_NOW, _TONIGHT],
                scale={"range": ["circle", "diamond"]},
                legend=legend,
            ),
        )
    )
    paths = (
        chart(found)
        .mark_rule(color=GREY, strokeWidth=2)
        .encode(x=_use("now"), x2=alt.X2("tonight:Q"), y=y)
    )
    limit = chart([{"at": 100, "name": "limit"}]).encode(x=_use("at"))
    return alt.layer(
        limit.mark_rule(color=GREY, strokeDash=[4, 4]),
        limit.mark_text(dy=-8, fontSize=12, color=GREY).encode(
            y=alt.value(0), text=alt.Text("name:N")
        ),
        paths,
        marks,
    )


def _use(field: str) -> Any:
    """Return the axis of uses, the same for all layers."""
    return alt.X(
        f"{field}:Q",
        title="use of the gamma limit (%)",
        axis=alt.Axis(values=[0, 25, 50, 75, 100, 125, 150]),
        scale=alt.Scale(domain=[0, 150], nice=False),
    )
