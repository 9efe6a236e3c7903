"""The same hedge with interest on every dollar."""

from __future__ import annotations

from collections.abc import Callable

from engine.evidence import APART, Row, Source
from engine.evidence._hull import BETWEEN, PATHS, allowed, often, performance

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
    found = performance("at_intervals", financed=True, paths=paths, seed=seed, progress=progress)
    return tuple(
        Row(f"delta hedged {often(weeks)}", value, ours, allowed(value, digits=3), digits=3)
        for weeks, value, ours in zip(BETWEEN, PRINTED, found, strict=True)
    )
