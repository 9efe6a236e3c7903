"""Haug's worked Greeks."""

from __future__ import annotations

from engine.evidence import Row, Source, printed
from engine.evidence._options import Option
from engine.pricing.market import DAYS_PER_YEAR

TITLE = "Haug's Greeks"
SOURCE = Source(
    "Haug, The Complete Guide to Option Pricing Formulas (1998)",
    "pages 11 to 16",
    "QuantLib's test suite, europeanoption.cpp",
)
TOPIC, KIND, ORDER = "Greeks", "published", 20
NOTE = "Vega per 1.00 of volatility, rho per 1.00 of rate, theta a year unless said."
_CALL = Option("call", 100, 105, 0.10, 0.10, 0.5, 0.36)
_PUT = _CALL._replace(kind="put")
_SHARE_CALL = Option("call", 60, 55, 0, 0.10, 0.75, 0.30)
_SHARE_PUT = _SHARE_CALL._replace(kind="put")
_DECAYING = Option("put", 405, 430, 0.05, 0.07, 1 / 12, 0.20)
_RHO = Option("call", 75, 72, 0, 0.09, 1, 0.19)
_HELD = Option("put", 490, 500, 0.05, 0.08, 0.25, 0.15)


def rows() -> tuple[Row, ...]:
    """Return each Greek; elasticity and the yield's rho follow from delta."""
    elasticity = _PUT.figure("delta") * _PUT.spot / _PUT.figure("value")
    of_yield = -_HELD.years * _HELD.spot * _HELD.figure("delta")
    theta = _DECAYING.figure("theta")
    return (
        printed(f"delta: {_CALL.label}", 0.5946, _CALL.figure("delta")),
        printed(f"delta: {_PUT.label}", -0.3566, _PUT.figure("delta")),
        printed(f"elasticity: {_PUT.label}", -4.8775, elasticity),
        printed(f"gamma: {_SHARE_CALL.label}", 0.0278, _SHARE_CALL.figure("gamma")),
        printed(f"gamma: {_SHARE_PUT.label}", 0.0278, _SHARE_PUT.figure("gamma")),
        printed(f"vega: {_SHARE_CALL.label}", 18.9358, _SHARE_CALL.figure("vega")),
        printed(f"vega: {_SHARE_PUT.label}", 18.9358, _SHARE_PUT.figure("vega")),
        printed(f"theta: {_DECAYING.label}", -31.1924, theta),
        printed(f"theta a day: {_DECAYING.label}", -0.0855, theta / DAYS_PER_YEAR),
        printed(f"rho: {_RHO.label}", 38.7325, _RHO.figure("rho")),
        printed(f"rho of the yield: {_HELD.label}", 42.2254, of_yield),
    )
