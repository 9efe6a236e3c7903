"""What every exit shows: its head, its quantities, and before and after by itself."""

from __future__ import annotations

import streamlit as st

from engine.desk.exits import part
from engine.desk.plan import Desk
from engine.desk.responses import Expected
from engine.exposure.book import Book, Position
from engine.exposure.limits import tightest
from engine.exposure.notation import MOST_CONTRACTS
from engine.instruments import Instrument
from engine.instruments._option import Option
from engine.study.lessons import escape_money
from pages.ui.desk_state import EXITS, DeskState
from pages.ui.sandbox import visit
from pages.ui.sandbox.cards import card_named
from pages.ui.sandbox.measure.uses import percent
from pages.ui.sandbox.standings import standing
from pages.ui.sandbox.words import amount, money, plain, series, signed, traded
from pages.ui.tables import numbers


def card_of(name: str, state: DeskState) -> bool:
    """Draw the head of an exit and return whether it is ticked."""
    card = card_named(f"exit-{name}")
    ticked = st.checkbox(
        card.title,
        value=name in state.exits,
        key=visit.key(f"use_{name}"),
        on_change=_tick,
        args=(name,),
    )
    if ticked:
        st.markdown(f"{card.does} **What it leaves:** {card.leaves}")
    return ticked


def _tick(name: str) -> None:
    state = visit.current()
    ticked = st.session_state[visit.key(f"use_{name}")]
    exits = [*state.exits, name] if ticked else [one for one in state.exits if one != name]
    hedge = state.hedge
    if not ticked and name in ("underlying", "options", "related"):
        gone = part(hedge, name, state.desk()).positions
        hedge = Book(tuple(p for p in hedge.positions if p not in gone))
    # In the order of the page, so that the same ticks are the same address.
    visit.change(exits=tuple(one for one in EXITS if one in exits), hedge=hedge)


def flow_words(now: Expected, then: Expected) -> str:
    """Return what a change of quotes does to a day's expected flow."""
    return (
        f"Expected in a day: customers buy {plain(now.bought)} → **{plain(then.bought)}** "
        f"contracts and sell {plain(now.sold)} → **{plain(then.sold)}**. Vega that this adds to "
        f"your book: {money(now.vega)} → **{money(then.vega)}** a point."
    )


def quantity_of(state: DeskState, one: Instrument, size: int) -> None:
    """Draw the field that holds how much of an instrument the exits trade."""
    held = sum(p.quantity for p in state.hedge.positions if p.instrument == one)
    name = f"held_{called(one)}"
    unit = one.counted_in if not isinstance(one, Option) else called(one)
    st.number_input(
        f"{unit[0].upper()}{unit[1:]} (below 0: sell)",
        min_value=-MOST_CONTRACTS,
        max_value=MOST_CONTRACTS,
        value=int(held),
        step=size,
        key=visit.key(name),
        on_change=_take_quantity,
        args=(one, name),
    )


def _take_quantity(one: Instrument, name: str) -> None:
    quantity = st.session_state[visit.key(name)] or 0
    others = [p for p in visit.current().hedge.positions if p.instrument != one]
    mine = [Position(float(quantity), one)] if quantity else []
    visit.change(hedge=Book((*others, *mine)))


def called(one: Instrument) -> str:
    """Return what an instrument is called where volatilities differ: "84 call, 17 days, 23.5 %"."""
    if not isinstance(one, Option):
        return series(one)
    return f"{series(one)}, {100 * one.volatility:g} %"


def alone(name: str, state: DeskState, desk: Desk, book: Book) -> None:
    """Show what this exit alone does, costs and leaves."""
    mine = part(state.hedge, name, desk)
    if not mine.positions:
        st.caption("Nothing traded here yet. Type a quantity, or press Suggest a hedge.")
        return
    before, after = standing(desk, book), standing(desk, book, mine)
    tight = tightest(before.uses)
    then = next(use for use in after.uses if use.name == tight.name)
    rows = {
        "Delta": (signed(before.net.delta_shares), signed(after.net.delta_shares)),
        "Gamma": (signed(before.net.gamma_per_dollar), signed(after.net.gamma_per_dollar)),
        "Vega": (signed(before.net.vega_per_point), signed(after.net.vega_per_point)),
        tight.label: (percent(tight), percent(then)),
        "Basis": (plain(before.left.basis), plain(after.left.basis)),
        "Volatility": (plain(before.left.volatility), plain(after.left.volatility)),
        "Execution": (plain(before.left.execution), plain(after.left.execution)),
        "Event": (plain(before.left.event), plain(after.left.event)),
    }
    numbers(
        {
            "this exit alone": list(rows),
            "before": [old for old, _ in rows.values()],
            "after": [new for _, new in rows.values()],
        },
        alt=f"Before and after this exit alone: {name}",
    )
    trades = "; ".join(traded(p.quantity, p.instrument) for p in mine.positions)
    st.caption(escape_money(f"{trades[0].upper()}{trades[1:]}. Costs {amount(after.cost)}."))
