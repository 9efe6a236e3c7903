"""An offer that follows the share too late: between value and offer, somebody else earns."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt
import numpy as np

from engine.controls import Number
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished, lines
from engine.figures._short_calls import (
    MONTH_AND_A_HALF,
    Contracts,
    market,
    money,
    short_calls,
)
from engine.pricing.black_scholes import FloatArray

_EDGE = 0.03
_RISE_SECONDS, _SECONDS, _STEP = 4.0, 9.0, 0.2
_NAMES = ["fair value", "your offer"]
_TITLE = "price of the call (C$ a share)"
_SCALE = alt.Scale(zero=False, nice=False, padding=24)


def draw(
    *,
    delay: Annotated[float, Number("Late by", 0, 4, step=0.25, unit="seconds")] = 2.0,
    speed: Annotated[
        float, Number("The share rises by", 0.05, 1, step=0.05, unit="C$ a second")
    ] = 0.4,
    contracts: Contracts = 50.0,
) -> Figure:
    """Return fair value and offer of a call while the share rises for four seconds and stops."""
    seconds = np.linspace(0.0, _SECONDS, round(_SECONDS / _STEP) + 1)
    fair, offer = _fair(seconds, speed), _fair(seconds - delay, speed) + _EDGE
    rows = [
        {"x": round(float(second), 2), "y": round(float(price), 4), "price": name}
        for name, prices in zip(_NAMES, (fair, offer), strict=True)
        for second, price in zip(seconds, prices, strict=True)
    ]
    end = int(np.argmin(np.abs(seconds - _RISE_SECONDS)))
    results = (offer - fair) * contracts * 100
    worst = float(results[end])
    chart_lines = lines(
        rows,
        x="seconds after the news",
        y=_TITLE,
        series="price",
        order=_NAMES,
        integer=False,
    ).encode(y=alt.Y("y:Q", title=_TITLE, axis=alt.Axis(format=",.2f"), scale=_SCALE))
    layers = alt.layer(
        _too_cheap(seconds, fair, offer),
        chart_lines,
        _label(_RISE_SECONDS, float(fair[end]), f"{money(worst)} on {contracts:,.0f} contracts"),
    )
    return Figure(
        title="A late offer falls below value, and others buy it",
        look_for="The shaded strip is what each buyer gets from you. It is as wide as the share's "
        f"move in the time that you are late, times delta, less your edge of C${_EDGE:.2f}. A "
        "quote that keeps up with the share stays above its value, and there is no strip.",
        alt=f"The share rises C${speed:g} a second for {_RISE_SECONDS:g} seconds. Your offer "
        f"follows {delay:g} seconds late. A sale of {contracts:,.0f} contracts at the end of the "
        f"rise brings you {money(worst)}.",
        chart=finished(layers),
        rows=tuple(
            {
                "seconds after the news": round(float(seconds[number]), 1),
                "share price (C$)": round(float(_spots(seconds, speed)[number]), 2),
                "fair value (C$ a share)": round(float(fair[number]), 3),
                "your offer (C$ a share)": round(float(offer[number]), 3),
                "result of a sale (C$)": round(float(results[number])),
            }
            for number in range(0, len(seconds), round(1 / _STEP))
        ),
    )


def _spots(seconds: FloatArray, speed: float) -> FloatArray:
    """Return the share price: C$80, then the rise, then C$80 and the whole rise."""
    return np.asarray(80.0 + speed * np.clip(seconds, 0.0, _RISE_SECONDS))


def _fair(seconds: FloatArray, speed: float) -> FloatArray:
    """Return the value of the lessons' call in C$ a share."""
    one_sold = short_calls(1, 80.0, MONTH_AND_A_HALF, 0.24)
    now = {**vars(market(80.0)), "spot": _spots(seconds, speed)}
    return -one_sold.value(**now) / 100


def _too_cheap(seconds: FloatArray, fair: FloatArray, offer: FloatArray) -> Any:
    """Return the strip in which the offer lies below value."""
    rows = [
        {"x": round(float(second), 2), "low": round(float(low), 4), "high": round(float(high), 4)}
        for second, low, high in zip(seconds, offer, np.maximum(fair, offer), strict=True)
    ]
    area = chart(rows).mark_area(color=GREY, opacity=0.3)
    return area.encode(x=alt.X("x:Q"), y=alt.Y("low:Q", scale=_SCALE), y2=alt.Y2("high:Q"))


def _label(second: float, price: float, text: str) -> Any:
    """Return what a sale at the end of the rise makes, above the line."""
    return (
        chart([{"x": second, "y": price, "label": text}])
        .mark_text(align="left", dy=-12, fontSize=12, color=GREY)
        .encode(x=alt.X("x:Q"), y=alt.Y("y:Q", scale=_SCALE), text=alt.Text("label:N"))
    )
