"""Facts that the records have not taken yet: kept in memory, and in a file if one is named."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Lock

from engine.errors import RecordsUnavailable
from engine.records.facts import KINDS, Fact
from engine.records.rows import FactRefused, row_of
from engine.records.store import Store


class Outbox:
    """What waits to be sent, by learner, first come first sent; safe between threads."""

    def __init__(self, file: Path | None = None) -> None:
        """Begin with what waits in the ``file`` since an earlier server, if there is one."""
        self._spool = Store(f"sqlite:///{file}") if file else None
        self._changing, self._sending = Lock(), Lock()
        self._waiting: dict[str, dict[str, Fact]] = {}
        if self._spool and file and file.exists():
            with suppress(RecordsUnavailable):
                self._hold(self._spool.all(*KINDS))

    @property
    def lasting(self) -> bool:
        """Whether what waits outlives this server."""
        return self._spool is not None

    def __bool__(self) -> bool:
        """Whether anybody's facts wait."""
        return bool(self._waiting)

    def add(self, *facts: Fact) -> None:
        """Keep facts until they are sent; raise FactRefused where one can never be sent."""
        for fact in facts:
            row_of(fact)
        self._hold(facts)
        if self._spool:
            with suppress(RecordsUnavailable):
                self._spool.record_many(facts)

    def waiting(self, learner: str) -> list[Fact]:
        """Return a learner's facts that are not sent yet, in the order they came."""
        with self._changing:
            return list(self._waiting.get(learner, {}).values())

    def send(self, store: Store) -> None:
        """Send everybody's facts; raise RecordsUnavailable where the store does not take them.

        Where somebody else is just sending them, that is left to them.
        """
        if not self._sending.acquire(blocking=False):
            return
        try:
            for learner in list(self._waiting):
                facts = self.waiting(learner)
                _send(store, facts)
                self._sent(learner, facts)
        finally:
            self._sending.release()

    def forget(self, learner: str) -> None:
        """Throw away what waits of a learner."""
        with self._changing:
            self._waiting.pop(learner, None)
        self._unspool(learner)

    def _hold(self, facts: list[Fact] | tuple[Fact, ...]) -> None:
        with self._changing:
            for fact in facts:
                self._waiting.setdefault(fact.learner, {}).setdefault(fact.id, fact)

    def _sent(self, learner: str, facts: list[Fact]) -> None:
        with self._changing:
            waiting = self._waiting.get(learner, {})
            for fact in facts:
                waiting.pop(fact.id, None)
            if waiting:
                return
            self._waiting.pop(learner, None)
        self._unspool(learner)

    def _unspool(self, learner: str) -> None:
        # What stays in the file is sent once more some day, and then counts once all the same.
        if self._spool:
            with suppress(RecordsUnavailable):
                self._spool.forget(learner)


def _send(store: Store, facts: list[Fact]) -> None:
    """One fact that a database refuses for ever does not keep the others waiting."""
    try:
        store.record_many(facts)
    except FactRefused:
        for fact in facts:
            with suppress(FactRefused):
                store.record(fact)
