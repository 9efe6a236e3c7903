"""Tables computed once for the whole process: quick ones when asked for, slow ones on the side."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any, NamedTuple

from engine.evidence import Row, Table, measured, tables

_FEW = 2
"""Paths that are enough to see which rows a simulated table will have."""


class Computed(NamedTuple):
    """What became of a table: its rows, or why there are none; ``final`` once it is all there."""

    rows: tuple[Row, ...]
    final: bool
    problem: str = ""

    @property
    def failing(self) -> int:
        """How many rows do not hold; a table that could not be computed fails as one."""
        return sum(not row.holds for row in self.rows) if not self.problem else 1


class Runs:
    """The slow tables, one after another in one thread, kept for everybody once they are done."""

    def __init__(self) -> None:
        self._done: dict[str, Computed] = {}
        self._share: dict[str, float] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._slow = [name for name, table in tables().items() if table.slow]

    def start(self) -> None:
        """Begin with the simulations if nobody has yet."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()

    def finish(self) -> None:
        """Wait until every simulation is done."""
        self.start()
        if self._thread is not None:
            self._thread.join()

    def of(self, table: Table) -> Computed:
        """Return a table as it stands: a slow one that is not done yet shows what it will have."""
        if not table.slow:
            return _computed(table.name)
        return self._done.get(table.name) or _outline(table.name)

    @property
    def done(self) -> int:
        """How many of the slow tables are there."""
        return len(self._done)

    @property
    def waiting(self) -> list[str]:
        """The slow tables that are not done, in their order; the first is being computed."""
        return [name for name in self._slow if name not in self._done]

    @property
    def share(self) -> float:
        """How much of all simulations is done, from 0 to 1."""
        done = [1.0 if name in self._done else self._share.get(name, 0.0) for name in self._slow]
        return sum(done) / len(done) if done else 1.0

    def _run(self) -> None:
        for name in self._slow:
            self._done[name] = _attempt(name, progress=lambda done, n=name: self._heard(n, done))

    def _heard(self, name: str, share: float) -> None:
        self._share[name] = share


def _attempt(name: str, **how: Any) -> Computed:
    """Compute a table; whatever goes wrong is told on the page, in its place."""
    try:
        return Computed(measured(name, **how), final=True)
    except Exception as problem:
        return Computed((), final=True, problem=str(problem) or type(problem).__name__)


@cache
def _computed(name: str) -> Computed:
    return _attempt(name)


@cache
def _outline(name: str) -> Computed:
    return _attempt(name, paths=_FEW)._replace(final=False)


@cache
def runs() -> Runs:
    """Return the runs that everybody shares."""
    return Runs()
