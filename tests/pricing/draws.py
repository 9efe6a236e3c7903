"""Options to hold the laws against: a seeded wide box, and a strategy for property tests."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

LAW = settings(deadline=None, derandomize=True, max_examples=150)


def wide_box(
    count: int, *, widest: float, carry: bool = True, seed: int = 20260327
) -> dict[str, Any]:
    """Return columns of options: days to ten years, 3 % to 200 %, spot 1 to 8,000.

    Strikes lie up to ``widest`` standard deviations from the forward, so that no draw is wasted on
    an option that is worth nothing at all. Without ``carry`` the yield is the rate, so the forward
    is the spot.
    """
    random = np.random.default_rng(seed)
    spot = np.exp(random.uniform(0, 9, count))
    years = np.exp(random.uniform(np.log(1 / 365), np.log(10), count))
    volatility = np.exp(random.uniform(np.log(0.03), np.log(2), count))
    rate, other = random.uniform(-0.05, 0.20, (2, count))
    dividend_yield = other if carry else rate
    away = random.uniform(-widest, widest, count)
    return {
        "kind": np.where(np.arange(count) % 2, "call", "put"),
        "spot": spot,
        "strike": spot * np.exp((rate - dividend_yield) * years + away * volatility * years**0.5),
        "years": years,
        "volatility": volatility,
        "rate": rate,
        "dividend_yield": dividend_yield,
    }


def rows(columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the columns as one dict an option, of plain numbers."""
    listed = {name: column.tolist() for name, column in columns.items()}
    return [dict(zip(listed, row, strict=True)) for row in zip(*listed.values(), strict=True)]


@st.composite
def contracts(draw: st.DrawFn) -> dict[str, float]:
    """Draw an option without its kind, up to four standard deviations from the forward."""
    option = {
        "spot": draw(st.floats(1, 5_000)),
        "years": draw(st.floats(1 / 365, 3)),
        "volatility": draw(st.floats(0.05, 1)),
        "rate": draw(st.floats(-0.05, 0.15)),
        "dividend_yield": draw(st.floats(-0.05, 0.15)),
    }
    drift = (option["rate"] - option["dividend_yield"]) * option["years"]
    away = draw(st.floats(-4, 4)) * option["volatility"] * option["years"] ** 0.5
    return {**option, "strike": option["spot"] * float(np.exp(drift + away))}


kinds = st.sampled_from(["call", "put"])
