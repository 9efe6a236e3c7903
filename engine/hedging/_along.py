"""A book along many paths at once: what it is worth and what would make it flat at each moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.exposure.book import Book
from engine.pricing import claims as pricing
from engine.pricing.black_scholes import FloatArray
from engine.pricing.claims import Claims
from engine.pricing.market import Market

_MOMENT = 1e-9
"""Years (30 milliseconds) by which an expiry and a step may differ and still be one moment."""


class Risk(NamedTuple):
    """What of a book depends on the underlying, arrays of shape (paths,)."""

    delta: FloatArray
    gamma: FloatArray
    covered: FloatArray


@dataclass(frozen=True, kw_only=True)
class Along:
    """A book at the moments ``times`` (years from now, from 0), each option until it expires.

    ``spot`` and ``shift`` (the volatility shift) are arrays of shape (paths,) at moment ``step``.
    """

    book: Book
    market: Market
    times: FloatArray

    @cached_property
    def ends(self) -> NDArray[np.intp]:
        """The step that settles each position; one beyond the last for what outlives the paths."""
        claims = self.book.claims
        ends = np.searchsorted(self.times, claims.years - self.market.years_passed - _MOMENT)
        return np.where(claims.payoff == "linear", len(self.times), ends)

    @cached_property
    def shares(self) -> float:
        """Units of the underlying that the book itself holds."""
        linear = self.book.claims.payoff == "linear"
        return float(self.book.quantities[linear] @ self.book.claims.units[linear])

    def settled(self, step: int, spot: FloatArray, shift: FloatArray) -> FloatArray:
        """Return what the options that end at this step pay."""
        return self._worth(self.ends == step, step, spot, shift)

    def worth(self, step: int, spot: FloatArray, shift: FloatArray) -> FloatArray:
        """Return what the positions that have not ended are worth, those of this step included."""
        return self._worth(self.ends >= step, step, spot, shift)

    def left(self, spot: FloatArray, shift: FloatArray) -> FloatArray:
        """Return what the positions that outlive the paths are worth at the last moment."""
        last = len(self.times) - 1
        return self._worth(self.ends > last, last, spot, shift)

    def risk(self, step: int, spot: FloatArray, shift: FloatArray) -> Risk:
        """Return delta, gamma and the delta that the book would have if every option ended now."""
        rows = self.ends > step
        delta, gamma = self._measure(("delta", "gamma"), rows, step, spot, shift)
        ended = pricing.delta_if_ended(_part(self.book.claims, rows), spot=spot)
        quantities = self.book.quantities[rows]
        return Risk(delta @ quantities, gamma @ quantities, ended @ quantities)

    def years_left(self, step: int) -> float:
        """Return the years until the nearest expiry to come, and zero without one."""
        claims = self.book.claims
        years = claims.years[(self.ends > step) & (claims.payoff != "linear")]
        return max(float(years.min()) - self._passed(step), 0.0) if len(years) else 0.0

    def _worth(
        self, rows: NDArray[np.bool_], step: int, spot: FloatArray, shift: FloatArray
    ) -> FloatArray:
        if not rows.any():
            return np.zeros(len(spot))
        (value,) = self._measure(("value",), rows, step, spot, shift)
        return np.asarray(value @ self.book.quantities[rows])

    def _measure(
        self,
        figures: Sequence[str],
        rows: NDArray[np.bool_],
        step: int,
        spot: FloatArray,
        shift: FloatArray,
    ) -> tuple[FloatArray, ...]:
        moment = {"spot": spot, "volatility_shift": shift, "years_passed": self._passed(step)}
        claims = _part(self.book.claims, rows)
        return pricing.measure(claims, figures, **{**vars(self.market), **moment})

    def _passed(self, step: int) -> float:
        return self.market.years_passed + float(self.times[step])


def _part(claims: Claims, rows: NDArray[np.bool_]) -> Claims:
    payoff, units, strike, years, volatility = claims
    return Claims(payoff[rows], units[rows], strike[rows], years[rows], volatility[rows])
