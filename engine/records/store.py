"""Where facts are kept: one append-only table in any database that SQLAlchemy reaches.

SQLite in WAL mode by default. A fact is acknowledged only when the database has it on disk.
"""

from __future__ import annotations

from pathlib import Path
from sqlite3 import OperationalError
from time import sleep
from typing import Any

from sqlalchemy import JSON, Column, Engine, Float, MetaData, String, Table, create_engine, event
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql import select

from engine.errors import RecordsUnavailable
from engine.records.facts import Fact

_MOMENT = 0.02
"""Seconds between two tries to switch a new file to WAL."""
_METADATA = MetaData()
_FACTS = Table(
    "facts",
    _METADATA,
    Column("id", String(32), primary_key=True),
    Column("at", Float, nullable=False),
    Column("learner", String(64), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("occasion", String(64), nullable=False),
    Column("detail", JSON, nullable=False),
)

_REASONS = {
    "full": "the disk is full",
    "readonly": "the records file is read-only",
    "read-only": "the records file is read-only",
    "locked": "another program is holding the records file",
    "unable to open": "the records file cannot be opened",
    "not a database": "the records file is damaged",
    "malformed": "the records file is damaged",
    "disk i/o": "the disk reports a fault",
    "refused": "the database does not answer",
}


class Store:
    """Facts in a database. Tables are made on first use; every failure is RecordsUnavailable."""

    def __init__(self, url: str, *, patience: float = 2.0) -> None:
        """Name the database; ``patience`` is how many seconds to wait for a locked SQLite file."""
        try:
            self._engine = _engine(url, patience)
        except (SQLAlchemyError, ImportError) as problem:
            raise RecordsUnavailable(
                f"the database address cannot be used ({problem})"
            ) from problem
        self._file = _file(self._engine)
        self._ready = False
        self._identity: int | None = None

    def record(self, fact: Fact) -> None:
        """Keep a fact. When this returns it is on disk; told twice it is kept once."""
        row = {**vars(fact), "id": fact.id, "detail": dict(fact.detail)}
        try:
            self._prepare()
            with self._engine.begin() as connection:
                connection.execute(_FACTS.insert(), row)
        except IntegrityError as problem:
            if not self._has(fact.id):
                raise RecordsUnavailable("the database refuses this fact") from problem
        except (SQLAlchemyError, UnicodeError) as problem:
            raise RecordsUnavailable(_reason(problem)) from problem

    def _has(self, name: str) -> bool:
        with self._engine.connect() as connection:
            found = connection.execute(select(_FACTS.c.id).where(_FACTS.c.id == name))
            return found.first() is not None

    def facts(self, learner: str) -> list[Fact]:
        """Return what a learner did, oldest first."""
        columns = [column for column in _FACTS.c if column.name != "id"]
        query = select(*columns).where(_FACTS.c.learner == learner).order_by(_FACTS.c.at)
        try:
            self._prepare()
            with self._engine.connect() as connection:
                return [Fact(**row) for row in connection.execute(query).mappings()]
        except (SQLAlchemyError, UnicodeError) as problem:
            raise RecordsUnavailable(_reason(problem)) from problem

    def close(self) -> None:
        """Give the database's files back to the system."""
        self._engine.dispose()

    def _prepare(self) -> None:
        """Make the table on first use, and anew where the file was taken away meanwhile.

        SQLite would go on writing to a deleted file, and nobody would ever read it again.
        """
        if self._ready and _identity(self._file) != self._identity:
            self._engine.dispose()
            self._ready = False
            raise RecordsUnavailable("the records file was moved or deleted")
        if not self._ready:
            with self._engine.begin() as connection:
                connection.execute(CreateTable(_FACTS, if_not_exists=True))
                for index in _FACTS.indexes:
                    connection.execute(CreateIndex(index, if_not_exists=True))
            self._identity = _identity(self._file)
            self._ready = True


def _file(engine: Engine) -> Path | None:
    name = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(name) if name and not name.startswith((":", "file:")) else None


def _identity(file: Path | None) -> int | None:
    try:
        return file.stat().st_ino if file else None
    except OSError:
        return None


def _engine(url: str, patience: float) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        _switch_to_wal(cursor, patience)
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    return engine


def _switch_to_wal(cursor: Any, patience: float) -> None:
    """Where two programs switch one new file at once, SQLite refuses one without waiting."""
    cursor.execute(f"PRAGMA busy_timeout = {_MOMENT * 1_000:.0f}")
    for left in reversed(range(max(1, round(patience / (2 * _MOMENT))))):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            break
        except OperationalError as problem:
            if not left or "locked" not in str(problem):
                raise
            sleep(_MOMENT)
    cursor.execute(f"PRAGMA busy_timeout = {patience * 1_000:.0f}")


def _reason(problem: Exception) -> str:
    text = str(getattr(problem, "orig", problem)).lower()
    return next((plain for part, plain in _REASONS.items() if part in text), "the database failed")
