"""What a simulation is given, checked before anything is walked."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from engine.errors import InvalidInput
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import Market


def checked_prices(spots: ArrayLike) -> FloatArray:
    """Return prices of shape (paths, moments), or say what is wrong with them."""
    prices = np.asarray(spots, dtype=np.float64)
    if prices.ndim != 2 or prices.shape[0] < 1 or prices.shape[1] < 2:
        raise InvalidInput("spots must be paths by moments: at least one path of two prices")
    if not np.all(np.isfinite(prices) & (prices > 0)):
        raise InvalidInput("every price of a path must be a finite number above zero")
    return prices


def checked_shifts(market: Market, implied_shift: ArrayLike, shape: tuple[int, ...]) -> FloatArray:
    """Return the market's own shift and what comes on top, in the shape of the prices."""
    shifts = market.volatility_shift + np.asarray(implied_shift, dtype=np.float64)
    try:
        return np.broadcast_to(shifts, shape)
    except ValueError:
        raise InvalidInput(
            f"implied_shift needs one number, one for each moment or one for each price of {shape}"
        ) from None


def moments(years: ArrayLike, count: int) -> FloatArray:
    """Return the moments in years, shape (count,), from themselves or from the length of a step."""
    times = np.asarray(years, dtype=np.float64)
    times = times * np.arange(count) if times.ndim == 0 else times
    if times.shape != (count,) or times[0] != 0 or not np.all(np.diff(times) > 0):
        raise InvalidInput(
            f"years must be a step above zero, or {count} rising moments from 0: one a price"
        )
    return times


def checked_lot(lot: float | None) -> float | None:
    """Return the lot, none at all or above zero."""
    if lot is not None and not (np.isfinite(lot) and lot > 0):
        raise InvalidInput(
            f"the lot must be above zero, not {lot:g}; leave it out to hedge exactly"
        )
    return lot
