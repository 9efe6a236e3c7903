"""What the best hedge with a related product removes and leaves, by the correlation."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt
import numpy as np

from engine.controls import Number
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished, lines
from engine.hedging.related import Relation

Correlation = Annotated[float, Number("Correlation", 0, 100, unit="%", scale=100)]

_REMOVED, _LEFT = "variance removed", "daily swing left"


def draw(*, correlation: Correlation = 0.9) -> Figure:
    """Return the variance removed and the standard deviation left, both in percent."""
    grid = [round(float(one), 3) for one in (*np.arange(0, 0.9, 0.03), *np.linspace(0.9, 1, 26))]
    rows = [
        row
        for one in grid
        for row in (
            {
                "x": one,
                "y": round(100 * Relation(correlation=one).effectiveness, 2),
                "of": _REMOVED,
            },
            {"x": one, "y": round(100 * Relation(correlation=one).residual_share, 2), "of": _LEFT},
        )
    ]
    here = Relation(correlation=correlation)
    removed, left = 100 * here.effectiveness, 100 * here.residual_share
    picture = lines(
        rows,
        x="correlation of share and index",
        y="%",
        series="of",
        order=[_REMOVED, _LEFT],
        integer=True,
    )
    return Figure(
        title="A high correlation leaves more than it seems",
        look_for=f"At a correlation of {correlation:.2f} the best hedge removes {removed:.0f} % of "
        f"the variance. Yet {left:.0f} % of the daily swing (the standard deviation) is left. The "
        "second line falls steeply only at the very end.",
        alt=f"Variance removed rises with the square of the correlation, {removed:.0f} % at "
        f"{correlation:.2f}. The standard deviation left falls slowly at first and steeply near "
        f"1: {left:.0f} % at {correlation:.2f}.",
        chart=finished(alt.layer(picture, *_marks(correlation, removed, left))),
        rows=tuple(
            {
                "correlation": one,
                "variance removed (%)": round(100 * Relation(correlation=one).effectiveness, 1),
                "standard deviation left (%)": round(
                    100 * Relation(correlation=one).residual_share, 1
                ),
            }
            for one in (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
        ),
    )


def _marks(correlation: float, removed: float, left: float) -> tuple[Any, ...]:
    """Return a line at the chosen correlation, and a point with its figure on each curve."""
    here = round(correlation, 4)
    above, below = min(removed + 7, 97.0), max(left - 8, 4.0)
    points = chart(
        [
            {"x": here, "y": round(removed, 2), "at": above, "said": f"{removed:.0f} %"},
            {"x": here, "y": round(left, 2), "at": below, "said": f"{left:.0f} %"},
        ]
    ).encode(x=alt.X("x:Q"), y=alt.Y("y:Q"))
    rule = chart([{"x": here}])
    return (
        rule.mark_rule(color=GREY, strokeDash=[4, 4]).encode(x=alt.X("x:Q")),
        points.mark_circle(size=90, color=GREY, opacity=1),
        _said(points, "datum.x > 0.12", "right", -9),
        _said(points, "datum.x <= 0.12", "left", 9),
    )


def _said(points: Any, where: str, align: str, shift: int) -> Any:
    """Return the figures beside their points, off the curves and inside the plot."""
    return (
        points.transform_filter(where)
        .mark_text(fontSize=13, color=GREY, align=align, dx=shift)
        .encode(y=alt.Y("at:Q"), text=alt.Text("said:N"))
    )
