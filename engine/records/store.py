"""Where facts are kept: one append-only table in SQLite (WAL) or PostgreSQL.

A fact is acknowledged only when the database has it on disk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from engine.errors import RecordsUnavailable
from engine.records.breaker import Breaker
from engine.records.database import file_of, open_database
from engine.records.facts import Fact, Kind
from engine.records.reading import Reading, Shelf
from engine.records.reasons import reason
from engine.records.rows import FactRefused, Row, fact_in, row_of, weight
from engine.records.statements import (
    FACTS_OF_KINDS,
    FACTS_OF_LEARNER,
    FORGET_FACTS,
    FORGET_REVISION,
    REVISION,
    REVISION_OF_ALL,
    Writing,
    writing,
)
from engine.records.tables import make_tables


class Store:
    """Facts in a database. Tables are made on first use; every failure is RecordsUnavailable."""

    def __init__(
        self, url: str, *, patience: float = 2.0, clock: Callable[[], float] | None = None
    ) -> None:
        """Name the database: ``sqlite:///file`` or ``postgresql://user@computer/name``.

        ``patience`` is how many seconds to wait for a locked SQLite file. With a ``clock`` (seconds
        that only grow), a database that kept one call waiting in vain is left alone for a moment.
        """
        self._url, self._patience = url, patience
        self._breaker = Breaker(clock)
        self._shelf, self._shelf_of_all = Shelf(), Shelf(room=4)
        self._ready = False
        self._identity: int | None = None

    @cached_property
    def _engine(self) -> Engine:
        return open_database(self._url, self._patience)

    @cached_property
    def _file(self) -> Path | None:
        return file_of(self._engine)

    @cached_property
    def _writing(self) -> Writing:
        return writing(self._engine.dialect.name)

    def record(self, fact: Fact) -> None:
        """Keep a fact. When this returns it is on disk; told twice it is kept once."""
        self.record_many([fact])

    def record_many(self, facts: Iterable[Fact]) -> int:
        """Keep all of the facts or none, and return how many of them are new.

        Raises FactRefused where one of them can never be kept.
        """
        told = {fact.id: fact for fact in reversed(list(facts))}
        # One order for everybody: two that write the same facts never wait for each other.
        rows = [row_of(told[name]) for name in sorted(told)]
        if not rows:
            return 0
        with self._transaction() as connection:
            new = set(connection.execute(self._writing.insert, rows).scalars())
            added = _by_learner(row for row in rows if row["id"] in new)
            steps = {learner: weight(of_one) for learner, of_one in sorted(added.items())}
            reached = {
                learner: self._moved_on(connection, learner, step)
                for learner, step in steps.items()
            }
        for learner, revision in reached.items():
            self._shelf.add(learner, _written(added[learner]), steps[learner], revision)
        return len(new)

    def facts(self, learner: str) -> list[Fact]:
        """Return what a learner did, oldest first."""
        return list(self.reading(learner).facts)

    def reading(self, learner: str) -> Reading:
        """Return what a learner did, oldest first, with its revision.

        What has not changed since it was last read costs one look at the revision.
        """
        with self._transaction() as connection:
            # The revision first: facts that come in between are then read once more, never missed.
            revision = _revision(connection, learner)
            return self._shelf.at(learner, revision) or self._shelf.put(
                learner, _read(connection, revision, FACTS_OF_LEARNER, learner)
            )

    def last_reading(self, learner: str) -> Reading:
        """Return what was last read about a learner, without asking the database."""
        return self._shelf.last(learner)

    def revision(self, learner: str) -> int:
        """Return a number that changes with whatever is kept about a learner; 0 for nothing."""
        with self._transaction() as connection:
            return _revision(connection, learner)

    def all(self, *kinds: Kind) -> list[Fact]:
        """Return everybody's facts of some kinds, oldest first."""
        name = " ".join(sorted(kinds))
        with self._transaction() as connection:
            revision = int(connection.execute(REVISION_OF_ALL).scalar_one())
            found = self._shelf_of_all.at(name, revision) or self._shelf_of_all.put(
                name, _read(connection, revision, FACTS_OF_KINDS, kinds)
            )
        return list(found.facts)

    def forget(self, learner: str) -> int:
        """Delete everything about a learner, all or nothing; return how many facts there were."""
        with self._transaction() as connection:
            gone = int(connection.execute(FORGET_FACTS, {"of": learner}).rowcount)
            connection.execute(FORGET_REVISION, {"of": learner})
        self._shelf.put(learner, Reading())
        self._shelf_of_all.clear()
        return gone

    def try_again(self) -> None:
        """Ask the database at the next call, even if it has just kept somebody waiting."""
        self._breaker.reset()

    def close(self) -> None:
        """Give the database's files and connections back; the next call opens it again."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Run a block in one transaction; whatever goes wrong is told in plain words."""
        with self._breaker.trying():
            try:
                self._prepare()
                with self._engine.begin() as connection:
                    yield connection
            except SQLAlchemyError as problem:
                raise self._told(problem) from problem

    def _told(self, problem: SQLAlchemyError) -> RecordsUnavailable:
        if isinstance(problem, DataError | IntegrityError):
            return FactRefused("the database refuses this fact")
        # A table that somebody dropped is made again by the next call.
        self._ready = False
        return RecordsUnavailable(reason(problem, self._engine.dialect.name))

    def _prepare(self) -> None:
        """Make the tables on first use, and anew where the file was taken away meanwhile.

        SQLite would go on writing to a deleted file, and nobody would ever read it again.
        """
        if self._ready and self._inode() != self._identity:
            self._engine.dispose()
            self._ready = False
            raise RecordsUnavailable("the records file was moved or deleted")
        if not self._ready:
            with self._engine.begin() as connection:
                make_tables(connection)
            self._identity = self._inode()
            self._ready = True

    def _inode(self) -> int | None:
        try:
            return self._file.stat().st_ino if self._file else None
        except OSError:
            return None

    def _moved_on(self, connection: Connection, learner: str, step: int) -> int:
        moved = connection.execute(self._writing.revise, {"of": learner, "step": step})
        return int(moved.scalar_one())


def _revision(connection: Connection, learner: str) -> int:
    return int(connection.execute(REVISION, {"of": learner}).scalar() or 0)


def _read(connection: Connection, revision: int, query: Select[Any], of: Any) -> Reading:
    rows = connection.execute(query, {"of": of}).mappings()
    return Reading(revision, tuple(fact_in(row) for row in rows))


def _by_learner(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["learner"]].append(row)
    return found


def _written(rows: Iterable[Row]) -> tuple[Fact, ...]:
    return tuple(sorted((fact_in(row) for row in rows), key=lambda fact: (fact.at, fact.id)))
