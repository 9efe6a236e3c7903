"""PostgreSQL in trouble, at the start and in the middle: plain words, soon, nothing lost."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from engine.errors import RecordsUnavailable
from engine.records.outbox import Outbox
from engine.records.store import Store
from tests.records.postgres import PostgreSQL, postgresql
from tests.records.told import fact

ODD_OPTION = "the database address has an option that PostgreSQL does not know"
SILENT = "the database does not answer"


@pytest.fixture(scope="module")
def server(_postgres_at_hand: None) -> Iterator[PostgreSQL]:
    """Return a server that each test may stop, and must leave running."""
    with postgresql(durable=False) as started:
        started.tell("CREATE ROLE locked LOGIN PASSWORD 'secret'", "CREATE ROLE guest LOGIN")
        yield started


def refused(store: Store) -> str:
    """Return the words in which the store refuses to read and to write, the same for both."""
    with pytest.raises(RecordsUnavailable) as reading:
        store.facts("ann")
    with pytest.raises(RecordsUnavailable) as writing:
        store.record(fact("refused"))
    assert str(reading.value) == str(writing.value)
    return str(reading.value)


@pytest.mark.parametrize(
    ("there", "instead", "words"),
    [
        ("/postgres", "/nowhere", "there is no database of this name"),
        ("hedgebook@", "stranger@", "the database does not know this user"),
        ("hedgebook@", "locked:wrong@", "the database does not accept the password"),
        ("hedgebook@", "locked@", "the database does not accept the password"),
        ("hedgebook@", "guest@", "the database user may not do this"),
        ("127.0.0.1", "database.invalid", "there is no computer of the database's name"),
        ("/postgres", "/x?odd=1", ODD_OPTION),
    ],
)
def test_a_wrong_address_says_what_is_wrong_with_it(
    server: PostgreSQL, there: str, instead: str, words: str
) -> None:
    """And never says the password."""
    store = Store(server.url.replace(there, instead))
    assert refused(store) == words
    store.close()


def test_the_short_name_of_the_address_will_do(server: PostgreSQL) -> None:
    """Hosts hand out postgres:// as well as postgresql://."""
    store = Store(server.url.replace("postgresql://", "postgres://"))
    store.record(fact("short", learner="cid"))
    assert len(store.facts("cid")) == 1
    store.close()


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it; nothing fails before the records are needed."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    store = Store("postgresql://hedgebook@127.0.0.1/postgres")
    assert refused(store) == "PostgreSQL needs its driver: pip install '.[postgres]'"


def test_who_may_only_write_needs_no_right_to_make_tables(server: PostgreSQL) -> None:
    """Once the tables are there, the app's user can do with little."""
    keeper = Store(server.url)
    keeper.record(fact("before", learner="dan"))
    server.tell(
        "CREATE ROLE writer LOGIN",
        "GRANT SELECT, INSERT, DELETE, UPDATE ON facts, revisions TO writer",
    )
    store = Store(server.url.replace("hedgebook@", "writer@"))
    store.record(fact("after", learner="dan", at=2.0))
    assert [one.subject for one in store.facts("dan")] == ["before", "after"]
    for one in (keeper, store):
        one.close()


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_a_server_that_goes_and_comes_back(server: PostgreSQL, how: str) -> None:
    """In the middle: refused in plain words, and the same store goes on afterwards."""
    store = Store(server.url)
    learner = f"survivor of a {how}"
    store.record(fact("before", learner=learner))
    store.facts(learner)
    getattr(server, how)()
    try:
        assert refused(store) == SILENT
        assert [one.subject for one in store.last_reading(learner).facts] == ["before"]
    finally:
        server.start()
    store.record(fact("after", learner=learner, at=2.0))
    assert [one.subject for one in store.facts(learner)] == ["before", "after"]
    store.close()


def test_what_waited_is_sent_in_order_and_once(server: PostgreSQL) -> None:
    """Also what had arrived although its acknowledgement was lost on the way."""
    store, outbox = Store(server.url), Outbox()
    facts = [fact(f"question-{number}", learner="eve", at=float(number)) for number in range(5)]
    store.record(facts[2])
    server.stop()
    try:
        outbox.add(*facts)
        with pytest.raises(RecordsUnavailable, match=SILENT):
            outbox.send(store)
        assert outbox.waiting("eve") == facts
    finally:
        server.start()
    outbox.send(store)
    outbox.send(store)
    assert store.facts("eve") == facts
    assert not outbox
    store.close()


def test_tables_that_were_dropped_are_made_again(server: PostgreSQL) -> None:
    """One call says so, the next one works."""
    store = Store(server.url)
    store.record(fact("before", learner="fay"))
    server.tell("DROP TABLE facts, revisions")
    with pytest.raises(RecordsUnavailable):
        store.record(fact("after", learner="fay"))
    store.record(fact("after", learner="fay"))
    assert [one.subject for one in store.facts("fay")] == ["after"]
    store.close()


def test_a_full_house_says_so(server: PostgreSQL) -> None:
    """A limit on connections is no riddle."""
    server.tell("CREATE ROLE alone LOGIN CONNECTION LIMIT 0")
    store = Store(server.url.replace("hedgebook@", "alone@"))
    assert refused(store) == "the database has no room for another visitor"
    store.close()


def test_a_database_that_is_silent_costs_one_wait() -> None:
    """It takes calls and says nothing: the first one waits as it must, the next do not."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"postgresql://hedgebook@127.0.0.1:{silent.getsockname()[1]}/x?connect_timeout=2"
        store = Store(address, clock=time.monotonic)
        assert [refused(store) for _ in range(11)] == [SILENT] * 11
        assert len(list(calls(silent))) == 1


def calls(server: socket.socket) -> Iterator[socket.socket]:
    """Yield the calls that a server was given and has not taken yet."""
    server.setblocking(False)
    with suppress(BlockingIOError):
        while True:
            yield server.accept()[0]
