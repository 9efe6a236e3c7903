"""Leland: the volatility whose premium pays for trading the hedge."""

from __future__ import annotations

from engine.evidence import Row, Source, printed
from engine.hedging.theory import leland_volatility

TITLE = "The volatility that pays for the trading"
SOURCE = Source(
    "Leland, Option Pricing and Replication with Transactions Costs, J. Finance 40 (1985)",
    "pages 1283 to 1301, σ² (1 ± √(8/π) c / (σ √dt)), c one way; the numbers are calculated for "
    "this project apart from its engine",
)
TOPIC, KIND, ORDER = "Costs and gaps", "reference", 42


def rows() -> tuple[Row, ...]:
    """Return the adjusted volatility of sold and of bought options."""
    daily = leland_volatility(volatility=0.20, cost=0.005, step_years=1 / 365)
    sold, bought = (
        leland_volatility(volatility=0.24, cost=0.0005, step_years=1 / 252, short=short)
        for short in (True, False)
    )
    return (
        printed("sold: 20 %, cost 0.5 %, every 1/365 year", 0.2655, daily),
        printed("sold: 24 %, cost 0.05 %, every 1/252 year", 0.2463, sold),
        printed("bought: 24 %, cost 0.05 %, every 1/252 year", 0.2336, bought),
    )
