"""By which Greek the value changed, and what was left when the market had moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from engine.desk.explain import CROSS, FIRST, THIRD, Explained, explain
from engine.desk.plan import Desk
from engine.exposure.book import Book
from engine.pricing.market import DAYS_PER_YEAR, Market
from engine.study.lessons import escape_money
from pages.ui.desk_state import DeskState
from pages.ui.sandbox.words import money, signed
from pages.ui.tables import numbers

CAUSES = {"time": "years", "price": "spot", "volatility": "volatility_shift"}


ORDERS = (("time", "price", "volatility"), ("volatility", "price", "time"))


GREEKS = {
    "delta": "delta",
    "gamma": "gamma",
    "vega": "vega",
    "theta": "theta",
    "vanna": "vanna (price and volatility)",
    "vomma": "vomma (volatility twice)",
    "charm": "charm (price and time)",
    "speed": "speed (price three times)",
    "zomma": "zomma (price twice, volatility)",
    "color": "color (price twice, time)",
}


def explained(state: DeskState, book: Book, desk: Desk) -> None:
    """Say by which Greeks the book's value changed, once the student has let go."""
    market = desk.market
    spot = state.shown("to_spot") or market.spot
    shift, days = state.shown("to_shift") / 100, state.shown("to_days")
    if spot == market.spot and not shift and not days:
        st.caption("Drag the price, the volatility or the days: then see which Greek did it.")
        return
    own, hedge = book.on(desk.underlying), state.hedge.on(desk.underlying)
    books = {"book alone": own}
    if hedge.positions:
        books |= {"your exits": hedge, "together": own.plus(*hedge.positions)}
    move = {"spot": spot, "volatility_shift": shift, "years": days / DAYS_PER_YEAR}
    change = {name: explain(one, market, **move) for name, one in books.items()}
    st.subheader("Where it came from", anchor=False)
    rows = [*GREEKS.values(), "unexplained", "**in full**"]
    numbers(
        {
            "Greek": rows,
            **{
                f"{name} (C\\$)": [
                    *(signed(one.parts[greek], 1) for greek in GREEKS),
                    signed(one.residual(tuple(GREEKS)), 1),
                    f"**{signed(one.total)}**",
                ]
                for name, one in change.items()
            },
        },
        alt="The change of value by Greek",
    )
    st.caption(escape_money(_how_many(change["book alone"])))
    if sum((spot != market.spot, bool(shift), bool(days))) > 1:
        _in_order(own, market, move, opened="causes" in state.open)
    st.markdown(escape_money(_then(list(books.values())[-1], hedge, desk, move)))


def _how_many(change: Explained) -> str:
    """Return how far four, seven and ten Greeks go."""
    said = [
        f"{many} explain {money(change.total - change.residual(names))} and leave "
        f"{money(change.residual(names))}"
        for many, names in (
            ("the first four Greeks", FIRST),
            ("seven", FIRST + CROSS),
            ("all ten", FIRST + CROSS + THIRD),
        )
    ]
    return (
        f"For the book alone, {'; '.join(said)}. More terms do not always explain more. Related "
        "products are not in this table: they have no Greeks but delta."
    )


def _in_order(own: Book, market: Market, move: Mapping[str, float], *, opened: bool) -> None:
    """Show the same change revalued in full, one cause after another: their order matters."""
    nothing = {"spot": market.spot, "volatility_shift": 0.0, "years": 0.0}
    parts: dict[str, list[str]] = {name: [] for name in CAUSES}
    for order in ORDERS:
        here, before = dict(nothing), 0.0
        for name in order:
            here[CAUSES[name]] = move[CAUSES[name]]
            total = explain(own, market, **here).total
            parts[name].append(signed(total - before))
            before = total
    with st.expander("One cause after another, the book alone revalued in full", opened):
        numbers(
            {
                "in the order": [", ".join(order) for order in ORDERS],
                **{f"{name} (C\\$)": made for name, made in parts.items()},
            },
            alt="The change of value, cause after cause",
        )
        st.caption("Each row sums to the same total; what a cause is blamed for does not.")


def _then(whole: Book, hedge: Book, desk: Desk, move: Mapping[str, float]) -> str:
    """Return the delta that is left there, and what the exits' shares paid and earned."""
    market = desk.market
    there = replace(
        market,
        spot=move["spot"],
        volatility_shift=market.volatility_shift + move["volatility_shift"],
        years_passed=market.years_passed + move["years"],
    )
    unit = "shares" if desk.underlying == "share" else "C$ a point"
    said = f"Net delta there: **{signed(float(whole.greeks(there).delta))}** {unit}."
    shares = sum(p.quantity for p in hedge.positions if p.instrument.payoff == "linear")
    if desk.underlying == "index" or not shares or not move["years"]:
        return said
    carried = shares * market.spot * move["years"]
    return (
        f"{said} Not counted above: interest on the shares {money(-carried * market.rate)}, "
        f"dividends {money(carried * market.dividend_yield)}."
    )
