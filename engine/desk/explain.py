"""Why a book's value changed: the move of price, volatility and time, explained by the Greeks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.exposure.book import Book, profit
from engine.pricing.market import Market

FIRST = ("delta", "gamma", "vega", "theta")
CROSS = ("vanna", "vomma", "charm")
THIRD = ("speed", "zomma", "color")


class Explained(NamedTuple):
    """A change of value in C$ and its parts by Greek, in the order that a desk reads them."""

    parts: dict[str, float]
    total: float

    def residual(self, names: Sequence[str]) -> float:
        """Return what so many of the Greeks leave unexplained."""
        return self.total - sum(self.parts[name] for name in names)


def explain(
    book: Book, market: Market, *, spot: float, volatility_shift: float, years: float
) -> Explained:
    """Return the parts of the change when the price goes to ``spot`` and volatility and time move.

    ``volatility_shift`` is per 1.00 (a point is 0.01) and ``years`` pass; parts are in C$.
    Further terms do not always explain more (worked example 14: 250 calls short, 80 to 82.4, a
    point and a half down, one day):

    >>> from engine.exposure import notation
    >>> change = explain(notation.read("-250_call_80_45_24")[0],
    ...                  Market(spot=80, rate=0.03, dividend_yield=0.02),
    ...                  spot=82.4, volatility_shift=-0.015, years=1 / 365)
    >>> round(change.total), [round(change.residual(names))
    ...                       for names in (FIRST, FIRST + CROSS, FIRST + CROSS + THIRD)]
    (-30767, [-195, -250, -8])
    """
    greeks = book.greeks(market)
    move, points, time = spot - market.spot, volatility_shift, years
    factors = {
        "delta": move,
        "gamma": move**2 / 2,
        "vega": points,
        "theta": time,
        "vanna": move * points,
        "vomma": points**2 / 2,
        "charm": move * time,
        "speed": move**3 / 6,
        "zomma": move**2 * points / 2,
        "color": move**2 * time / 2,
    }
    change = profit(
        book,
        market,
        spot,
        volatility_shift=market.volatility_shift + volatility_shift,
        years_passed=market.years_passed + years,
    )
    parts = {name: float(getattr(greeks, name)) * factor for name, factor in factors.items()}
    return Explained(parts, float(change))
