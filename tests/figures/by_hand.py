"""Black, Scholes and Merton written a second time, and the tables of figures to hold to them.

Without more words an option is the one of the lessons: share and strike C$80, 45 days, 24 %, rate
3 %, dividend yield 2 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Any

from engine.figures import drawings

RATE, YIELD = 0.03, 0.02
SPOT, YEARS = 80.0, 45 / 365
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Option:
    """A call or a put on one share."""

    spot: float = SPOT
    years: float = YEARS
    volatility: float = 0.24
    strike: float = 80.0

    @property
    def call(self) -> float:
        """Return the value of the call in C$."""
        second = self._first - self.volatility * sqrt(self.years)
        owned = self.spot * self._yielded * _NORMAL.cdf(self._first)
        return owned - self._owed * _NORMAL.cdf(second)

    @property
    def put(self) -> float:
        """Return the value of the put in C$, by parity."""
        return self.call - self.spot * self._yielded + self._owed

    @property
    def delta(self) -> float:
        """Return the call's delta in shares."""
        return self._yielded * _NORMAL.cdf(self._first)

    @property
    def gamma(self) -> float:
        """Return the gamma of either in shares per C$1."""
        bell = self._yielded * _NORMAL.pdf(self._first)
        return bell / (self.spot * self.volatility * sqrt(self.years))

    @property
    def vega(self) -> float:
        """Return the vega of either in C$ a point, from its gamma."""
        return self.gamma * self.spot**2 * self.volatility * self.years / 100

    @property
    def _first(self) -> float:
        drift = (RATE - YIELD + self.volatility**2 / 2) * self.years
        return (log(self.spot / self.strike) + drift) / (self.volatility * sqrt(self.years))

    @property
    def _yielded(self) -> float:
        return exp(-YIELD * self.years)

    @property
    def _owed(self) -> float:
        return self.strike * exp(-RATE * self.years)


def rows(name: str, **settings: float) -> tuple[dict[str, Any], ...]:
    """Return a figure's table."""
    return drawings()[name](**settings).rows


def column(name: str, label: str, **settings: float) -> list[Any]:
    """Return one column of a figure's table."""
    return [row[label] for row in rows(name, **settings)]
