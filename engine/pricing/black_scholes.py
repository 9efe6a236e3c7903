"""European options on an asset with a continuous yield (Black & Scholes 1973, Merton 1973).

Everything is per unit, for a holder who is long, vectorised by numpy broadcasting. Volatility is
per 1.00, time in years, theta, charm and colour per year of calendar time.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from types import EllipsisType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.errors import InvalidInput
from engine.pricing._formulas import FloatArray as FloatArray
from engine.pricing._formulas import Formulas

_BLOCK = 8_192
"""Options computed at a time: few enough for their shared terms to stay in a processor's cache."""


class Greeks(NamedTuple):
    """Value and its derivatives, each an array of the broadcast shape of the inputs."""

    value: FloatArray
    delta: FloatArray
    gamma: FloatArray
    vega: FloatArray
    theta: FloatArray
    rho: FloatArray
    vanna: FloatArray
    vomma: FloatArray
    charm: FloatArray
    speed: FloatArray
    zomma: FloatArray
    color: FloatArray


def price(
    *,
    kind: ArrayLike,
    spot: ArrayLike,
    strike: ArrayLike,
    years: ArrayLike,
    volatility: ArrayLike,
    rate: ArrayLike = 0.0,
    dividend_yield: ArrayLike = 0.0,
) -> FloatArray:
    """Return the value of one unit long.

    ``kind`` is "call" or "put" (or an array of them); all inputs broadcast. Raises InvalidInput
    for a spot or strike that is not positive, or a negative time or volatility.

    Haug, "The Complete Guide to Option Pricing Formulas" (1998): call, S 60, K 65, T 0.25, r 8 %,
    volatility 30 % is worth 2.1334.

    >>> value = price(kind="call", spot=60, strike=65, years=0.25, volatility=0.30, rate=0.08)
    >>> round(float(value), 4)
    2.1334
    """
    (value,) = figures(
        ("value",),
        kind=kind,
        spot=spot,
        strike=strike,
        years=years,
        volatility=volatility,
        rate=rate,
        dividend_yield=dividend_yield,
    )
    return value


def greeks(
    *,
    kind: ArrayLike,
    spot: ArrayLike,
    strike: ArrayLike,
    years: ArrayLike,
    volatility: ArrayLike,
    rate: ArrayLike = 0.0,
    dividend_yield: ArrayLike = 0.0,
) -> Greeks:
    """Return value, the five Greeks of the textbook and the six cross and third-order ones.

    Units: per 1.00 of volatility (vega, vanna, vomma, zomma), per 1.00 of rate (rho), per calendar
    year (theta, charm, color). At expiry or without volatility the value is intrinsic, the delta a
    step (one half exactly at the forward) and whatever would be infinite there is zero.

    Haug (1998): gamma of a call, S 55, K 60, T 0.75, r 10 %, volatility 30 % is 0.0278.

    >>> g = greeks(kind="call", spot=55, strike=60, years=0.75, volatility=0.30, rate=0.10)
    >>> round(float(g.gamma), 4), round(float(g.vega), 4)
    (0.0278, 18.9358)
    """
    return Greeks(
        *figures(
            Greeks._fields,
            kind=kind,
            spot=spot,
            strike=strike,
            years=years,
            volatility=volatility,
            rate=rate,
            dividend_yield=dividend_yield,
        )
    )


def figures(
    names: Sequence[str],
    *,
    kind: ArrayLike,
    spot: ArrayLike,
    strike: ArrayLike,
    years: ArrayLike,
    volatility: ArrayLike,
    rate: ArrayLike = 0.0,
    dividend_yield: ArrayLike = 0.0,
) -> tuple[FloatArray, ...]:
    """Return only the figures named, in that order, and compute nothing else.

    ``names`` are fields of ``Greeks``; units, shapes and errors are those of ``greeks``.

    >>> terms = {"spot": 55, "strike": 60, "years": 0.75, "volatility": 0.30, "rate": 0.10}
    >>> (vega,) = figures(["vega"], kind="call", **terms)
    >>> round(float(vega), 4)
    18.9358
    """
    _refuse_unknown(names)
    columns = (
        _sign(kind),
        _checked("spot", spot, above_zero=True),
        _checked("strike", strike, above_zero=True),
        _checked("years", years),
        _checked("volatility", volatility),
        _checked("rate", rate, may_be_negative=True),
        _checked("dividend_yield", dividend_yield, may_be_negative=True),
    )
    shape = np.broadcast_shapes(*(column.shape for column in columns))
    answers = np.empty((len(names), *shape))
    for place, block in _blocks(columns, shape):
        option = Formulas(*block)
        for row, name in enumerate(names):
            answers[row, place] = getattr(option, name)
    return tuple(answers[row, ...] for row in range(len(names)))


def _blocks(
    columns: Sequence[FloatArray], shape: tuple[int, ...]
) -> Iterator[tuple[slice | EllipsisType, Sequence[FloatArray]]]:
    """Yield slices of the outermost axis, and what each column has there."""
    size = math.prod(shape)
    if size <= _BLOCK:
        yield ..., columns
        return
    step = max(1, _BLOCK * shape[0] // size)
    for start in range(0, shape[0], step):
        place = slice(start, start + step)
        yield (
            place,
            [
                column[place] if column.ndim == len(shape) and len(column) > 1 else column
                for column in columns
            ],
        )


def _refuse_unknown(names: Sequence[str]) -> None:
    for name in names:
        if name not in Greeks._fields:
            raise InvalidInput(
                f'there is no figure "{name}"; there are: {", ".join(Greeks._fields)}'
            )


def _sign(kind: ArrayLike) -> FloatArray:
    kinds = np.asarray(kind)
    calls = np.asarray(kinds == "call")
    if not np.all(kinds[~calls] == "put"):
        raise InvalidInput('kind must be "call" or "put"')
    return np.asarray(2.0 * calls - 1.0)


def _checked(
    name: str, values: ArrayLike, *, above_zero: bool = False, may_be_negative: bool = False
) -> FloatArray:
    numbers = np.asarray(values, dtype=np.float64)
    if not np.isfinite(numbers).all():
        raise InvalidInput(f"{name} must be a finite number")
    least = numbers.min(initial=np.inf)
    if above_zero and least <= 0:
        raise InvalidInput(f"{name} must be above zero")
    if not may_be_negative and least < 0:
        raise InvalidInput(f"{name} must not be negative")
    return numbers
