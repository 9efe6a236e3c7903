"""A whole book, written as in the address bar: "-20_call_80_45_24~900_share".

Where nothing else is said, rate and dividend are those that the simulators start with, so that a
key and the simulator agree.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.errors import InvalidInput
from engine.exposure import margin
from engine.exposure.book import Book
from engine.pricing import claims as pricing
from engine.pricing.market import DAYS_PER_YEAR, Market
from engine.study.numbers.functions import _book_texts
from engine.study.numbers.functions._variantwise import variantwise


def book_value(book: str, spot: Any, rate: Any = 0.03, dividend: Any = 0.02) -> Any:
    """Value of a book in C$; below zero where more is owed than held."""
    return _net("value", book, spot, rate, dividend)


def book_delta(book: str, spot: Any, rate: Any = 0.03, dividend: Any = 0.02) -> Any:
    """Shares that gain and lose like a book.

    >>> round(float(book_delta("-250_call_80_45_24", 80)), 1)
    -13033.7
    """
    return _net("delta", book, spot, rate, dividend)


def book_gamma(book: str, spot: Any, rate: Any = 0.03, dividend: Any = 0.02) -> Any:
    """Shares by which a book's delta changes when the share rises C$1.

    >>> round(float(book_gamma("-250_call_80_45_24", 80)), 1)
    -1473.4
    """
    return _net("gamma", book, spot, rate, dividend)


def book_vega(book: str, spot: Any, rate: Any = 0.03, dividend: Any = 0.02) -> Any:
    """What a volatility point does to a book in C$.

    >>> round(float(book_vega("-250_call_80_45_24", 80)))
    -2790
    """
    return _net("vega", book, spot, rate, dividend) / 100


def book_theta(book: str, spot: Any, rate: Any = 0.03, dividend: Any = 0.02) -> Any:
    """What a calendar day does to a book in C$.

    >>> round(float(book_theta("-250_call_80_45_24", 80)))
    767
    """
    return _net("theta", book, spot, rate, dividend) / DAYS_PER_YEAR


def book_rho(book: str, spot: Any, rate: Any = 0.03, dividend: Any = 0.02) -> Any:
    """What a basis point of the interest rate does to a book in C$."""
    return _net("rho", book, spot, rate, dividend) / 10_000


def book_profit(
    book: str,
    spot: Any,
    after: Any,
    points: Any = 0,
    days: Any = 0,
    rate: Any = 0.03,
    dividend: Any = 0.02,
) -> Any:
    """Profit in C$ when the share goes from spot to after, volatility moves and days pass.

    ``points`` of volatility are added to every option. domain.md, example 6: 4 % up.

    >>> round(float(book_profit("-250_call_80_45_24", 80, 83.2)))
    -48957
    """
    held = _book_texts.read(book)
    before = held.value(spot=spot, rate=rate, dividend_yield=dividend)
    moved = {"volatility_shift": np.divide(points, 100), "years_passed": _years(days)}
    return held.value(spot=after, rate=rate, dividend_yield=dividend, **moved) - before


def scan_margin(book: str, spot: Any, rate: Any = 0.03, dividend: Any = 0.02) -> Any:
    """Margin of a book in C$ by the sixteen scenarios of the teaching scan (10 % and 25 %).

    >>> round(float(scan_margin("-250_call_80_45_24", 80)))
    154488
    """
    return _requirement(margin.scan_margin, book, spot, rate, dividend)


def haircut(book: str, spot: Any, rate: Any = 0.03, dividend: Any = 0.02) -> Any:
    """Capital charge of a book in C$: its worst loss at ten moves up to 15 % either way.

    >>> round(float(haircut("-250_call_80_45_24~13000_share", 80)))
    89403
    """
    return _requirement(margin.haircut, book, spot, rate, dividend)


def _net(figure: str, text: str, spot: Any, rate: Any, dividend: Any) -> Any:
    book = _book_texts.read(text)
    spots = _above_zero(spot)
    (of_one,) = pricing.measure(
        book.claims, (figure,), spot=spots, rate=rate, dividend_yield=dividend
    )
    return of_one @ book.quantities


def _requirement(
    charge: Callable[[Book, Market], Any], text: str, spot: Any, rate: Any, dividend: Any
) -> Any:
    """Return what a margin method requires in each market: it takes one at a time."""
    book = _book_texts.read(text)

    def one(**market: float) -> float:
        return float(charge(book, Market(**market)).requirement)

    return variantwise(one, "spot", "rate", "dividend_yield")(spot, rate, dividend)


def _above_zero(spot: Any) -> Any:
    if not np.all(np.asarray(spot) > 0):
        raise InvalidInput("spot must be above zero")
    return spot


def _years(days: Any) -> Any:
    if not np.all(np.asarray(days) >= 0):
        raise InvalidInput("days must not be negative")
    return np.divide(days, DAYS_PER_YEAR)
