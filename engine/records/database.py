"""Opening a database, SQLite or PostgreSQL: what it acknowledges, it has on disk."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import OperationalError
from time import sleep
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from engine.errors import RecordsUnavailable

_MOMENT = 0.02
"""Seconds between two tries to switch a new file to WAL."""
_CONNECTING = "3"
"""Seconds that PostgreSQL has to answer a call."""
_ANSWERING = 5_000
"""Milliseconds that PostgreSQL has for one statement, or to confirm that it heard."""


def open_database(address: str, patience: float) -> Engine:
    """Return the way to a database; it is not called before it is needed.

    ``patience`` is how many seconds to wait for a locked SQLite file. Raises RecordsUnavailable
    where the address leads nowhere or its driver is missing.
    """
    url = _url(address)
    try:
        return _sqlite(url, patience) if url.drivername.startswith("sqlite") else _postgresql(url)
    except ImportError as problem:
        raise RecordsUnavailable(
            "PostgreSQL needs its driver: pip install '.[postgres]'"
        ) from problem
    except (SQLAlchemyError, ValueError) as problem:
        raise RecordsUnavailable("the database address cannot be used") from problem


def _url(address: str) -> URL:
    """Read an address; what is wrong is told without it, for there may be a password in it."""
    try:
        url = make_url(address)
    except (SQLAlchemyError, ValueError) as problem:
        raise RecordsUnavailable("the database address cannot be read") from problem
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() in ("sqlite", "postgresql"):
        return url
    raise RecordsUnavailable(
        "the database address begins neither with sqlite:// nor with postgresql://"
    ) from ValueError(url.drivername)


def _postgresql(url: URL) -> Engine:
    calls = {
        "connect_timeout": _CONNECTING,
        "application_name": "hedgebook",
        "keepalives_idle": "10",
        "keepalives_interval": "3",
        "keepalives_count": "2",
        "tcp_user_timeout": str(_ANSWERING),
    }
    engine = create_engine(
        url.set(query={**calls, **url.query}),
        pool_pre_ping=True,
        pool_recycle=1_800,
        pool_timeout=float(_CONNECTING),
    )

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("SET synchronous_commit = on")
        cursor.execute(f"SET statement_timeout = {_ANSWERING}")
        cursor.close()
        connection.commit()

    return engine


def _sqlite(url: URL, patience: float) -> Engine:
    engine = create_engine(url, **_settings(url, patience))

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        _switch_to_wal(cursor, patience)
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    return engine


def _settings(url: URL, patience: float) -> dict[str, Any]:
    """A database in memory is one connection's own: all threads take turns at the same one."""
    if url.database not in (None, "", ":memory:"):
        return {"connect_args": {"timeout": patience}}
    calls = {"timeout": patience, "check_same_thread": False}
    return {"connect_args": calls, "poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}


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


def file_of(engine: Engine) -> Path | None:
    """Return the file that an SQLite database lies in, if it lies in one."""
    name = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(name) if name and not name.startswith((":", "file:")) else None
