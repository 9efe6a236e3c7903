"""Avellaneda and Stoikov's quotes at the start of their experiment."""

from __future__ import annotations

from engine.evidence import Row, Source, printed
from engine.evidence.avellaneda_stoikov import WORK
from engine.quoting.quotes import optimal_spread, reservation_price

TITLE = "Leaning on inventory: the quotes"
SOURCE = Source(WORK, "the reservation price and the spread, at the paper's parameters")
TOPIC, KIND, ORDER = "Quotes", "published", 50
NOTE = "s 100, T 1, σ 2, k 1.5, γ 0.1, nothing held unless said."
_MARKET = {"risk_aversion": 0.1, "volatility": 2.0, "time_left": 1.0}


def rows() -> tuple[Row, ...]:
    """Return the first bid and ask, and the price at which three units held are fairly kept."""
    half = float(optimal_spread(**_MARKET, decay=1.5)) / 2
    flat, long = (float(reservation_price(mid=100, inventory=held, **_MARKET)) for held in (0, 3))
    return (
        printed("bid at the start", 99.1546, flat - half),
        printed("ask at the start", 100.8454, flat + half),
        printed("reservation price, 3 units held", 98.8, long, 1),
    )
