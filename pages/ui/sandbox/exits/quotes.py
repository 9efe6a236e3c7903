"""The fourth exit: move quotes and size."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from engine.desk.plan import Desk, Plan
from engine.desk.responses import expected_flow, quotes_now
from engine.exposure.book import Book
from engine.hedging.series import effects
from engine.quoting.obligations import permitted
from engine.quoting.quotes import optimal_spread, reservation_price
from engine.study.lessons import escape_money
from pages.ui.desk_state import DeskState
from pages.ui.sandbox import visit
from pages.ui.sandbox.exits.card import called, card_of, flow_words
from pages.ui.sandbox.words import signed
from pages.ui.tables import numbers


def quotes(state: DeskState, desk: Desk, book: Book) -> None:
    """Show the exit by quotes: width, size and lean, the quotes they make, the flow they bring."""
    with st.container(border=True):
        if not card_of("quotes", state):
            return
        visit.number("half_width")
        visit.number("size")
        visit.number("lean")
        with st.popover("What the lean is on"):
            visit.number("risk_aversion")
            visit.number("stuck")
            visit.number("implied_wander")
            st.caption(
                "The lean is on what cannot be hedged. While the share can be hedged freely, the "
                "quotes ignore delta; what moves them is vega and, with gaps, gamma."
            )
        plan = state.plan("yours")
        whole = book.plus(*state.hedge.positions)
        _quote_table(desk, whole, plan)
        _flow(desk, whole, replace(plan, stop=False))
        with st.expander("The textbook formula (Avellaneda and Stoikov)", "formula" in state.open):
            _formula(state)


def _quote_table(desk: Desk, book: Book, plan: Plan) -> None:
    priced, fair = quotes_now(desk, book, plan)
    shift = priced.shift
    vegas = effects([one.instrument for one in desk.listed], desk.market)[2]
    vegas = vegas / [one.instrument.units for one in desk.listed]
    points = [move / vega if vega else 0.0 for move, vega in zip(shift[0], vegas, strict=True)]
    numbers(
        {
            "series": [called(one.instrument) for one in desk.listed],
            "fair": [f"{value:.4f}" for value in fair],
            "leans by": [signed(float(value), 4) for value in shift[0]],
            "in points": [signed(float(value), 3) for value in points],
            "bid": [
                _price(price, on) for price, on in zip(priced.bid[0], priced.bids[0], strict=True)
            ],
            "ask": [
                _price(price, on) for price, on in zip(priced.ask[0], priced.offers[0], strict=True)
            ],
        },
        alt="Quotes of every series",
    )
    middle = float(fair[NOTED] + shift[0][NOTED])
    half = plan.quoting.half_width
    st.caption(
        escape_money(
            f"{called(desk.listed[NOTED].instrument)}: fair C${fair[NOTED]:.4f}, and the lean of "
            f"{signed(points[NOTED], 3)} points × vega {vegas[NOTED]:.4f} puts the middle at "
            f"C${middle:.4f}."
        )
    )
    shown = permitted(
        bid=middle - half, ask=middle + half, size=plan.quoting.size, obligations=desk.obligations
    )
    for note in shown.notes:
        st.caption(escape_money(f"{called(desk.listed[NOTED].instrument)}: {note}"))


NOTED = 3
"""The place of the 45-day call at the money in the listing: notes are about that series."""


def _price(price: float, shown: bool) -> str:
    return f"{price:.2f}" if shown else "not shown"


def _formula(state: DeskState) -> None:
    names = ("as_mid", "as_inventory", "as_risk_aversion", "as_volatility", "as_time", "as_decay")
    for name in names:
        visit.number(name)
    mid, inventory, averse, volatility, time, decay = (state.shown(name) for name in names)
    price = float(
        reservation_price(
            mid=mid,
            inventory=inventory,
            risk_aversion=averse,
            volatility=volatility,
            time_left=time,
        )
    )
    spread = float(
        optimal_spread(risk_aversion=averse, volatility=volatility, time_left=time, decay=decay)
    )
    st.markdown(
        escape_money(
            f"Reservation price **C${price:,.4f}**, spread **C${spread:,.4f}**: bid "
            f"**C${price - spread / 2:,.4f}**, ask **C${price + spread / 2:,.4f}**."
        )
    )


def _flow(desk: Desk, book: Book, plan: Plan) -> None:
    now = expected_flow(desk, book, replace(plan, quoting=type(plan.quoting)()))
    then = expected_flow(desk, book, plan)
    st.markdown(escape_money(flow_words(now, then)))
