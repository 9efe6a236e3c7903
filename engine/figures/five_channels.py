"""What each channel of risk does to one book of short calls."""

from __future__ import annotations

from engine.exposure.book import profit
from engine.figures import Figure
from engine.figures._charts import across_zero, finished
from engine.figures._short_calls import (
    MONTH_AND_A_HALF,
    Contracts,
    Spot,
    Volatility,
    Years,
    market,
    money,
    short_calls,
)
from engine.pricing.market import DAYS_PER_YEAR


def draw(
    *,
    contracts: Contracts = 20.0,
    spot: Spot = 80.0,
    days: Years = MONTH_AND_A_HALF,
    volatility: Volatility = 0.24,
) -> Figure:
    """Return the profit or loss of short calls at the money in four events, each by itself."""
    book, now = short_calls(contracts, spot, days, volatility), market(spot)
    effects = {
        "Share +1 %": float(profit(book, now, spot * 1.01)),
        "Volatility +2 points": float(profit(book, now, spot, volatility_shift=0.02)),
        "One day passes": float(profit(book, now, spot, years_passed=1 / DAYS_PER_YEAR)),
        "Gap of 8 % up": float(profit(book, now, spot * 1.08)),
    }
    rows = [
        {
            "channel": channel,
            "result": round(effect, 2),
            "outcome": "loss" if effect < 0 else "gain",
            "label": money(effect),
        }
        for channel, effect in effects.items()
    ]
    low, high = min(effects.values()), max(effects.values())
    room = (high - low) * 0.45
    bars = across_zero(
        rows,
        name="channel",
        order=list(effects),
        x="profit or loss (C$)",
        domain=[low, high + room],
    )
    worst = min(effects, key=lambda channel: effects[channel])
    return Figure(
        title="One book of short calls, four ways to lose or earn",
        look_for=f"The worst here: {worst.lower()}. Only the passing day pays, and it pays little "
        "at a time. The fifth channel, capital and margin, is not a profit or loss: it is the "
        "security that the clearing house wants while you hold the position.",
        alt="; ".join(f"{row['channel']}: {row['label']}" for row in rows),
        chart=finished(bars, height=210),
        rows=tuple(
            {"channel": row["channel"], "profit or loss (C$)": row["result"]} for row in rows
        ),
    )
