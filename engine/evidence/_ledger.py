"""A ledger of Hull's, row by row."""

from __future__ import annotations

from collections.abc import Sequence

from engine.evidence import Row
from engine.evidence._hull import BOOK, MARKET
from engine.hedging.replay import ledger


def ledger_rows(
    *,
    spots: Sequence[float],
    delta: Sequence[float],
    running: Sequence[float],
    cost: float,
    received: float,
) -> tuple[Row, ...]:
    """Return every week's delta and cumulative cost, and what the hedge cost in the end.

    ``received`` is what the buyer pays on exercise. Amounts are rounded as the book rounds them.
    """
    weeks = ledger(BOOK, MARKET, spots=spots, step_years=1 / 52, to_the=100)
    deltas = [
        Row(f"week {week}: delta", printed, row.target / 100_000, 0.0005, digits=3)
        for week, (row, printed) in enumerate(zip(weeks, delta, strict=True))
    ]
    costs = [
        Row(f"week {week}: cumulative cost", printed, row.running / 1_000, 0.05, "$000", 1)
        for week, (row, printed) in enumerate(zip(weeks, running, strict=True))
    ]
    in_the_end = Row("cost of the hedge", cost, weeks[-1].running - received, 50, "$", 0)
    return (in_the_end, *deltas, *costs)
