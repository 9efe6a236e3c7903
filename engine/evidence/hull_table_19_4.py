"""Hull's simulation of delta hedging: the error by how often it is done, interest left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt

from engine.evidence import Row, Source
from engine.evidence._hull import BETWEEN, HULL, PATHS, performance_rows
from engine.figures import Figure
from engine.figures._charts import chart, finished

TITLE = "How good delta hedging is, by how often it is done"
SOURCE = Source(HULL, "table 19.4")
TOPIC, KIND, ORDER, SLOW = "Hedging", "published", 34, True
NOTE = (
    "Standard deviation of the hedging cost over the option's price, 100,000 paths. The printed "
    "figures come out only if interest is left out of the cost. Tolerance: the last digit and "
    "three standard errors, 0.01 at most."
)
TOGETHER = ("hull_financed", "hull_stop_loss")
PRINTED = (0.42, 0.38, 0.28, 0.21, 0.16, 0.13)
_NAMES = ("no interest", "financed", "stop-loss")


def rows(
    *, paths: int = PATHS, seed: int = 1, progress: Callable[[float], None] = lambda _: None
) -> tuple[Row, ...]:
    """Return the performance for each time between rebalancings."""
    return performance_rows(
        "at_intervals",
        PRINTED,
        said="delta hedged",
        digits=2,
        financed=False,
        paths=paths,
        seed=seed,
        progress=progress,
    )


def figure(*of: Sequence[Row]) -> Figure:
    """Return the error against weeks between rebalancings: lines are ours, points are printed."""
    data: list[dict[str, Any]] = [
        {
            "rule": name,
            "weeks": weeks,
            "published": row.published,
            "ours": round(row.ours, 4),
        }
        for name, found in zip(_NAMES, of, strict=True)
        for weeks, row in zip(BETWEEN, found, strict=True)
    ]
    best, worst = (of[place][-1].ours for place in (0, 2))
    return Figure(
        title="Trade more often and delta hedging improves; a stop-loss hardly does",
        look_for="Lines are computed here, points are the printed figures. Rebalanced four "
        f"times a week, delta hedging leaves an error of {100 * best:.0f} % of the price, the "
        f"stop-loss one of {100 * worst:.0f} %.",
        alt="Hedging error over option price against the weeks between rebalancings: both lines "
        "for delta hedging fall towards zero as the time shrinks, the line for the stop-loss stays "
        "above 0.7. The printed points lie on the lines.",
        chart=finished(_layers(data)),
        rows=tuple(
            {
                "rule": one["rule"],
                "weeks between": one["weeks"],
                "published": one["published"],
                "ours": one["ours"],
            }
            for one in data
        ),
    )


def _layers(data: list[dict[str, Any]]) -> Any:
    names = alt.Legend(
        orient="top", title=None, symbolType="stroke", symbolSize=300, labelFontSize=12
    )
    base = chart(data).encode(
        x=alt.X(
            "weeks:Q",
            title="weeks between rebalancings",
            scale=alt.Scale(domain=[0, 5.1]),
            axis=alt.Axis(values=[0, 1, 2, 3, 4, 5]),
        ),
        color=alt.Color("rule:N", sort=list(_NAMES), legend=names),
    )
    title = "error / option price"
    line = base.mark_line(strokeWidth=2.2).encode(
        y=alt.Y("ours:Q", title=title, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".1f")),
        strokeDash=alt.StrokeDash("rule:N", sort=list(_NAMES), legend=names),
    )
    return alt.layer(line, base.mark_point(size=60, filled=True).encode(y="published:Q"))
