"""Arithmetic: what a pocket calculator has."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import ndtr

_NUDGE = 1e-9
"""What a binary fraction may be short of the half or the whole that it stands for."""


def abs_(x: Any) -> Any:
    """Size without its sign."""
    return np.abs(x)


def sign(x: Any) -> Any:
    """1 above zero, −1 below it, 0 for zero."""
    return np.sign(x)


def sqrt(x: Any) -> Any:
    """Square root."""
    return np.sqrt(x)


def exp(x: Any) -> Any:
    """e to the power of x."""
    return np.exp(x)


def ln(x: Any) -> Any:
    """Natural logarithm."""
    return np.log(x)


def normal(x: Any) -> Any:
    """Chance that a standard normal number is at most x, the N(d) of Black and Scholes.

    >>> float(normal(0.0))
    0.5
    """
    return ndtr(x)


def floor(x: Any) -> Any:
    """Next whole number below.

    >>> float(floor(0.1 * 30))
    3.0
    """
    return np.floor(np.asarray(x) + _NUDGE)


def ceil(x: Any) -> Any:
    """Next whole number above."""
    return np.ceil(np.asarray(x) - _NUDGE)


def round_(x: Any, decimals: Any = 0) -> Any:
    """Nearest number with so many decimals; halves go away from zero.

    >>> float(round_(2.5)), float(round_(-1.005, 2))
    (3.0, -1.01)
    """
    scale = 10.0 ** np.clip(np.round(decimals), -9, 9)
    return np.sign(x) * np.floor(np.abs(x) * scale + 0.5 + _NUDGE) / scale


def round_to(x: Any, step: Any) -> Any:
    """Nearest multiple of a step, such as a board lot or a tick.

    >>> float(round_to(13_033.7, 100))
    13000.0
    """
    return round_(np.divide(x, step)) * step


def min_(a: Any, b: Any, *more: Any) -> Any:
    """Smallest of its numbers."""
    return np.minimum.reduce(np.broadcast_arrays(a, b, *more))


def max_(a: Any, b: Any, *more: Any) -> Any:
    """Largest of its numbers."""
    return np.maximum.reduce(np.broadcast_arrays(a, b, *more))
