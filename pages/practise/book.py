"""The short-call book: build it, drag it, see delta and gamma move."""

from __future__ import annotations

import secrets

import streamlit as st

from pages.ui import book_state
from pages.ui.live_book import addresses, live_book
from pages.ui.state import course

KEY = "live_book"


def open_book() -> None:
    """Take the book from the address, else the one this visit left, else the first preset."""
    presets = addresses(course().presets)
    asked = st.query_params.to_dict()
    if not asked.keys() & {"book", "preset", *book_state.NUMBERS} and "book" in st.session_state:
        state = st.session_state["book"]
        notes: list[str] = []
    elif asked == st.session_state.get("book_address"):
        return
    else:
        state, notes = book_state.read(asked, presets)
    st.session_state["book_notes"] = notes
    st.session_state["book_revision"] = secrets.token_hex(4)
    keep(state)


def keep(state: book_state.BookState) -> None:
    """Remember the book for this visit and write it into the address."""
    st.session_state["book"] = state
    st.session_state["book_address"] = state.address()
    st.query_params.from_dict(st.session_state["book_address"])


def take() -> None:
    """Take over what the student let go of."""
    sent = st.session_state[KEY].book
    keep(book_state.from_browser(sent, addresses(course().presets)))
    st.session_state["book_notes"] = []


@st.fragment
def board() -> None:
    """Show what could not be used, and the live book."""
    notes = st.session_state.get("book_notes")
    if notes:
        st.warning("\n".join(f"- {note}" for note in notes), title="Not all of this address fits")
    live_book(
        st.session_state["book"],
        course().presets,
        revision=st.session_state["book_revision"],
        key=KEY,
        on_release=take,
    )


st.title("The short-call book", anchor=False)
st.markdown(
    "Drag the share price and watch delta and gamma move. "
    "The address bar keeps your exact book: copy it to share it."
)
open_book()
board()
