"""Days of a share against its index, with the hedge line: what does not lie on it stays."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt
import numpy as np

from engine.controls import Number
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.flow.paths import World, paths
from engine.hedging.related import TRADING_DAYS, Relation
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import DAYS_PER_YEAR

_DAYS = 60
_SEED = 768
"""A sample whose correlation and deviations are close to those of the world it is drawn from."""
_SHARE, _INDEX = 0.22, 0.144

Correlation = Annotated[float, Number("Correlation", -95, 100, unit="%", scale=100)]


def draw(*, correlation: Correlation = 0.72) -> Figure:
    """Return 60 simulated days in percent: index across, share up, and the line of the hedge."""
    index, share = _moves(correlation)
    beta = Relation(share_volatility=_SHARE, index_volatility=_INDEX, correlation=correlation).beta
    missed = share - beta * index
    rows = [
        {"x": round(x, 3), "y": round(y, 3), "line": round(beta * x, 3)}
        for x, y in zip(index.tolist(), share.tolist(), strict=True)
    ]
    swing, left = (float(np.std(one)) for one in (share, missed))
    worst = int(np.argmax(np.abs(missed)))
    return Figure(
        title="Each grey line is what the hedge does not pay for that day",
        look_for=f"The slanted line is the hedge: {beta:.2f} % of share for 1 % of index. A share "
        f"without a hedge swings {swing:.2f} % a day here; the grey gaps alone swing {left:.2f} %. "
        "Drag the correlation and watch the gaps, not the slope.",
        alt=f"{_DAYS} simulated days at a correlation of {correlation:.2f}. The share's daily "
        f"standard deviation is {swing:.2f} %, the distance from the hedge line {left:.2f} %. The "
        f"worst day misses by {abs(missed[worst]):.1f} %.",
        chart=finished(_picture(rows, beta)),
        rows=(
            _row("share without a hedge", share),
            _row("index", index),
            _row("share less beta times index", missed),
        ),
    )


def _moves(correlation: float) -> tuple[FloatArray, FloatArray]:
    """Return the daily moves of index and share in percent, each of shape (60,).

    The world's own price plays the index: its days stay when the correlation changes.
    """
    world = World(
        volatility=_INDEX, index_volatility=_SHARE, correlation=correlation, implied_wander=0.0
    )
    calendar_days = _DAYS * DAYS_PER_YEAR / TRADING_DAYS
    drawn = paths(world, days=calendar_days, steps=_DAYS, paths=1, seed=_SEED)
    index, share = (100 * np.diff(np.log(one[0])) for one in (drawn.share, drawn.index))
    return index, share


def _row(what: str, moves: FloatArray) -> dict[str, Any]:
    return {
        "daily moves of": what,
        "standard deviation (%)": round(float(np.std(moves)), 2),
        "largest rise (%)": round(float(np.max(moves)), 2),
        "largest fall (%)": round(float(np.min(moves)), 2),
    }


def _picture(rows: list[dict[str, Any]], beta: float) -> Any:
    x = alt.X("x:Q", title="index, move of a day (%)")
    y = alt.Y("y:Q", title="share, move of a day (%)")
    reach = max(abs(row["x"]) for row in rows) * 1.1
    ends = chart([{"x": round(x, 3), "y": round(beta * x, 3)} for x in (-reach, reach)])
    days = chart(rows)
    return alt.layer(
        days.mark_rule(color=GREY, opacity=0.9).encode(x=x, y=y, y2=alt.Y2("line:Q")),
        ends.mark_line(strokeWidth=2.2).encode(x=x, y=y),
        days.mark_circle(size=46, opacity=1).encode(x=x, y=y),
    )
