"""Random options to hold laws against: the same in every run."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.pricing import black_scholes
from engine.pricing.black_scholes import FloatArray


def box(count: int, seed: int = 1973) -> dict[str, Any]:
    """Return columns of calls and puts: a month to two years, 10 to 60 %, up to two deviations."""
    random = np.random.default_rng(seed)
    spot = np.exp(random.uniform(0, 8, count))
    years, volatility = random.uniform(1 / 12, 2, count), random.uniform(0.1, 0.6, count)
    rate, dividend_yield = random.uniform(0, 0.1, (2, count))
    away = random.uniform(-2, 2, count) * volatility * np.sqrt(years)
    return {
        "kind": np.where(np.arange(count) % 2, "call", "put"),
        "spot": spot,
        "strike": spot * np.exp((rate - dividend_yield) * years + away),
        "years": years,
        "volatility": volatility,
        "rate": rate,
        "dividend_yield": dividend_yield,
    }


def figures(options: dict[str, Any], *names: str) -> tuple[FloatArray, ...]:
    """Return the figures named, each of shape (count,)."""
    return black_scholes.figures(names, **options)
