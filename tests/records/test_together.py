"""The store with many at once, threads and processes, on either database; and the plug pulled."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from engine.records.store import Store
from tests.records.postgres import PostgreSQL
from tests.records.told import fact, together
from tests.records.writer import answer

ROOT = Path(__file__).parents[2]


def writer(url: str, learner: str, count: int, **settings: Any) -> subprocess.Popen[str]:
    """Start a process that writes so many facts, and says when each is acknowledged."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.records.writer", url, learner, str(count)],
        cwd=ROOT,
        text=True,
        **{"stdout": subprocess.DEVNULL, **settings},
    )


def test_two_stores_lose_nothing(url: str) -> None:
    """Four threads, two stores, 120 facts, at once; two of the threads are one learner."""
    stores = [Store(url, patience=20.0) for _ in range(2)]

    def writing(number: int) -> Callable[[], None]:
        def write() -> None:
            for turn in range(number // 2 * 30, number // 2 * 30 + 30):
                stores[number % 2].record(answer(f"learner-{number % 2}", turn))

        return write

    assert together(*map(writing, range(4))) == []
    for number in range(2):
        expected = [answer(f"learner-{number}", turn) for turn in range(60)]
        assert [one.facts(f"learner-{number}") for one in stores] == [expected] * 2
    for store in stores:
        store.close()


def test_the_first_visitors_of_all_may_come_at_once(url: str) -> None:
    """Eight stores make the same tables at one moment: made once, and nobody is refused."""
    stores = [Store(url, patience=20.0) for _ in range(8)]
    jobs = [
        lambda store=store, name=name: store.record(fact(f"from-{name}"))
        for name, store in enumerate(stores)
    ]
    assert together(*jobs) == []
    assert len(stores[0].facts("ann")) == 8
    for store in stores:
        store.close()


def test_one_store_serves_many_threads_from_the_start(store: Store) -> None:
    """As a web server uses it."""
    jobs = [lambda name=name: store.record(fact(f"from-{name}")) for name in range(8)]
    assert together(*jobs) == []
    assert len(store.facts("ann")) == 8


def test_the_same_facts_told_at_once_count_once(url: str) -> None:
    """Four stores tell the same facts, each in another order, and none waits for ever."""
    stores = [Store(url, patience=20.0) for _ in range(4)]
    for store in stores:
        store.facts("ann")
    for turn in range(3):
        facts = [answer("ann", 300 * turn + number) for number in range(300)]
        orders = [facts, facts[::-1], facts[150:] + facts[:150], facts[::2] + facts[1::2]]
        new: list[int] = []
        jobs = [
            lambda store=store, order=order, new=new: new.append(store.record_many(order))
            for store, order in zip(stores, orders, strict=True)
        ]
        assert together(*jobs) == []
        assert sum(new) == 300
    assert all(len(store.facts("ann")) == 900 for store in stores)
    for store in stores:
        store.close()


def test_facts_are_written_in_one_order_however_told(url: str) -> None:
    """Two that each wait for a fact of the other would wait for ever."""
    facts, written = [answer("ann", number) for number in range(9)], []

    def look(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.startswith("INSERT INTO facts"):
            written.append(str(parameters))

    event.listen(Engine, "before_cursor_execute", look)
    try:
        store = Store(url)
        for order in (facts, facts[::-1], facts[4:] + facts[:4]):
            store.record_many(order)
    finally:
        event.remove(Engine, "before_cursor_execute", look)
    store.close()
    assert len(written) == 3 and len(set(written)) == 1


def test_two_processes_lose_nothing_and_count_once(store: Store, url: str) -> None:
    """Both write the same sixty facts of one learner while the other does; both begin anew."""
    writers = [writer(url, "ann", 60) for _ in range(2)]
    assert [one.wait(timeout=60) for one in writers] == [0, 0]
    assert store.facts("ann") == [answer("ann", number) for number in range(60)]


@pytest.mark.parametrize("acknowledged", [1, 25])
def test_what_was_acknowledged_survives_the_writer(
    store: Store, url: str, acknowledged: int
) -> None:
    """The writer is killed (SIGKILL) right after it said so: each of its facts is there."""
    process = writer(url, "ann", 100_000, stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = [int(process.stdout.readline()) for _ in range(acknowledged)]
    process.kill()
    said += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    assert process.wait(timeout=60) != 0
    kept = store.facts("ann")
    assert kept[: len(said)] == [answer("ann", number) for number in said]
    assert len(kept) in (len(said), len(said) + 1)
    store.record(fact("after the crash", at=1e9))
    assert store.facts("ann")[-1].subject == "after the crash"


def test_what_was_acknowledged_survives_postgresql(own_postgres: PostgreSQL) -> None:
    """The database itself is killed (SIGKILL) while somebody writes: nothing told is missing."""
    process = writer(
        own_postgres.url, "ann", 100_000, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    said = [int(process.stdout.readline()) for _ in range(25)]
    own_postgres.kill()
    said += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    assert process.wait(timeout=60) != 0
    own_postgres.start()
    store = Store(own_postgres.url)
    kept = store.facts("ann")
    assert kept[: len(said)] == [answer("ann", number) for number in said]
    assert len(kept) in (len(said), len(said) + 1)
    store.close()


def test_every_write_waits_for_the_disk(store: Store, url: str) -> None:
    """On the very connection that inserts, also after it was opened again."""
    seen = []
    expected = [("wal",), (2,)] if url.startswith("sqlite") else [("on",), ("5s",)]
    names = ("journal_mode", "synchronous")
    asked = (
        [f"PRAGMA {name}" for name in names]
        if url.startswith("sqlite")
        else ["SHOW synchronous_commit", "SHOW statement_timeout"]
    )

    def look(connection: Any, _: Any, statement: str, *__: Any) -> None:
        if statement.startswith("INSERT INTO facts"):
            driver = connection.connection.dbapi_connection
            seen.append([driver.execute(question).fetchone() for question in asked])

    event.listen(Engine, "before_cursor_execute", look)
    try:
        store.record(fact("one"))
        store.close()
        store.record(fact("two"))
    finally:
        event.remove(Engine, "before_cursor_execute", look)
    assert seen == [expected, expected]


def test_a_memory_database_will_do_for_a_try() -> None:
    """It forgets everything in the end, and works until then, for all threads alike."""
    store = Store("sqlite://")
    store.record(fact())
    assert together(lambda: store.record(fact("vega", at=2.0)), lambda: None) == []
    assert store.facts("ann") == [fact(), fact("vega", at=2.0)]
