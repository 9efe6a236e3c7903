"""Not to wait twice for a database that just kept somebody waiting in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from engine.errors import RecordsUnavailable

SLOW = 0.5
"""Seconds: a failure that came sooner cost nobody anything and is tried again at once."""


class Breaker:
    """After a failure that took long, all others fail at once for some seconds, with its reason."""

    def __init__(self, clock: Callable[[], float] | None, rest: float = 2.5) -> None:
        """Take the ``clock`` in seconds (without one, every call is tried) and how long to rest."""
        self._clock = clock
        self._rest = rest
        self._until = float("-inf")
        self._problem: RecordsUnavailable | None = None

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Let one call through, or raise what the last one raised."""
        if self._clock is None:
            yield
            return
        begun = self._clock()
        if self._problem is not None and begun < self._until:
            raise RecordsUnavailable(str(self._problem)) from self._problem
        if self._problem is not None:
            # One goes to look; whoever comes meanwhile need not wait with it.
            self._until = begun + self._rest
        try:
            yield
        except RecordsUnavailable as problem:
            ended = self._clock()
            if ended - begun >= SLOW:
                self._problem, self._until = problem, ended + self._rest
            raise
        self._problem = None

    def reset(self) -> None:
        """Try the next call, come what may."""
        self._problem = None
