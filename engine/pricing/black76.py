"""European options on a future or forward (Black 1976): no carry, the rate only discounts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from engine.pricing import black_scholes
from engine.pricing.black_scholes import FloatArray, Greeks


def price(
    *,
    kind: ArrayLike,
    forward: ArrayLike,
    strike: ArrayLike,
    years: ArrayLike,
    volatility: ArrayLike,
    rate: ArrayLike = 0.0,
) -> FloatArray:
    """Return the value of one unit long; inputs broadcast, errors as in ``black_scholes.price``.

    Haug (1998), "Options on futures": a call and a put on a future at 19, strike 19, nine months,
    10 %, volatility 28 % are each worth 1.7011.

    >>> value = price(kind="put", forward=19, strike=19, years=0.75, volatility=0.28, rate=0.10)
    >>> round(float(value), 4)
    1.7011
    """
    return black_scholes.price(
        kind=kind,
        spot=forward,
        strike=strike,
        years=years,
        volatility=volatility,
        rate=rate,
        dividend_yield=rate,
    )


def greeks(
    *,
    kind: ArrayLike,
    forward: ArrayLike,
    strike: ArrayLike,
    years: ArrayLike,
    volatility: ArrayLike,
    rate: ArrayLike = 0.0,
) -> Greeks:
    """Return value and Greeks; delta, gamma and speed are by the forward, units as Black-Scholes.

    The rate moves only the discounting here, so rho is minus time times value.
    """
    spot_greeks = black_scholes.greeks(
        kind=kind,
        spot=forward,
        strike=strike,
        years=years,
        volatility=volatility,
        rate=rate,
        dividend_yield=rate,
    )
    return spot_greeks._replace(rho=-np.asarray(years, dtype=np.float64) * spot_greeks.value)
