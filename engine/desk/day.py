"""A day played out: customers deal or not, the hedge is traded again or not, prices move.

All plans meet the same paths and the same customers. Everything is vectorised over paths; the book
is a matrix of contracts by series.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from engine.desk._one_plan import OnePlan, Played
from engine.desk.board import Board, board_of
from engine.desk.plan import Desk, Plan
from engine.exposure.book import Book
from engine.flow.customers import Arrivals, arrivals
from engine.flow.paths import Paths, paths

STEPS_A_DAY = 39
"""Ten-minute steps of six and a half trading hours, which stand for the calendar day."""


def unheard(_: float) -> None:
    """Tell nobody how far it is."""


def drawn(desk: Desk, *, days: float, steps: int, count: int, seed: int) -> tuple[Paths, Arrivals]:
    """Return ``count`` paths of ``days`` calendar days in ``steps`` steps, and their customers.

    The same seed draws the same ones, and more of them leave the first ones as they were.
    """
    world = paths(desk.world_of_class, days=days, steps=steps, paths=count, seed=seed)
    weights = np.array([listed.weight for listed in desk.listed])
    flow = arrivals(desk.customers, series=weights, days=days, steps=steps, paths=count, seed=seed)
    return world, flow


def play(
    desk: Desk,
    book: Book,
    plans: Sequence[Plan],
    *,
    days: float = 1.0,
    steps: int = STEPS_A_DAY,
    count: int = 1,
    seed: int = 1,
    progress: Callable[[float], None] = unheard,
) -> tuple[Paths, Board, list[Played]]:
    """Play ``count`` days for every plan, each on the same paths and customers.

    ``days`` calendar days are split into ``steps`` equal steps; ``progress`` hears the share done.
    Raises InvalidInput for a time, a count or a seed that cannot be used, or an index option
    against a class on a share.
    """
    world, flow = drawn(desk, days=days, steps=steps, count=count, seed=seed)
    return replay(desk, book, plans, world, flow, progress=progress)


def replay(
    desk: Desk,
    book: Book,
    plans: Sequence[Plan],
    world: Paths,
    flow: Arrivals,
    *,
    progress: Callable[[float], None] = unheard,
) -> tuple[Paths, Board, list[Played]]:
    """Play given paths and customers for every plan."""
    board = board_of(desk, [book, *(plan.hedge for plan in plans)], world)
    played = []
    for number, plan in enumerate(plans, start=1):
        played.append(OnePlan(desk, book, plan, board, world, flow).played())
        progress(number / len(plans))
    return world, board, played
