"""What a visit keeps: saved at once, or held and sent by itself; forgotten on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.records.facts import Fact
from engine.records.store import Store
from pages.ui import state
from pages.ui.databases import outbox_for, store_at

LEARNER = "0123456789abcdef0123456789abcdef"
Run = Callable[[], AppTest]


def visit() -> None:
    """A page: what is known, what waits, and a button for each act."""
    import streamlit as st

    from pages.ui import state

    def count(facts: list) -> int:
        st.session_state["counted"] = st.session_state.get("counted", 0) + 1
        return len(facts)

    def answer() -> None:
        state.record("answer", "gamma", occasion=f"attempt-{len(state.facts())}")

    state.arrive("page")
    st.button("Answer", on_click=answer)
    st.button("Odd", on_click=state.record, args=("answer", "nul\0inside"))
    st.button("Forget", on_click=state.forget)
    facts = state.facts()
    state.notice()
    st.text(f"{len(facts)} facts, {state.derived(count)} derived")
    st.text(f"{len(state.everybody('answer'))} of all")
    st.session_state["revisions"] = [state.revision(), state.revision()]


def lesson() -> None:
    """A page with two places for the notice, as a lesson with two questions has."""
    import streamlit as st

    from pages.ui import state

    state.arrive("lesson")
    st.button("Answer", on_click=state.record, args=("answer", "gamma"))
    state.notice("first")
    state.notice("second")
    state.notice_elsewhere()


def book() -> None:
    """A page that keeps nothing, and has no place for the notice."""
    from pages.ui import state

    state.arrive("book")
    state.notice_elsewhere()


def quiet() -> None:
    """A page that only asks what is known."""
    import streamlit as st

    from pages.ui import state

    st.text(f"{len(state.facts())} facts")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the records; while it is missing they cannot be opened."""
    place = tmp_path / "records"
    monkeypatch.setenv("HEDGEBOOK_DATABASE_URL", f"sqlite:///{place / 'records.sqlite3'}")
    monkeypatch.setattr(state, "learner", lambda: LEARNER)
    return place


@pytest.fixture
def run(folder: Path) -> Iterator[Run]:
    """Return a function that begins a visit while the records can be opened."""
    folder.mkdir()
    yield lambda: _well(AppTest.from_function(visit, default_timeout=20))
    state.store().close()


def _well(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    """Press a button and see that nothing breaks."""
    next(one for one in app.button if one.label == label).click()
    return _well(app)


def said(app: AppTest) -> str:
    """Return all that the page says."""
    return "\n".join(str(one.value) for one in (*app.text, *app.warning))


def kept(folder: Path) -> list[Fact]:
    """Return what is on disk."""
    store = Store(f"sqlite:///{folder / 'records.sqlite3'}")
    try:
        return store.facts(LEARNER)
    finally:
        store.close()


def gone(folder: Path) -> Path:
    """Take the records away, as a disk that is pulled would; return where they are meanwhile."""
    state.store().close()
    return folder.rename(folder.with_name("elsewhere"))


def test_an_answer_is_on_disk_at_once(run: Run, folder: Path) -> None:
    """And known to this visit and to another one on its next click."""
    one, other = run(), run()
    press(one, "Answer")
    assert "1 facts, 1 derived" in said(one)
    assert len(kept(folder)) == 1
    assert "1 facts" in said(_well(other))


def test_what_has_not_changed_is_not_worked_out_again(run: Run) -> None:
    """What is derived follows the facts: once for each change, whoever made it."""
    one, other = run(), run()
    for app in (one, one, other):
        _well(app)
    assert one.session_state["counted"] == 1
    press(other, "Answer")
    _well(one)
    _well(one)
    assert one.session_state["counted"] == 2


def test_a_revision_tells_changes_and_nothing_else(run: Run) -> None:
    """The same within a run and between two; another after an answer."""
    app = run()
    before = app.session_state["revisions"]
    assert before[0] == before[1] == _well(app).session_state["revisions"][0]
    assert press(app, "Answer").session_state["revisions"][0] != before[0]


def test_answers_wait_while_the_records_are_away(run: Run, folder: Path) -> None:
    """They are told to wait, shown with the rest, and saved by themselves on the next click."""
    app = press(run(), "Answer")
    elsewhere = gone(folder)
    press(press(app, "Answer"), "Answer")
    assert "3 facts, 3 derived" in said(app)
    assert "Your last 2 steps are not saved yet: the records file" in said(app)
    assert "Until then, do not stop Hedgebook." in said(app)
    elsewhere.rename(folder)
    assert "3 facts" in said(_well(app))
    assert not app.warning
    assert [fact.occasion for fact in kept(folder)] == [f"attempt-{number}" for number in range(3)]


def test_a_refresh_loses_nothing_that_waits(run: Run, folder: Path) -> None:
    """A new visit of the same learner shows it, has what was read before, and can save it."""
    app = press(run(), "Answer")
    elsewhere = gone(folder)
    press(app, "Answer")
    fresh = run_again()
    assert "2 facts" in said(fresh)
    assert "Your last step is not saved yet" in said(fresh)
    elsewhere.rename(folder)
    press(fresh, "Save again")
    assert not fresh.warning
    assert len(kept(folder)) == 2
    assert not _well(app).warning


def run_again() -> AppTest:
    """Begin another visit, whatever state the records are in."""
    return _well(AppTest.from_function(visit, default_timeout=20))


def test_records_that_cannot_be_read_stop_nobody(folder: Path) -> None:
    """From the very start: a plain word, no facts, and a way to go on."""
    app = run_again()
    assert "0 facts" in said(app)
    assert "0 of all" in said(app)
    assert "cannot be read just now: the records file cannot be opened" in said(_well(app))
    press(app, "Answer")
    folder.mkdir()
    assert "1 facts" in said(_well(app))
    assert len(kept(folder)) == 1


def test_what_waits_is_told_once_on_every_page(folder: Path) -> None:
    """In one place of a page that has several, and on a page that has none of its own."""
    app = press(_well(AppTest.from_function(lesson, default_timeout=20)), "Answer")
    assert said(app).count("not saved yet") == 1
    elsewhere = _well(AppTest.from_function(book, default_timeout=20))
    assert said(elsewhere).count("not saved yet") == 1
    folder.mkdir()
    press(elsewhere, "Save again")
    for page in (elsewhere, _well(app)):
        assert not page.warning
    assert len(kept(folder)) == 1


def test_what_waits_is_saved_by_any_page(folder: Path) -> None:
    """Also by one that says nothing about it."""
    press(_well(AppTest.from_function(lesson, default_timeout=20)), "Answer")
    folder.mkdir()
    assert "1 facts" in said(_well(AppTest.from_function(quiet, default_timeout=20)))
    assert len(kept(folder)) == 1


@pytest.mark.parametrize("address", ["nonsense://x", "no address", "mysql://a/b"])
def test_an_odd_address_is_told_on_the_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """The server starts, the page opens, and says what the person who runs it can mend."""
    monkeypatch.setenv("HEDGEBOOK_DATABASE_URL", address)
    state.store()
    app = _well(run_again())
    assert "the database address" in said(app)


def test_what_no_database_keeps_is_told_once(run: Run, folder: Path) -> None:
    """It does not wait for ever, and does not keep others waiting."""
    app = press(run(), "Odd")
    assert "One step could not be kept: its subject has a character" in said(app)
    press(app, "Answer")
    assert not app.warning
    assert len(kept(folder)) == 1


def test_a_learner_is_forgotten_in_every_tab(run: Run, folder: Path) -> None:
    """On disk, in what waits, and in another tab on its next click."""
    one, other = run(), run()
    press(one, "Answer")
    assert "1 facts, 1 derived" in said(_well(other))
    press(one, "Forget")
    assert "0 facts, 0 derived" in said(one)
    assert "0 facts, 0 derived" in said(_well(other))
    assert kept(folder) == []
    press(other, "Answer")
    assert "1 facts" in said(_well(one))


def test_what_waits_is_forgotten_too(run: Run, folder: Path) -> None:
    """Nothing comes back once the records do; while they are away, nothing is promised."""
    app = run()
    elsewhere = gone(folder)
    press(app, "Answer")
    press(app, "Forget")
    assert "Nothing was deleted: the records file" in said(app)
    elsewhere.rename(folder)
    press(app, "Forget")
    assert "0 facts" in said(_well(app))
    assert kept(folder) == [] and not app.warning


def test_a_database_elsewhere_has_a_file_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits for PostgreSQL outlives this server; each database has its own, without a name."""
    from pages.ui import databases

    monkeypatch.setattr(databases, "_own", lambda name: tmp_path / name)
    for cached in (outbox_for, store_at):
        cached.cache_clear()
    told = Fact(learner=LEARNER, kind="answer", subject="gamma", at=1.0)
    outbox_for("postgresql://ann:secret@there/one").add(told)
    outbox_for.cache_clear()
    assert outbox_for("postgresql://ann:new@there/one").waiting(LEARNER) == [told]
    assert not outbox_for("postgresql://ann:secret@there/two")
    assert not outbox_for("sqlite:///there")
    lasting = {"postgres://a/b": True, "sqlite:///a": False, "mysql://a": False}
    assert {address: outbox_for(address).lasting for address in lasting} == lasting
    files = {path.name for path in tmp_path.glob("*.sqlite3")}
    assert len(files) == 1 and "secret" not in "".join(files)
    outbox_for.cache_clear()
