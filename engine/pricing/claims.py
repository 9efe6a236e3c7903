"""What instruments promise, as columns: one pricing path for a share, an option or a whole book.

A claim is so many units of the underlying itself ("linear"), or a call or put on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.pricing import black_scholes
from engine.pricing.black_scholes import FloatArray, Greeks


class Claims(NamedTuple):
    """Columns of equal length n, one row a claim on one contract long.

    ``payoff`` is "linear", "call" or "put"; ``units`` of the underlying a contract; ``strike`` in
    C$; ``years`` to expiry; ``volatility`` per 1.00. The last three are ignored for "linear".
    """

    payoff: NDArray[np.str_]
    units: FloatArray
    strike: FloatArray
    years: FloatArray
    volatility: FloatArray


def value(
    claims: Claims,
    *,
    spot: ArrayLike,
    rate: ArrayLike = 0.0,
    dividend_yield: ArrayLike = 0.0,
    volatility_factor: ArrayLike = 1.0,
    volatility_shift: ArrayLike = 0.0,
    years_passed: ArrayLike = 0.0,
) -> FloatArray:
    """Return the value in C$ of one contract of each claim, shape (..., n).

    Market inputs broadcast against each other and get the claims as a new last axis. Each series'
    own volatility is multiplied by the factor, then shifted, and never falls below zero; an expired
    option is worth what it pays at ``spot``.
    """
    (values,) = measure(
        claims,
        ("value",),
        spot=spot,
        rate=rate,
        dividend_yield=dividend_yield,
        volatility_factor=volatility_factor,
        volatility_shift=volatility_shift,
        years_passed=years_passed,
    )
    return values


def greeks(
    claims: Claims,
    *,
    spot: ArrayLike,
    rate: ArrayLike = 0.0,
    dividend_yield: ArrayLike = 0.0,
    volatility_factor: ArrayLike = 1.0,
    volatility_shift: ArrayLike = 0.0,
    years_passed: ArrayLike = 0.0,
) -> Greeks:
    """Return all twelve figures in natural units of one contract of each claim, as ``value``."""
    return Greeks(
        *measure(
            claims,
            Greeks._fields,
            spot=spot,
            rate=rate,
            dividend_yield=dividend_yield,
            volatility_factor=volatility_factor,
            volatility_shift=volatility_shift,
            years_passed=years_passed,
        )
    )


def measure(
    claims: Claims,
    figures: Sequence[str] = ("value", "delta", "gamma", "vega", "theta"),
    *,
    spot: ArrayLike,
    rate: ArrayLike = 0.0,
    dividend_yield: ArrayLike = 0.0,
    volatility_factor: ArrayLike = 1.0,
    volatility_shift: ArrayLike = 0.0,
    years_passed: ArrayLike = 0.0,
) -> tuple[FloatArray, ...]:
    """Return the figures asked for, in that order, of one contract of each claim: natural units.

    ``figures`` are fields of ``Greeks``; nothing else is computed. Market inputs as in ``value``:
    each answer has the shape (..., n). Raises InvalidInput for a figure that does not exist.

    The call of worked example 1 and a share, in two markets:

    >>> columns = (["call", "linear"], [100, 1], [80, 0], [45 / 365, 0], [0.24, 0])
    >>> claims = Claims(*map(np.array, columns))
    >>> (delta,) = measure(claims, ["delta"], spot=[80, 84], rate=0.03, dividend_yield=0.02)
    >>> delta.round(3).tolist()
    [[52.135, 1.0], [73.571, 1.0]]
    """
    market = (spot, rate, dividend_yield, volatility_factor, volatility_shift, years_passed)
    spots, rates, yields, factors, shifts, passed = _in_front(market)
    options = claims.payoff != "linear"
    of_options = black_scholes.figures(
        figures,
        kind=claims.payoff[options],
        spot=spots,
        strike=claims.strike[options],
        years=np.maximum(claims.years[options] - passed, 0.0),
        volatility=np.maximum(claims.volatility[options] * factors + shifts, 0.0),
        rate=rates,
        dividend_yield=yields,
    )
    of_one_share = {"value": spots, "delta": 1.0}
    answers = []
    for name, column in zip(figures, of_options, strict=True):
        answer = np.empty((*column.shape[:-1], len(options)))
        answer[..., options] = column
        answer[..., ~options] = of_one_share.get(name, 0.0)
        answer *= claims.units
        answers.append(answer)
    return tuple(answers)


def delta_if_ended(claims: Claims, *, spot: ArrayLike) -> FloatArray:
    """Return the delta that one contract of each claim would have if it ended now, shape (..., n).

    All of its units in the money, none out of it; an underlying has all of them always.

    >>> claims = Claims(*map(np.array, (["call", "put"], [100, 100], [80, 80], [1, 1], [0.2, 0.2])))
    >>> delta_if_ended(claims, spot=[79, 81]).tolist()
    [[0.0, -100.0], [100.0, 0.0]]
    """
    above = np.asarray(spot, dtype=np.float64)[..., np.newaxis] - claims.strike
    ended = np.where(claims.payoff == "put", -1.0 * (above < 0), 1.0 * (above > 0))
    return np.asarray(np.where(claims.payoff == "linear", 1.0, ended) * claims.units + 0.0)


def _in_front(inputs: Iterable[ArrayLike]) -> list[FloatArray]:
    """Give each market input a last axis of length one, where the claims will stand."""
    return [np.asarray(values, dtype=np.float64)[..., np.newaxis] for values in inputs]
