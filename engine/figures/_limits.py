"""The book that the lessons on limits and margin return to, and short names for the limits."""

from __future__ import annotations

from engine.exposure.book import Book, Position
from engine.figures._short_calls import MONTH_AND_A_HALF
from engine.instruments.call import Call
from engine.instruments.put import Put
from engine.instruments.share import Share
from engine.pricing.market import DAYS_PER_YEAR

NAMES = {
    "series_contracts": "One series",
    "class_contracts": "Whole class",
    "delta_dollars": "Net direction",
    "gamma_dollars": "Gamma",
    "vega_per_point": "Vega",
    "concentration": "Concentration",
    "margin": "Margin",
    "capital": "Capital",
}
"""Each limit in a word or two: a label on a narrow screen."""

NEAR_CALL = Call(strike=80.0, years=17 / DAYS_PER_YEAR, volatility=0.24)
"""The series with the most gamma, and the one that customers want."""

MIXED = Book.of(
    Position(-300, Call(strike=85.0, years=MONTH_AND_A_HALF, volatility=0.22)),
    Position(120, Put(strike=75.0, years=MONTH_AND_A_HALF, volatility=0.27)),
    Position(-80, NEAR_CALL),
    Position(60, Call(strike=80.0, years=108 / DAYS_PER_YEAR, volatility=0.235)),
    Position(9_000, Share()),
)
"""Four series and 9,000 shares, with a small delta and much gamma."""
