"""A book: signed positions in anything that can be held, valued together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from engine.instruments import Instrument, Underlying, claims
from engine.pricing import claims as pricing
from engine.pricing.black_scholes import FloatArray, Greeks
from engine.pricing.claims import Claims
from engine.pricing.market import Market


@dataclass(frozen=True)
class Position:
    """So many contracts of one instrument: above zero is long, below zero is short."""

    quantity: float
    instrument: Instrument


@dataclass(frozen=True)
class Book:
    """Positions in the order they were taken. The sign of every figure comes from quantities only.

    A book is valued at one spot: take the part ``on`` an underlying before measuring it.

    >>> from engine.instruments.call import Call
    >>> book = Book.of(Position(-20, Call()))
    >>> market = Market(spot=80, rate=0.03, dividend_yield=0.02)
    >>> round(float(book.greeks(market).delta), 1), round(float(book.value(spot=80)), 0)
    (-1042.7, -5377.0)
    """

    positions: tuple[Position, ...] = ()

    @classmethod
    def of(cls, *positions: Position) -> Book:
        """Return the book of these positions."""
        return cls(positions)

    def plus(self, *positions: Position) -> Book:
        """Return this book with more positions at its end."""
        return Book((*self.positions, *positions))

    def on(self, underlying: Underlying) -> Book:
        """Return the part of the book that follows one underlying: Greeks of two do not add up."""
        return Book(tuple(p for p in self.positions if p.instrument.underlying == underlying))

    @cached_property
    def quantities(self) -> FloatArray:
        """Signed contracts, shape (n,)."""
        return np.array([position.quantity for position in self.positions], dtype=np.float64)

    @cached_property
    def claims(self) -> Claims:
        """What one contract of each position promises, as columns of length n."""
        return claims([position.instrument for position in self.positions])

    def value(self, **market: Any) -> FloatArray:
        """Return the book's value in C$ for every point of the broadcast market inputs.

        Inputs as in ``engine.pricing.claims.value``: spot, rate, dividend_yield,
        volatility_shift, years_passed.
        """
        return np.asarray(pricing.value(self.claims, **market) @ self.quantities)

    def position_greeks(self, market: Market) -> Greeks:
        """Return the signed Greeks of each position in natural units, each of shape (n,)."""
        of_one = pricing.greeks(self.claims, **vars(market))
        return Greeks(*(column * self.quantities for column in of_one))

    def greeks(self, market: Market) -> Greeks:
        """Return the book's net Greeks in natural units, each a number."""
        return Greeks(*(np.asarray(np.sum(column)) for column in self.position_greeks(market)))

    def expiries(self) -> list[float]:
        """Return the times to expiry of the options held, in years, nearest first."""
        options = self.claims.payoff != "linear"
        held = options & (self.quantities != 0)
        return sorted(set(self.claims.years[held].tolist()))


def profit(book: Book, before: Market, after: ArrayLike, **change: Any) -> FloatArray:
    """Return the profit in C$ when the market goes from ``before`` to spot ``after``.

    ``change`` replaces other market inputs (volatility_shift, years_passed, rate, dividend_yield).
    """
    return book.value(**{**vars(before), "spot": after, **change}) - book.value(**vars(before))
