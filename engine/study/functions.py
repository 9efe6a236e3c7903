"""The functions that a formula may call: the engine's own, by the names of the trade.

Every argument may be an array. Time is in years (write ``days/365``), rates and volatility per
1.00 (write ``0.24``), values and Greeks per share of one option that is held long.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from engine.pricing import black_scholes
from engine.pricing.black_scholes import FloatArray


@dataclass(frozen=True)
class Function:
    """A function by its name, with the words that show how it is written."""

    name: str
    compute: Callable[..., Any]
    usage: str
    fewest: int
    most: int

    def takes(self, count: int) -> bool:
        """Return whether it can be called with so many arguments."""
        return self.fewest <= count <= self.most


@cache
def known() -> dict[str, Function]:
    """Return every function that a formula may call, by its name.

    >>> known()["call_delta"].usage
    'call_delta(spot, strike, years, rate, vol)'
    """
    own = {**_plain(), **_options()}
    return {name: _described(name, compute) for name, compute in own.items()}


def _described(name: str, compute: Callable[..., Any]) -> Function:
    parameters = list(inspect.signature(compute).parameters.values())
    needed = sum(
        one.default is one.empty for one in parameters if one.kind is not one.VAR_POSITIONAL
    )
    rest = any(one.kind is one.VAR_POSITIONAL for one in parameters)
    words = ", ".join("..." if one.kind is one.VAR_POSITIONAL else one.name for one in parameters)
    return Function(name, compute, f"{name}({words})", needed, 20 if rest else len(parameters))


def _plain() -> dict[str, Callable[..., Any]]:
    def rounded(x: Any, decimals: Any = 0.0) -> FloatArray:
        """Round halves away from zero, as people do."""
        scale = 10.0 ** np.clip(decimals, -9, 9)
        return np.asarray(np.sign(x) * np.floor(np.abs(x) * scale + 0.5 + 1e-9) / scale)

    def smallest(a: Any, b: Any, *more: Any) -> Any:
        return np.minimum.reduce(np.broadcast_arrays(a, b, *more))

    def largest(a: Any, b: Any, *more: Any) -> Any:
        return np.maximum.reduce(np.broadcast_arrays(a, b, *more))

    return {
        "abs": lambda x: np.abs(x),
        "sign": lambda x: np.sign(x),
        "sqrt": lambda x: np.sqrt(x),
        "exp": lambda x: np.exp(x),
        "ln": lambda x: np.log(x),
        "floor": lambda x: np.floor(x),
        "ceil": lambda x: np.ceil(x),
        "round": rounded,
        "min": smallest,
        "max": largest,
    }


_FIGURES = {"price": "value", "delta": "delta", "theta": "theta", "rho": "rho"}
"""What differs between a call and a put."""


def _options() -> dict[str, Callable[..., Any]]:
    found = {}
    for kind in ("call", "put"):
        for word, figure in _FIGURES.items():
            found[f"{kind}_{word}"] = _figure(kind, figure)
    for figure in ("gamma", "vega"):
        found[figure] = _figure("call", figure)
    return found


def _figure(kind: str, figure: str) -> Callable[..., FloatArray]:
    def compute(spot: Any, strike: Any, years: Any, rate: Any, vol: Any) -> FloatArray:
        (value,) = black_scholes.figures(
            (figure,), kind=kind, spot=spot, strike=strike, years=years, volatility=vol, rate=rate
        )
        return value

    return compute
