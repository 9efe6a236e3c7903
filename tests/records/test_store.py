"""The store: what is acknowledged is kept, once and in order, whoever else writes."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from engine.records.facts import Fact
from engine.records.store import Store
from tests.records.writer import answer

ROOT = Path(__file__).parents[2]
HOSTILE = (
    "'; DROP TABLE facts; --",
    '"quoted" \\ and %s ? :name {braces}',
    "nul\0inside",
    "Ωmega 期权 🎓 \u202e right to left",
    "",
    " ",
    "line\nbreak\ttab",
    "x" * 10_000,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a database that is not there yet."""
    return tmp_path / "records.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    """Return a store in a new file."""
    opened = Store(url(file))
    yield opened
    opened.close()


def url(file: Path) -> str:
    """Return the address of a file."""
    return f"sqlite:///{file}"


def fact(subject: str = "gamma", **changed: Any) -> Fact:
    """Return a fact about a subject."""
    whole: dict[str, Any] = {"learner": "ann", "kind": "answer", "at": 1.0}
    return Fact(subject=subject, **(whole | changed))


def test_what_is_recorded_comes_back_whole(store: Store) -> None:
    """With its time to the last bit and its detail as it was."""
    detail = {"chosen": "−C$5 “é”", "right": False, "list": [1, 2.5, None], "in": {"a": "b"}}
    kept = fact(at=1_763_800_000.123456, occasion="attempt-1", detail=detail)
    store.record(kept)
    assert store.facts("ann") == [kept]


def test_the_same_act_is_kept_once(store: Store) -> None:
    """A click that arrives twice is one answer: the first."""
    store.record(fact(occasion="attempt-1", detail={"chosen": "This"}))
    store.record(fact(occasion="attempt-1", detail={"chosen": "That"}, at=2.0))
    assert [one.detail for one in store.facts("ann")] == [{"chosen": "This"}]


def test_another_attempt_is_another_fact(store: Store) -> None:
    """Nothing is ever replaced."""
    for attempt in ("attempt-1", "attempt-2"):
        store.record(fact(occasion=attempt))
    assert len(store.facts("ann")) == 2


def test_facts_come_oldest_first(store: Store) -> None:
    """By when it happened, not by when it could be saved."""
    for at in (3.0, 1.0, 2.0):
        store.record(fact(f"at-{at:g}", at=at))
    assert [one.subject for one in store.facts("ann")] == ["at-1", "at-2", "at-3"]


def test_everybody_sees_only_their_own(store: Store) -> None:
    """Names are compared as they are: no pattern, no case, no spaces lost."""
    for learner in ("ann", "Ann", "ann ", "a%", "%"):
        store.record(fact(learner=learner))
    for learner in ("ann", "Ann", "ann ", "a%", "%"):
        assert [one.learner for one in store.facts(learner)] == [learner]
    assert store.facts("a_n") == []


def test_a_new_store_on_the_same_file_knows_everything(store: Store, file: Path) -> None:
    """After a restart nothing is missing."""
    store.record(fact())
    store.close()
    again = Store(url(file))
    assert again.facts("ann") == [fact()]
    again.close()


def test_a_closed_store_opens_again_when_it_is_needed(store: Store) -> None:
    """Closing gives files back; it forbids nothing."""
    store.record(fact("one"))
    store.close()
    store.record(fact("two"))
    assert len(store.facts("ann")) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_stored_as_data(store: Store, text: str) -> None:
    """As a learner, a subject, an occasion and a detail; the table is still there after it."""
    kept = fact(text, learner=text, occasion=text, detail={text: text})
    store.record(kept)
    store.record(fact("after", learner=text, at=2.0))
    assert store.facts(text) == [kept, fact("after", learner=text, at=2.0)]


_NAMES = count()


@settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(), st.dictionaries(st.text(), st.text() | st.integers(-(2**53), 2**53) | st.none()))
def test_any_text_comes_back_as_it_was(store: Store, text: str, detail: dict[str, Any]) -> None:
    """Whatever a keyboard can make."""
    learner = f"learner {next(_NAMES)}"
    kept = fact(text, learner=learner, occasion=text, detail=detail)
    store.record(kept)
    assert store.facts(learner) == [kept]


def _together(*jobs: Callable[[], None]) -> list[BaseException]:
    """Run jobs in threads that begin at one moment; return what they raised."""
    gate, raised = Barrier(len(jobs)), list[BaseException]()

    def run(job: Callable[[], None]) -> None:
        gate.wait()
        try:
            job()
        except BaseException as problem:
            raised.append(problem)

    threads = [Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_stores_on_one_file_lose_nothing(file: Path) -> None:
    """Four threads, two stores, 200 facts, at once."""
    stores = [Store(url(file), patience=20.0) for _ in range(2)]

    def writing(number: int) -> Callable[[], None]:
        def write() -> None:
            for turn in range(50):
                stores[number % 2].record(answer(f"learner-{number}", turn))

        return write

    stores[0].facts("nobody")
    assert _together(*map(writing, range(4))) == []
    for number in range(4):
        kept = stores[1].facts(f"learner-{number}")
        assert kept == [answer(f"learner-{number}", turn) for turn in range(50)]
    for store in stores:
        store.close()


def test_the_first_visitors_of_all_may_come_at_once(tmp_path: Path) -> None:
    """Eight stores make the same new file at one moment: a table is made, and nobody is refused."""
    for number in range(3):
        file = tmp_path / f"{number}.sqlite3"
        stores = [Store(url(file), patience=20.0) for _ in range(8)]
        jobs = [
            lambda store=store, name=name: store.record(fact(f"from-{name}"))
            for name, store in enumerate(stores)
        ]
        assert _together(*jobs) == []
        assert len(stores[0].facts("ann")) == 8
        for store in stores:
            store.close()


def test_one_store_serves_many_threads_from_the_start(store: Store) -> None:
    """As a web server uses it."""
    jobs = [lambda name=name: store.record(fact(f"from-{name}")) for name in range(8)]
    assert _together(*jobs) == []
    assert len(store.facts("ann")) == 8


def test_two_processes_on_one_file_lose_nothing(store: Store, file: Path) -> None:
    """Each writes a hundred facts while the other does; both begin on a new file."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.records.writer", url(file), learner, "100"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        for learner in ("ann", "bob")
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    for learner in ("ann", "bob"):
        assert store.facts(learner) == [answer(learner, number) for number in range(100)]


@pytest.mark.parametrize("acknowledged", [1, 7, 40])
def test_what_was_acknowledged_survives_a_kill(store: Store, file: Path, acknowledged: int) -> None:
    """The writer is killed (SIGKILL) right after it said so: each of its facts is there."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.records.writer", url(file), "ann", "100000"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    said = [int(writer.stdout.readline()) for _ in range(acknowledged)]
    writer.kill()
    said += [int(line) for line in writer.stdout.read().split("\n")[:-1]]
    assert writer.wait(timeout=60) != 0
    kept = store.facts("ann")
    assert kept[: len(said)] == [answer("ann", number) for number in said]
    assert len(kept) in (len(said), len(said) + 1)
    store.record(fact("after the crash", at=1e9))
    assert store.facts("ann")[-1].subject == "after the crash"


def test_every_write_waits_for_the_disk(store: Store, file: Path) -> None:
    """WAL and synchronous FULL hold on the very connection that inserts."""
    seen = []

    def look(connection: Any, _: Any, statement: str, *__: Any) -> None:
        if statement.startswith("INSERT"):
            driver = connection.connection.dbapi_connection
            names = ("journal_mode", "synchronous")
            seen.append([driver.execute(f"PRAGMA {name}").fetchone()[0] for name in names])

    event.listen(Engine, "before_cursor_execute", look)
    try:
        store.record(fact("one"))
        store.close()
        store.record(fact("two"))
    finally:
        event.remove(Engine, "before_cursor_execute", look)
    assert seen == [["wal", 2], ["wal", 2]]
    with sqlite3.connect(file) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_memory_database_will_do_for_a_try() -> None:
    """It forgets everything in the end, and works until then."""
    store = Store("sqlite://")
    store.record(fact())
    assert store.facts("ann") == [fact()]
