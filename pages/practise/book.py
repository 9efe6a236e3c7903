"""The short-call book: build it, drag it, see delta and gamma move."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.ui import book_state
from pages.ui.live_book import addresses, lifeline, live_book
from pages.ui.state import course

KEY = "live_book"
PRESETS = course().presets


def open_book() -> None:
    """Take the book from the address, else the one this visit left, else the first preset."""
    asked = st.query_params.to_dict()
    if asked and asked == st.session_state.get("book_address"):
        return
    if asked.keys() & {"book", "preset", *book_state.NUMBERS}:
        state, notes = book_state.read(asked, addresses(PRESETS))
        keep(state)
    elif "book" in st.session_state and not st.session_state["book_address"]:
        return
    elif "book" in st.session_state and st.session_state["just_arrived"]:
        state, notes = st.session_state["book"], []
        keep(state)
    else:
        state, notes = book_state.read({}, addresses(PRESETS))
        st.session_state["book"], st.session_state["book_address"] = state, {}
    st.session_state["book_notes"] = notes
    st.session_state["book_revision"] = secrets.token_hex(4)


def keep(state: book_state.BookState) -> None:
    """Remember the book for this visit and write it into the address."""
    st.session_state["book"] = state
    st.session_state["book_address"] = state.address()
    st.query_params.from_dict(st.session_state["book_address"])


def take(sent: Mapping[str, Any]) -> None:
    """Take over what the student let go of."""
    st.session_state["book_taken"] = sent
    st.session_state["book_notes"] = []
    keep(book_state.from_browser(sent, addresses(PRESETS)))


@st.fragment
def board() -> None:
    """Show what of the address could not be used, and the live book."""
    if st.session_state["book_notes"]:
        st.warning(
            "\n".join(f"- {note}" for note in st.session_state["book_notes"]),
            title="Not all of this address fits",
        )
    live_book(
        st.session_state["book"],
        PRESETS,
        revision=st.session_state["book_revision"],
        heard=st.session_state.get("book_taken", {}).get("sending", 0),
        key=KEY,
        on_release=lambda: take(st.session_state[KEY].book),
    )


def adopt() -> None:
    """Take over a release that a restarted server did not understand: it has forgotten the page."""
    sent = st.session_state["lifeline"].unheard
    if sent is not None and sent != st.session_state.get("book_taken"):
        take(sent)
        st.session_state["book_revision"] = secrets.token_hex(4)
        st.rerun()


st.title("The short-call book", anchor=False)
st.markdown(
    "Drag the share price and watch delta and gamma move. "
    "The address bar keeps your exact book: copy it to share it."
)
open_book()
board()
lifeline(key="lifeline")
adopt()
