"""The first exit: buy or sell the underlying."""

from __future__ import annotations

import streamlit as st

from engine.desk.exits import part
from engine.desk.plan import Desk
from engine.exposure.book import Book
from engine.hedging.underlying import step
from pages.ui.desk_state import DeskState
from pages.ui.sandbox.exits.card import alone, card_of, quantity_of
from pages.ui.sandbox.words import signed


def underlying(state: DeskState, desk: Desk, book: Book) -> None:
    """Show the exit by the underlying: how much, exactly flat in fractions, and what it does."""
    with st.container(border=True):
        if not card_of("underlying", state):
            return
        with st.container(horizontal=True):
            for one in desk.direct:
                quantity_of(state, one, step(one))
        _flat(state, desk, book)
        alone("underlying", state, desk, book)


def _flat(state: DeskState, desk: Desk, book: Book) -> None:
    """Say how many of each would make the book and its options exactly flat, in fractions."""
    options = part(state.hedge, "options", desk).positions
    delta = float(book.plus(*options).on(desk.underlying).greeks(desk.market).delta)
    sizes = [
        f"{signed(-delta / one.units, 1 if one.units == 1 else 2)} {one.counted_in}"
        for one in desk.direct
    ]
    st.caption(f"Exactly flat, in fractions: {', or '.join(sizes)}.")
