"""What closed formulas say of the day's plan: the error of hedging, its costs, and its band."""

from __future__ import annotations

import numpy as np
import streamlit as st

from engine.desk.plan import Desk
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.hedging.costs import unit_rate
from engine.hedging.theory import half_width, hedging_error, leland_volatility
from engine.pricing.market import DAYS_PER_YEAR
from engine.study.lessons import escape_money
from pages.ui.sandbox.words import plain
from pages.ui.tables import numbers

TRADING_DAYS = 252
RISK_AVERSION = 1e-4
"""1 per C$10,000."""


def show(book: Book, desk: Desk) -> None:
    """Show what the formulas say of a book that is hedged with its underlying."""
    own = book.on(desk.underlying)
    expiries = own.expiries()
    if not expiries or not desk.volatility:
        st.caption("There is no option with time left in the book, so there is nothing to say.")
        return
    _error(own, desk, expiries[0])
    cost = float(unit_rate(desk.direct[0], desk.costs).one_way(np.asarray(desk.market.spot)))
    if not cost:
        st.caption("Trading costs nothing here, so there is no band and nothing to charge for it.")
        return
    _costs(own, desk, cost)
    _band(own, desk, cost, expiries[0])


def _error(own: Book, desk: Desk, years: float) -> None:
    """Show how far the result of hedging swings, by how often the hedge is traded."""
    vega = 100 * desk_greeks(own, desk.market).vega_per_point
    value, shares = abs(float(own.value(**vars(desk.market)))), _shares(own)
    ways = {
        "every calendar day": DAYS_PER_YEAR,
        "every trading day": TRADING_DAYS,
        "four times a trading day": 4 * TRADING_DAYS,
    }
    trades = [max(round(years * a_year), 1) for a_year in ways.values()]
    errors = [
        hedging_error(vega=vega, volatility=desk.volatility, rebalancings=count) for count in trades
    ]
    st.markdown(
        escape_money(
            "**Error.** Hedged until the first expiry, the result swings by √(π/4) × vega × "
            "volatility / √trades (one standard deviation). A share of these options has a vega of "
            f"{plain(abs(vega) / shares, 3)} for 1.00 of volatility; {100 * desk.volatility:g} % "
            "is realised. Measured around the money, without costs."
        )
    )
    numbers(
        {
            "hedged": list(ways),
            "trades": [plain(count) for count in trades],
            "C\\$ a share": [f"{error / shares:.4f}" for error in errors],
            "C\\$": [plain(error) for error in errors],
            "of the premium": [_of(error, value) for error in errors],
        },
        alt="The error of hedging, by how often",
    )


def _costs(own: Book, desk: Desk, cost: float) -> None:
    """Show the volatility that pays for hedging, after Leland, and what it is worth."""
    implied = float(getattr(_options(own)[0].instrument, "volatility", 0.0)) or 0.24
    steps = {"every trading day": 1 / TRADING_DAYS, "every calendar day": 1 / DAYS_PER_YEAR}
    sellers = [
        leland_volatility(volatility=implied, cost=cost, step_years=step) for step in steps.values()
    ]
    now, shares = own.value(**vars(desk.market)), _shares(own)
    more = [
        abs(float(own.value(**{**vars(desk.market), "volatility_shift": one - implied}) - now))
        for one in sellers
    ]
    opening = cost * abs(desk_greeks(own, desk.market).delta_dollars)
    st.markdown(
        escape_money(
            f"**Costs (Leland).** At {10_000 * cost:.3g} basis points a trade, who sells at "
            f"{100 * implied:g} % has to ask for more, who buys has to pay less. Opening the hedge "
            f"comes on top: C${plain(opening)}, or C${opening / shares:.4f} a share; and so does "
            "closing it."
        )
    )
    numbers(
        {
            "hedged": list(steps),
            "A": [f"{(one / implied) ** 2 - 1:.5f}" for one in sellers],
            "seller": [f"{100 * one:.2f}\u00a0%" for one in sellers],
            "buyer": [_buyer(implied, cost, step) for step in steps.values()],
            "C\\$ a share": [f"{one / shares:.4f}" for one in more],
            "C\\$": [plain(one) for one in more],
        },
        alt="What the cost of hedging adds to volatility",
    )


def _buyer(implied: float, cost: float, step: float) -> str:
    try:
        bought = leland_volatility(volatility=implied, cost=cost, step_years=step, short=False)
    except InvalidInput:
        return "no price"
    return f"{100 * bought:.2f}\u00a0%"


def _band(own: Book, desk: Desk, cost: float, years: float) -> None:
    gamma = float(own.greeks(desk.market).gamma)
    width = half_width(
        gamma=gamma,
        spot=desk.market.spot,
        cost=cost,
        risk_aversion=RISK_AVERSION,
        rate=desk.rate,
        years_left=years,
    )
    move = f", a move of C${float(width) / abs(gamma):.2f}" if gamma else ""
    st.markdown(
        escape_money(
            f"**Band (Whalley and Wilmott).** At a risk aversion of 1 per C$10,000, leave the "
            f"delta alone while it is within **{plain(float(width))}** of flat{move}. The band "
            f"widens with gamma and with cost."
        )
    )


def _options(own: Book) -> list[Position]:
    return [p for p in own.positions if p.instrument.payoff != "linear" and p.quantity]


def _shares(own: Book) -> float:
    """Return how many shares (or points) the options are on, bought or sold."""
    return sum(abs(p.quantity) * p.instrument.units for p in _options(own))


def _of(part: float, whole: float) -> str:
    return f"{part / whole:.0%}".replace("%", "\u00a0%") if whole else "no part"
