"""What an option is where its formula divides by nothing."""

from __future__ import annotations

import itertools
import math

import numpy as np

from engine.errors import InvalidInput
from engine.evidence import Row, Source
from engine.evidence._options import Option
from engine.pricing import black_scholes

TITLE = "At expiry, without volatility, and beyond sense"
SOURCE = Source("the payoff of an option", "limits of the formula of 1973")
TOPIC, KIND, ORDER = "Greeks", "law", 27
NOTE = "Spot 80. At expiry the delta is a step; without volatility the forward decides."
_IN = Option("call", 70, 80, 0.02, 0.03, 0, 0.24)
_OUT = _IN._replace(strike=90)
_CERTAIN = _IN._replace(years=0.5, volatility=0)
_ROUNDING = 1e-12


def rows() -> tuple[Row, ...]:
    """Return intrinsic values, step deltas, what is not finite, and what is refused."""
    forward = 80 * math.exp(-0.02 / 2) - 70 * math.exp(-0.03 / 2)
    put = _OUT._replace(kind="put")
    return (
        _exact("call 70 at expiry: value", 10, _IN.figure("value")),
        _exact("call 70 at expiry: delta", 1, _IN.figure("delta")),
        _exact("call 90 at expiry: value", 0, _OUT.figure("value")),
        _exact("call 90 at expiry: delta", 0, _OUT.figure("delta")),
        _exact("put 90 at expiry: value", 10, put.figure("value")),
        _exact("put 90 at expiry: delta", -1, put.figure("delta")),
        _exact("call 70 without volatility: value", forward, _CERTAIN.figure("value")),
        _exact("call 70 without volatility: delta", math.exp(-0.01), _CERTAIN.figure("delta")),
        Row("figures that are no finite number, of 12 at 270 edges", 0, _not_finite(), 0, digits=0),
        Row("refused, of 4 with a spot or strike of 0 or −1", 4, _refused(), 0, digits=0),
    )


def _exact(what: str, value: float, ours: float) -> Row:
    return Row(what, value, ours, _ROUNDING)


def _not_finite() -> int:
    corners = itertools.product(
        ("call", "put"), (40, 79.99, 80, 80.01, 160), (0, 1e-12, 5), (0, 1e-12, 5), (-0.02, 0, 0.05)
    )
    return sum(
        int(np.sum(~np.isfinite(figure)))
        for kind, strike, years, volatility, rate in corners
        for figure in black_scholes.greeks(
            kind=kind, spot=80, strike=strike, years=years, volatility=volatility, rate=rate
        )
    )


def _refused() -> int:
    refused = 0
    for name, value in itertools.product(("spot", "strike"), (0, -1)):
        try:
            Option(**{**_IN._asdict(), name: value}).figure("value")
        except InvalidInput:
            refused += 1
    return refused
