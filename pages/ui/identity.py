"""Who somebody is, and whether they may see what only instructors should: keys and statistics."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import Error as StreamlitError
from streamlit.runtime.context import _get_client_context

from pages.ui import state
from pages.ui.lesson import COLUMN
from pages.ui.patience import Patience
from pages.ui.permission import Rules, Visitor, email_of, may_teach, proof, same

INSTRUCTORS = "HEDGEBOOK_INSTRUCTORS"
PASSPHRASE = "HEDGEBOOK_TEACH_PASSPHRASE"
PASSPHRASE_FILE = "HEDGEBOOK_TEACH_PASSPHRASE_FILE"
_LONGEST = 1_000
_patience = Patience()


def instructor() -> bool:
    """Return whether this visitor may see what instructors see."""
    rules = _rules()
    return may_teach(_visitor(rules), rules)


def gate() -> None:
    """Show how to get in and stop the page here, unless this visitor is an instructor."""
    rules = _rules()
    if may_teach(_visitor(rules), rules):
        return
    with st.container(width=COLUMN):
        st.title("For instructors", anchor=False)
        state.notice("gate")
        if rules.open_at_home:
            _say_how_to_open()
        if rules.login:
            _offer_login(rules)
        if rules.passphrase:
            _ask_for_passphrase()
        if rules.unreadable:
            st.error(f"The file that {PASSPHRASE_FILE} names cannot be read, or it is empty.")
    st.stop()


def _rules() -> Rules:
    passphrase, unreadable = _passphrase(os.environ)
    listed = os.environ.get(INSTRUCTORS, "").split(",")
    return Rules(
        login="is_logged_in" in _user(),
        instructors=frozenset(one.strip().lower() for one in listed if one.strip()),
        passphrase=passphrase,
        unreadable=unreadable,
    )


def _passphrase(settings: Mapping[str, str]) -> tuple[str, bool]:
    """Return the pass-phrase, and whether one is meant to be there and cannot be read."""
    if given := settings.get(PASSPHRASE, "").strip():
        return given, False
    if not (name := settings.get(PASSPHRASE_FILE, "").strip()):
        return "", False
    try:
        found = Path(name).read_text("utf-8").strip()
    except (OSError, UnicodeError):
        found = ""
    return found, not found


def _visitor(rules: Rules) -> Visitor:
    client = _get_client_context()
    facts = state.facts() if rules.passphrase else []
    return Visitor(
        learner=state.learner(),
        # The public ip_address says None both for this computer and for a Unix socket.
        peer=client.remote_ip if client else None,
        headers={name.lower(): text for name, text in st.context.headers.items()},
        user=_user(),
        proofs=[fact.subject for fact in facts if fact.kind == "instructor"],
    )


def _user() -> Mapping[str, Any]:
    """Return the login's claims; without a login configured it has no ``is_logged_in``."""
    return st.user.to_dict()


def _say_how_to_open() -> None:
    st.info(
        "This part shows the answers to every question. It opens by itself only in a browser on "
        "the computer that runs Hedgebook.",
        icon=":material/lock:",
    )
    st.markdown(
        f"If you run this server, set `{PASSPHRASE}` to a long pass-phrase and start it again. "
        "This page then asks for it."
    )


def _offer_login(rules: Rules) -> None:
    email = email_of(_user())
    if email:
        st.warning("Your account is not on the list of instructors.", icon=":material/lock:")
        st.markdown(f"Whoever runs this server can add your address to `{INSTRUCTORS}`.")
        st.button("Sign in with another account", on_click=st.logout)
        return
    st.info("Sign in with an instructor's account to go on.", icon=":material/lock:")
    if not rules.instructors:
        st.markdown(f"Nobody is on the list yet: `{INSTRUCTORS}` is empty on this server.")
    for provider in _providers():
        label = f"Sign in with {provider}" if provider else "Sign in"
        if st.button(label, type="primary", icon=":material/login:"):
            try:
                st.login(provider)
            except StreamlitError:
                st.error("Signing in is not set up completely on this server.")


def _providers() -> list[str | None]:
    """Return the names of the login's providers; one without a name where only one is written."""
    try:
        auth = st.secrets.get("auth", {})
    except StreamlitError:
        return [None]
    named: list[str | None] = [name for name, one in auth.items() if isinstance(one, Mapping)]
    return [name for name in named if name != "client_kwargs"] or [None]


def _ask_for_passphrase() -> None:
    with st.form("instructor", border=True):
        st.text_input(
            "Pass-phrase for instructors",
            type="password",
            key="passphrase",
            autocomplete="current-password",
        )
        st.form_submit_button("Open", type="primary", on_click=_try_passphrase)
    if said := st.session_state.pop("passphrase_said", ""):
        st.warning(said, icon=":material/lock:")
    st.caption("This browser remembers it until the pass-phrase is changed.")


def _try_passphrase() -> None:
    given = str(st.session_state.get("passphrase") or "").strip()[:_LONGEST]
    st.session_state["passphrase"] = ""
    wanted, _ = _passphrase(os.environ)
    now = state.now()
    if wait := _patience.left(now):
        st.session_state["passphrase_said"] = f"Too many tries. Wait {wait:.0f} s, then try again."
    elif wanted and same(given, wanted):
        _patience.forgive()
        state.record("instructor", proof(wanted, state.learner()))
    elif given:
        _patience.refuse(now)
        st.session_state["passphrase_said"] = "That is not the pass-phrase."
