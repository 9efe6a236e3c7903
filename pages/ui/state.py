"""What a visit remembers, and where: its own state, the address, facts."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar

import streamlit as st

from engine.errors import RecordsUnavailable
from engine.records.facts import Fact, Kind
from engine.records.outbox import Outbox
from engine.records.reading import Reading
from engine.records.rows import FactRefused
from engine.records.store import Store
from engine.study.course import Course, Library
from pages.ui.databases import address, outbox_for, store_at
from pages.ui.edge import LEARNER, LEARNER_COOKIE
from pages.ui.signed_in import signed_in

REPOSITORY = Path(__file__).parents[2]
TRY_AGAIN_EVERY = 3.0
"""Seconds between two tries to save what waits, while a page that shows it is open."""

Derived = TypeVar("Derived")


def learner() -> str:
    """Return who this is: who is logged in, else who the cookie names, else this visit alone.

    It is settled once a visit: neither login nor cookie changes without a new one.
    """
    if "learner" not in st.session_state:
        st.session_state["learner"] = signed_in() or _named() or secrets.token_hex(16)
    return str(st.session_state["learner"])


def _named() -> str | None:
    named = st.context.cookies.get(LEARNER_COOKIE, "")
    return named if LEARNER.match(named) else None


def arrive(page: str) -> None:
    """Remember which page runs, and whether the learner just came to it from another one."""
    st.session_state["just_arrived"] = page != st.session_state.get("page")
    st.session_state["page"] = page
    st.session_state.pop("noticed_by", None)


def keep_only(*names: str) -> None:
    """Drop from the address what is not this page's: another page may have left it there."""
    for name in st.query_params.keys() - set(names):
        del st.query_params[name]


@contextmanager
def one_look() -> Iterator[None]:
    """Look at files and records once while this lasts, however often they are asked for.

    For what runs on a click: looking is cheap, but not for nothing. What is written meanwhile is
    seen.
    """
    before = st.session_state.get("looked")
    st.session_state["looked"] = {}
    try:
        yield
    finally:
        if before is None:
            st.session_state.pop("looked", None)
        else:
            st.session_state["looked"] = before


def _seen_once(name: str, look: Callable[[], Derived]) -> Derived:
    looked = st.session_state.get("looked")
    if looked is None:
        return look()
    if name not in looked:
        looked[name] = look()
    found: Derived = looked[name]
    return found


def course() -> Course:
    """Return the course as its files stand now."""
    return _seen_once("course", library().course)


def library() -> Library:
    """Return the folders of the course; HEDGEBOOK_COURSE names another folder than this one."""
    return _library(course_root())


def course_root() -> str:
    """Return the folder of the course."""
    return os.environ.get("HEDGEBOOK_COURSE") or str(REPOSITORY)


def store() -> Store:
    """Return the records; HEDGEBOOK_DATABASE_URL names another database than the user's own."""
    return store_at(address())


@cache
def _library(root: str) -> Library:
    return Library(Path(root))


def facts() -> list[Fact]:
    """Return what this learner did, oldest first, with what could not be saved yet.

    What has not changed is not read again. While the records do not answer, what was seen last
    stands in for them.
    """
    return list(_reading().facts)


def revision() -> tuple[int, int]:
    """Return what changes whenever ``facts`` does, also by another tab, process or deletion.

    Equal revisions mean equal facts, within one visit.
    """
    return reading()[0]


def reading() -> tuple[tuple[int, int], Sequence[Fact]]:
    """Return the revision and the facts that it belongs to, in one look."""
    found = _reading()
    return (found.revision, len(found.facts)), found.facts


def derived(function: Callable[[list[Fact]], Derived]) -> Derived:
    """Return a function of this learner's facts, worked out again only when they change.

    The function is a pure one of a module; what it returns is shared, so nobody may change it.
    """
    reading = _reading()
    known = st.session_state.setdefault("derived", {})
    name = f"{function.__module__}.{function.__qualname__}"
    if name not in known or known[name][0] is not reading:
        known[name] = (reading, function(list(reading.facts)))
    result: Derived = known[name][1]
    return result


def _reading() -> Reading:
    """Return the same object as long as nothing has changed."""
    return _seen_once("reading", _read_now)


def _read_now() -> Reading:
    _send_again()
    try:
        known = store().reading(learner())
        st.session_state.pop("unreadable", None)
    except RecordsUnavailable as problem:
        st.session_state["unreadable"] = str(problem)
        known = store().last_reading(learner())
    held = waiting()
    return _with(known, held) if held else known


def _with(known: Reading, held: list[Fact]) -> Reading:
    kept = {fact.id for fact in known.facts}
    new = [fact for fact in held if fact.id not in kept]
    merged = sorted((*known.facts, *new), key=lambda fact: fact.at)
    reading = Reading(known.revision, tuple(merged))
    last: Reading = st.session_state.setdefault("merged", reading)
    if last == reading:
        return last
    st.session_state["merged"] = reading
    return reading


def everybody(*kinds: Kind) -> list[Fact]:
    """Return everybody's facts of some kinds, oldest first; none while they cannot be read."""
    try:
        found = store().all(*kinds)
        st.session_state.pop("unreadable", None)
    except RecordsUnavailable as problem:
        st.session_state["unreadable"] = str(problem)
        return []
    return found


def now() -> float:
    """Return the time that facts carry: seconds since 1970 UTC."""
    return time.time()


def record(kind: Kind, subject: str, *, occasion: str = "", detail: dict | None = None) -> None:
    """Keep what this learner just did; what cannot be saved now is held and tried again."""
    keep(
        Fact(
            learner=learner(),
            kind=kind,
            subject=subject,
            at=now(),
            occasion=occasion,
            detail=detail or {},
        )
    )


def keep(fact: Fact) -> None:
    """Save a fact now, or hold it until the records answer."""
    keep_all([fact])


def keep_all(facts: Sequence[Fact]) -> None:
    """Save facts now, all at once, or hold them until the records answer."""
    st.session_state.get("looked", {}).pop("reading", None)
    try:
        store().record_many(facts)
    except FactRefused as problem:
        st.session_state["refused"] = str(problem)
        return
    except RecordsUnavailable as problem:
        st.session_state["unsaved_reason"] = str(problem)
        _outbox().add(*facts)
        return
    _send_again()


def forget() -> bool:
    """Delete all about this learner, also what waits; where it fails, ``notice`` says why."""
    try:
        store().forget(learner())
    except RecordsUnavailable as problem:
        st.session_state["not_forgotten"] = str(problem)
        return False
    _outbox().forget(learner())
    for name in ("merged", "derived", "not_forgotten"):
        st.session_state.pop(name, None)
    st.session_state.get("looked", {}).clear()
    return True


def waiting() -> list[Fact]:
    """Return what this learner did that is not saved yet, in the order it came."""
    return _outbox().waiting(learner())


def save_waiting() -> None:
    """Try at once to save everything that waits."""
    store().try_again()
    _send_again()


def _send_again() -> None:
    outbox = _outbox()
    if outbox:
        try:
            outbox.send(store())
        except RecordsUnavailable as problem:
            st.session_state["unsaved_reason"] = str(problem)


def _outbox() -> Outbox:
    """Return what waits, of this visit and of this learner's others, before and beside it."""
    found: Outbox = st.session_state.setdefault("outbox", outbox_for(address()))
    return found


def notice(key: str = "page") -> None:
    """Say plainly what could not be saved or read, and what to do; nothing when all is well.

    To be called after the facts were asked for: it tells how that went.
    On a page with several places for it, what waits is told in one of them.
    """
    tell_once()
    if waiting():
        if st.session_state.setdefault("noticed_by", key) == key:
            _waiting(key)
    elif "unreadable" in st.session_state:
        st.warning(
            f"Your earlier answers cannot be read just now: {st.session_state['unreadable']}. "
            "You can go on; what you do now is kept until it can be saved.",
            icon=":material/history:",
        )


def tell_once() -> None:
    """Say what just failed for good, where the learner looks; ``notice`` says it too."""
    for name, words in _ONCE.items():
        if name in st.session_state:
            st.warning(words.format(st.session_state.pop(name)), icon=":material/warning:")


def notice_elsewhere() -> None:
    """Give the notice on a page that has none of its own: what waits is told on every page."""
    if "noticed_by" not in st.session_state and waiting():
        notice("frame")


_ONCE = {
    "refused": "One step could not be kept: {}.",
    "not_forgotten": "Nothing was deleted: {}. Try again in a moment.",
}
"""What is told once, by its name in the visit's state."""
_PROMISES = {
    True: "Nothing is lost: go on, and it is saved by itself as soon as that works.",
    False: "Go on: it is saved by itself as soon as that works. Until then, do not stop Hedgebook.",
}
"""What holds of what waits, whether or not it outlives this server."""


@st.fragment(run_every=TRY_AGAIN_EVERY)
def _waiting(key: str) -> None:
    """Say what waits, and try again by itself until it is saved; then show the page anew."""
    _send_again()
    count = len(waiting())
    if not count:
        st.session_state.pop("noticed_by", None)
        st.rerun()
    what = "Your last step is" if count == 1 else f"Your last {count} steps are"
    st.warning(
        f"{what} not saved yet: {st.session_state.get('unsaved_reason', 'the database failed')}. "
        f"{_PROMISES[_outbox().lasting]}",
        icon=":material/save:",
    )
    st.button("Save again", on_click=save_waiting, key=f"{key}_save_again")
