"""Step 4: what the exits leave, dragged live in the browser."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import streamlit as st

from engine.desk.plan import Desk
from engine.errors import InvalidInput
from engine.exposure.book import Book
from pages.ui import desk_state
from pages.ui.book_state import lines_of
from pages.ui.desk_state import DeskState
from pages.ui.sandbox import visit
from pages.ui.sandbox.flow import book_of
from pages.ui.sandbox.left.by_greek import explained
from pages.ui.sandbox.left.gaps import gaps, rent
from pages.ui.sandbox.left.ways import own_walk, ways_to_hedge
from pages.ui.what_if import unheard, what_if

KEY = "sandbox_what_if"


LIFELINE = "sandbox_lifeline"


def show(state: DeskState) -> None:
    """Show book and exits in a market that the student drags."""
    book, desk = book_of(state), state.desk()
    if not book.positions:
        st.info("Nothing is held yet, so there is nothing left over. Go back to step 1.")
        return
    what_if(
        _for_browser(state, book, desk),
        revision=st.session_state[visit.REVISION] + state_stamp(state),
        key=KEY,
        heard=st.session_state.get("what_if_sending", 0),
        on_release=_take,
    )
    explained(state, book, desk)
    whole = book.plus(*state.hedge.positions).on(desk.underlying)
    own = book.on(desk.underlying)
    with st.expander(
        "A gap before you can trade: in full, and as delta and gamma see it",
        expanded="gaps" in state.open,
    ):
        gaps(whole, own, desk, with_hedge=bool(state.hedge.positions))
    with st.expander("Gamma against theta: a hedged day", expanded="rent" in state.open):
        rent(whole, desk)
    with st.expander("Ways to hedge, side by side", expanded="compare" in state.open):
        ways_to_hedge(state, own, desk)
    with st.expander(
        "Walk along prices of your own", expanded="walk" in state.open or bool(state.walk)
    ):
        own_walk(state, own, desk)


def state_stamp(state: DeskState) -> str:
    """Return what changes when the browser has to take another book or hedge over."""
    return str(hash((state.hedge, state.book, state.seed, state.preset)))


def _for_browser(state: DeskState, book: Book, desk: Desk) -> dict[str, Any]:
    market = desk.market
    index = state.shown("to_index")
    return {
        "underlying": desk.underlying,
        "start": market.spot,
        "spot": state.shown("to_spot") or market.spot,
        "shift": state.shown("to_shift"),
        "days": state.shown("to_days"),
        "rate": 100 * market.rate,
        "yield": 100 * market.dividend_yield,
        "lines": lines_of(book),
        "hedge": lines_of(state.hedge),
        "index": index or None,
        "indexStart": desk.world.index,
        "beta": desk.world.beta,
        "cost": 0.0,
        "gapPoints": desk.world.gap_volatility,
    }


def _take() -> None:
    take(st.session_state[KEY].what_if)


def take(sent: Mapping[str, Any]) -> None:
    """Take over where the student let go of the market."""
    state = visit.current()
    spot = state.desk().market.spot
    st.session_state["what_if_sending"] = sent.get("sending", 0)
    asked = {
        "to_spot": 0.0 if sent.get("spot") == spot else sent.get("spot", 0.0),
        "to_shift": sent.get("shift", 0.0),
        "to_days": sent.get("days", 0.0),
        "to_index": sent.get("index") or 0.0,
    }
    known = desk_state.forms().all
    found = {}
    for name, value in asked.items():
        try:
            found[name] = known[name].number.show(known[name].number.read(float(value)))
        except (InvalidInput, TypeError, ValueError):
            continue
    visit.keep(state.with_settings(**found))


def adopt() -> None:
    """Take over a release that a restarted server did not understand."""
    sent = unheard(key=LIFELINE)
    if sent is not None and sent.get("sending") != st.session_state.get("what_if_sending"):
        take(sent)
        st.session_state[visit.REVISION] = secrets.token_hex(4)
        st.rerun()
