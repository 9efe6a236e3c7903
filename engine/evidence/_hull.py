"""Hull's book of the Greek letters: 100,000 calls sold, hedged along paths that drift by 13 %."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from engine.evidence import Row
from engine.exposure.book import Book, Position
from engine.hedging.policies import policies
from engine.hedging.simulation import geometric_paths, simulate
from engine.instruments.call import Call
from engine.pricing.market import Market

HULL = "Hull, Options, Futures, and Other Derivatives, 9th edition (2014)"
WEEKS = 20
PATHS = 100_000
BOOK = Book.of(Position(-1_000, Call(strike=50, years=WEEKS / 52, volatility=0.20)))
MARKET = Market(spot=49, rate=0.05)
BETWEEN = (5, 4, 2, 1, 1 / 2, 1 / 4)
"""Weeks between rebalancings."""
_SHARE_OF_TIME = np.cumsum([0, *(WEEKS / weeks for weeks in BETWEEN)]) / sum(
    WEEKS / weeks for weeks in BETWEEN
)


def often(weeks: float) -> str:
    """Return how often the hedge is rebalanced, in words."""
    parts = {0.5: "twice a week", 0.25: "four times a week", 1.0: "every week"}
    return parts.get(weeks, f"every {weeks:g} weeks")


def allowed(published: float, *, digits: int) -> float:
    """Return the tolerance of a simulated deviation: the last digit and three standard errors."""
    return min(0.5 * 10.0**-digits + 3 * published / math.sqrt(2 * PATHS), 0.01)


def performance(
    rule: str, *, financed: bool, paths: int, seed: int, progress: Callable[[float], None]
) -> list[float]:
    """Return the sd of the hedging cost over the option's price, for each of ``BETWEEN``.

    ``financed`` adds interest to every dollar, and discounts the cost to the start. All are hedged
    on the same paths, looked at more or less often.
    """
    price = -float(BOOK.value(**vars(MARKET)))
    discount = float(np.exp(-MARKET.rate * WEEKS / 52)) if financed else 1.0
    finest = round(WEEKS / min(BETWEEN))
    spots = geometric_paths(
        spot=49,
        drift=0.13,
        volatility=0.20,
        years=WEEKS / 52,
        steps=finest,
        paths=paths,
        seed=seed,
    )
    found = []
    for number, weeks in enumerate(BETWEEN):
        outcome = simulate(
            BOOK,
            MARKET,
            spots=spots[:, :: round(weeks * finest / WEEKS)],
            years=weeks / 52,
            decide=policies()[rule],
            financed=financed,
        )
        found.append(float(outcome.hedging_cost.std()) * discount / price)
        progress(float(_SHARE_OF_TIME[number + 1]))
    return found


def performance_rows(
    rule: str,
    published: Sequence[float],
    *,
    said: str,
    digits: int,
    financed: bool,
    paths: int,
    seed: int,
    progress: Callable[[float], None],
) -> tuple[Row, ...]:
    """Return the performance of a rule beside what is published for each of ``BETWEEN``."""
    found = performance(rule, financed=financed, paths=paths, seed=seed, progress=progress)
    return tuple(
        Row(f"{said} {often(weeks)}", value, ours, allowed(value, digits=digits), digits=digits)
        for weeks, value, ours in zip(BETWEEN, published, found, strict=True)
    )
