"""Every Greek against the slope of the figure below it."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.evidence import Row, Source
from engine.evidence._box import box, figures
from engine.pricing.black_scholes import FloatArray

TITLE = "Every Greek is the slope that it says"
SOURCE = Source("the definition of a derivative", "central differences of eighth order")
TOPIC, KIND, ORDER = "Greeks", "law", 25
NOTE = (
    "The largest miss of 2,000 random options, relative to the Greek and to what it is the slope "
    "of. The tests do the same in forty digits, and allow one part in ten thousand million."
)
SLOPES = (
    ("delta", "value", "spot", 1),
    ("gamma", "delta", "spot", 1),
    ("vega", "value", "volatility", 1),
    ("theta", "value", "years", -1),
    ("rho", "value", "rate", 1),
    ("vanna", "delta", "volatility", 1),
    ("vomma", "vega", "volatility", 1),
    ("charm", "delta", "years", -1),
    ("speed", "gamma", "spot", 1),
    ("zomma", "gamma", "volatility", 1),
    ("color", "gamma", "years", -1),
)
"""Each Greek, what it is the slope of, along which input, and which way time runs."""
_WEIGHTS = {1: 4 / 5, 2: -1 / 5, 3: 4 / 105, 4: -1 / 280}
_STEP = 0.01
_ALLOWED = 1e-7


def rows() -> tuple[Row, ...]:
    """Return the largest relative miss of each Greek; none is 0."""
    options = box(2_000)
    return tuple(
        Row(f"{greek}: slope of {below} by {along}", 0, miss, _ALLOWED, digits=10)
        for greek, below, along, way in SLOPES
        for miss in [_miss(options, greek, below, along, way)]
    )


def _miss(options: dict[str, Any], greek: str, below: str, along: str, way: int) -> float:
    size = np.maximum(np.abs(options[along]), 0.05)
    steps = _STEP * size
    if along == "spot":
        steps = 5 * steps * options["volatility"] * np.sqrt(options["years"])
    slope = way * _slope(options, below, along, steps)
    exact, of = figures(options, greek, below)
    scale = np.abs(exact) + np.abs(of) / size
    return float(np.max(np.abs(slope - exact) / scale))


def _slope(options: dict[str, Any], below: str, along: str, steps: FloatArray) -> FloatArray:
    total = np.zeros_like(steps)
    for times, weight in _WEIGHTS.items():
        for side in (1, -1):
            moved = {**options, along: options[along] + side * times * steps}
            (there,) = figures(moved, below)
            total += side * weight * there
    return np.asarray(total / steps)
