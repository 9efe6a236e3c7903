"""Each database that facts may be kept in: a new one, by its address, for every test."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from engine.records.store import Store


@pytest.fixture
def postgres_url(postgres_address: str) -> str:
    """Return the address of an empty PostgreSQL database: a schema of its own, quickly made."""
    name = f"test_{secrets.token_hex(8)}"
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{postgres_address}?options=-csearch_path%3D{name}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the address of an SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'records.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """Return the address of a new database of each kind in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Return a store in a new database of each kind in turn."""
    opened = Store(url)
    yield opened
    opened.close()
