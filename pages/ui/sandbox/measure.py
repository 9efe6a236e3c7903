"""Step 2: measure net exposure and hold it against the limits."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from engine.controls import controls
from engine.desk.exits import Standing, gap
from engine.desk.plan import Desk
from engine.desk.responses import NEAR, responses
from engine.exposure.book import Book, Position
from engine.exposure.breakdown import by_expiry, by_series
from engine.exposure.greeks import DeskGreeks
from engine.exposure.limits import Limits, LimitUse, headroom, tightest
from engine.exposure.margin import haircut, scan_margin, strategy_margin
from engine.exposure.per_share import per_share
from engine.exposure.protection import position_limit_use, side_of_market
from engine.exposure.scenarios import scenario_grid
from engine.instruments import Instrument
from engine.study.lessons import escape_money
from pages.ui.desk_state import DeskState
from pages.ui.sandbox import pictures, session
from pages.ui.sandbox.flow import book_of
from pages.ui.sandbox.standings import standing
from pages.ui.sandbox.words import amount, money, plain, series, signed
from pages.ui.state import course
from pages.ui.tables import numbers

MOVES = (-0.10, -0.05, -0.01, 0.01, 0.05, 0.10)
SHIFTS = (-0.05, 0.0, 0.05)
STRATEGY_RATE = 0.30
"""Part of the underlying's value that the third margin method asks for: a teaching choice."""
TEXTBOOK = {
    "d₁": ("d1", 6),
    "d₂": ("d2", 6),
    "price": ("price", 4),
    "delta": ("delta", 5),
    "gamma": ("gamma", 6),
    "vega a point": ("vega_per_point", 5),
    "theta a day": ("theta_per_day", 5),
}
"""The figures of one option, and the digits that textbooks print of them."""
BAND_WORDS = {"green": "green", "amber": "amber", "red": "red", "breach": "breach"}


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
        _ladder(state, now, book, desk)
        _headroom(book, desk)
    _details(state, book, desk, now)


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


SIDED = ("series_contracts", "delta_dollars", "gamma_dollars", "vega_per_point")
"""Limits whose use has a side: below zero is short."""


def used(use: LimitUse) -> str:
    """Return how much of what is used, with a sign where there is a side."""
    size = signed(use.used) if use.name in SIDED else plain(use.used)
    return f"{size} of {plain(use.limit)}"


def percent(use: LimitUse) -> str:
    """Return the use in per cent and its band, on one line."""
    return f"{use.text} {BAND_WORDS[use.band]}".replace(" ", "\u00a0")


def _title(uses: Sequence[LimitUse]) -> str:
    tight = tightest(uses)
    over = [use for use in uses if use.band == "breach"]
    if len(over) == 1:
        return f"{tight.label} breaches its limit"
    if over:
        return f"{len(over)} limits are breached, {tight.label.lower()} most of all"
    return f"Inside every limit; {tight.label.lower()} is the tightest, at {tight.text}"


def _ladder(state: DeskState, now: Standing, book: Book, desk: Desk) -> None:
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
    cards = course().cards
    for rung in responses(desk, book, state.plan("yours")):
        card = cards[f"response-{rung.name}"]
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


def _headroom(book: Book, desk: Desk) -> None:
    listed = {series(one.instrument): one.instrument for one in desk.listed}
    labels = {control.name: control.number.label.lower() for control in controls(Limits)}
    with st.container(border=True):
        chosen = st.selectbox("Before the next trade in", listed, key=session.key("headroom"))
        own = book.on(desk.underlying)
        for side in ("sell", "buy"):
            room = headroom(desk.limits, own, desk.market, instrument=listed[chosen], side=side)
            stop = labels.get(room.stopped_by, "")
            why = f"then **{stop}** stops you" if stop else "no limit stops it"
            st.markdown(f"You may {side} **{plain(room.contracts)}** more: {why}.")


def _details(state: DeskState, book: Book, desk: Desk, now: Standing) -> None:
    own = book.on(desk.underlying)
    opened = set(state.open)
    with st.expander("All figures of the book", expanded="figures" in opened):
        numbers(figures(now.net, desk), alt="All figures of the book")
        st.markdown("**By series**")
        numbers(_by_series(own, desk, now.net), alt="Exposure by series")
        held = [p.instrument for p in own.positions if p.instrument.payoff != "linear"]
        if held:
            st.markdown("**Option by option**, bought, as a textbook prints them")
            numbers(textbook_figures(list(dict.fromkeys(held)), desk), alt="Options, one by one")
        st.markdown("**By expiry.** Vega adds across expiries only if all of them move alike.")
        numbers(_by_expiry(own, desk), alt="Exposure by expiry")
    with st.expander("If the price moves: scenarios", expanded="scenarios" in opened):
        _scenarios(own, desk)
    with st.expander("Margin and capital, three methods", expanded="margin" in opened):
        _margin(own, state.hedge, desk)
    with st.expander("Sides of the market: the exchange's position limit", "sides" in opened):
        _sides(own)


def figures(net: DeskGreeks, desk: Desk) -> dict[str, list[str]]:
    """Return every figure with its unit, as a table."""
    unit, per = ("shares", "C$1") if desk.underlying == "share" else ("C$ a point", "point")
    gamma = net.gamma_per_percent * desk.market.spot
    rows = {
        "Delta": (signed(net.delta_shares, 1), unit),
        "Dollar delta": (money(net.delta_dollars), "a 1\u00a0% move makes 1\u00a0% of it"),
        f"Gamma per {per}": (signed(net.gamma_per_dollar, 1), unit),
        "Gamma per 1\u00a0%": (signed(net.gamma_per_percent, 1), unit),
        "Dollar gamma": (money(gamma), "per 1\u00a0%"),
        "Vega": (money(net.vega_per_point), "per volatility point"),
        "Theta": (money(net.theta_per_day, 1), "per calendar day"),
        "Rho": (money(net.rho_per_basis_point, 1), "per basis point"),
        "Value": (money(net.value), "what closing the book would bring"),
    }
    return {
        "figure": list(rows),
        "of the book": [escape_money(figure) for figure, _ in rows.values()],
        "unit": [escape_money(unit) for _, unit in rows.values()],
    }


def _by_series(own: Book, desk: Desk, net: DeskGreeks) -> dict[str, list[str]]:
    parts = by_series(own, desk.market)
    return {
        "series": [*(series(part.instrument) for part in parts), "**net**"],
        "held": [*(signed(part.quantity) for part in parts), ""],
        **_columns([*(part.greeks for part in parts), net]),
    }


def textbook_figures(options: Sequence[Instrument], desk: Desk) -> dict[str, list[str]]:
    """Return the figures of each option, bought and on one share, to a textbook's digits."""
    names = [series(one) for one in options]
    if len(set(names)) < len(names):
        names = [
            f"{name}, {100 * getattr(one, 'volatility', 0.0):g}\u00a0%"
            for name, one in zip(names, options, strict=True)
        ]
    found = per_share(options, desk.market)
    return {
        f"per {'share' if desk.underlying == 'share' else 'point'}": list(TEXTBOOK),
        **{
            name: [_printed(getattr(one, field), digits) for field, digits in TEXTBOOK.values()]
            for name, one in zip(names, found, strict=True)
        },
    }


def _printed(figure: float | None, digits: int) -> str:
    return "none" if figure is None else plain(figure, digits)


def _by_expiry(own: Book, desk: Desk) -> dict[str, list[str]]:
    parts = by_expiry(own, desk.market)
    names = ["no expiry" if part.days is None else f"{part.days:.0f} days" for part in parts]
    return {"expiry": names, **_columns([part.greeks for part in parts])}


def _columns(greeks: Sequence[DeskGreeks]) -> dict[str, list[str]]:
    return {
        "delta": [signed(one.delta_shares, 1) for one in greeks],
        "gamma": [signed(one.gamma_per_dollar, 1) for one in greeks],
        "vega": [signed(one.vega_per_point, 1) for one in greeks],
        "theta": [signed(one.theta_per_day, 1) for one in greeks],
    }


def _scenarios(own: Book, desk: Desk) -> None:
    gaps = [gap(desk, own, move) for move in MOVES]
    st.markdown(
        "What the book makes or loses if the price moves at once, revalued in full, and what delta "
        "and gamma alone would have said. For small moves they agree."
    )
    numbers(
        {
            "move": [f"{signed(100 * move)}\u00a0%" for move in MOVES],
            "in full (C$)": [signed(one.still) for one in gaps],
            "delta and gamma (C$)": [signed(one.estimate) for one in gaps],
        },
        alt="Profit for sudden moves of the price",
    )
    grid = scenario_grid(own, desk.market, spot_moves=MOVES, volatility_moves=SHIFTS)
    rows = [
        {
            "x": f"{signed(100 * move)}\u00a0%",
            "y": f"{signed(100 * shift)} points",
            "profit": round(float(grid[down, across])),
            "text": signed(float(grid[down, across])),
        }
        for down, move in enumerate(MOVES)
        for across, shift in reversed(list(enumerate(SHIFTS)))
    ]
    st.vega_lite_chart(
        pictures.heat(rows, x="price", y="volatility"),
        alt="Profit in C$ by price and volatility: "
        + "; ".join(f"{row['x']}, {row['y']}: {row['text']}" for row in rows),
        width="stretch",
        key="measure_heat",
    )


def _margin(own: Book, hedge: Book, desk: Desk) -> None:
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


def _sides(own: Book) -> None:
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
