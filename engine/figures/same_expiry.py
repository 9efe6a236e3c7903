"""Candidate hedges as points, gamma against vega: one expiry is one line from the origin."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt

from engine.controls import Number
from engine.exposure.book import Position
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._offsets import FAR, MARKET, delta_gamma_vega_theta, sold
from engine.hedging.series import effects
from engine.instruments.call import Call
from engine.pricing.market import DAYS_PER_YEAR

_EXPIRIES = (17, 45, 108)
_STRIKES = (72.0, 76.0, 80.0, 84.0, 88.0)
_CONTRACTS = 250
_VOLATILITY = 0.24
_REACH = (2_500, 5_000)
"""Gamma and vega to which a line is drawn: beyond its points, so that the cross lies beside it."""


FarSold = Annotated[float, Number("108-day calls sold", 0, 300, step=10)]


def draw(*, far_sold: FarSold = 60.0) -> Figure:
    """Return what 250 calls of each series bring, and what a book of two expiries needs."""
    book = sold(_CONTRACTS).plus(Position(-far_sold, FAR))
    _, gamma, vega, _ = delta_gamma_vega_theta(book)
    points = _candidates()
    names = [f"{days} days" for days in _EXPIRIES]
    need = {"x": round(-gamma), "y": round(-vega), "label": "needed"}
    along = _vega_with(-gamma)
    return Figure(
        title="One expiry can only move you along one line",
        look_for="All strikes of one expiry lie on one line, and more contracts only carry you "
        f"along it. The cross is what your book needs: C${-vega:,.0f} of vega a point. Enough "
        f"45-day calls for its gamma bring C${along:,.0f}. Calls of two expiries can meet it.",
        alt=f"Gamma against vega of {_CONTRACTS} calls of five strikes and three expiries: each "
        f"expiry is a straight line from zero. The book needs {-gamma:,.0f} shares of gamma per "
        f"C$1 and C${-vega:,.0f} of vega a point.",
        chart=finished(_picture(points, names, need)),
        rows=(
            *(
                {
                    "what": f"{_CONTRACTS} calls, C${point['strike']:g}, {point['expiry']}",
                    "gamma (shares per C$1)": point["x"],
                    "vega (C$ a point)": point["y"],
                }
                for point in points
            ),
            {
                "what": "what the book needs",
                "gamma (shares per C$1)": need["x"],
                "vega (C$ a point)": need["y"],
            },
        ),
    )


def _candidates() -> list[dict[str, Any]]:
    """Return what 250 calls of each series bring: ``x`` gamma per C$1, ``y`` vega a point."""
    named = [(days, strike) for days in _EXPIRIES for strike in _STRIKES]
    series = [
        Call(strike=strike, years=days / DAYS_PER_YEAR, volatility=_VOLATILITY)
        for days, strike in named
    ]
    _, gammas, vegas = _CONTRACTS * effects(series, MARKET)
    return [
        {"x": round(gamma), "y": round(vega), "strike": strike, "expiry": f"{days} days"}
        for (days, strike), gamma, vega in zip(named, gammas.tolist(), vegas.tolist(), strict=True)
    ]


def _vega_with(gamma: float) -> float:
    """Return the vega that comes with so much gamma when only the first expiry is bought."""
    _, of_sold, vega, _ = delta_gamma_vega_theta(sold(_CONTRACTS))
    return gamma * vega / of_sold


def _picture(points: list[dict[str, Any]], names: list[str], need: dict[str, Any]) -> Any:
    legend = alt.Legend(orient="top", title=None, labelFontSize=12, symbolSize=110)
    x = alt.X("x:Q", title="gamma (shares per C$1)", axis=alt.Axis(format=",d"))
    y = alt.Y("y:Q", title="vega (C$ a point)", axis=alt.Axis(format=",d"))
    rays = [
        {"x": round(share * end["x"]), "y": round(share * end["y"]), "expiry": name}
        for name in names
        for end in [max((p for p in points if p["expiry"] == name), key=lambda p: p["x"])]
        for share in (0.0, min(_REACH[0] / end["x"], _REACH[1] / end["y"]))
    ]
    colour = alt.Color("expiry:N", sort=names, legend=legend)
    shape = alt.Shape("expiry:N", sort=names, legend=legend)
    cross = chart([need])
    return alt.layer(
        chart(rays).mark_line(strokeWidth=1.4, opacity=0.7).encode(x=x, y=y, color=colour),
        chart(points)
        .mark_point(size=110, filled=True, opacity=1)
        .encode(x=x, y=y, color=colour, shape=shape),
        cross.mark_point(shape="cross", size=260, filled=True, color=GREY, opacity=1).encode(
            x=x, y=y
        ),
        cross.mark_text(align="right", dx=-12, dy=-12, fontSize=12, color=GREY).encode(
            x=x, y=y, text=alt.Text("label:N")
        ),
    )
