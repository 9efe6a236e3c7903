"""The same day many times over: what luck would have made of each plan."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from engine.desk.attribution import Attribution, attribute
from engine.desk.board import series_of_day
from engine.desk.day import STEPS_A_DAY, drawn, replay, unheard
from engine.desk.plan import Desk, Plan
from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.flow.customers import Arrivals
from engine.flow.paths import Paths
from engine.pricing.black_scholes import FloatArray

_AT_ONCE = 2_000_000
"""Numbers a table may have (steps x paths x series, or x customers), so that memory stays small."""
MOST_NUMBERS = 4_000_000
"""Numbers a table of all runs may have: beyond it fewer runs are played than were asked for."""
FEWEST = 20
"""Runs that are played however long they are."""
_NEXT_BLOCK = 1_000_003
"""What a block of paths adds to the seed; the first block begins with the day that is shown."""


class Spread(NamedTuple):
    """One plan over many runs: profit of each in C$, and the mean of every part of it."""

    label: str
    profit: FloatArray
    """C$, shape (runs,)."""
    parts: dict[str, float]
    """C$: the mean of each part of ``Attribution``."""

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

    The first run is the one that ``play`` shows for the same seed, and more runs change none of
    the first. Long runs of many series are played fewer times, at least 20; ``progress`` hears the
    share done. Raises InvalidInput as ``play`` does.
    """
    _refuse_unusable(days, steps, times)
    heard = progress or unheard
    series = len(series_of_day(desk, [book, *(plan.hedge for plan in plans)]))
    a_run = steps * max(series, _slots(desk, days, steps))
    times = min(times, max(MOST_NUMBERS // a_run, FEWEST))
    found: list[list[Attribution]] = [[] for _ in plans]
    done = 0
    for world, flow in _drawn(desk, days=days, steps=steps, times=times, seed=seed, series=series):
        count = len(world.share)
        _, board, played = replay(
            desk, book, plans, world, flow, progress=_among(heard, done, count, times)
        )
        for parts, one in zip(found, played, strict=True):
            parts.append(attribute(desk, world, board, one))
        done += count
    return tuple(_spread(plan.label, parts) for plan, parts in zip(plans, found, strict=True))


def _refuse_unusable(days: float, steps: int, times: int) -> None:
    if not 0 < days < math.inf:
        raise InvalidInput(f"days must be a number above zero, not {days:g}")
    for name, number in (("steps", steps), ("times", times)):
        if number < 1 or number != int(number):
            raise InvalidInput(f"{name} must be a whole number from 1, not {number:g}")


def _drawn(
    desk: Desk, *, days: float, steps: int, times: int, seed: int, series: int
) -> Iterator[tuple[Paths, Arrivals]]:
    """Draw the runs block by block, and hand each on in parts that so many series leave room for.

    A block's size depends on the situation only: other plans never change what is drawn.
    """
    block = max(_AT_ONCE // (steps * _slots(desk, days, steps)), 1)
    room = max(_AT_ONCE // (steps * series), 1)
    for number, start in enumerate(range(0, times, block)):
        count = min(block, times - start)
        block_seed = seed + number * _NEXT_BLOCK
        world, flow = drawn(desk, days=days, steps=steps, count=count, seed=block_seed)
        for first in range(0, count, room):
            yield _part(world, flow, slice(first, first + room))


def _among(
    heard: Callable[[float], None], done: int, count: int, times: int
) -> Callable[[float], None]:
    """Return a listener to one part that says how much of the whole is done."""
    return lambda share: heard((done + share * count) / times)


def _slots(desk: Desk, days: float, steps: int) -> int:
    """Return how many customers at most are to be expected in one step, and never less than 10."""
    mean = desk.customers.a_day * days / steps
    return max(math.ceil(mean + 5 * math.sqrt(mean)), 10)


def _part(world: Paths, flow: Arrivals, rows: slice) -> tuple[Paths, Arrivals]:
    paths = Paths(
        times=world.times,
        share=world.share[rows],
        before_gap=world.before_gap[rows],
        index=world.index[rows],
        implied_shift=world.implied_shift[rows],
    )
    customers = Arrivals(
        side=flow.side[..., rows],
        series=flow.series[..., rows],
        contracts=flow.contracts[..., rows],
        patience=flow.patience[..., rows],
    )
    return paths, customers


def _spread(label: str, blocks: Sequence[Attribution]) -> Spread:
    whole = Attribution(*(np.concatenate(column) for column in zip(*blocks, strict=True)))
    means = {name: float(column.mean()) for name, column in whole._asdict().items()}
    return Spread(label, whole.total, means)
