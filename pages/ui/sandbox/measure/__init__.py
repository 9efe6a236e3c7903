"""Step 2: measure net exposure and hold it against the limits."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from engine.desk.plan import Desk
from engine.exposure.greeks import DeskGreeks
from engine.exposure.limits import LimitUse, tightest
from engine.study.lessons import escape_money
from pages.ui.desk_state import DeskState
from pages.ui.sandbox import pictures
from pages.ui.sandbox.flow import book_of
from pages.ui.sandbox.measure.details import details
from pages.ui.sandbox.measure.ladder import headroom_of, ladder
from pages.ui.sandbox.measure.uses import percent, used
from pages.ui.sandbox.standings import standing
from pages.ui.sandbox.words import money, signed


def show(state: DeskState) -> None:
    """Show net exposure, limits, and what the limits ask for."""
    book, desk = book_of(state), state.desk()
    if not book.positions:
        st.info("Nothing is held yet, so there is nothing to measure. Go back to step 1.")
        return
    now = standing(desk, book)
    headline(now.net, desk)
    picture, answer = st.columns([3, 2], gap="large")
    with picture:
        st.subheader(_title(now.uses), anchor=False)
        limits(now.uses, key="measure_limits")
        st.caption(
            "Green is below 70\u00a0% of a limit, amber from 70, red from 90, breach from 100. "
            "These limits are invented for teaching: what a desk allows itself is not published."
        )
    with answer:
        ladder(state, now, book, desk)
        headroom_of(book, desk)
    details(state, book, desk, now)


def headline(net: DeskGreeks, desk: Desk) -> None:
    """Show the four figures that a desk looks at first."""
    share = desk.underlying == "share"
    delta = f"{signed(net.delta_shares)} shares" if share else f"{money(net.delta_shares)} a point"
    with st.container(horizontal=True, key="headline"):
        for label, figure, below in (
            ("Delta", delta, f"{money(net.delta_dollars)} of {'stock' if share else 'the index'}"),
            (
                "Gamma",
                f"{money(net.gamma_per_percent * desk.market.spot)} per 1\u00a0%",
                f"{signed(net.gamma_per_dollar, 1)} per {'C$1' if share else 'point'}",
            ),
            ("Vega", f"{money(net.vega_per_point)} a point", "24\u00a0% to 25\u00a0% is a point"),
            ("Theta", f"{money(net.theta_per_day)} a day", "calendar days, all else still"),
        ):
            with st.container(border=True, width="stretch"):
                st.caption(label)
                st.markdown(f"**{escape_money(figure)}**")
                st.caption(escape_money(below))


def limits(uses: Sequence[LimitUse], *, key: str) -> None:
    """Show the use of every limit as a bar, with its figure and its band in words."""
    rows = [
        {
            "label": use.label,
            "percent": 100 * use.fraction,
            "band": use.band,
            "text": f"{percent(use)}: {used(use)}",
        }
        for use in uses
    ]
    st.vega_lite_chart(
        pictures.limits(rows),
        alt="Use of the limits. " + ". ".join(f"{row['label']}: {row['text']}" for row in rows),
        width="stretch",
        key=key,
    )


def _title(uses: Sequence[LimitUse]) -> str:
    tight = tightest(uses)
    over = [use for use in uses if use.band == "breach"]
    if len(over) == 1:
        return f"{tight.label} breaches its limit"
    if over:
        return f"{len(over)} limits are breached, {tight.label.lower()} most of all"
    return f"Inside every limit; {tight.label.lower()} is the tightest, at {tight.text}"
