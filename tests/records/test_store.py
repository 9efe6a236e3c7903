"""The store, in every database alike: what is acknowledged is kept, once and in order."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from engine.records.facts import Fact
from engine.records.rows import FactRefused
from engine.records.store import Store
from engine.study.practice import answers
from tests.records.told import fact

LAW = settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
HOSTILE = (
    "'; DROP TABLE facts; --",
    '"quoted" \\ and %s ? :name {braces}',
    "Ωmega 期权 🎓 \u202e right to left",
    "",
    " ",
    "line\nbreak\ttab",
    "x" * 200,
)
_NAMES = count()


def test_what_is_recorded_comes_back_whole(store: Store) -> None:
    """With its time to the last bit and its detail as it was."""
    detail = {"chosen": "−C$5 “é”", "right": False, "list": [1, 2.5, None], "in": {"a": "b\0"}}
    kept = fact(kind="hint", at=1_763_800_000.123456, occasion="attempt-1", detail=detail)
    store.record(kept)
    assert store.facts("ann") == [kept]


def test_the_same_act_is_kept_once(store: Store) -> None:
    """A click that arrives twice is one answer: the first."""
    store.record(fact(occasion="attempt-1", detail={"response": "This"}))
    store.record(fact(occasion="attempt-1", detail={"response": "That"}, at=2.0))
    assert [one.detail for one in store.facts("ann")] == [{"response": "This"}]


def test_another_attempt_is_another_fact(store: Store) -> None:
    """Nothing is ever replaced."""
    for attempt in ("attempt-1", "attempt-2"):
        store.record(fact(occasion=attempt))
    assert len(store.facts("ann")) == 2


def test_facts_come_oldest_first(store: Store) -> None:
    """By when it happened, not by when it could be saved, also for whoever just wrote them."""
    store.facts("ann")
    for at in (3.0, 1.0, 2.0):
        store.record(fact(f"at-{at:g}", at=at))
        store.facts("ann")
    assert [one.subject for one in store.facts("ann")] == ["at-1", "at-2", "at-3"]


def test_facts_of_one_moment_have_one_order(store: Store, url: str) -> None:
    """The same for whoever wrote them and for whoever reads them later."""
    store.facts("ann")
    for name in "dbca":
        store.record(fact(name))
    assert store.facts("ann") == Store(url).facts("ann")


def test_everybody_sees_only_their_own(store: Store) -> None:
    """Names are compared as they are: no pattern, no case, no spaces lost."""
    for learner in ("ann", "Ann", "ann ", "a%", "%"):
        store.record(fact(learner=learner))
    for learner in ("ann", "Ann", "ann ", "a%", "%"):
        assert [one.learner for one in store.facts(learner)] == [learner]
    assert store.facts("a_n") == []


def test_a_new_store_on_the_same_database_knows_everything(store: Store, url: str) -> None:
    """After a restart nothing is missing."""
    store.record(fact())
    store.close()
    again = Store(url)
    assert again.facts("ann") == [fact()]
    again.close()


def test_a_closed_store_opens_again_when_it_is_needed(store: Store) -> None:
    """Closing gives files and connections back; it forbids nothing."""
    store.record(fact("one"))
    store.close()
    store.record(fact("two", at=2.0))
    assert len(store.facts("ann")) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_stored_as_data(store: Store, text: str) -> None:
    """As a learner, a subject, an occasion and a detail; the table is still there after it."""
    kept = fact(text, learner=text, occasion=text, detail={text: text})
    store.record(kept)
    store.record(fact("after", learner=text, at=2.0))
    assert store.facts(text) == [kept, fact("after", learner=text, at=2.0)]


@LAW
@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200),
    st.dictionaries(st.text(), st.text() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9)),
)
def test_any_text_comes_back_as_it_was(store: Store, text: str, detail: dict[str, Any]) -> None:
    """Whatever a keyboard can make, from the database and not from memory."""
    learner = f"learner {next(_NAMES)}"
    kept = fact(text, kind="hint", learner=learner, occasion=text, detail=detail)
    store.record(kept)
    assert store.facts(learner) == [kept]


@pytest.mark.parametrize(
    "changed",
    [
        {"at": float("nan")},
        {"at": float("inf")},
        {"at": None},
        {"learner": "x" * 201},
        {"subject": "x" * 201},
        {"subject": "nul\0inside"},
        {"learner": "\ud800"},
        {"occasion": "\ud800"},
        {"detail": {"what": object()}},
        {"detail": {"what": float("nan")}},
        {"detail": {"what": "x" * 2_000_001}},
    ],
    ids=lambda changed: str(changed)[:24],
)
def test_what_no_database_keeps_is_refused_by_each(store: Store, changed: dict[str, Any]) -> None:
    """In the same words, whole, and nobody else's fact with it."""
    store.record(fact("before"))
    with pytest.raises(FactRefused, match=r"^its "):
        store.record_many([fact("beside"), fact(**{"subject": "odd", **changed})])
    assert [one.subject for one in store.facts("ann")] == ["before"]


def test_many_facts_are_kept_at_once(store: Store) -> None:
    """What is new is counted; what is known, or told twice, is kept once; the first counts."""
    facts = [fact(f"question-{number}", at=float(number)) for number in range(3_000)]
    store.record(facts[7])
    assert store.record_many([*facts, fact("question-1", at=9e9)]) == 2_999
    assert store.record_many(facts) == 0
    assert store.record_many([]) == 0
    assert store.facts("ann") == facts


def test_all_facts_of_a_kind_are_everybodys(store: Store) -> None:
    """For statistics: of some kinds, oldest first, and what comes later is there at once."""
    said: list[Fact] = [
        fact(learner="bob", at=3.0),
        fact(learner="ann", at=1.0),
        fact(learner="ann", at=2.0, kind="hint"),
    ]
    store.record_many(said)
    assert store.all("answer") == [said[1], said[0]]
    assert store.all("hint", "answer") == [said[1], said[2], said[0]]
    assert store.all("exam_started") == store.all() == []
    store.record(fact(learner="cid", at=4.0))
    assert [one.learner for one in store.all("answer")] == ["ann", "bob", "cid"]


def test_a_learner_is_forgotten_wholly_and_alone(store: Store, url: str) -> None:
    """Nothing of theirs is left in any table, and nobody else misses anything."""
    store.record_many([fact("one"), fact("two"), fact(learner="bob")])
    store.all("answer")
    assert store.forget("ann") == 2
    assert store.facts("ann") == [] and store.revision("ann") == 0
    assert [one.learner for one in store.all("answer")] == ["bob"]
    with create_engine(url.replace("postgresql:", "postgresql+psycopg:")).connect() as raw:
        for table in ("facts", "revisions"):
            query = f"SELECT count(*) FROM {table} WHERE learner = 'ann'"
            assert raw.exec_driver_sql(query).scalar() == 0
    assert store.forget("ann") == 0


def test_what_was_forgotten_can_be_told_again(store: Store) -> None:
    """The same facts, from an export, have the same names and are kept again, once."""
    facts = [fact("one"), fact("two", at=2.0)]
    store.record_many(facts)
    store.forget("ann")
    assert store.record_many(facts) == 2
    assert store.record_many(facts) == 0
    assert store.facts("ann") == facts


def test_an_older_release_s_facts_are_known(url: str) -> None:
    """Its table is used as it is: its facts are read, counted as a change, and forgotten whole."""
    first = Store(url)
    first.record(fact("old"))
    with create_engine(url.replace("postgresql:", "postgresql+psycopg:")).begin() as raw:
        raw.exec_driver_sql("DROP TABLE revisions")
    later, beside = Store(url), Store(url)
    assert later.facts("ann") == [fact("old")]
    assert later.revision("ann") != 0
    beside.forget("ann")
    assert later.facts("ann") == []
    for store in (first, later, beside):
        store.close()


def test_an_older_release_s_answers_read_as_today_s(store: Store, url: str) -> None:
    """Release 0.1 told what was chosen and whether it was right; half marks came later."""
    old = {"chosen": "Buy 900 shares", "right": True, "confidence": "sure"}
    store.record(fact(detail=old))
    for facts in (store.facts("ann"), store.all("answer"), Store(url).facts("ann")):
        (told,) = answers(facts)
        assert (told.response, told.score, told.confidence) == ("Buy 900 shares", 1.0, "sure")
