"""Days that the tests of the desk play, and situations as far as sliders go."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st

from engine.desk._one_plan import Played
from engine.desk.attribution import Attribution, attribute
from engine.desk.board import Board
from engine.desk.day import drawn, play, replay
from engine.desk.plan import Desk, Plan, Quoting
from engine.exposure import notation
from engine.exposure.book import Book
from engine.flow.customers import Customers
from engine.flow.paths import Paths, World
from engine.hedging.costs import FREE
from engine.hedging.policies import policies

ALWAYS = partial(policies()["at_intervals"], every=1)
NOBODY = Customers(a_day=0)
QUIET = World(volatility=0, implied_wander=0)
"""Nothing moves but time."""
FAIR = Desk(world=World(drift=0.01, implied_wander=0), customers=NOBODY, costs=FREE)
"""Nobody comes, trading is free, and the share moves as the options are priced: 24 %, r - q."""


def read(text: str) -> Book:
    """Return the book that a text describes, every line of it."""
    book, left_out = notation.read(text)
    assert not left_out
    return book


def one_day(
    desk: Desk, book: Book, plan: Plan, **change: Any
) -> tuple[Paths, Board, Played, Attribution]:
    """Play one plan and attribute its profit."""
    world, board, (played,) = play(desk, book, [plan], **{"count": 20, "seed": 3, **change})
    return world, board, played, attribute(desk, world, board, played)


def along(desk: Desk, book: Book, plan: Plan, share: list[float], **moves: Any) -> Attribution:
    """Return the parts of a day on which the share goes along these prices, a day apart."""
    world, flow = drawn(desk, days=len(share) - 1, steps=len(share) - 1, count=1, seed=1)
    prices = np.array([share])
    moved = replace(world, **{"share": prices, "before_gap": prices[:, 1:], **moves})
    world, board, (played,) = replay(desk, book, [plan], moved, flow)
    return attribute(desk, world, board, played)


def close(one: Any, other: Any) -> bool:
    """Tell whether amounts are the same to the cent, or to the noise of very large ones."""
    noise = 0.011 + 1e-9 * np.maximum(np.abs(one), np.abs(other))
    return bool((np.abs(np.asarray(one) - other) <= noise).all())


quotings = st.builds(
    Quoting,
    half_width=st.sampled_from([0.01, 0.03, 0.3, 1.0]),
    size=st.sampled_from([1.0, 50.0, 500.0]),
    lean=st.sampled_from([0.0, 1.0, 3.0]),
)
