"""Where a hedged option's life ends, over many lives: the luck that hedging in steps leaves."""

from __future__ import annotations

from functools import cache, partial
from typing import Annotated, Any

import altair as alt
import numpy as np

from engine.controls import Number
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._short_calls import (
    MONTH_AND_A_HALF,
    Contracts,
    market,
    money,
    short_calls,
)
from engine.hedging.policies.at_intervals import decide
from engine.hedging.simulation import geometric_paths, simulate
from engine.pricing.black_scholes import FloatArray

_DAYS, _MOMENTS, _LIVES = 45, 360, 1_000
_NOW = market(80.0)
_WIDEST = 14
"""Bars to either side of zero; what lies further out is counted in the last one."""


def draw(
    *,
    hedges: Annotated[float, Number("Hedges in 45 days", 1, 60)] = 9.0,
    contracts: Contracts = 250.0,
) -> Figure:
    """Return how often hedged short calls end with which result, in % of 1,000 lives."""
    results = _results(max(round(hedges), 1)) * contracts
    bar = 20.0 * contracts
    places = np.clip(np.round(results / bar), -_WIDEST, _WIDEST).astype(int)
    counts = np.bincount(places + _WIDEST, minlength=2 * _WIDEST + 1) * 100 / len(results)
    rows = [
        {"low": (place - 0.5) * bar, "high": (place + 0.5) * bar, "share": round(float(share), 2)}
        for place, share in zip(range(-_WIDEST, _WIDEST + 1), counts, strict=True)
    ]
    spread, average = float(results.std()), float(results.mean())
    worst = float(np.quantile(results, 0.05))
    return Figure(
        title="One hedged position, a thousand times",
        look_for="The middle stays near zero: on average little is won or lost. The width is the "
        f"luck: here a typical error of C${spread:,.0f}. More hedges make it narrower, ever more "
        "slowly. The outermost bars also count what lies beyond them.",
        alt=f"Results of {contracts:g} short calls hedged {hedges:g} times in 45 days: average "
        f"{money(average)}, standard deviation C${spread:,.0f}, one in twenty below "
        f"{money(worst)}.",
        chart=finished(_drawn(rows)),
        rows=(
            {"what": "average", "result (C$)": round(average)},
            {"what": "typical error (standard deviation)", "result (C$)": round(spread)},
            {"what": "one in twenty is below", "result (C$)": round(worst)},
            {"what": "worst of 1,000", "result (C$)": round(float(results.min()))},
            {"what": "best of 1,000", "result (C$)": round(float(results.max()))},
        ),
    )


@cache
def _results(hedges: int) -> FloatArray:
    """Return the profit of one hedged contract in each life; all have the same share prices."""
    at = np.round(np.linspace(0, _MOMENTS, hedges + 1)).astype(int)
    return simulate(
        short_calls(1, 80.0, MONTH_AND_A_HALF, 0.24),
        _NOW,
        spots=_prices()[:, at],
        years=at * (MONTH_AND_A_HALF / _MOMENTS),
        decide=partial(decide, every=1),
    ).profit


@cache
def _prices() -> FloatArray:
    return geometric_paths(
        spot=_NOW.spot,
        drift=_NOW.rate - _NOW.dividend_yield,
        volatility=0.24,
        years=MONTH_AND_A_HALF,
        steps=_MOMENTS,
        paths=_LIVES,
        seed=6,
        antithetic=True,
    )


def _drawn(rows: list[dict[str, float]]) -> Any:
    return alt.layer(
        chart(rows)
        .mark_bar(stroke=GREY, strokeWidth=0.5)
        .encode(
            x=alt.X(
                "low:Q",
                bin="binned",
                title="result (C$)",
                axis=alt.Axis(format=",d", tickCount=5),
            ),
            x2=alt.X2("high:Q"),
            y=alt.Y("share:Q", title="of all lives (%)"),
        ),
        chart([{"zero": 0}])
        .mark_rule(color=GREY, strokeDash=[4, 4])
        .encode(x=alt.X("zero:Q", title="result (C$)")),
    )
