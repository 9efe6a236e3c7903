"""All figures of a book: by series, by expiry, option by option, and by scenario."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from engine.desk.exits import Standing, gap
from engine.desk.plan import Desk
from engine.exposure.book import Book
from engine.exposure.breakdown import by_expiry, by_series
from engine.exposure.greeks import DeskGreeks
from engine.exposure.per_share import per_share
from engine.exposure.scenarios import scenario_grid
from engine.instruments import Instrument
from engine.study.lessons import escape_money
from pages.ui.desk_state import DeskState
from pages.ui.sandbox import pictures
from pages.ui.sandbox.measure.margin import margin, sides_of_market
from pages.ui.sandbox.words import money, plain, series, signed
from pages.ui.tables import numbers

MOVES = (-0.10, -0.05, -0.01, 0.01, 0.05, 0.10)


SHIFTS = (-0.05, 0.0, 0.05)


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


def details(state: DeskState, book: Book, desk: Desk, now: Standing) -> None:
    """Show the parts that are folded until somebody opens them."""
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
        margin(own, state.hedge, desk)
    with st.expander("Sides of the market: the exchange's position limit", "sides" in opened):
        sides_of_market(own)


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
