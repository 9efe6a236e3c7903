"""The books of the worked examples (domain.md, section 6) and of Hull's chapter."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from engine.controls import Control, controls
from engine.exposure.book import Book, Position
from engine.instruments import Instrument, kinds
from engine.instruments.call import Call
from engine.instruments.put import Put
from engine.instruments.share import Share
from engine.pricing.market import Market

LAW = settings(deadline=None, derandomize=True, max_examples=100)
MARKET = Market(spot=80.0, rate=0.03, dividend_yield=0.02)

X = Book.of(Position(-250, Call(strike=80, years=45 / 365, volatility=0.24)))
"""Base case X: short 250 at-the-money calls, 45 days, 24 %."""

X_HEDGED = X.plus(Position(13_000, Share()))

MIXED = Book.of(
    Position(-300, Call(strike=85, years=45 / 365, volatility=0.22)),
    Position(120, Put(strike=75, years=45 / 365, volatility=0.27)),
    Position(-80, Call(strike=80, years=17 / 365, volatility=0.24)),
    Position(60, Call(strike=80, years=108 / 365, volatility=0.235)),
    Position(9_000, Share()),
)
"""Worked example 2: every series on its own volatility and expiry, and shares."""

HULL = Book.of(Position(-1_000, Call(strike=50, years=20 / 52, volatility=0.20)))
HULL_MARKET = Market(spot=49.0, rate=0.05)
"""Hull, "The Greek Letters": 100,000 calls sold, S 49, K 50, r 5 %, 20 %, 20 weeks."""


def hedged(book: Book, market: Market) -> Book:
    """Return the book with the shares that take its delta to exactly zero."""
    return book.plus(Position(-float(book.greeks(market).delta), Share()))


def _shown(control: Control) -> st.SearchStrategy[float]:
    number = control.number
    steps = int((number.high - number.low) / number.step)
    return st.integers(0, steps).map(lambda step: number.low + step * number.step)


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """Draw anything that can be held, set as a person's controls could set it."""
    kind = kinds()[draw(st.sampled_from(sorted(kinds())))]
    settings = {
        control.name: control.number.read(draw(_shown(control))) for control in controls(kind)
    }
    return kind(**settings)


positions = st.builds(Position, st.integers(-1_000_000, 1_000_000).map(float), instruments())
books = st.lists(positions, max_size=12).map(lambda taken: Book(tuple(taken)))
