"""The common hand of all charts: faint grid, units on the axes, lines named above the plot.

Colours come from the app's theme by the order of the series, so that both themes are served.
Altair's own types lose track of layered charts, hence ``Any``.
"""

from __future__ import annotations

import hashlib
from typing import Any

import altair as alt

GREY = "#787878"
HEIGHT = 320


class _Data(str):
    """Rows under a name made of what they say: Altair copies and checks a name, not every row."""

    rows: list[dict[str, Any]]

    @classmethod
    def of(cls, rows: list[dict[str, Any]]) -> _Data:
        """Return rows as a text that carries them along."""
        data = cls(hashlib.sha256(repr(rows).encode()).hexdigest())
        data.rows = rows
        return data


def chart(rows: list[dict[str, Any]]) -> Any:
    """Return an empty chart on rows of data."""
    return alt.Chart(alt.InlineData(values=_Data.of(rows)))


def finished(layers: Any, *, height: int = HEIGHT) -> dict[str, Any]:
    """Return a chart as a Vega-Lite specification in the app's look."""
    sized = layers.properties(width="container", height=height)
    styled = sized.configure_axis(gridOpacity=0.35, labelFontSize=12, titleFontSize=12)
    specification: dict[str, Any] = styled.to_dict(validate=False)
    datasets = {name: data.rows for name, data in specification["datasets"].items()}
    return {**specification, "datasets": datasets}


def zero_line() -> Any:
    """Return a thin line at zero, the place that a hedger wants to be."""
    return chart([{"zero": 0}]).mark_rule(color=GREY).encode(y=alt.Y("zero:Q"))


def today_line(spot: float) -> Any:
    """Return a dashed line at today's share price with its label."""
    return upright(spot, f"today C${spot:g}")


def upright(at: float, label: str, *, bottom: bool = False) -> Any:
    """Return a dashed line straight up at a place on the x axis, its label beside its end."""
    place = chart([{"at": at, "label": label}]).encode(x=alt.X("at:Q"))
    end = {"dy": -4, "baseline": "bottom"} if bottom else {"dy": 8, "baseline": "top"}
    words = place.mark_text(align="left", dx=5, color=GREY, fontSize=12, **end)
    return alt.layer(
        place.mark_rule(color=GREY, strokeDash=[4, 4], clip=True),
        words.encode(y=alt.value("height" if bottom else 0), text=alt.Text("label:N")),
    )


def across_zero(
    rows: list[dict[str, Any]], *, name: str, order: list[str], x: str, domain: list[float]
) -> Any:
    """Return a bar from zero for each row, its label on the other side: there is always room.

    A row has ``name``, a ``result`` that ``x`` titles, its ``outcome`` (gain or loss), a ``label``.
    """
    base = chart(rows).encode(
        y=alt.Y(f"{name}:N", sort=order, title=None, axis=alt.Axis(labelLimit=140)),
        x=alt.X(
            "result:Q",
            title=x,
            axis=alt.Axis(format=",d", tickCount=5),
            scale=alt.Scale(domain=domain),
        ),
    )
    told = ["gain", "loss"]
    outcome = alt.Color("outcome:N", sort=told, scale={"domain": told}, legend=None)
    return alt.layer(
        base.mark_bar(height=22).encode(color=outcome),
        _beside_zero(base, "loss", align="left", dx=6),
        _beside_zero(base, "gain", align="right", dx=-6),
    )


def _beside_zero(base: Any, outcome: str, **place: Any) -> Any:
    return (
        base.transform_filter(f"datum.outcome === '{outcome}'")
        .mark_text(fontSize=12, color=GREY, **place)
        .encode(x=alt.XDatum(0), text=alt.Text("label:N"))
    )


def lines(
    rows: list[dict[str, Any]], *, x: str, y: str, series: str, order: list[str], integer: bool
) -> Any:
    """Return one line for each series, told apart by colour and dash; ``x``, ``y`` title the axes.

    The names stand above the plot in one row: lines that meet at an end leave no room beside it.
    """
    names = alt.Legend(
        orient="top",
        title=None,
        symbolType="stroke",
        symbolSize=300,
        labelFontSize=12,
        columnPadding=6,
    )
    return (
        chart(rows)
        .mark_line(strokeWidth=2.2)
        .encode(
            x=alt.X("x:Q", title=x, scale=alt.Scale(zero=False, nice=False)),
            y=alt.Y("y:Q", title=y, axis=alt.Axis(format=",d" if integer else ",.2f")),
            color=alt.Color(f"{series}:N", sort=order, legend=names),
            strokeDash=alt.StrokeDash(f"{series}:N", sort=order, legend=names),
        )
    )
