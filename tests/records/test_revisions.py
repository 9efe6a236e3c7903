"""Revisions: what has not changed is not read twice, and no change is ever missed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from engine.records.facts import Fact
from engine.records.rows import MODULUS, row_of, weight
from engine.records.store import Store
from tests.records.told import fact

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["tell", "tell many", "forget"]),
        st.integers(0, 1),
        st.sampled_from(["ann", "bob"]),
        st.integers(0, 5),
    ),
    max_size=12,
)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Listen to what is said to any database."""
    heard: list[str] = []

    def hear(_: Any, __: Any, statement: str, *___: Any) -> None:
        heard.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def test_what_has_not_changed_is_not_read_again(store: Store) -> None:
    """One short question to the database, and the very same facts."""
    store.record_many([fact(f"question-{number}") for number in range(50)])
    first = store.reading("ann")
    with statements() as heard:
        assert store.reading("ann") is first
    assert len(heard) == 1 and "detail" not in heard[0]


def test_one_s_own_answer_is_not_read_back(store: Store) -> None:
    """What was just written is known, though not before it was acknowledged."""
    store.facts("ann")
    store.record(fact("one", at=1.0))
    store.record(fact("two", at=2.0))
    with statements() as heard:
        assert [one.subject for one in store.facts("ann")] == ["one", "two"]
    assert len(heard) == 1


def test_another_store_s_words_are_noticed(url: str) -> None:
    """As another process would write: new facts, a deletion, and one's own mixed with them."""
    here, there = Store(url), Store(url)
    assert here.facts("ann") == []
    there.record(fact("there", at=1.0))
    assert [one.subject for one in here.facts("ann")] == ["there"]
    there.record(fact("there too", at=2.0))
    here.record(fact("here", at=3.0))
    assert [one.subject for one in here.facts("ann")] == ["there", "there too", "here"]
    there.forget("ann")
    assert here.facts("ann") == []
    there.record(fact("there", at=1.0, detail={"other": "words"}))
    assert here.facts("ann")[0].detail == {"other": "words"}
    for store in (here, there):
        store.close()


@settings(
    deadline=None,
    derandomize=True,
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ACTS)
def test_two_stores_never_disagree(url: str, acts: list[tuple[str, int, str, int]]) -> None:
    """Whatever two say in turns, both read the same, and in the end what a newcomer reads."""
    two = [Store(url), Store(url)]
    for act, number, learner, name in acts:
        if act == "forget":
            two[number].forget(learner)
        else:
            most = name + (3 if act == "tell many" else 1)
            two[number].record_many(
                fact(f"q-{one}", learner=learner, at=float(one % 4)) for one in range(name, most)
            )
        reader, other = two if name % 2 else reversed(two)
        assert reader.reading(learner) == other.reading(learner)
        assert reader.all("answer") == other.all("answer")
    fresh = Store(url)
    assert [fresh.facts(one) for one in ("ann", "bob")] == [
        two[0].facts(one) for one in ("ann", "bob")
    ]
    assert sorted(map(str, fresh.all("answer"))) == sorted(
        map(str, fresh.facts("ann") + fresh.facts("bob"))
    )
    for store in (*two, fresh):
        store.forget("ann")
        store.forget("bob")
        store.close()


@given(st.permutations(range(6)), st.integers(0, 6))
@settings(deadline=None, derandomize=True, max_examples=50)
def test_a_revision_names_a_set_of_facts(order: list[int], cut: int) -> None:
    """In whatever order and portions they come; other facts, or other details, differ."""
    rows = [row_of(fact(f"question-{number}")) for number in range(6)]
    mixed = [rows[number] for number in order]
    parts = weight(mixed[:cut]) + weight(mixed[cut:])
    assert parts % MODULUS == weight(rows)
    assert cut == 6 or weight(mixed[:cut]) != weight(rows)
    changed: Fact = fact("question-0", detail={"other": "words"})
    assert weight([row_of(changed), *rows[1:]]) != weight(rows)
    assert weight([]) == 0
