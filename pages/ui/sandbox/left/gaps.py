"""A gap before anybody can trade, and what gamma pays and earns on a hedged day."""

from __future__ import annotations

import streamlit as st

from engine.desk.exits import gap
from engine.desk.plan import Desk
from engine.desk.walk import day_moves
from engine.exposure.book import Book
from engine.hedging.theory import break_even_move, gamma_profit, gap_cost_a_day, gap_loss
from engine.pricing.market import DAYS_PER_YEAR
from engine.study.lessons import escape_money
from pages.ui.sandbox.words import amount, money, signed
from pages.ui.tables import numbers

GAPS = (-0.12, -0.08, -0.04, 0.04, 0.08, 0.12)


DAY_MOVES = (0.5, 1.0, 1.5, 3.0)


def gaps(whole: Book, own: Book, desk: Desk, *, with_hedge: bool) -> None:
    """Show gaps of several sizes, in full and as delta and gamma see them."""
    each = [gap(desk, whole, size) for size in GAPS]
    alone = [gap(desk, own, size) for size in GAPS]
    columns = {
        "gap": [f"{signed(100 * size)} %" for size in GAPS],
        "book alone": [signed(one.still) for one in alone],
        "with your exits": [signed(one.still) for one in each],
        "and with volatility": [signed(one.exact) for one in each],
        "delta and gamma say": [signed(one.estimate) for one in each],
        "delta left (stale hedge)": [signed(one.delta_after) for one in each],
    }
    if not with_hedge:
        del columns["book alone"]
        columns["book alone"] = columns.pop("with your exits")
    numbers(columns, alt="Gaps before anybody can trade, in C$")
    st.caption(
        f"C\\$, before anybody trades. With volatility: {desk.world.gap_volatility:g} points for "
        "each 1 % of the gap. What follows the index does not gap with the share."
    )
    mean, size = desk.world.gap_mean, desk.world.gap_size
    loss = gap_loss(own, desk.market, log_mean=mean, log_size=size)
    a_year = desk.world.gap_chance * DAYS_PER_YEAR
    cost = gap_cost_a_day(loss, gaps_a_year=a_year)
    st.markdown(
        escape_money(
            f"Delta-hedged, one gap with a mean of {signed(100 * mean)} % and a standard "
            f"deviation of {100 * size:g} % is expected to cost **{amount(loss)}**. With "
            f"{a_year:.2g} gaps a year that is **{amount(cost)}** a day."
        )
    )


def rent(whole: Book, desk: Desk) -> None:
    """Show what a hedged day pays for the curve, and what moves take of it."""
    market = desk.market
    implied = _implied(whole)
    net = whole.greeks(market)
    rows = day_moves(whole, market, volatility=implied, moves=DAY_MOVES)
    move = break_even_move(spot=market.spot, volatility=implied)
    realised = desk.volatility
    expected = gamma_profit(
        gamma=float(net.gamma), spot=market.spot, realised=realised, implied=implied
    )
    st.markdown(
        escape_money(
            f"At {100 * implied:g} % implied volatility a day's rent on your gamma is "
            f"**{money(rows[0].rent)}**. (Theta says {money(float(net.theta) / DAYS_PER_YEAR)}: it "
            f"counts interest and dividends too.) The day breaks even at a move of "
            f"**C${move:,.3f}**, which is {100 * move / market.spot:.2f} %."
        )
    )
    numbers(
        {
            "the day's move": [f"C\\${one.move:g}" for one in rows],
            "rent": [signed(one.rent) for one in rows],
            "the curve": [signed(one.curve) for one in rows],
            "what is left (C\\$)": [signed(one.net) for one in rows],
        },
        alt="A hedged day by the size of its move",
    )
    st.markdown(
        escape_money(
            f"If the share really moves at {100 * realised:g} % a year, a hedged day is expected "
            f"to make **{money(expected, 1)}**."
        )
    )


def _implied(book: Book) -> float:
    """Return the implied volatility at which most of the gamma sits; 24 % where there is none."""
    options = [p for p in book.positions if p.instrument.payoff != "linear" and p.quantity]
    if not options:
        return 0.24
    largest = max(options, key=lambda position: abs(position.quantity))
    return float(getattr(largest.instrument, "volatility", 0.24)) or 0.24
