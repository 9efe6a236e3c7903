"""Step 4: what the exits leave: dragged live, in a gap before you can trade, and by Greek."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from engine.controls import controls
from engine.desk.compare import SCENARIOS, compare
from engine.desk.exits import gap
from engine.desk.explain import CROSS, FIRST, THIRD, Explained, explain
from engine.desk.plan import Desk
from engine.desk.suggest import textbook
from engine.desk.walk import day_moves, walk
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.notation import MOST_CONTRACTS
from engine.hedging.series import effects
from engine.hedging.theory import break_even_move, gamma_profit, gap_cost_a_day, gap_loss
from engine.hedging.underlying import to_flat
from engine.instruments import kind_of
from engine.pricing.market import DAYS_PER_YEAR, Market
from engine.study.lessons import escape_money
from pages.ui import desk_state
from pages.ui.desk_state import DeskState
from pages.ui.sandbox import session
from pages.ui.sandbox.exits import chosen_series
from pages.ui.sandbox.flow import book_of
from pages.ui.sandbox.words import amount, money, plain, signed, traded
from pages.ui.tables import numbers
from pages.ui.what_if import unheard, what_if

KEY = "sandbox_what_if"
LIFELINE = "sandbox_lifeline"
WALK_PROBLEM = "sandbox_walk_problem"
GAPS = (-0.12, -0.08, -0.04, 0.04, 0.08, 0.12)
DAY_MOVES = (0.5, 1.0, 1.5, 3.0)
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


def show(state: DeskState) -> None:
    """Show book and exits in a market that the student drags."""
    book, desk = book_of(state), state.desk()
    if not book.positions:
        st.info("Nothing is held yet, so there is nothing left over. Go back to step 1.")
        return
    what_if(
        _for_browser(state, book, desk),
        revision=st.session_state[session.REVISION] + state_stamp(state),
        key=KEY,
        heard=st.session_state.get("what_if_sending", 0),
        on_release=_take,
    )
    _explained(state, book, desk)
    whole = book.plus(*state.hedge.positions).on(desk.underlying)
    own = book.on(desk.underlying)
    with st.expander("A gap before you can trade: in full, and as delta and gamma see it"):
        _gaps(whole, own, desk, with_hedge=bool(state.hedge.positions))
    with st.expander("Gamma against theta: a hedged day"):
        _rent(whole, desk)
    with st.expander("Ways to hedge, side by side", expanded="compare" in state.open):
        _compare(state, own, desk)
    with st.expander(
        "Walk along prices of your own", expanded="walk" in state.open or bool(state.walk)
    ):
        _walk(state, own, desk)


def state_stamp(state: DeskState) -> str:
    """Return what changes when the browser has to take another book or hedge over."""
    return str(hash((state.hedge, state.book, state.seed, state.preset)))


def _for_browser(state: DeskState, book: Book, desk: Desk) -> dict[str, Any]:
    market = desk.market
    index = state.shown("to_index")
    return {
        "underlying": desk.underlying,
        "start": market.spot,
        "spot": state.shown("to_spot") or market.spot,
        "shift": state.shown("to_shift"),
        "days": state.shown("to_days"),
        "rate": 100 * market.rate,
        "yield": 100 * market.dividend_yield,
        "lines": _lines(book),
        "hedge": _lines(state.hedge),
        "index": index or None,
        "indexStart": desk.world.index,
        "beta": desk.world.beta,
        "cost": 0.0,
        "gapPoints": desk.world.gap_volatility,
    }


def _lines(book: Book) -> list[list[Any]]:
    return [
        [
            position.quantity,
            kind_of(position.instrument),
            *(
                control.number.show(getattr(position.instrument, control.name))
                for control in controls(type(position.instrument))
            ),
        ]
        for position in book.positions
    ]


def _take() -> None:
    take(st.session_state[KEY].what_if)


def take(sent: Mapping[str, Any]) -> None:
    """Take over where the student let go of the market."""
    state = session.current()
    spot = state.desk().market.spot
    st.session_state["what_if_sending"] = sent.get("sending", 0)
    asked = {
        "to_spot": 0.0 if sent.get("spot") == spot else sent.get("spot", 0.0),
        "to_shift": sent.get("shift", 0.0),
        "to_days": sent.get("days", 0.0),
        "to_index": sent.get("index") or 0.0,
    }
    known = desk_state.forms().all
    numbers = {}
    for name, value in asked.items():
        try:
            numbers[name] = known[name].number.show(known[name].number.read(float(value)))
        except (InvalidInput, TypeError, ValueError):
            continue
    session.keep(state.with_settings(**numbers))


def adopt() -> None:
    """Take over a release that a restarted server did not understand."""
    sent = unheard(key=LIFELINE)
    if sent is not None and sent.get("sending") != st.session_state.get("what_if_sending"):
        take(sent)
        st.session_state[session.REVISION] = secrets.token_hex(4)
        st.rerun()


def _explained(state: DeskState, book: Book, desk: Desk) -> None:
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
        _in_order(own, market, move)
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


def _in_order(own: Book, market: Market, move: Mapping[str, float]) -> None:
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
    with st.expander("One cause after another, the book alone revalued in full"):
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


def _gaps(whole: Book, own: Book, desk: Desk, *, with_hedge: bool) -> None:
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


def _rent(whole: Book, desk: Desk) -> None:
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


def _compare(state: DeskState, own: Book, desk: Desk) -> None:
    ways = {"no hedge": Book(), "delta only": textbook(desk, own)}
    for one, aim in zip(chosen_series(state, desk), ("gamma", "vega"), strict=False):
        if (single := _single(own, desk, one, aim)) is not None:
            ways[f"delta and {aim}"] = single
    if state.hedge.positions:
        ways["yours"] = state.hedge.on(desk.underlying)
    found = compare(own, desk.market, ways)
    numbers(
        {
            "if": [one.name for one in SCENARIOS],
            **{way.name: [signed(made) for made in way.made] for way in found},
        },
        alt="What each way to hedge makes of each scenario, in C$",
    )
    for way in found:
        trades = [traded(p.quantity, p.instrument) for p in way.hedge.positions if p.quantity]
        if trades:
            st.caption(f"{way.name}: {', '.join(trades)}.")


def _single(own: Book, desk: Desk, one: Any, aim: str) -> Book | None:
    """Return the hedge of one Greek with one series, and of the delta with the underlying.

    None where the series has so little of it that no number of contracts that fits would do.
    """
    row = {"gamma": 1, "vega": 2}[aim]
    _, gamma, vega = effects([one], desk.market)
    net = own.greeks(desk.market)
    held = float(net.gamma) if aim == "gamma" else float(net.vega) / 100
    effect = float((gamma, vega)[row - 1][0])
    if abs(held) > MOST_CONTRACTS * abs(effect):
        return None
    contracts = round(-held / effect) if effect else 0
    option = Position(float(contracts), one)
    return Book((option, *to_flat(own.plus(option), desk.market, desk.direct)))


def _walk(state: DeskState, own: Book, desk: Desk) -> None:
    start = f"{desk.market.spot:g}"
    st.text_input(
        f"Prices after {start}, one after another",
        value=" ".join(f"{price:.10g}" for price in state.walk),
        placeholder="81.6 80",
        key=session.key("walk"),
        on_change=_take_walk,
    )
    typed, problem = st.session_state.get(WALK_PROBLEM, ("", ""))
    if problem and typed == st.session_state[session.key("walk")]:
        st.warning(f"These prices cannot be walked: {problem}.")
    if not state.walk:
        st.caption("Up and back again is the walk to try first: it ends where it began.")
        return
    legs = walk(own, desk.market, state.walk)
    numbers(
        {
            "price": [f"{leg.price:.10g}" for leg in legs],
            "made on the way (C\\$)": [signed(leg.made) for leg in legs],
            "then traded": [signed(leg.traded, 1) for leg in legs],
            "½ gamma × move² (C\\$)": [signed(leg.estimate) for leg in legs],
        },
        alt="The legs of the walk",
    )
    total, estimate = sum(leg.made for leg in legs), sum(leg.estimate for leg in legs)
    first = -float(own.greeks(desk.market).delta)
    st.markdown(
        escape_money(
            f"The whole walk makes **{money(total)}**; gamma at each start says "
            f"{money(estimate)}. Flat before every move, with {signed(first, 1)} of the underlying "
            "at the start, and no time passes."
        )
    )
    if len(legs) == 2 and legs[1].price == desk.market.spot:
        twice = 2 * legs[0].estimate
        st.caption(escape_money(f"Gamma × move² for the round trip: {money(twice)}."))


def _take_walk() -> None:
    typed = st.session_state[session.key("walk")]
    try:
        session.change(walk=desk_state.prices(typed))
    except InvalidInput as problem:
        st.session_state[WALK_PROBLEM] = (typed, str(problem))


def hedge_words(state: DeskState) -> str:
    """Return the hedge in a few words."""
    count = len(state.hedge.positions)
    return "no exit taken" if not count else f"{plain(count)} positions"
