"""Hedging makes nothing on average where the share moves as the option says."""

from __future__ import annotations

import math
from collections.abc import Callable

from engine.evidence import Row, Source
from engine.evidence._month import hedged

TITLE = "No profit out of nothing"
SOURCE = Source("a fair premium", "realised volatility as implied, no costs")
TOPIC, KIND, ORDER, SLOW = "Hedging", "law", 39, True
NOTE = (
    "Mean profit of a sold option, in standard errors, 20,000 paths each. Two clocks in one "
    "calculation, 252 days for the path and 365 for the option, would show a profit of a quarter."
)
TIMES = (1, 2, 5, 10, 21, 42)


def rows(
    *, paths: int = 20_000, seed: int = 1, progress: Callable[[float], None] = lambda _: None
) -> tuple[Row, ...]:
    """Return the mean profit for each number of rebalancings."""
    found = []
    for number, times in enumerate(TIMES, start=1):
        profit = hedged(steps=times, paths=paths, seed=seed + number).profit
        errors = float(profit.mean() / profit.std()) * math.sqrt(paths)
        found.append(Row(f"mean profit, hedged {times} times", 0, errors, 3, "standard errors", 2))
        progress(number / len(TIMES))
    return tuple(found)
