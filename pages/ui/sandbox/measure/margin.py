"""Margin and capital by three methods, and the sides of the market."""

from __future__ import annotations

import streamlit as st

from engine.desk.plan import Desk
from engine.exposure.book import Book, Position
from engine.exposure.margin import haircut, scan_margin, strategy_margin
from engine.exposure.protection import position_limit_use, side_of_market
from engine.instruments import Instrument
from pages.ui.sandbox.words import amount, plain, series, signed
from pages.ui.tables import numbers

STRATEGY_RATE = 0.30
"""Part of the underlying's value that the third margin method asks for: a teaching choice."""


def margin(own: Book, hedge: Book, desk: Desk) -> None:
    """Show what three methods ask for, for the book alone and with the exits."""
    taken = hedge.on(desk.underlying).positions
    columns = {"asks for": _asked(own, desk)}
    if taken:
        columns = {
            "of the book alone": columns["asks for"],
            "with your exits": _asked(own.plus(*taken), desk),
        }
    methods = [
        "Sixteen-scenario scan (the classic method)",
        "Ten price moves to ±15\u00a0% (haircut)",
        "Each short option alone, 30\u00a0% rule",
    ]
    numbers({"method": methods, **columns}, alt="Margin by three methods")
    short = _short_options(own, desk)
    if short["short option"]:
        st.markdown("**The third method, option by option**: it sees no hedge.")
        numbers(short, alt="Margin of each short option")
    scan = scan_margin(own, desk.market)
    st.markdown("**The first method, scenario by scenario**, for the book alone.")
    numbers(
        {
            "scenario": [str(number) for number in range(1, 17)],
            "price": [f"{signed(100 * move, 1)}\u00a0%" for move in scan.price_moves],
            "volatility": [f"× {1 + move:.2f}" for move in scan.volatility_moves],
            "loss (C$)": [signed(loss) for loss in scan.losses],
        },
        alt="The sixteen scenarios",
    )
    st.caption(
        "Simplified: the scan's ranges and the 30\u00a0% are chosen for teaching. Clearing houses "
        "have moved on to simulation; this method is taught because it can be followed by hand."
    )


def _asked(book: Book, desk: Desk) -> list[str]:
    """Return what the three methods ask of a book, and because of what."""
    scan, cut = scan_margin(book, desk.market), haircut(book, desk.market)
    alone = sum(-p.quantity * _alone(p.instrument, desk) for p in _sold(book))
    move = signed(100 * cut.price_moves[cut.worst - 1])
    return [
        f"{amount(scan.requirement)} (scenario {scan.worst})",
        f"{amount(cut.requirement)} ({move}\u00a0%)",
        amount(alone),
    ]


def _short_options(book: Book, desk: Desk) -> dict[str, list[str]]:
    sold = _sold(book)
    of_underlying = [STRATEGY_RATE * desk.market.spot * p.instrument.units for p in sold]
    each = [_alone(p.instrument, desk) for p in sold]
    less = [one - whole for one, whole in zip(each, of_underlying, strict=True)]
    return {
        "short option": [series(p.instrument) for p in sold],
        "30\u00a0% of it": [plain(one) for one in of_underlying],
        "out of the money": [signed(one) for one in less],
        "each (C\\$)": [plain(one) for one in each],
        "sold": [plain(-p.quantity) for p in sold],
    }


def _sold(book: Book) -> list[Position]:
    return [p for p in book.positions if p.instrument.payoff != "linear" and p.quantity < 0]


def _alone(option: Instrument, desk: Desk) -> float:
    return strategy_margin(option, spot=desk.market.spot, margin_rate=STRATEGY_RATE)


def sides_of_market(own: Book) -> None:
    """Show the bullish and the bearish side, and the position limit."""
    sides, use = side_of_market(own), position_limit_use(own)
    st.markdown(
        f"Bullish (long calls and short puts): **{plain(sides.bullish)}** contracts. Bearish "
        f"(short calls and long puts): **{plain(sides.bearish)}** contracts. The larger side uses "
        f"**{use.text}** of a limit of {plain(use.limit)}."
    )
    if use.band == "breach":
        hedged = position_limit_use(own, hedged=use.used)
        st.markdown(
            "That is over the limit. Contracts that are provably hedged may stand on top of it, up "
            f"to {plain(hedged.limit)} in all: with every one of them hedged it would be "
            f"{hedged.text}."
        )
    st.caption(
        "A position limit counts one side of the market, not the net of calls and puts. 50,000 "
        "was the limit of one class in 2018 (Montréal Exchange, circular 063-18); each class has "
        "its own."
    )
