"""What the makers of quotes ask of their numbers."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from engine.errors import InvalidInput
from engine.pricing.black_scholes import FloatArray

Bound = Literal["any", "not below zero", "above zero"]


def numbers(name: str, values: ArrayLike, must_be: Bound = "any") -> FloatArray:
    """Return finite numbers as an array, or say which they are and what would be right."""
    found = np.asarray(values, dtype=np.float64)
    if not np.isfinite(found).all():
        raise InvalidInput(f"{name} must be a finite number")
    if must_be == "above zero" and not (found > 0).all():
        raise InvalidInput(f"{name} must be above zero")
    if must_be == "not below zero" and not (found >= 0).all():
        raise InvalidInput(f"{name} must not be below zero")
    return found
