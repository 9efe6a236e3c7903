"""The store in trouble: every failure is told in plain words, in bounded time, and nothing lies."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from sqlalchemy import Engine, event

from engine.errors import RecordsUnavailable
from engine.records.store import Store
from tests.records.told import fact

LOCKED = "another program is holding the records file"
READ_ONLY = "the records file is read-only"
CLOSED = "the records file cannot be opened"
DAMAGED = "the records file is damaged"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a database in which one fact is kept."""
    path = tmp_path / "records.sqlite3"
    store = Store(url(path))
    store.record(fact("before"))
    store.close()
    return path


def url(file: Path) -> str:
    """Return the address of a file."""
    return f"sqlite:///{file}"


def write(store: Store) -> None:
    """Record one more fact."""
    store.record(fact("after", at=2.0))


def read(store: Store) -> None:
    """Read all facts."""
    store.facts("ann")


def refused(store: Store, act: Callable[[Store], None] = write) -> str:
    """Return the words in which the store refuses an act."""
    with pytest.raises(RecordsUnavailable) as problem:
        act(store)
    assert problem.value.__cause__ is not None
    return str(problem.value)


@contextmanager
def holding(file: Path) -> Iterator[None]:
    """Hold a database for oneself, as another program might."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.parametrize("warm", [True, False], ids=["in use", "just started"])
def test_a_locked_file_is_waited_for_only_so_long(file: Path, warm: bool) -> None:
    """Then the reason is told; once the file is free the same store goes on."""
    store = Store(url(file), patience=0.2)
    if warm:
        read(store)
    with holding(file):
        begun = time.perf_counter()
        assert refused(store) == LOCKED
        assert 0.15 < time.perf_counter() - begun < 5
    write(store)
    assert [one.subject for one in store.facts("ann")] == ["before", "after"]
    store.close()


def test_readers_need_not_wait_for_a_writer(file: Path) -> None:
    """WAL: what is kept can be read while another program writes."""
    store = Store(url(file), patience=0.2)
    with holding(file):
        assert [one.subject for one in store.facts("ann")] == ["before"]
    store.close()


def test_a_short_lock_is_only_a_short_wait(file: Path) -> None:
    """Patience is there to be used: a lock that goes in time refuses nobody."""
    store = Store(url(file), patience=10.0)
    read(store)
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    free = Timer(0.3, lambda: other.execute("ROLLBACK"))
    begun = time.perf_counter()
    free.start()
    write(store)
    assert time.perf_counter() - begun > 0.2
    free.join()
    other.close()
    assert len(store.facts("ann")) == 2
    store.close()


def test_a_file_of_another_program_that_is_locked_says_so(tmp_path: Path) -> None:
    """Even where the file is not in WAL mode yet and so cannot be read either."""
    path = tmp_path / "other.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes (text)")
    other.close()
    with holding(path):
        for act in (write, read):
            begun = time.perf_counter()
            assert refused(Store(url(path), patience=0.2), act) == LOCKED
            assert time.perf_counter() - begun < 5


def test_a_read_only_file_can_be_read_and_says_why_not_written(file: Path) -> None:
    """What was kept is still there to be seen."""
    store = Store(f"sqlite:///file:{file}?mode=ro&uri=true")
    assert [one.subject for one in store.facts("ann")] == ["before"]
    assert refused(store) == READ_ONLY
    store.close()


@pytest.mark.parametrize("act", [write, read])
def test_a_folder_in_the_place_of_the_file_says_so(
    tmp_path: Path, act: Callable[[Store], None]
) -> None:
    """It cannot be opened."""
    (tmp_path / "records.sqlite3").mkdir()
    assert refused(Store(url(tmp_path / "records.sqlite3")), act) == CLOSED


@pytest.mark.parametrize("act", [write, read])
def test_a_missing_folder_says_so_until_it_is_there(
    tmp_path: Path, act: Callable[[Store], None]
) -> None:
    """No restart is needed once somebody makes it."""
    store = Store(url(tmp_path / "missing" / "records.sqlite3"))
    assert refused(store, act) == CLOSED
    (tmp_path / "missing").mkdir()
    write(store)
    assert [one.subject for one in store.facts("ann")] == ["after"]
    store.close()


@pytest.mark.parametrize("act", [write, read])
def test_a_file_that_is_no_database_says_so_and_is_left_alone(
    tmp_path: Path, act: Callable[[Store], None]
) -> None:
    """Whoever put it there gets it back as it was."""
    path = tmp_path / "records.sqlite3"
    path.write_bytes(b"This is a letter, not a database.\n" * 200)
    before = path.read_bytes()
    assert refused(Store(url(path)), act) == DAMAGED
    assert path.read_bytes() == before


@pytest.mark.parametrize("act", [write, read])
def test_a_damaged_database_says_so(file: Path, act: Callable[[Store], None]) -> None:
    """The first page is whole and all others are not."""
    data = file.read_bytes()
    assert len(data) > 4_096
    file.write_bytes(data[:4_096] + b"\xff" * (len(data) - 4_096))
    assert refused(Store(url(file)), act) == DAMAGED


def test_a_full_disk_says_so_and_loses_nothing(file: Path) -> None:
    """What is kept can still be read, and once there is room the same store goes on."""
    most = 0

    def limit(connection: Any, _: Any, statement: str, *__: Any) -> None:
        if statement.startswith("INSERT"):
            driver = connection.connection.dbapi_connection
            pages = most or driver.execute("PRAGMA page_count").fetchone()[0]
            driver.execute(f"PRAGMA max_page_count = {pages}")

    store = Store(url(file))
    large = fact("large", at=3.0, detail={"text": "x" * 100_000})
    event.listen(Engine, "before_cursor_execute", limit)
    try:
        with pytest.raises(RecordsUnavailable, match=r"^the disk is full"):
            store.record(large)
        assert [one.subject for one in store.facts("ann")] == ["before"]
        most = 10_000
        store.record(large)
    finally:
        event.remove(Engine, "before_cursor_execute", limit)
    assert [one.subject for one in store.facts("ann")] == ["before", "large"]
    store.close()


def test_a_file_taken_away_is_not_written_to_any_more(file: Path) -> None:
    """SQLite alone would go on writing to what nobody can read again; nothing is lost so."""
    store = Store(url(file))
    write(store)
    for part in file.parent.glob("records.sqlite3*"):
        part.unlink()
    with pytest.raises(RecordsUnavailable, match="moved or deleted"):
        store.record(fact("later"))
    store.record(fact("later"))
    again = Store(url(file))
    assert [one.subject for one in again.facts("ann")] == ["later"]
    again.close()
    store.close()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "records.sqlite3",
        "nonsense://x",
        "sqlite+nonsense:///x",
        "mysql://x",
        "postgresql://x:y/z",
    ],
)
def test_an_address_that_leads_nowhere_says_so(address: str) -> None:
    """A slip in the setting is told like any other trouble, at the first use, not before."""
    assert "database address" in refused(Store(address), read)
