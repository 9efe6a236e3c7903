"""Step 1: flow fills the book."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import streamlit as st

from engine.desk.listing import listing
from engine.desk.plan import Quoting
from engine.exposure.book import Book, Position
from engine.exposure.protection import Fill, Protection, counts, trips
from engine.flow.customers import Customers
from engine.flow.inventory import Inventory, inventory
from engine.instruments import Underlying
from engine.pricing import claims as pricing
from pages.ui.desk_state import MOST_SEED, DeskState
from pages.ui.sandbox import pictures, visit
from pages.ui.sandbox.words import plain, series, signed
from pages.ui.tables import numbers

GUESSES = {"short": "Short options", "flat": "About flat", "long": "Long options"}
_FLAT = 0.10
"""A book is about flat while its net contracts are less than this part of all that was dealt."""


@lru_cache(maxsize=32)
def _day(customers: Customers, spot: float, underlying: Underlying, seed: int) -> Inventory:
    weights = tuple(one.weight for one in listing(spot, underlying))
    return inventory(customers, series=weights, half_spread=Quoting().half_width, seed=seed)


def came(state: DeskState) -> Inventory:
    """Return the customers that this situation's seed and settings bring."""
    desk = state.desk()
    return _day(desk.customers, desk.market.spot, desk.underlying, state.seed)


def book_of(state: DeskState) -> Book:
    """Return the book that the rest of the sandbox is about: its own, or what came in."""
    if state.book is not None:
        return state.book
    if not state.arrived:
        return Book()
    pairs = zip(came(state).net, state.desk().listed, strict=True)
    return Book(tuple(Position(float(net), one.instrument) for net, one in pairs if net))


def show(state: DeskState) -> None:
    """Show how the book came about, or let it come about."""
    if state.book is not None:
        _own_book(state)
        return
    hand, picture = st.columns([1, 2], gap="large")
    with hand:
        _settings()
    with picture:
        if state.arrived:
            _result(state)
        else:
            _ask(state)


def _settings() -> None:
    visit.number("buyers")
    visit.number("a_day")
    visit.number("contracts")
    st.number_input(
        "Day number (the same number is the same day for everyone)",
        min_value=0,
        max_value=MOST_SEED,
        value=visit.current().seed,
        key=visit.key("seed"),
        on_change=_take_seed,
    )
    if visit.current().arrived:
        st.button("Another day", icon=":material/shuffle:", on_click=_another, key="another_day")


def _take_seed() -> None:
    seed = st.session_state[visit.key("seed")]
    if seed is not None:
        visit.change(seed=int(seed))


def _another() -> None:
    seed = (visit.current().seed * 31 + 17) % (MOST_SEED + 1)
    visit.change(seed=seed, arrived=False, guess="", hedge=Book(), ran=False, swing="", path=0)
    visit.renew()


def _ask(state: DeskState) -> None:
    buyers = state.shown("buyers")
    st.subheader("Before they come: what will your book be tonight?", anchor=False)
    st.markdown(
        f"About {plain(state.shown('a_day'))} customers come to you today and {buyers:g}\u00a0% of "
        "them want to buy options. You show a bid and an ask in eight series, and you take the "
        "other side of everybody who deals."
    )
    with st.container(horizontal=True):
        for guess, label in GUESSES.items():
            st.button(label, type="primary", key=f"guess_{guess}", on_click=_arrive, args=(guess,))


def _arrive(guess: str) -> None:
    visit.change(arrived=True, guess=guess)


def _result(state: DeskState) -> None:
    day, listed = came(state), state.desk().listed
    st.subheader(_title(day), anchor=False)
    if not day.fills:
        st.info(
            "Nobody dealt, so there is nothing to hedge. Raise the number of customers, or try "
            "another day."
        )
        return
    st.markdown(_verdict(state, day))
    groups = {
        "calls": [one.instrument.payoff == "call" for one in listed],
        "puts": [one.instrument.payoff == "put" for one in listed],
    }
    hours = [0.0, *(fill.hours for fill in day.fills)]
    held = {
        name: [0.0, *day.held[:, np.array(chosen)].sum(axis=1).tolist()]
        for name, chosen in groups.items()
    }
    st.vega_lite_chart(
        pictures.lines(
            held, hours, x="hours since the opening", y="net contracts (below 0: short)", step=True
        ),
        alt=f"Net contracts over the day. {_title(day)}.",
        width="stretch",
        key="flow_chart",
    )
    with st.expander("The same, series by series"):
        numbers(
            {
                "series": [series(one.instrument) for one in listed],
                "net contracts": [signed(float(net)) for net in day.net],
            },
            alt="Net contracts by series",
        )


def _title(day: Inventory) -> str:
    net = int(day.net.sum())
    side = "short" if net < 0 else "long"
    dealt = len(day.fills)
    return f"{dealt} of {day.came} customers dealt: you are {side} {plain(abs(net))} contracts net"


def outcome(day: Inventory) -> str:
    """Return which of the guesses came true."""
    net, dealt = int(day.net.sum()), sum(abs(fill.contracts) for fill in day.fills)
    if abs(net) <= _FLAT * dealt:
        return "flat"
    return "short" if net < 0 else "long"


def _verdict(state: DeskState, day: Inventory) -> str:
    truth, buyers = outcome(day), state.shown("buyers")
    why = {
        "short": f"{buyers:g}\u00a0% of them buy, and what a customer buys you have sold.",
        "long": f"Only {buyers:g}\u00a0% of them buy, and what a customer sells you have bought.",
        "flat": "Buyers and sellers came in nearly equal number. That is luck as much as balance.",
    }[truth]
    walked = day.came - len(day.fills)
    rest = f" {walked} looked at your prices and walked away."
    if not state.guess:
        return why + rest
    if state.guess == truth:
        return f"**✓ You predicted it.** {why}{rest}"
    return f"**✗ Not what you predicted ({GUESSES[state.guess].lower()}).** {why}{rest}"


def _own_book(state: DeskState) -> None:
    book = book_of(state)
    desk = state.desk()
    st.subheader("This situation begins with a book", anchor=False)
    if not book.positions:
        st.info("The book is empty: nothing to hedge. Let customers fill it.")
    else:
        st.markdown("Each line is one deal, in the order in which it was made.")
        numbers(_deals(state), alt="The deals of this book")
        _protection(state)
    st.button(
        "Let customers fill a book instead",
        icon=":material/groups:",
        on_click=visit.change,
        kwargs={"book": None, "arrived": False, "hedge": Book(), "preset": "", "guess": ""},
        key="own_flow",
        help=f"Share price {desk.market.spot:g}, seed {state.seed}",
    )


def _fills(state: DeskState) -> list[Fill]:
    book, desk = book_of(state), state.desk()
    (deltas,) = pricing.measure(book.claims, ("delta",), **vars(desk.market))
    return [
        Fill(0.0, position.quantity, float(delta) * position.quantity)
        for position, delta in zip(book.positions, deltas, strict=True)
        if position.instrument.payoff != "linear"
    ]


def _deals(state: DeskState) -> dict[str, list[str]]:
    book = book_of(state)
    return {
        "deal": [str(number) for number in range(1, len(book.positions) + 1)],
        "you hold": [signed(position.quantity) for position in book.positions],
        "of": [series(position.instrument) for position in book.positions],
    }


def _protection(state: DeskState) -> None:
    fills, limits = _fills(state), Protection()
    if not fills:
        return
    tripped = trips(fills, limits)
    with st.expander(
        "Had these deals come in one moment: market maker protection",
        expanded=tripped.first is not None,
    ):
        running = counts(fills, limits)
        numbers(
            {
                "deal": [str(number) for number in range(1, len(fills) + 1)],
                "contracts so far": [plain(one.contracts) for one in running],
                "delta so far (shares)": [signed(one.delta_shares) for one in running],
            },
            alt="Contracts and delta after each deal",
        )
        st.markdown(
            f"A limit of {plain(limits.contracts)} contracts in one window "
            f"{_trip(tripped.contracts)}; a limit of {plain(limits.delta_shares)} shares of delta "
            f"{_trip(tripped.delta_shares)}. A trip cancels your quotes. It takes nothing off the "
            "book. These limits are invented for teaching."
        )


def _trip(fill: int | None) -> str:
    return "is not reached" if fill is None else f"trips on deal {fill}"
