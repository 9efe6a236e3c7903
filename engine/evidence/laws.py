"""What holds for every European option, whatever its numbers."""

from __future__ import annotations

import numpy as np

from engine.evidence import Row, Source
from engine.evidence._box import box, figures
from engine.pricing.black_scholes import FloatArray

TITLE = "Laws of every option"
SOURCE = Source("Stoll (1969), Black and Scholes (1973), Merton (1973)", "parity and the equation")
TOPIC, KIND, ORDER = "Greeks", "law", 26
NOTE = "The largest miss of 10,000 random options, relative to the largest term of each law."
SHARED = ("gamma", "vega", "vanna", "vomma")
_ALLOWED = 1e-12


def rows() -> tuple[Row, ...]:
    """Return the largest relative miss of each law; none is 0."""
    misses = {
        "call − put = S exp(−qT) − K exp(−rT)": _parity(),
        "delta of call − delta of put = exp(−qT)": _parity_of_delta(),
        "theta + ½σ²S²Γ + (r − q)SΔ − rV = 0": _equation(),
        "vega = S²ΓσT": _vega(),
        **{f"call and put share {name}": _shared(name) for name in SHARED},
    }
    return tuple(Row(what, 0, miss, _ALLOWED, digits=15) for what, miss in misses.items())


def _largest(left: FloatArray, right: FloatArray, *terms: FloatArray) -> float:
    scale = np.max(np.abs([left, right, *terms]), axis=0)
    return float(np.max(np.abs(left - right) / scale))


def _both(name: str) -> tuple[FloatArray, FloatArray]:
    options = box(10_000)
    ((call,), (put,)) = (figures({**options, "kind": kind}, name) for kind in ("call", "put"))
    return call, put


def _parity() -> float:
    options, (call, put) = box(10_000), _both("value")
    held = options["spot"] * np.exp(-options["dividend_yield"] * options["years"])
    owed = options["strike"] * np.exp(-options["rate"] * options["years"])
    return _largest(call - put, held - owed, held, owed)


def _parity_of_delta() -> float:
    options, (call, put) = box(10_000), _both("delta")
    return _largest(call - put, np.exp(-options["dividend_yield"] * options["years"]))


def _equation() -> float:
    o = box(10_000)
    value, delta, gamma, theta = figures(o, "value", "delta", "gamma", "theta")
    curve = o["volatility"] ** 2 * o["spot"] ** 2 * gamma / 2
    carry = (o["rate"] - o["dividend_yield"]) * o["spot"] * delta
    interest = o["rate"] * value
    return _largest(theta + curve + carry, interest, theta, curve, carry)


def _vega() -> float:
    o = box(10_000)
    vega, gamma = figures(o, "vega", "gamma")
    return _largest(vega, o["spot"] ** 2 * gamma * o["volatility"] * o["years"])


def _shared(name: str) -> float:
    call, put = _both(name)
    return float(np.max(np.abs(call - put) / np.maximum(np.abs(call), np.finfo(float).tiny)))
