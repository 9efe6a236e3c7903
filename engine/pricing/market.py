"""The state of the world that a book is valued in: one spot, one rate, one clock."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.errors import InvalidInput

DAYS_PER_YEAR = 365
"""One clock for everything: calendar days. Mixing two clocks makes profit out of nothing."""


@dataclass(frozen=True, kw_only=True)
class Market:
    """Spot in C$, rate and dividend yield continuously compounded per year, and what has moved.

    ``volatility_shift`` is added to every series' own implied volatility (0.01 = one point);
    ``years_passed`` is taken off every series' time to expiry. Neither drives a series below zero.
    """

    spot: float
    rate: float = 0.0
    dividend_yield: float = 0.0
    volatility_shift: float = 0.0
    years_passed: float = 0.0

    def __post_init__(self) -> None:
        """Refuse a market that nothing can be priced in."""
        for name, value in vars(self).items():
            if not math.isfinite(value):
                raise InvalidInput(f"{name} must be a finite number, not {value}")
        if self.spot <= 0:
            raise InvalidInput(f"spot must be above zero, not {self.spot:g}")
