"""Days on the desk, played under two plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.desk.day import play
from engine.desk.plan import Desk, Plan, Quoting
from engine.exposure.book import Book, Position
from engine.flow.paths import Paths, World
from engine.hedging.policies import policies
from engine.instruments.call import Call

DESK = Desk(world=World(gap_chance=0.3, implied_wander=0.01))
BOOK = Book.of(Position(-250, Call()))
PLANS = (
    Plan(label="hedged at every step", decide=policies()["at_intervals"]),
    Plan(label="leaning, never hedged", quoting=Quoting(lean=1.0)),
)


def days(paths: int, seed: int, plans: Sequence[Plan] = PLANS) -> tuple[Paths, Any, list[Any]]:
    """Play so many days with gaps, moving volatility and customers for every plan."""
    return play(DESK, BOOK, plans, count=paths, seed=seed)
