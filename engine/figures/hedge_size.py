"""A day's swing against the number of index futures: a flat bottom that correlation sets."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt

from engine.controls import Number
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished, lines
from engine.hedging.related import TRADING_DAYS, Relation, Risk, contracts, daily_risk
from engine.instruments.index_future import IndexFuture

_DOLLARS = -4_200_000.0
_INDEX = 1_420.0
_MOST = 34

Correlation = Annotated[float, Number("Correlation", 0, 100, unit="%", scale=100)]
_CASES = ("this correlation", "correlation 1")


def draw(*, correlation: Correlation = 0.72) -> Figure:
    """Return a day's standard deviation in C$ against the futures bought, and at a perfect fit."""
    both = {_CASES[0]: correlation, _CASES[1]: 1.0}
    rows = [
        {"x": count, "y": round(_risk(rho, count).hedged), "case": name}
        for name, rho in both.items()
        for count in range(_MOST + 1)
    ]
    best = _best(correlation)
    at_best, none = _risk(correlation, best).hedged, _risk(correlation, 0).hedged
    picture = lines(
        rows,
        x="SXF futures bought",
        y="swing of a day (C$)",
        series="case",
        order=list(_CASES),
        integer=True,
    )
    return Figure(
        title="The bottom is flat: correlation matters, one future hardly does",
        look_for=f"At a correlation of {correlation:.2f} the lowest point is at {best} futures: "
        f"C${at_best:,.0f} a day instead of C${none:,.0f}. One future more or fewer changes "
        "little. Only a higher correlation brings the bottom down.",
        alt=f"The daily standard deviation falls from C${none:,.0f} without futures to "
        f"C${at_best:,.0f} with {best}, and rises again beyond. With a correlation of 1 it would "
        "reach almost zero.",
        chart=finished(alt.layer(picture, *_lowest(best, at_best))),
        rows=tuple(
            {
                "SXF futures bought": count,
                "swing of a day (C$)": round(_risk(correlation, count).hedged),
                "with a correlation of 1 (C$)": round(_risk(1.0, count).hedged),
            }
            for count in sorted({*range(0, _MOST + 1, 4), best})
        ),
    )


def _relation(correlation: float) -> Relation:
    return Relation(share_volatility=0.22, index_volatility=0.144, correlation=correlation)


def _risk(correlation: float, count: float) -> Risk:
    """Return the risk of C$4.2 million short with so many futures, on a trading day."""
    return daily_risk(
        dollar_delta=_DOLLARS,
        contracts=count,
        price=_INDEX,
        relation=_relation(correlation),
        instrument=IndexFuture(),
        days_in_year=TRADING_DAYS,
    )


def _best(correlation: float) -> int:
    return contracts(
        dollar_delta=_DOLLARS,
        price=_INDEX,
        relation=_relation(correlation),
        instrument=IndexFuture(),
    )


def _lowest(best: int, swing: float) -> tuple[Any, Any]:
    """Return the lowest point and what it says."""
    point = chart([{"x": best, "y": round(swing), "said": f"{best}: C${swing:,.0f}"}]).encode(
        x=alt.X("x:Q"), y=alt.Y("y:Q")
    )
    return (
        point.mark_circle(size=90, color=GREY, opacity=1),
        point.mark_text(dy=-34, fontSize=12, color=GREY).encode(text=alt.Text("said:N")),
    )
