"""250 short calls at the money and the two hedges that the lesson on margin compares."""

from __future__ import annotations

from engine.exposure.book import Book, Position
from engine.figures._short_calls import MONTH_AND_A_HALF, short_calls
from engine.instruments.call import Call
from engine.instruments.share import Share
from engine.pricing.market import DAYS_PER_YEAR

SOLD = 250
_CALLS = short_calls(SOLD, 80.0, MONTH_AND_A_HALF, 0.24)

HEDGES: dict[str, Book] = {
    "no hedge": _CALLS,
    "shares": _CALLS.plus(Position(13_000, Share())),
    "options too": _CALLS.plus(
        Position(157, Call(strike=84.0, years=17 / DAYS_PER_YEAR, volatility=0.235)),
        Position(121, Call(strike=80.0, years=108 / DAYS_PER_YEAR, volatility=0.235)),
        Position(3_800, Share()),
    ),
}
"""The calls alone; with shares to flat; with options that take gamma and vega out, and shares."""
