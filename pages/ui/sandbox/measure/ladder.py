"""The response ladder, and how much more may be traded before a limit stops it."""

from __future__ import annotations

import streamlit as st

from engine.controls import controls
from engine.desk.exits import Standing
from engine.desk.plan import Desk
from engine.desk.responses import NEAR, responses
from engine.exposure.book import Book
from engine.exposure.limits import Limits, headroom, tightest
from engine.study.lessons import escape_money
from pages.ui.desk_state import DeskState
from pages.ui.sandbox import visit
from pages.ui.sandbox.cards import card_named
from pages.ui.sandbox.words import money, plain, series


def ladder(state: DeskState, now: Standing, book: Book, desk: Desk) -> None:
    """Show the four responses where a limit comes near, or say that none is asked for."""
    tight = tightest(now.uses)
    if tight.band not in NEAR:
        st.markdown(
            "**No response is asked for.** The tightest limit is "
            f"{tight.label.lower()}, at {tight.text}: green. You hedge because you want to, "
            "not because you must."
        )
        return
    st.markdown(
        f"**Response ladder.** {tight.label}: {tight.text} ({tight.band}). Four answers, "
        "which combine. The first works on what you hold; the others on what comes."
    )
    for rung in responses(desk, book, state.plan("yours")):
        card = card_named(f"response-{rung.name}")
        with st.expander(f"{card.title}"):
            st.markdown(f"**Now.** {card.does}")
            st.markdown(f"{tight.label}: {rung.use.text} → **{rung.use_then.text}**.")
            st.markdown(f"**From now on.** {card.leaves}")
            before, after = rung.flow, rung.flow_then
            st.markdown(
                f"Customers' purchases expected in a day: {plain(before.bought)} → "
                f"**{plain(after.bought)}** contracts; their sales: {plain(before.sold)} → "
                f"**{plain(after.sold)}**. Gamma that the day adds: "
                f"{escape_money(money(before.gamma))} → "
                f"**{escape_money(money(after.gamma))}** per 1\u00a0%."
            )


def headroom_of(book: Book, desk: Desk) -> None:
    """Show how much more of a series fits before a limit stops it."""
    listed = {series(one.instrument): one.instrument for one in desk.listed}
    labels = {control.name: control.number.label.lower() for control in controls(Limits)}
    with st.container(border=True):
        chosen = st.selectbox("Before the next trade in", listed, key=visit.key("headroom"))
        own = book.on(desk.underlying)
        for side in ("sell", "buy"):
            room = headroom(desk.limits, own, desk.market, instrument=listed[chosen], side=side)
            stop = labels.get(room.stopped_by, "")
            why = f"then **{stop}** stops you" if stop else "no limit stops it"
            st.markdown(f"You may {side} **{plain(room.contracts)}** more: {why}.")
