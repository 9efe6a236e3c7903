"""The Black-Scholes-Merton formulas as a book of formulas prints them, and what guards them.

Merton (1973); the second and third derivatives as in Haug, "The Complete Guide to Option Pricing
Formulas". Inputs are arrays that broadcast; they were checked before they came here.
"""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

FloatArray = NDArray[np.float64]

_FAR = 1e9
"""Standard deviations that stand for certainty: tail and density are zero in double precision."""
_PEAK = 1 / math.sqrt(2 * math.pi)
"""The normal density at zero."""
_NOTHING = 1e-12
"""Years (30 microseconds) or volatility below which there is no time or no uncertainty left."""


class Formulas:
    """Every figure by its formula, and the terms they share: each computed when first asked for."""

    def __init__(
        self,
        sign: FloatArray,
        spot: FloatArray,
        strike: FloatArray,
        years: FloatArray,
        volatility: FloatArray,
        rate: FloatArray,
        dividend_yield: FloatArray,
    ) -> None:
        self.sign, self.spot, self.strike = sign, spot, strike
        self.rate, self.dividend_yield = rate, dividend_yield
        self.years, self.volatility = _or_nothing(years), _or_nothing(volatility)
        self.root_years = np.sqrt(self.years)
        self.deviation = self.volatility * self.root_years
        self.spot_discount = np.exp(-dividend_yield * self.years)
        forward = np.log(spot / strike) + (rate - dividend_yield) * self.years
        distance = np.clip(_over(forward, self.deviation), -_FAR, _FAR)
        self.d1 = distance + self.deviation / 2
        self.d2 = distance - self.deviation / 2

    @cached_property
    def value(self) -> FloatArray:
        return self.spot * self.delta - self.cash_leg

    @cached_property
    def delta(self) -> FloatArray:
        return self.sign * self.spot_discount * ndtr(self.sign * self.d1) + 0.0

    @cached_property
    def gamma(self) -> FloatArray:
        return self.density * self.inverse_deviation / self.spot

    @cached_property
    def vega(self) -> FloatArray:
        return self.spot * self.density * self.root_years

    @property
    def theta(self) -> FloatArray:
        decay = self.vega * self.volatility * self.inverse_years / 2
        return self.dividend_yield * self.spot * self.delta - self.rate * self.cash_leg - decay

    @property
    def rho(self) -> FloatArray:
        return self.years * self.cash_leg

    @property
    def vanna(self) -> FloatArray:
        return -self.density * self.d2 * self.inverse_volatility

    @property
    def vomma(self) -> FloatArray:
        return self.vega * self.d1 * self.d2 * self.inverse_volatility

    @property
    def charm(self) -> FloatArray:
        return self.dividend_yield * self.delta - self.density * self.drift

    @property
    def speed(self) -> FloatArray:
        return -self.gamma / self.spot * (self.d1 * self.inverse_deviation + 1)

    @property
    def zomma(self) -> FloatArray:
        return self.gamma * (self.d1 * self.d2 - 1) * self.inverse_volatility

    @property
    def color(self) -> FloatArray:
        return self.gamma * (self.dividend_yield + self.inverse_years / 2 + self.d1 * self.drift)

    @cached_property
    def cash_leg(self) -> FloatArray:
        strike_discount = np.exp(-self.rate * self.years)
        return self.sign * self.strike * strike_discount * ndtr(self.sign * self.d2)

    @cached_property
    def density(self) -> FloatArray:
        return self.spot_discount * np.exp(-0.5 * self.d1 * self.d1) * _PEAK

    @cached_property
    def drift(self) -> FloatArray:
        carry = 2 * (self.rate - self.dividend_yield) * self.inverse_deviation
        return (carry - self.d2 * self.inverse_years) / 2

    @cached_property
    def inverse_deviation(self) -> FloatArray:
        return _inverse(self.deviation)

    @cached_property
    def inverse_years(self) -> FloatArray:
        return _inverse(self.years)

    @cached_property
    def inverse_volatility(self) -> FloatArray:
        return _inverse(self.volatility)


def _or_nothing(values: FloatArray) -> FloatArray:
    """Take what is too small to matter for zero, before dividing by it overflows."""
    return values * (values >= _NOTHING)


def _inverse(values: FloatArray) -> FloatArray:
    """Return 1 / values, and zero where there is nothing to divide by."""
    nothing = values == 0
    if not nothing.any():
        return 1 / values
    return np.asarray((1.0 - nothing) / (values + nothing))


def _over(distance: FloatArray, deviation: FloatArray) -> FloatArray:
    """Return distance / deviation; without deviation, far on the side that the distance points."""
    certain = deviation == 0
    if not certain.any():
        return distance / deviation
    return np.where(certain, np.sign(distance) * _FAR, distance / (deviation + certain))
