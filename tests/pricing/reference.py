"""A second opinion on every figure: 50-digit values, differentiated numerically by mpmath."""

from __future__ import annotations

from typing import Any

import mpmath as mp

mp.mp.dps = 50

# How often each figure differentiates the value by (spot, years, volatility, rate). Time to expiry
# shrinks as the calendar advances, so one derivative by years turns the sign: theta, charm, color.
ORDERS: dict[str, tuple[int, int, int, int]] = {
    "value": (0, 0, 0, 0),
    "delta": (1, 0, 0, 0),
    "gamma": (2, 0, 0, 0),
    "vega": (0, 0, 1, 0),
    "theta": (0, 1, 0, 0),
    "rho": (0, 0, 0, 1),
    "vanna": (1, 0, 1, 0),
    "vomma": (0, 0, 2, 0),
    "charm": (1, 1, 0, 0),
    "speed": (3, 0, 0, 0),
    "zomma": (2, 0, 1, 0),
    "color": (2, 1, 0, 0),
}


def spot_value(option: dict[str, Any], spot: Any, years: Any, volatility: Any, rate: Any) -> Any:
    """Return the Black-Scholes-Merton value as the textbook writes it, to 50 digits."""
    return _value(option, spot, years, volatility, rate, mp.mpf(option["dividend_yield"]))


def forward_value(
    option: dict[str, Any], forward: Any, years: Any, volatility: Any, rate: Any
) -> Any:
    """Return the Black 1976 value: the rate discounts and does nothing else, to 50 digits."""
    return _value(option, forward, years, volatility, rate, rate)


def figure(name: str, option: dict[str, Any], value: Any = spot_value) -> Any:
    """Return one of the twelve figures of an option by differentiating ``value``."""
    inputs = [mp.mpf(option[key]) for key in ("spot", "years", "volatility", "rate")]
    moving = [place for place, order in enumerate(ORDERS[name]) if order]
    orders = tuple(ORDERS[name][place] for place in moving)
    if not moving:
        return value(option, *inputs)

    def moved(*at: Any) -> Any:
        there = list(inputs)
        for place, number in zip(moving, at, strict=True):
            there[place] = number
        return value(option, *there)

    slope = mp.diff(moved, tuple(inputs[place] for place in moving), orders)
    return -slope if ORDERS[name][1] else slope


def _value(
    option: dict[str, Any], spot: Any, years: Any, volatility: Any, rate: Any, carry: Any
) -> Any:
    sign, strike = (1 if option["kind"] == "call" else -1), mp.mpf(option["strike"])
    deviation = volatility * mp.sqrt(years)
    d1 = (mp.log(spot / strike) + (rate - carry) * years) / deviation + deviation / 2
    held = spot * mp.exp(-carry * years) * mp.ncdf(sign * d1)
    paid = strike * mp.exp(-rate * years) * mp.ncdf(sign * (d1 - deviation))
    return sign * (held - paid)
