"""Avellaneda and Stoikov's experiment: does leaning on inventory pay?"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import altair as alt

from engine.desk.inventory_strategy import Experiment, Result, play
from engine.evidence import Row, Source
from engine.figures import Figure
from engine.figures._charts import chart, finished

TITLE = "Leaning on inventory: the experiment"
WORK = (
    "Avellaneda and Stoikov, High-Frequency Trading in a Limit Order Book, "
    "Quantitative Finance 8 (2008)"
)
SOURCE = Source(WORK, "tables 1 to 3")
TOPIC, KIND, ORDER = "Quotes", "published", 51
NOTE = (
    "s 100, T 1, σ 2, dt 0.005, k 1.5, A 140, 1,000 paths for each risk aversion. Tolerance: means "
    "within three standard errors of the paper's 1,000 paths, deviations within 10 %."
)
PUBLISHED = (
    (0.01, "inventory", 1.35, 68.6, 8.7, 0.12, 5.1),
    (0.01, "symmetric", 1.35, 68.8, 12.8, 0.09, 8.7),
    (0.1, "inventory", 1.49, 65.0, 6.6, 0.08, 2.9),
    (0.1, "symmetric", 1.49, 68.4, 12.7, 0.26, 8.4),
    (1.0, "inventory", 3.02, 31.4, 5.0, 0.02, 1.7),
    (1.0, "symmetric", 3.02, 44.0, 11.0, 0.00, 5.1),
)
"""Risk aversion, strategy, average spread, mean and sd of profit, and of final inventory."""
_PATHS = 1_000
_SAID = {
    "spread": 2,
    "mean profit": 1,
    "sd of profit": 1,
    "mean final inventory": 2,
    "sd of inventory": 1,
}
"""Each figure, and to how many digits it is printed."""


def rows(
    *, paths: int = _PATHS, seed: int = 1, progress: Callable[[float], None] = lambda _: None
) -> tuple[Row, ...]:
    """Return every figure of both strategies, for each risk aversion."""
    played = {
        averse: play(Experiment(risk_aversion=averse), paths=paths, seed=seed)
        for averse in (0.01, 0.1, 1.0)
    }
    progress(1.0)
    return tuple(
        row
        for averse, strategy, *printed in PUBLISHED
        for row in _rows(averse, strategy, printed, getattr(played[averse], strategy))
    )


def _rows(averse: float, strategy: str, printed: Sequence[float], found: Result) -> list[Row]:
    _, _, of_profit, _, of_inventory = printed
    errors = 3 / math.sqrt(_PATHS)
    allowed = (
        0.005,
        errors * of_profit,
        0.1 * of_profit,
        errors * of_inventory,
        0.1 * of_inventory,
    )
    ours = (
        float(found.spread.mean()),
        float(found.profit.mean()),
        float(found.profit.std()),
        float(found.final_inventory.mean()),
        float(found.final_inventory.std()),
    )
    return [
        Row(f"γ {averse:g}, {strategy}: {what}", value, mine, within, digits=digits)
        for (what, digits), value, mine, within in zip(
            _SAID.items(), printed, ours, allowed, strict=True
        )
    ]


def figure(found: Sequence[Row]) -> Figure:
    """Return mean profit against the deviation of final inventory: lines ours, rings printed."""
    data: list[dict[str, Any]] = []
    for number, (averse, strategy, *_) in enumerate(PUBLISHED):
        _, profit, _, _, inventory = found[5 * number : 5 * number + 5]
        for whose in ("published", "ours"):
            data.append(
                {
                    "strategy": strategy,
                    "γ": averse,
                    "numbers": whose,
                    "sd of final inventory": round(getattr(inventory, whose), 2),
                    "mean profit": round(getattr(profit, whose), 2),
                }
            )
    return Figure(
        title="Leaning gives up a little profit for much less inventory",
        look_for="Two points for each strategy and risk aversion: rings are printed, discs are "
        "computed here. Leaning moves every point to the left, for less profit the more it leans.",
        alt="Mean profit against the standard deviation of final inventory, for both strategies at "
        "three risk aversions; the printed and the computed points lie together.",
        chart=finished(_layers(data)),
        rows=tuple(data),
    )


def _layers(data: list[dict[str, Any]]) -> Any:
    names = alt.Legend(orient="top", title=None, labelFontSize=12)
    order = ["inventory", "symmetric"]
    base = chart(data).encode(
        x=alt.X("sd of final inventory:Q", title="sd of final inventory (units)"),
        y=alt.Y("mean profit:Q", title="mean profit ($)", scale=alt.Scale(zero=False)),
        color=alt.Color("strategy:N", sort=order, legend=names),
    )
    ours = base.transform_filter("datum.numbers == 'ours'").mark_point(filled=True, size=60)
    rings = base.transform_filter("datum.numbers == 'published'").mark_point(
        filled=False, size=190, strokeWidth=1.8
    )
    return alt.layer(rings, ours, _labels(base, False), _labels(base, True))


def _labels(base: Any, below: bool) -> Any:
    """Return the risk aversions; one that would lie on its neighbour's stands below its ring."""
    crowded = "datum.strategy == 'symmetric' && datum['γ'] == 0.01"
    return (
        base.transform_filter("datum.numbers == 'published'")
        .transform_filter(crowded if below else f"!({crowded})")
        .transform_calculate(label="'γ ' + datum['γ']")
        .mark_text(dy=18 if below else -16, fontSize=12)
        .encode(text="label:N")
    )
