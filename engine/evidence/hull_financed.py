"""The same hedge with interest on every dollar."""

from __future__ import annotations

from collections.abc import Callable

from engine.evidence import APART, Row, Source
from engine.evidence._hull import PATHS, performance_rows

TITLE = "The same hedge, properly financed"
SOURCE = Source(APART, "Hull's table 19.4 with interest")
TOPIC, KIND, ORDER, SLOW = "Hedging", "reference", 35, True
NOTE = (
    "As the table before it, with interest on every dollar and the cost discounted to the start. "
    "Tolerance: the last digit and three standard errors."
)
PRINTED = (0.416, 0.374, 0.268, 0.193, 0.137, 0.098)


def rows(
    *, paths: int = PATHS, seed: int = 1, progress: Callable[[float], None] = lambda _: None
) -> tuple[Row, ...]:
    """Return the performance for each time between rebalancings."""
    return performance_rows(
        "at_intervals",
        PRINTED,
        said="delta hedged",
        digits=3,
        financed=True,
        paths=paths,
        seed=seed,
        progress=progress,
    )
