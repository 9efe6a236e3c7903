"""Whalley and Wilmott: how far a hedge may drift before it is worth trading."""

from __future__ import annotations

import math

from engine.evidence import Row, Source
from engine.hedging.theory import half_width

TITLE = "The band that costs are worth"
SOURCE = Source(
    "Whalley and Wilmott, An Asymptotic Analysis of an Optimal Hedging Model, "
    "Mathematical Finance 7 (1997)",
    "pages 307 to 324, half-width (1.5 exp(−rT) c S Γ² / a)^⅓; the width of a book is calculated "
    "for this project apart from its engine",
)
TOPIC, KIND, ORDER = "Costs and gaps", "reference", 41
NOTE = (
    "The exponents of the formula, measured by doubling one input. With more gamma the band is "
    "wider in shares and narrower as a move of the price."
)
_BASE = {
    "gamma": -1_473.4,
    "spot": 80.0,
    "cost": 0.0005,
    "risk_aversion": 1e-4,
    "rate": 0.03,
    "years_left": 45 / 365,
}


def rows() -> tuple[Row, ...]:
    """Return one half-width, and the exponent of each input."""
    exponents = {
        "gamma": 2 / 3,
        "cost": 1 / 3,
        "spot": 1 / 3,
        "risk_aversion": -1 / 3,
    }
    names = {"cost": "cost of trading", "spot": "price", "risk_aversion": "risk aversion"}
    width = Row(
        "half-width of 250 calls sold, 5 bp, a = 0.0001",
        1_091,
        float(half_width(**_BASE)),
        0.5,
        "shares",
        0,
    )
    powers = tuple(
        Row(f"power of {names.get(name, name)}", power, _power(name), 1e-9)
        for name, power in exponents.items()
    )
    return (width, *powers)


def _power(name: str) -> float:
    doubled = {**_BASE, name: 2 * _BASE[name]}
    return math.log2(float(half_width(**doubled)) / float(half_width(**_BASE)))
