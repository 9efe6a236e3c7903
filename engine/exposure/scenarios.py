"""What the book would make or lose if the market moved: full revaluation, no approximation."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from engine.exposure.book import Book, profit
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import Market


def scenario_grid(
    book: Book, market: Market, *, spot_moves: ArrayLike, volatility_moves: ArrayLike
) -> FloatArray:
    """Return profit in C$ over a grid, shape (spot moves, volatility moves), in one call.

    ``spot_moves`` are fractions of spot (-0.05 is down 5 %); ``volatility_moves`` are added to the
    market's own shift (0.01 is up one point).
    """
    spots = market.spot * (1 + np.asarray(spot_moves, dtype=np.float64))
    shifts = market.volatility_shift + np.asarray(volatility_moves, dtype=np.float64)
    return profit(book, market, spots[:, np.newaxis], volatility_shift=shifts)
