"""Ways to hedge side by side, and a walk along prices of the student's own."""

from __future__ import annotations

from typing import Any

import streamlit as st

from engine.desk.compare import SCENARIOS, compare
from engine.desk.plan import Desk
from engine.desk.suggest import textbook
from engine.desk.walk import walk
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.notation import MOST_CONTRACTS
from engine.hedging.series import effects
from engine.hedging.underlying import to_flat
from engine.study.lessons import escape_money
from pages.ui import desk_state
from pages.ui.desk_state import DeskState
from pages.ui.sandbox import visit
from pages.ui.sandbox.exits.options import chosen_series
from pages.ui.sandbox.words import money, signed, traded
from pages.ui.tables import numbers

WALK_PROBLEM = "sandbox_walk_problem"


def ways_to_hedge(state: DeskState, own: Book, desk: Desk) -> None:
    """Show what several ways to hedge the book make of the same scenarios."""
    ways = {"no hedge": Book(), "delta only": textbook(desk, own)}
    for one, aim in zip(chosen_series(state, desk), ("gamma", "vega"), strict=False):
        if (single := _single(own, desk, one, aim)) is not None:
            ways[f"delta and {aim}"] = single
    if state.hedge.positions:
        ways["yours"] = state.hedge.on(desk.underlying)
    found = compare(own, desk.market, ways)
    numbers(
        {
            "if": [one.name for one in SCENARIOS],
            **{way.name: [signed(made) for made in way.made] for way in found},
        },
        alt="What each way to hedge makes of each scenario, in C$",
    )
    for way in found:
        trades = [traded(p.quantity, p.instrument) for p in way.hedge.positions if p.quantity]
        if trades:
            st.caption(f"{way.name}: {', '.join(trades)}.")


def _single(own: Book, desk: Desk, one: Any, aim: str) -> Book | None:
    """Return the hedge of one Greek with one series, and of the delta with the underlying.

    None where the series has so little of it that no number of contracts that fits would do.
    """
    row = {"gamma": 1, "vega": 2}[aim]
    _, gamma, vega = effects([one], desk.market)
    net = own.greeks(desk.market)
    held = float(net.gamma) if aim == "gamma" else float(net.vega) / 100
    effect = float((gamma, vega)[row - 1][0])
    if abs(held) > MOST_CONTRACTS * abs(effect):
        return None
    contracts = round(-held / effect) if effect else 0
    option = Position(float(contracts), one)
    return Book((option, *to_flat(own.plus(option), desk.market, desk.direct)))


def own_walk(state: DeskState, own: Book, desk: Desk) -> None:
    """Show a walk along prices of the student's own, flat before every move."""
    start = f"{desk.market.spot:g}"
    st.text_input(
        f"Prices after {start}, one after another",
        value=" ".join(f"{price:.10g}" for price in state.walk),
        placeholder="81.6 80",
        key=visit.key("walk"),
        on_change=_take_walk,
    )
    typed, problem = st.session_state.get(WALK_PROBLEM, ("", ""))
    if problem and typed == st.session_state[visit.key("walk")]:
        st.warning(f"These prices cannot be walked: {problem}.")
    if not state.walk:
        st.caption("Up and back again is the walk to try first: it ends where it began.")
        return
    legs = walk(own, desk.market, state.walk)
    numbers(
        {
            "price": [f"{leg.price:.10g}" for leg in legs],
            "made on the way (C\\$)": [signed(leg.made) for leg in legs],
            "then traded": [signed(leg.traded, 1) for leg in legs],
            "½ gamma × move² (C\\$)": [signed(leg.estimate) for leg in legs],
        },
        alt="The legs of the walk",
    )
    total, estimate = sum(leg.made for leg in legs), sum(leg.estimate for leg in legs)
    first = -float(own.greeks(desk.market).delta)
    st.markdown(
        escape_money(
            f"The whole walk makes **{money(total)}**; gamma at each start says "
            f"{money(estimate)}. Flat before every move, with {signed(first, 1)} of the underlying "
            "at the start, and no time passes."
        )
    )
    if len(legs) == 2 and legs[1].price == desk.market.spot:
        twice = 2 * legs[0].estimate
        st.caption(escape_money(f"Gamma × move² for the round trip: {money(twice)}."))


def _take_walk() -> None:
    typed = st.session_state[visit.key("walk")]
    try:
        visit.change(walk=desk_state.prices(typed))
    except InvalidInput as problem:
        st.session_state[WALK_PROBLEM] = (typed, str(problem))
