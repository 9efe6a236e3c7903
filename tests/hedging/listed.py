"""The series that the worked examples hedge with (domain.md, section 6)."""

from __future__ import annotations

from engine.exposure.book import Book, Position
from engine.instruments.call import Call
from engine.instruments.index_call import IndexCall
from engine.instruments.put import Put
from engine.pricing.market import Market

NEAR = Call(strike=84, years=17 / 365, volatility=0.235)
FAR = Call(strike=80, years=108 / 365, volatility=0.235)
EACH = (3.50, 6.00)
"""Worked example 6: a short-dated and a long-dated call, and what a contract of each costs."""

SAME_EXPIRY = (
    Call(strike=80, years=45 / 365, volatility=0.24),
    Call(strike=85, years=45 / 365, volatility=0.24),
    Put(strike=75, years=45 / 365, volatility=0.24),
)
"""Worked example 5: one expiry, one volatility."""

INDEX_BOOK = Book.of(Position(-40, IndexCall(strike=1450, years=60 / 365, volatility=0.14)))
INDEX_MARKET = Market(spot=1420, rate=0.03, dividend_yield=0.03)
"""Worked example 8: 40 index calls sold, priced on the future at 1,420."""
