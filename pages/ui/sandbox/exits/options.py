"""The second exit: trade other options."""

from __future__ import annotations

import streamlit as st

from engine.desk.exits import part
from engine.desk.plan import Desk
from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.exposure.greeks import desk_greeks
from engine.hedging.costs import per_contract_cost
from engine.hedging.exact import exact
from engine.hedging.series import condition, effects
from engine.instruments import Instrument
from engine.study.lessons import escape_money
from pages.ui.desk_state import DeskState
from pages.ui.sandbox import visit
from pages.ui.sandbox.exits.card import alone, called, card_of, quantity_of
from pages.ui.sandbox.measure.details import textbook_figures
from pages.ui.sandbox.words import plain, signed
from pages.ui.tables import numbers


def options(state: DeskState, desk: Desk, book: Book) -> None:
    """Show the exit by other options: which series, how many, what they can do together."""
    with st.container(border=True):
        if not card_of("options", state):
            return
        known = {called(one): one for one in listed_series(state, desk)}
        chosen = st.multiselect(
            "Series to trade",
            known,
            default=[called(one) for one in chosen_series(state, desk)],
            key=visit.key("series"),
            on_change=_take_series,
            placeholder="Choose two series of different expiries",
        )
        with st.container(horizontal=True):
            for name in chosen:
                quantity_of(state, known[name], 1)
        picked = [known[name] for name in chosen]
        if picked:
            _tools(picked, desk, book, per_share="pershare" in state.open)
        with st.popover("How much may be left"):
            for name in ("delta", "gamma", "vega"):
                visit.number(name)
        alone("options", state, desk, book)


def _tools(picked: list[Instrument], desk: Desk, book: Book, *, per_share: bool) -> None:
    """Show what each series can do, and whether together they tell gamma from vega."""
    delta, gamma, vega = effects(picked, desk.market)
    ratio = [f"{v / g:,.2f}" if g else "none" for v, g in zip(vega, gamma, strict=True)]
    numbers(
        {
            "a contract of": [called(one) for one in picked],
            "delta": [signed(one, 2) for one in delta],
            "gamma": [signed(one, 3) for one in gamma],
            "vega": [signed(one, 3) for one in vega],
            "vega ÷ gamma": ratio,
            "costs (C\\$)": [
                f"{per_contract_cost(one, desk.market, desk.costs):.2f}" for one in picked
            ],
        },
        alt="What one contract of each series does",
    )
    with st.expander("The same per share, as a textbook prints it", per_share):
        numbers(textbook_figures(picked, desk), alt="Series to trade, one by one")
    if len(picked) < 2:
        st.caption("One series moves gamma and vega together. Add one of another expiry.")
        return
    if len(picked) == 2:
        st.caption(escape_money(_equations(picked, desk, book)))
    number = condition(picked, desk.market)
    if number > 1e6:
        st.warning(
            "These series have the same vega for each unit of gamma"
            f"{_in_common(picked, desk)}, so no mix of them can aim at both. Choose a second "
            "expiry.",
            icon=":material/link:",
        )
        return
    try:
        solved = exact(book.on(desk.underlying), desk.market, picked)
    except InvalidInput:
        return
    parts = ", ".join(f"{signed(count, 2)}" for count in solved.contracts)
    unit = "shares" if desk.underlying == "share" else "C$ a point"
    st.caption(
        f"In fractions, gamma and vega are both zero at {parts} contracts and "
        f"{signed(solved.underlying, 1)} {unit}.".replace("$", "\\$")
    )


def _in_common(picked: list[Instrument], desk: Desk) -> str:
    """Return the ratio that the series share, for 1.00 of volatility; nothing without gamma."""
    _, gamma, vega = effects(picked, desk.market).sum(axis=1)
    if gamma < 1e-9:
        return ""
    return f", {100 * vega / gamma:,.2f} for 1.00 of volatility (S² × volatility × years)"


def _equations(picked: list[Instrument], desk: Desk, book: Book) -> str:
    """Return the two equations for contracts of two series, and their determinant."""
    _, (g1, g2), (v1, v2) = effects(picked, desk.market).tolist()
    net = desk_greeks(book.on(desk.underlying), desk.market)
    rows = ((g1, g2, net.gamma_per_dollar, "gamma"), (v1, v2, net.vega_per_point, "vega"))
    said = [
        f"{plain(one, 3)} n₁ {_plus(two)} n₂ = {plain(-held, 2)} ({name})"
        for one, two, held, name in rows
    ]
    return f"To solve: {'; '.join(said)}. Determinant: {plain(g1 * v2 - g2 * v1, 2)}."


def _plus(number: float) -> str:
    text = signed(number, 3)
    return f"{text[0]} {text[1:]}" if text[0] in "+−" else f"+ {text}"


def _take_series() -> None:
    state = visit.current()
    desk = state.desk()
    known = {called(one): one for one in listed_series(state, desk)}
    names = st.session_state[visit.key("series")]
    kept = tuple(known[name] for name in names if name in known)
    options = part(state.hedge, "options", desk).positions
    gone = [p for p in options if p.instrument not in kept]
    hedge = Book(tuple(p for p in state.hedge.positions if p not in gone))
    visit.change(series=kept, hedge=hedge)


def listed_series(state: DeskState, desk: Desk) -> list[Instrument]:
    """Return every series that may be traded: the listed ones, and those named or held already."""
    held = [p.instrument for p in part(state.hedge, "options", desk).positions]
    listed = [one.instrument for one in desk.listed]
    return list(dict.fromkeys([*listed, *state.series, *held]))


def chosen_series(state: DeskState, desk: Desk) -> list[Instrument]:
    """Return the series that are chosen to hedge with: those named, and those held."""
    held = [p.instrument for p in part(state.hedge, "options", desk).positions]
    return list(dict.fromkeys([*state.series, *held]))
