"""What a visit remembers, and where: its own state, the address, facts."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import streamlit as st
from platformdirs import user_data_path

from engine.errors import RecordsUnavailable
from engine.records.facts import Fact, Kind
from engine.records.store import Store
from engine.study.course import Course, Library
from pages.ui.edge import LEARNER, LEARNER_COOKIE

REPOSITORY = Path(__file__).parents[2]


def learner() -> str:
    """Return who this is: the cookie's learner, or one for this visit where cookies are off."""
    named = st.context.cookies.get(LEARNER_COOKIE, "")
    if LEARNER.match(named):
        return named
    return str(st.session_state.setdefault("visitor", secrets.token_hex(16)))


def arrive(page: str) -> None:
    """Remember which page runs, and whether the learner just came to it from another one."""
    st.session_state["just_arrived"] = page != st.session_state.get("page")
    st.session_state["page"] = page


def keep_only(*names: str) -> None:
    """Drop from the address what is not this page's: another page may have left it there."""
    for name in st.query_params.keys() - set(names):
        del st.query_params[name]


def course() -> Course:
    """Return the course as its files stand now."""
    return library().course()


def library() -> Library:
    """Return the folders of the course; HEDGEBOOK_COURSE names another folder than this one."""
    return _library(os.environ.get("HEDGEBOOK_COURSE") or str(REPOSITORY))


def store() -> Store:
    """Return the records; HEDGEBOOK_DATABASE_URL names another database than the user's own."""
    return _store(os.environ.get("HEDGEBOOK_DATABASE_URL") or _own_database())


@cache
def _library(root: str) -> Library:
    return Library(Path(root))


@cache
def _store(url: str) -> Store:
    return Store(url)


@cache
def _own_database() -> str:
    folder = user_data_path("hedgebook", appauthor=False)
    # Where it cannot be made, the first write says in plain words what is wrong.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'records.sqlite3'}"


def facts() -> list[Fact]:
    """Return what this learner did, with what could not be saved yet.

    While the records do not answer, what this visit saw last stands in for them.
    """
    try:
        st.session_state["known_facts"] = store().facts(learner())
        st.session_state.pop("unreadable", None)
    except RecordsUnavailable as problem:
        st.session_state["unreadable"] = str(problem)
    kept = {fact.id: fact for fact in st.session_state.get("known_facts", [])}
    return list((kept | _unsaved()).values())


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
    """Save a fact now, or hold it in the page until the records answer."""
    _unsaved()[fact.id] = fact
    save_waiting()


def save_waiting() -> None:
    """Try to save everything that waits, oldest first; stop at the first refusal."""
    waiting = _unsaved()
    st.session_state.pop("unsaved_reason", None)
    for name, fact in list(waiting.items()):
        try:
            store().record(fact)
        except RecordsUnavailable as problem:
            st.session_state["unsaved_reason"] = str(problem)
            return
        del waiting[name]


def _unsaved() -> dict[str, Fact]:
    waiting: dict[str, Fact] = st.session_state.setdefault("unsaved", {})
    return waiting


def notice(key: str = "page") -> None:
    """Say plainly what could not be saved or read, and what to do; nothing when all is well."""
    waiting = len(_unsaved())
    if waiting:
        what = "Your last step is" if waiting == 1 else f"Your last {waiting} steps are"
        st.warning(
            f"{what} not saved yet: {st.session_state.get('unsaved_reason')}. "
            "Keep this page open; nothing is lost while it is. Then save again.",
            icon=":material/save:",
        )
        st.button("Save again", on_click=save_waiting, key=f"{key}_save_again")
    elif "unreadable" in st.session_state:
        st.warning(
            f"Your earlier answers cannot be read just now: {st.session_state['unreadable']}. "
            "You can go on; what you do now is kept in this page until it can be saved.",
            icon=":material/history:",
        )
