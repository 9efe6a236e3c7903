"""Derman and Kamal: how large the error of hedging so many times is."""

from __future__ import annotations

from collections.abc import Callable

from engine.evidence import Row, Source
from engine.evidence._month import BOOK, MARKET, hedged
from engine.hedging.theory import hedging_error

TITLE = "When you cannot hedge continuously"
SOURCE = Source(
    "Derman and Kamal, When You Cannot Hedge Continuously, Goldman Sachs (1999)",
    "one month, S = K = 100, 20 %, rate 5 %, as in QuantLib's DiscreteHedging example; the numbers "
    "are calculated for this project apart from its engine",
)
TOPIC, KIND, ORDER, SLOW = "Hedging", "reference", 37, True
NOTE = (
    "Profit of one option sold at 2.5121 and hedged so many times in its month, 50,000 paths. The "
    "rule is √(π/4) vega σ / √N."
)


def rows(
    *, paths: int = 50_000, seed: int = 1, progress: Callable[[float], None] = lambda _: None
) -> tuple[Row, ...]:
    """Return price, rule and simulated deviations."""
    price, vega = (
        -float(figure) / 100 for figure in (BOOK.value(**vars(MARKET)), BOOK.greeks(MARKET).vega)
    )
    rule = hedging_error(vega=vega, volatility=0.20, rebalancings=21)
    few = float(hedged(steps=21, paths=paths, seed=seed).profit.std()) / 100
    progress(0.2)
    many = float(hedged(steps=84, paths=paths, seed=seed).profit.std()) / 100
    progress(1.0)
    return (
        Row("value of the option", 2.5121, price, 0.00005),
        Row("the rule, hedged 21 times", 0.443, rule, 0.0005, digits=3),
        Row("sd of the profit, hedged 21 times", 0.43, few, 0.01, digits=2),
        Row("sd hedged 21 times over sd hedged 84 times", 2, few / many, 0.1, digits=2),
    )
