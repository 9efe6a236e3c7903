"""Step 3: five exits, alone or together, each with what it does, costs and leaves."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from engine.desk.exits import Standing, part
from engine.desk.listing import related
from engine.desk.plan import Desk, Plan
from engine.desk.responses import Expected, expected_flow, quotes_now
from engine.desk.suggest import suggest
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.exposure.limits import tightest
from engine.exposure.notation import MOST_CONTRACTS
from engine.hedging.costs import per_contract_cost
from engine.hedging.exact import exact
from engine.hedging.related import daily_risk, exact_contracts
from engine.hedging.series import condition, effects
from engine.hedging.underlying import step
from engine.instruments import Instrument, kind_of
from engine.instruments._option import Option
from engine.quoting.obligations import permitted
from engine.quoting.quotes import optimal_spread, reservation_price
from engine.study.lessons import escape_money
from pages.ui.desk_state import EXITS, DeskState
from pages.ui.sandbox import session
from pages.ui.sandbox.flow import book_of
from pages.ui.sandbox.measure import percent, textbook_figures, used
from pages.ui.sandbox.standings import standing
from pages.ui.sandbox.words import amount, counted, money, plain, series, signed, traded
from pages.ui.state import course
from pages.ui.tables import numbers

TRADING_DAYS = 252
WHY = "why"
"""The section of the address that says that a suggestion was taken: its reasons are shown."""


def show(state: DeskState) -> None:
    """Show the exits and how the desk stands before and after them."""
    book, desk = book_of(state), state.desk()
    if not book.positions:
        st.info("Nothing is held yet, so there is nothing to hedge. Go back to step 1.")
        return
    before, after = standing(desk, book), standing(desk, book, state.hedge)
    ways, result = st.columns([1, 1], gap="large")
    with ways:
        st.markdown("Tick the exits you want to use, alone or together.")
        _underlying(state, desk, book)
        _options(state, desk, book)
        _related(state, desk, book)
        _quotes(state, desk, book)
        _stop(state, desk, book)
    with result, st.container(key="result"):
        _suggest(state)
        _standing(before, after, desk)


# ---- suggest a hedge ------------------------------------------------------------------------


def _suggest(state: DeskState) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Suggest a hedge",
            type="primary",
            icon=":material/lightbulb:",
            on_click=_take_suggestion,
            key="suggest",
        )
        st.button(
            "Take all off",
            on_click=_take_off,
            disabled=not state.hedge.positions,
            key="take_off",
        )
    if WHY in state.open and session.SUGGESTION not in st.session_state:
        st.session_state[session.SUGGESTION] = _found(state)
    said = st.session_state.get(session.SUGGESTION)
    if said and said[0] == state.hedge:
        for sentence in said[1]:
            st.info(escape_money(sentence), icon=":material/school:")
        if said[2]:
            st.warning(escape_money(said[2]), icon=":material/error:")


def _found(state: DeskState) -> tuple[Book, tuple[str, ...], str]:
    """Return the hedge that the ticked exits make, why, and what is in the way."""
    desk = state.desk()
    found = suggest(
        desk,
        book_of(state),
        exits=state.exits,
        series=chosen_series(state, desk),
        product=product_of(state, desk),
        tolerances=state.form("tolerances"),
    )
    large = [p for p in found.hedge.positions if abs(p.quantity) > MOST_CONTRACTS]
    if large:
        needed = " and ".join(counted(p.quantity, p.instrument) for p in large)
        problem = f"This would take {needed}, and one line holds at most {MOST_CONTRACTS:,}."
        return state.hedge, (), problem
    nothing = not found.sentences and not found.problem
    sentences = ("Tick an exit that trades: the first, the second or the third.",) * nothing
    return found.hedge, found.sentences or sentences, found.problem


def _take_suggestion() -> None:
    state = session.current()
    said = _found(state)
    session.change(hedge=said[0], open=(*(one for one in state.open if one != WHY), WHY))
    session.renew()
    st.session_state[session.SUGGESTION] = said


def _take_off() -> None:
    state = session.current()
    session.change(hedge=Book(), open=tuple(one for one in state.open if one != WHY))
    session.renew()


# ---- before and after -----------------------------------------------------------------------


def _standing(before: Standing, after: Standing, desk: Desk) -> None:
    share = desk.underlying == "share"
    unit = "shares" if share else "C$ a point"
    rows = [
        (f"Delta ({unit})", before.net.delta_shares, after.net.delta_shares, 1),
        ("Dollar delta (C$)", before.net.delta_dollars, after.net.delta_dollars, 0),
        (
            f"Gamma per {'C$1' if share else 'point'}",
            before.net.gamma_per_dollar,
            after.net.gamma_per_dollar,
            1,
        ),
        ("Vega (C$ a point)", before.net.vega_per_point, after.net.vega_per_point, 1),
        ("Theta (C$ a day)", before.net.theta_per_day, after.net.theta_per_day, 0),
    ]
    st.subheader("Before and after all exits", anchor=False)
    numbers(
        {
            "exposure": [escape_money(name) for name, *_ in rows],
            "before": [signed(old, digits) for _, old, _, digits in rows],
            "after": [signed(new, digits) for _, _, new, digits in rows],
        },
        alt="Exposure before and after the exits",
    )
    numbers(
        {
            "limit": [use.label for use in before.uses],
            "before": [percent(use) for use in before.uses],
            "after": [percent(use) for use in after.uses],
            "used after": [used(use) for use in after.uses],
        },
        alt="Use of the limits before and after the exits",
    )
    names = {
        "direction": "Direction, one day",
        "basis": "Basis, one day",
        "volatility": "Volatility, one day",
        "execution": f"Execution, {desk.minutes:g} minutes",
        "event": f"Event, a gap of {100 * desk.world.gap_size:g}\u00a0%",
    }
    numbers(
        {
            "risk left": list(names.values()),
            "before (C$)": [plain(getattr(before.left, name)) for name in names],
            "after (C$)": [plain(getattr(after.left, name)) for name in names],
        },
        alt="Risk left before and after the exits",
    )
    st.markdown(f"Taking these exits costs **{escape_money(amount(after.cost))}**.")
    st.caption(
        "The first four are one standard deviation, the event is the worse of one gap up and one "
        "gap down. What the exits leave is smaller and known. It is seldom zero."
    )


# ---- the exits ------------------------------------------------------------------------------


def _card(name: str, state: DeskState) -> bool:
    """Draw the head of an exit and return whether it is ticked."""
    card = course().cards[f"exit-{name}"]
    ticked = st.checkbox(
        card.title,
        value=name in state.exits,
        key=session.key(f"use_{name}"),
        on_change=_tick,
        args=(name,),
    )
    if ticked:
        st.markdown(f"{card.does} **What it leaves:** {card.leaves}")
    return ticked


def _tick(name: str) -> None:
    state = session.current()
    ticked = st.session_state[session.key(f"use_{name}")]
    exits = [*state.exits, name] if ticked else [one for one in state.exits if one != name]
    hedge = state.hedge
    if not ticked and name in ("underlying", "options", "related"):
        gone = part(hedge, name, state.desk()).positions
        hedge = Book(tuple(p for p in hedge.positions if p not in gone))
    # In the order of the page, so that the same ticks are the same address.
    session.change(exits=tuple(one for one in EXITS if one in exits), hedge=hedge)


def _underlying(state: DeskState, desk: Desk, book: Book) -> None:
    with st.container(border=True):
        if not _card("underlying", state):
            return
        with st.container(horizontal=True):
            for one in desk.direct:
                _quantity(state, one, step(one))
        _flat(state, desk, book)
        _alone("underlying", state, desk, book)


def _flat(state: DeskState, desk: Desk, book: Book) -> None:
    """Say how many of each would make the book and its options exactly flat, in fractions."""
    options = part(state.hedge, "options", desk).positions
    delta = float(book.plus(*options).on(desk.underlying).greeks(desk.market).delta)
    sizes = [
        f"{signed(-delta / one.units, 1 if one.units == 1 else 2)} {one.counted_in}"
        for one in desk.direct
    ]
    st.caption(f"Exactly flat, in fractions: {', or '.join(sizes)}.")


def _options(state: DeskState, desk: Desk, book: Book) -> None:
    with st.container(border=True):
        if not _card("options", state):
            return
        known = {_called(one): one for one in listed_series(state, desk)}
        chosen = st.multiselect(
            "Series to trade",
            known,
            default=[_called(one) for one in chosen_series(state, desk)],
            key=session.key("series"),
            on_change=_take_series,
            placeholder="Choose two series of different expiries",
        )
        with st.container(horizontal=True):
            for name in chosen:
                _quantity(state, known[name], 1)
        picked = [known[name] for name in chosen]
        if picked:
            _tools(picked, desk, book)
        with st.popover("How much may be left"):
            for name in ("delta", "gamma", "vega"):
                session.number(name)
        _alone("options", state, desk, book)


def _tools(picked: list[Instrument], desk: Desk, book: Book) -> None:
    """Show what each series can do, and whether together they tell gamma from vega."""
    delta, gamma, vega = effects(picked, desk.market)
    ratio = [f"{v / g:,.2f}" if g else "none" for v, g in zip(vega, gamma, strict=True)]
    numbers(
        {
            "a contract of": [_called(one) for one in picked],
            "delta": [signed(one, 2) for one in delta],
            "gamma": [signed(one, 3) for one in gamma],
            "vega": [signed(one, 3) for one in vega],
            "vega ÷ gamma": ratio,
            "costs (C\\$)": [
                f"{per_contract_cost(one, desk.market, desk.costs):.2f}" for one in picked
            ],
        },
        alt="What one contract of each series does",
    )
    with st.expander("The same per share, as a textbook prints it"):
        numbers(textbook_figures(picked, desk), alt="Series to trade, one by one")
    if len(picked) < 2:
        st.caption("One series moves gamma and vega together. Add one of another expiry.")
        return
    if len(picked) == 2:
        st.caption(escape_money(_equations(picked, desk, book)))
    number = condition(picked, desk.market)
    if number > 1e6:
        st.warning(
            "These series have the same vega for each unit of gamma"
            f"{_in_common(picked, desk)}, so no mix of them can aim at both. Choose a second "
            "expiry.",
            icon=":material/link:",
        )
        return
    try:
        solved = exact(book.on(desk.underlying), desk.market, picked)
    except InvalidInput:
        return
    parts = ", ".join(f"{signed(count, 2)}" for count in solved.contracts)
    unit = "shares" if desk.underlying == "share" else "C$ a point"
    st.caption(
        f"In fractions, gamma and vega are both zero at {parts} contracts and "
        f"{signed(solved.underlying, 1)} {unit}.".replace("$", "\\$")
    )


def _in_common(picked: list[Instrument], desk: Desk) -> str:
    """Return the ratio that the series share, for 1.00 of volatility; nothing without gamma."""
    _, gamma, vega = effects(picked, desk.market).sum(axis=1)
    if gamma < 1e-9:
        return ""
    return f", {100 * vega / gamma:,.2f} for 1.00 of volatility (S² × volatility × years)"


def _equations(picked: list[Instrument], desk: Desk, book: Book) -> str:
    """Return the two equations for contracts of two series, and their determinant."""
    _, (g1, g2), (v1, v2) = effects(picked, desk.market).tolist()
    net = desk_greeks(book.on(desk.underlying), desk.market)
    rows = ((g1, g2, net.gamma_per_dollar, "gamma"), (v1, v2, net.vega_per_point, "vega"))
    said = [
        f"{plain(one, 3)} n₁ {_plus(two)} n₂ = {plain(-held, 2)} ({name})"
        for one, two, held, name in rows
    ]
    return f"To solve: {'; '.join(said)}. Determinant: {plain(g1 * v2 - g2 * v1, 2)}."


def _plus(number: float) -> str:
    text = signed(number, 3)
    return f"{text[0]} {text[1:]}" if text[0] in "+−" else f"+ {text}"


def _related(state: DeskState, desk: Desk, book: Book) -> None:
    with st.container(border=True):
        if not _card("related", state):
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
            key=session.key("product"),
            on_change=_take_product,
            args=(names,),
        )
        product = products[names[label]]
        _quantity(state, product, 1 if product.units >= 1 else 100)
        with st.container(horizontal=True):
            session.number("correlation")
            session.number("index_volatility")
        _proxy(state, desk, book, product)
        _alone("related", state, desk, book)


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


def _quotes(state: DeskState, desk: Desk, book: Book) -> None:
    with st.container(border=True):
        if not _card("quotes", state):
            return
        session.number("half_width")
        session.number("size")
        session.number("lean")
        with st.popover("What the lean is on"):
            session.number("risk_aversion")
            session.number("stuck")
            session.number("implied_wander")
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
            "series": [_called(one.instrument) for one in desk.listed],
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
            f"{_called(desk.listed[NOTED].instrument)}: fair C${fair[NOTED]:.4f}, and the lean of "
            f"{signed(points[NOTED], 3)} points × vega {vegas[NOTED]:.4f} puts the middle at "
            f"C${middle:.4f}."
        )
    )
    shown = permitted(
        bid=middle - half, ask=middle + half, size=plan.quoting.size, obligations=desk.obligations
    )
    for note in shown.notes:
        st.caption(escape_money(f"{_called(desk.listed[NOTED].instrument)}: {note}"))


NOTED = 3
"""The place of the 45-day call at the money in the listing: notes are about that series."""


def _price(price: float, shown: bool) -> str:
    return f"{price:.2f}" if shown else "not shown"


def _formula(state: DeskState) -> None:
    names = ("as_mid", "as_inventory", "as_risk_aversion", "as_volatility", "as_time", "as_decay")
    for name in names:
        session.number(name)
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


def flow_words(now: Expected, then: Expected) -> str:
    """Return what a change of quotes does to a day's expected flow."""
    return (
        f"Expected in a day: customers buy {plain(now.bought)} → **{plain(then.bought)}** "
        f"contracts and sell {plain(now.sold)} → **{plain(then.sold)}**. Vega that this adds to "
        f"your book: {money(now.vega)} → **{money(then.vega)}** a point."
    )


def _stop(state: DeskState, desk: Desk, book: Book) -> None:
    with st.container(border=True):
        if not _card("stop", state):
            return
        whole = book.plus(*state.hedge.positions)
        plan = state.plan("yours")
        now = expected_flow(desk, whole, replace(plan, stop=False))
        then = expected_flow(desk, whole, plan)
        gamma = standing(desk, whole).net.gamma_per_dollar
        if not gamma:
            st.markdown("You hold no gamma, so there is no side to stop showing.")
            return
        side = "offers" if gamma < 0 else "bids"
        st.markdown(f"Not shown while you hold this book: **your {side}**, in every series.")
        st.markdown(escape_money(flow_words(now, then)))


# ---- small pieces ---------------------------------------------------------------------------


def _quantity(state: DeskState, one: Instrument, size: int) -> None:
    held = sum(p.quantity for p in state.hedge.positions if p.instrument == one)
    name = f"held_{_called(one)}"
    unit = one.counted_in if not isinstance(one, Option) else _called(one)
    st.number_input(
        f"{unit[0].upper()}{unit[1:]} (below 0: sell)",
        min_value=-MOST_CONTRACTS,
        max_value=MOST_CONTRACTS,
        value=int(held),
        step=size,
        key=session.key(name),
        on_change=_take_quantity,
        args=(one, name),
    )


def _take_quantity(one: Instrument, name: str) -> None:
    quantity = st.session_state[session.key(name)] or 0
    others = [p for p in session.current().hedge.positions if p.instrument != one]
    mine = [Position(float(quantity), one)] if quantity else []
    session.change(hedge=Book((*others, *mine)))


def _take_series() -> None:
    state = session.current()
    desk = state.desk()
    known = {_called(one): one for one in listed_series(state, desk)}
    names = st.session_state[session.key("series")]
    kept = tuple(known[name] for name in names if name in known)
    options = part(state.hedge, "options", desk).positions
    gone = [p for p in options if p.instrument not in kept]
    hedge = Book(tuple(p for p in state.hedge.positions if p not in gone))
    session.change(series=kept, hedge=hedge)


def _take_product(names: dict[str, str]) -> None:
    state = session.current()
    index = part(state.hedge, "related", state.desk()).positions
    hedge = Book(tuple(p for p in state.hedge.positions if p not in index))
    session.change(product=names[st.session_state[session.key("product")]], hedge=hedge)


def listed_series(state: DeskState, desk: Desk) -> list[Instrument]:
    """Return every series that may be traded: the listed ones, and those named or held already."""
    held = [p.instrument for p in part(state.hedge, "options", desk).positions]
    listed = [one.instrument for one in desk.listed]
    return list(dict.fromkeys([*listed, *state.series, *held]))


def chosen_series(state: DeskState, desk: Desk) -> list[Instrument]:
    """Return the series that are chosen to hedge with: those named, and those held."""
    held = [p.instrument for p in part(state.hedge, "options", desk).positions]
    return list(dict.fromkeys([*state.series, *held]))


def product_of(state: DeskState, desk: Desk) -> Instrument | None:
    """Return the related product that is chosen."""
    return next((one for one in related(desk.underlying) if kind_of(one) == state.product), None)


def _called(one: Instrument) -> str:
    if not isinstance(one, Option):
        return series(one)
    return f"{series(one)}, {100 * one.volatility:g} %"


def _alone(name: str, state: DeskState, desk: Desk, book: Book) -> None:
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
