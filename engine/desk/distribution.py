"""The same day many times over: what luck would have made of each plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from engine.desk.attribution import Attribution, attribute
from engine.desk.day import STEPS_A_DAY, play
from engine.desk.plan import Desk, Plan
from engine.exposure.book import Book
from engine.pricing.black_scholes import FloatArray

_CELLS = 40_000
"""Steps times paths that are played at once, so that memory stays small."""
MOST_CELLS = 2_000_000
"""Steps times paths beyond which fewer runs are played than were asked for."""
_NEXT_BLOCK = 1_000_003
"""What a block of paths adds to the seed; the first block begins with the day that is shown."""


class Spread(NamedTuple):
    """One plan over many runs: profit of each in C$, and the mean of every part of it."""

    label: str
    profit: FloatArray
    parts: dict[str, float]

    @property
    def mean(self) -> float:
        """The mean profit."""
        return float(self.profit.mean())

    @property
    def deviation(self) -> float:
        """The standard deviation of the profit."""
        return float(self.profit.std(ddof=1)) if len(self.profit) > 1 else 0.0

    @property
    def worst(self) -> float:
        """What only one run in a hundred falls below."""
        return float(np.quantile(self.profit, 0.01))


def distribution(
    desk: Desk,
    book: Book,
    plans: Sequence[Plan],
    *,
    days: float = 1.0,
    steps: int = STEPS_A_DAY,
    times: int = 1_000,
    seed: int = 1,
    progress: Callable[[float], None] | None = None,
) -> tuple[Spread, ...]:
    """Return what each plan makes of ``times`` runs: the same paths and customers for all of them.

    Long runs of many steps are played fewer times, at least 50; ``progress`` hears the share done.
    """
    times = min(times, max(MOST_CELLS // steps, 50))
    size = max(_CELLS // steps, 1)
    blocks = [min(size, times - start) for start in range(0, times, size)]
    found: list[list[Attribution]] = [[] for _ in plans]
    for number, count in enumerate(blocks):
        block_seed = seed + number * _NEXT_BLOCK
        world, board, played = play(
            desk, book, plans, days=days, steps=steps, count=count, seed=block_seed
        )
        for parts, one in zip(found, played, strict=True):
            parts.append(attribute(desk, world, board, one))
        if progress:
            progress((number + 1) / len(blocks))
    return tuple(_spread(plan.label, parts) for plan, parts in zip(plans, found, strict=True))


def _spread(label: str, blocks: Sequence[Attribution]) -> Spread:
    whole = Attribution(*(np.concatenate(column) for column in zip(*blocks, strict=True)))
    means = {name: float(column.mean()) for name, column in whole._asdict().items()}
    return Spread(label, whole.total, means)
