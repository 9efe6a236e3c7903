"""What a jump before anybody trades does to Hull's hedged book."""

from __future__ import annotations

from engine.evidence import APART, Row, Source
from engine.evidence._hull import BOOK, MARKET
from engine.exposure.book import Position, profit
from engine.instruments.share import Share

TITLE = "A gap hurts a hedged book either way"
SOURCE = Source(APART, "Hull's book and its 52,160 shares")
TOPIC, KIND, ORDER = "Costs and gaps", "reference", 40
NOTE = (
    "100,000 calls sold, held with exactly their delta in shares, and the price jumps before "
    "anyone trades. That no rebalancing helps is Merton (1976)."
)
PRINTED = ((0.05, -18_970), (-0.05, -19_875), (0.10, -71_637), (-0.10, -78_074))


def rows() -> tuple[Row, ...]:
    """Return the profit of each gap by full revaluation, and the quadratic estimate of one."""
    greeks = BOOK.greeks(MARKET)
    hedged = BOOK.plus(Position(-float(greeks.delta), Share()))
    gaps = tuple(
        Row(
            f"gap of {100 * move:+.0f} %".replace("-", "−"),
            value,
            float(profit(hedged, MARKET, MARKET.spot * (1 + move))),
            0.5,
            "$",
            0,
        )
        for move, value in PRINTED
    )
    estimate = float(greeks.gamma) / 2 * (0.10 * MARKET.spot) ** 2
    return (*gaps, Row("gap of 10 %: gamma alone", -78_686, estimate, 0.5, "$", 0))
