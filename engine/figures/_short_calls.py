"""The book that the lessons return to: short calls at the money, rate 3 %, dividend yield 2 %."""

from __future__ import annotations

from typing import Annotated

from engine.controls import Number
from engine.exposure.book import Book, Position
from engine.instruments.call import Call
from engine.pricing.market import DAYS_PER_YEAR, Market

Contracts = Annotated[float, Number("Contracts sold", 1, 1_000)]
Spot = Annotated[float, Number("Share price", 1, 1_000, unit="C$")]
Strike = Annotated[float, Number("Strike", 1, 1_000, unit="C$")]
Years = Annotated[float, Number("Expiry", 1, 730, unit="days", scale=DAYS_PER_YEAR)]
Volatility = Annotated[float, Number("Volatility", 1, 200, unit="%", scale=100)]

MONTH_AND_A_HALF = 45 / DAYS_PER_YEAR


def short_calls(contracts: float, strike: float, years: float, volatility: float) -> Book:
    """Return a book of sold calls of one series."""
    series = Call(strike=strike, years=years, volatility=volatility)
    return Book.of(Position(-contracts, series))


def market(spot: float) -> Market:
    """Return the lessons' market at a share price."""
    return Market(spot=spot, rate=0.03, dividend_yield=0.02)


def money(amount: float) -> str:
    """Return C$ with a sign, in whole dollars.

    >>> money(-1234.4)
    '−C$1,234'
    """
    return f"{'−' if amount < 0 else '+'}C${abs(amount):,.0f}"


def signed(number: float) -> str:
    """Return a whole number with its sign.

    >>> signed(-1042.7)
    '−1,043'
    """
    return f"{'−' if number < 0 else '+'}{abs(number):,.0f}"
