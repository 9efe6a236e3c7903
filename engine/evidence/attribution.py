"""Where the profit went: the parts sum to the total."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.desk.attribution import attribute
from engine.evidence import Row, Source
from engine.evidence._days import DESK, PLANS, days

TITLE = "Profit and loss adds up to the cent"
SOURCE = Source("bookkeeping", "parts of the profit against the cash and the marks")
TOPIC, KIND, ORDER = "The desk", "law", 60
NOTE = "The largest miss of 200 days with gaps, moving volatility, customers and hedging."


def rows(
    *, paths: int = 200, seed: int = 1, progress: Callable[[float], None] = lambda _: None
) -> tuple[Row, ...]:
    """Return the largest miss of each plan in C$."""
    world, board, played = days(paths, seed)
    found = []
    for plan, one in zip(PLANS, played, strict=True):
        *parts, total = attribute(DESK, world, board, one)
        of_parts = float(np.max(np.abs(np.sum(parts, axis=0) - total)))
        of_total = float(np.max(np.abs(total - one.profit)))
        found += [
            Row(f"{plan.label}: parts less total", 0, of_parts, 0.005, "C$", 6),
            Row(f"{plan.label}: total less profit", 0, of_total, 0.005, "C$", 6),
        ]
    progress(1.0)
    return tuple(found)
