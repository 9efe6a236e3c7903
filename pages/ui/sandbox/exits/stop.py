"""The fifth exit: take no more of this risk."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from engine.desk.plan import Desk
from engine.desk.responses import expected_flow
from engine.exposure.book import Book
from engine.study.lessons import escape_money
from pages.ui.desk_state import DeskState
from pages.ui.sandbox.exits.card import card_of, flow_words
from pages.ui.sandbox.standings import standing


def stop(state: DeskState, desk: Desk, book: Book) -> None:
    """Show the exit of taking no more: which side goes, and what that does to the flow."""
    with st.container(border=True):
        if not card_of("stop", state):
            return
        whole = book.plus(*state.hedge.positions)
        plan = state.plan("yours")
        now = expected_flow(desk, whole, replace(plan, stop=False))
        then = expected_flow(desk, whole, plan)
        gamma = standing(desk, whole).net.gamma_per_dollar
        if not gamma:
            st.markdown("You hold no gamma, so there is no side to stop showing.")
            return
        side = "offers" if gamma < 0 else "bids"
        st.markdown(f"Not shown while you hold this book: **your {side}**, in every series.")
        st.markdown(escape_money(flow_words(now, then)))
