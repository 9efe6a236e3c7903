"""Step 3: five exits, alone or together, each with what it does, costs and leaves."""

from __future__ import annotations

import streamlit as st

from engine.desk.exits import Standing
from engine.desk.plan import Desk
from engine.desk.suggest import suggest
from engine.exposure.book import Book
from engine.exposure.notation import MOST_CONTRACTS
from engine.study.lessons import escape_money
from pages.ui.desk_state import DeskState
from pages.ui.sandbox import visit
from pages.ui.sandbox.exits.options import chosen_series, options
from pages.ui.sandbox.exits.quotes import quotes
from pages.ui.sandbox.exits.related import product_of, related_product
from pages.ui.sandbox.exits.stop import stop
from pages.ui.sandbox.exits.underlying import underlying
from pages.ui.sandbox.flow import book_of
from pages.ui.sandbox.measure.uses import percent, used
from pages.ui.sandbox.standings import standing
from pages.ui.sandbox.words import amount, counted, plain, signed
from pages.ui.tables import numbers

WHY = "why"
"""The section of the address that says that a suggestion was taken: its reasons are shown."""


def show(state: DeskState) -> None:
    """Show the exits and how the desk stands before and after them."""
    book, desk = book_of(state), state.desk()
    if not book.positions:
        st.info("Nothing is held yet, so there is nothing to hedge. Go back to step 1.")
        return
    before, after = standing(desk, book), standing(desk, book, state.hedge)
    ways, result = st.columns([1, 1], gap="large")
    with ways:
        st.markdown("Tick the exits you want to use, alone or together.")
        underlying(state, desk, book)
        options(state, desk, book)
        related_product(state, desk, book)
        quotes(state, desk, book)
        stop(state, desk, book)
    with result, st.container(key="result"):
        _suggest(state)
        _standing(before, after, desk)


def _suggest(state: DeskState) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Suggest a hedge",
            type="primary",
            icon=":material/lightbulb:",
            on_click=_take_suggestion,
            key="suggest",
        )
        st.button(
            "Take all off",
            on_click=_take_off,
            disabled=not state.hedge.positions,
            key="take_off",
        )
    if WHY in state.open and visit.SUGGESTION not in st.session_state:
        st.session_state[visit.SUGGESTION] = _found(state)
    said = st.session_state.get(visit.SUGGESTION)
    if said and said[0] == state.hedge:
        for sentence in said[1]:
            st.info(escape_money(sentence), icon=":material/school:")
        if said[2]:
            st.warning(escape_money(said[2]), icon=":material/error:")


def _found(state: DeskState) -> tuple[Book, tuple[str, ...], str]:
    """Return the hedge that the ticked exits make, why, and what is in the way."""
    desk = state.desk()
    found = suggest(
        desk,
        book_of(state),
        exits=state.exits,
        series=chosen_series(state, desk) or [one.instrument for one in desk.listed],
        product=product_of(state, desk),
        tolerances=state.form("tolerances"),
    )
    large = [p for p in found.hedge.positions if abs(p.quantity) > MOST_CONTRACTS]
    if large:
        needed = " and ".join(counted(p.quantity, p.instrument) for p in large)
        problem = f"This would take {needed}, and one line holds at most {MOST_CONTRACTS:,}."
        return state.hedge, (), problem
    nothing = not found.sentences and not found.problem
    sentences = ("Tick an exit that trades: the first, the second or the third.",) * nothing
    return found.hedge, found.sentences or sentences, found.problem


def _take_suggestion() -> None:
    state = visit.current()
    said = _found(state)
    visit.change(hedge=said[0], open=(*(one for one in state.open if one != WHY), WHY))
    visit.renew()
    st.session_state[visit.SUGGESTION] = said


def _take_off() -> None:
    state = visit.current()
    visit.change(hedge=Book(), open=tuple(one for one in state.open if one != WHY))
    visit.renew()


def _standing(before: Standing, after: Standing, desk: Desk) -> None:
    share = desk.underlying == "share"
    unit = "shares" if share else "C$ a point"
    rows = [
        (f"Delta ({unit})", before.net.delta_shares, after.net.delta_shares, 1),
        ("Dollar delta (C$)", before.net.delta_dollars, after.net.delta_dollars, 0),
        (
            f"Gamma per {'C$1' if share else 'point'}",
            before.net.gamma_per_dollar,
            after.net.gamma_per_dollar,
            1,
        ),
        ("Vega (C$ a point)", before.net.vega_per_point, after.net.vega_per_point, 1),
        ("Theta (C$ a day)", before.net.theta_per_day, after.net.theta_per_day, 0),
    ]
    st.subheader("Before and after all exits", anchor=False)
    numbers(
        {
            "exposure": [escape_money(name) for name, *_ in rows],
            "before": [signed(old, digits) for _, old, _, digits in rows],
            "after": [signed(new, digits) for _, _, new, digits in rows],
        },
        alt="Exposure before and after the exits",
    )
    numbers(
        {
            "limit": [use.label for use in before.uses],
            "before": [percent(use) for use in before.uses],
            "after": [percent(use) for use in after.uses],
            "used after": [used(use) for use in after.uses],
        },
        alt="Use of the limits before and after the exits",
    )
    names = {
        "direction": "Direction, one day",
        "basis": "Basis, one day",
        "volatility": "Volatility, one day",
        "execution": f"Execution, {desk.minutes:g} minutes",
        "event": f"Event, a gap of {100 * desk.world.gap_size:g}\u00a0%",
    }
    numbers(
        {
            "risk left": list(names.values()),
            "before (C$)": [plain(getattr(before.left, name)) for name in names],
            "after (C$)": [plain(getattr(after.left, name)) for name in names],
        },
        alt="Risk left before and after the exits",
    )
    st.markdown(f"Taking these exits costs **{escape_money(amount(after.cost))}**.")
    st.caption(
        "The first four are one standard deviation, the event is the worse of one gap up and one "
        "gap down. What the exits leave is smaller and known. It is seldom zero."
    )
