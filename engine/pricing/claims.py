"""What instruments promise, as columns: one pricing path for a share, an option or a whole book.

A claim is so many units of the underlying itself ("linear"), or a call or put on them.
"""

from __future__ import annotations

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
    volatility_shift: ArrayLike = 0.0,
    years_passed: ArrayLike = 0.0,
) -> FloatArray:
    """Return the value in C$ of one contract of each claim, shape (..., n).

    Market inputs broadcast against each other and get the claims as a new last axis. A shift never
    takes a volatility below zero; an expired option is worth what it pays at ``spot``.
    """
    options = claims.payoff != "linear"
    spot = np.asarray(spot, dtype=np.float64)[..., np.newaxis]
    option_value = black_scholes.price(
        kind=claims.payoff[options],
        spot=spot,
        rate=rate,
        dividend_yield=dividend_yield,
        **_shifted(claims, options, volatility_shift, years_passed),
    )
    shape = np.broadcast_shapes(option_value.shape[:-1], spot.shape[:-1])
    values = np.empty((*shape, len(claims.payoff)))
    values[..., options] = option_value
    values[..., ~options] = spot
    return values * claims.units


def greeks(
    claims: Claims,
    *,
    spot: float,
    rate: float = 0.0,
    dividend_yield: float = 0.0,
    volatility_shift: float = 0.0,
    years_passed: float = 0.0,
) -> Greeks:
    """Return the Greeks in natural units of one contract of each claim, each of shape (n,)."""
    options = claims.payoff != "linear"
    option_greeks = black_scholes.greeks(
        kind=claims.payoff[options],
        spot=spot,
        rate=rate,
        dividend_yield=dividend_yield,
        **_shifted(claims, options, volatility_shift, years_passed),
    )
    of_one_share = (spot, 1.0) + (0.0,) * (len(Greeks._fields) - 2)
    columns = []
    for option_column, share_number in zip(option_greeks, of_one_share, strict=True):
        column = np.full(len(claims.payoff), share_number, dtype=np.float64)
        column[options] = option_column
        columns.append(column * claims.units)
    return Greeks(*columns)


def _shifted(
    claims: Claims,
    options: NDArray[np.bool_],
    volatility_shift: ArrayLike,
    years_passed: ArrayLike,
) -> dict[str, FloatArray]:
    shift = np.asarray(volatility_shift, dtype=np.float64)[..., np.newaxis]
    passed = np.asarray(years_passed, dtype=np.float64)[..., np.newaxis]
    return {
        "strike": claims.strike[options],
        "years": np.maximum(claims.years[options] - passed, 0.0),
        "volatility": np.maximum(claims.volatility[options] + shift, 0.0),
    }
