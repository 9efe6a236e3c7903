"""The outbox: what the records did not take waits, outlives the server, and is sent once."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import RecordsUnavailable
from engine.records.outbox import Outbox
from engine.records.rows import FactRefused
from engine.records.store import Store
from tests.records.told import fact, together

FACTS = [fact(f"question-{number}", at=float(number)) for number in range(4)]


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """Return a folder that is missing, so that a database in it cannot be opened."""
    return tmp_path / "missing"


def at(folder: Path) -> Store:
    """Return the records in a folder."""
    return Store(f"sqlite:///{folder / 'records.sqlite3'}")


def test_what_waits_is_kept_until_it_is_sent(closed: Path) -> None:
    """Everybody's, each in order; a refusal takes nothing away."""
    store, outbox = at(closed), Outbox()
    outbox.add(*FACTS, fact(learner="bob"))
    with pytest.raises(RecordsUnavailable, match="cannot be opened"):
        outbox.send(store)
    assert outbox.waiting("ann") == FACTS and len(outbox.waiting("bob")) == 1
    closed.mkdir()
    outbox.send(store)
    assert not outbox and outbox.waiting("ann") == []
    assert store.facts("ann") == FACTS and len(store.facts("bob")) == 1


def test_the_same_fact_waits_once(closed: Path) -> None:
    """A click that arrives twice while nothing can be saved is one answer: the first."""
    outbox = Outbox()
    outbox.add(fact(detail={"chosen": "This"}))
    outbox.add(fact(detail={"chosen": "That"}, at=2.0))
    assert [one.detail for one in outbox.waiting("ann")] == [{"chosen": "This"}]


def test_what_waits_in_a_file_outlives_the_server(tmp_path: Path, closed: Path) -> None:
    """A second server finds it, sends it, and a third finds nothing."""
    file = tmp_path / "waiting.sqlite3"
    assert not Outbox(file) and not file.exists()
    Outbox(file).add(*FACTS)
    second = Outbox(file)
    assert second.waiting("ann") == FACTS
    closed.mkdir()
    second.send(at(closed))
    assert at(closed).facts("ann") == FACTS
    assert not Outbox(file)


def test_a_file_that_cannot_be_written_leaves_the_memory(closed: Path) -> None:
    """Half a safety is better than none."""
    outbox = Outbox(closed / "waiting.sqlite3")
    outbox.add(*FACTS)
    assert outbox.waiting("ann") == FACTS


def test_a_damaged_file_keeps_nobody_from_starting(tmp_path: Path) -> None:
    """What is in it cannot be read; what comes is kept in memory."""
    file = tmp_path / "waiting.sqlite3"
    file.write_bytes(b"This is a letter, not a database.\n" * 200)
    outbox = Outbox(file)
    outbox.add(*FACTS)
    assert outbox.waiting("ann") == FACTS


def test_who_is_forgotten_leaves_nothing_waiting(tmp_path: Path) -> None:
    """Neither in memory nor in the file, and only theirs."""
    file = tmp_path / "waiting.sqlite3"
    outbox = Outbox(file)
    outbox.add(*FACTS, fact(learner="bob"))
    outbox.forget("ann")
    for one in (outbox, Outbox(file)):
        assert one.waiting("ann") == [] and len(one.waiting("bob")) == 1


def test_what_can_never_be_kept_does_not_wait(tmp_path: Path) -> None:
    """It would wait for ever; whoever told it hears so at once."""
    outbox = Outbox()
    with pytest.raises(FactRefused):
        outbox.add(fact("nul\0inside"))
    assert not outbox


def test_one_refused_fact_does_not_keep_the_others(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database may refuse what others would take; the rest is sent all the same."""
    closed.mkdir()
    store, outbox = at(closed), Outbox()
    whole = store.record_many

    def picky(facts: list) -> int:
        if any(one.subject == "question-1" for one in facts):
            raise FactRefused("the database refuses this fact")
        return whole(facts)

    monkeypatch.setattr(store, "record_many", picky)
    outbox.add(*FACTS)
    outbox.send(store)
    assert not outbox
    assert store.facts("ann") == [FACTS[0], *FACTS[2:]]


def test_many_may_add_and_send_at_once(closed: Path) -> None:
    """Nothing is lost between one who sends and one who adds."""
    closed.mkdir()
    store, outbox = at(closed), Outbox()

    def busy(number: int) -> None:
        for turn in range(15):
            outbox.add(fact(f"{number}-{turn}", at=float(turn)))
            outbox.send(store)

    assert together(*(lambda number=number: busy(number) for number in range(4))) == []
    outbox.send(store)
    assert not outbox
    assert len(store.facts("ann")) == 60
