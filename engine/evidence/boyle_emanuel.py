"""Boyle and Emanuel: the seller gains in two intervals of three, and loses more in the third."""

from __future__ import annotations

import math
from collections.abc import Callable

from engine.evidence import Row, Source
from engine.evidence._month import hedged

TITLE = "The seller gains in two intervals of three"
SOURCE = Source(
    "Boyle and Emanuel, Discretely Adjusted Option Hedges, J. Financial Economics 8 (1980)",
    "pages 259 to 282: the error of one interval is a scaled chi-square less its mean",
)
TOPIC, KIND, ORDER = "Hedging", "law", 38
NOTE = (
    "An option at the money is sold and hedged for a thirtieth of its month, 100,000 times. It "
    "gains where the move is below one standard deviation. The error's shape is that of Z² − 1."
)


def rows(
    *, paths: int = 100_000, seed: int = 1, progress: Callable[[float], None] = lambda _: None
) -> tuple[Row, ...]:
    """Return how often the seller gains, and the skewness of what the seller makes."""
    profit = hedged(steps=30, of=1, paths=paths, seed=seed).profit
    away = (profit - profit.mean()) / profit.std()
    progress(1.0)
    return (
        Row(
            "part of the intervals in which the seller gains",
            0.683,
            float((profit > 0).mean()),
            0.01,
            digits=3,
        ),
        Row(
            "skewness of the seller's profit",
            -math.sqrt(8),
            float((away**3).mean()),
            0.13,
            digits=2,
        ),
    )
