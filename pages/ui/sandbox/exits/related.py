"""The third exit: trade a related product."""

from __future__ import annotations

import streamlit as st

from engine.desk.exits import part
from engine.desk.listing import related
from engine.desk.plan import Desk
from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.hedging.related import daily_risk, exact_contracts
from engine.instruments import Instrument, kind_of
from engine.study.lessons import escape_money
from pages.ui.desk_state import DeskState
from pages.ui.sandbox import visit
from pages.ui.sandbox.exits.card import alone, card_of, quantity_of
from pages.ui.sandbox.words import amount, signed

TRADING_DAYS = 252


def related_product(state: DeskState, desk: Desk, book: Book) -> None:
    """Show the exit by a related product: which one, how many, and the sum behind it."""
    with st.container(border=True):
        if not card_of("related", state):
            return
        products = {kind_of(one): one for one in related(desk.underlying)}
        if not products:
            st.info("This class is on the index: its futures are the underlying itself.")
            return
        names = {one.label: kind for kind, one in products.items()}
        label = st.radio(
            "Product",
            names,
            index=list(names.values()).index(state.product),
            horizontal=True,
            key=visit.key("product"),
            on_change=_take_product,
            args=(names,),
        )
        product = products[names[label]]
        quantity_of(state, product, 1 if product.units >= 1 else 100)
        with st.container(horizontal=True):
            visit.number("correlation")
            visit.number("index_volatility")
        _proxy(state, desk, book, product)
        alone("related", state, desk, book)


def _proxy(state: DeskState, desk: Desk, book: Book, product: Instrument) -> None:
    """Show the sum behind the hedge and what it leaves of the daily swing."""
    own = book.plus(*part(state.hedge, "options", desk).positions).on(desk.underlying)
    own = own.plus(*part(state.hedge, "underlying", desk).positions)
    dollars = float(own.greeks(desk.market).delta) * desk.market.spot
    try:
        relation = desk.relation
        wanted = exact_contracts(
            dollar_delta=dollars, price=desk.world.index, relation=relation, instrument=product
        )
    except InvalidInput as problem:
        st.warning(f"No hedge with this product: {problem}.")
        return
    held = sum(p.quantity for p in state.hedge.positions if p.instrument == product)
    risk = daily_risk(
        dollar_delta=dollars,
        contracts=held,
        price=desk.world.index,
        relation=relation,
        instrument=product,
        days_in_year=TRADING_DAYS,
    )
    st.markdown(
        escape_money(
            f"Beta {relation.beta:.2f} × {amount(dollars)} / "
            f"{amount(product.units * desk.world.index)} a contract = **{abs(wanted):,.2f}** "
            f"(dollar for dollar, without beta: {_dollar_for_dollar(dollars, product, desk)}). "
            f"One trading day's swing (one of {TRADING_DAYS}): {amount(risk.unhedged)} → "
            f"**{amount(risk.hedged)}**. Variance {_percent(-risk.variance_removed)}, swing only "
            f"{_percent(-risk.deviation_removed)}. No size leaves less than {amount(risk.floor)}."
        )
    )


def _dollar_for_dollar(dollars: float, product: Instrument, desk: Desk) -> str:
    return f"{abs(dollars) / (product.units * desk.world.index):,.2f}"


def _percent(fraction: float) -> str:
    return f"{signed(100 * fraction, 1)}\u00a0%"


def _take_product(names: dict[str, str]) -> None:
    state = visit.current()
    index = part(state.hedge, "related", state.desk()).positions
    hedge = Book(tuple(p for p in state.hedge.positions if p not in index))
    visit.change(product=names[st.session_state[visit.key("product")]], hedge=hedge)


def product_of(state: DeskState, desk: Desk) -> Instrument | None:
    """Return the related product that is chosen."""
    return next((one for one in related(desk.underlying) if kind_of(one) == state.product), None)
