"""One option, for a holder who is long, on one share (Black & Scholes 1973, Merton 1973)."""

from __future__ import annotations

from typing import Any

from engine.pricing import black_scholes
from engine.pricing.market import DAYS_PER_YEAR


def call_price(spot: Any, strike: Any, years: Any, rate: Any, vol: Any, dividend: Any = 0) -> Any:
    """Value of a call in C$ per share.

    >>> round(float(call_price(80, 80, 45 / 365, 0.03, 0.24, 0.02)), 4)
    2.7299
    """
    return _figure("value", "call", spot, strike, years, rate, vol, dividend)


def call_delta(spot: Any, strike: Any, years: Any, rate: Any, vol: Any, dividend: Any = 0) -> Any:
    """Shares that move like one call.

    >>> round(float(call_delta(80, 80, 45 / 365, 0.03, 0.24, 0.02)), 4)
    0.5213
    """
    return _figure("delta", "call", spot, strike, years, rate, vol, dividend)


def call_theta(spot: Any, strike: Any, years: Any, rate: Any, vol: Any, dividend: Any = 0) -> Any:
    """What a calendar day does to a call in C$ per share.

    >>> round(float(call_theta(80, 80, 45 / 365, 0.03, 0.24, 0.02)), 5)
    -0.03068
    """
    return _figure("theta", "call", spot, strike, years, rate, vol, dividend) / DAYS_PER_YEAR


def call_rho(spot: Any, strike: Any, years: Any, rate: Any, vol: Any, dividend: Any = 0) -> Any:
    """What a basis point of the interest rate does to a call in C$ per share."""
    return _figure("rho", "call", spot, strike, years, rate, vol, dividend) / 10_000


def put_price(spot: Any, strike: Any, years: Any, rate: Any, vol: Any, dividend: Any = 0) -> Any:
    """Value of a put in C$ per share."""
    return _figure("value", "put", spot, strike, years, rate, vol, dividend)


def put_delta(spot: Any, strike: Any, years: Any, rate: Any, vol: Any, dividend: Any = 0) -> Any:
    """Shares that move like one put, below zero."""
    return _figure("delta", "put", spot, strike, years, rate, vol, dividend)


def put_theta(spot: Any, strike: Any, years: Any, rate: Any, vol: Any, dividend: Any = 0) -> Any:
    """What a calendar day does to a put in C$ per share."""
    return _figure("theta", "put", spot, strike, years, rate, vol, dividend) / DAYS_PER_YEAR


def put_rho(spot: Any, strike: Any, years: Any, rate: Any, vol: Any, dividend: Any = 0) -> Any:
    """What a basis point of the interest rate does to a put in C$ per share."""
    return _figure("rho", "put", spot, strike, years, rate, vol, dividend) / 10_000


def gamma(spot: Any, strike: Any, years: Any, rate: Any, vol: Any, dividend: Any = 0) -> Any:
    """Change of a call's or a put's delta when the share rises C$1.

    >>> round(float(gamma(80, 80, 45 / 365, 0.03, 0.24, 0.02)), 6)
    0.058936
    """
    return _figure("gamma", "call", spot, strike, years, rate, vol, dividend)


def vega(spot: Any, strike: Any, years: Any, rate: Any, vol: Any, dividend: Any = 0) -> Any:
    """What a volatility point does to a call or a put in C$ per share.

    >>> round(float(vega(80, 80, 45 / 365, 0.03, 0.24, 0.02)), 4)
    0.1116
    """
    return _figure("vega", "call", spot, strike, years, rate, vol, dividend) / 100


def _figure(
    name: str, kind: str, spot: Any, strike: Any, years: Any, rate: Any, vol: Any, dividend: Any
) -> Any:
    (value,) = black_scholes.figures(
        (name,),
        kind=kind,
        spot=spot,
        strike=strike,
        years=years,
        volatility=vol,
        rate=rate,
        dividend_yield=dividend,
    )
    return value
