"""What the makers of flow ask of their settings."""

from __future__ import annotations

import numpy as np

from engine.errors import InvalidInput


def whole(name: str, number: float, *, least: int) -> int:
    """Return a whole number that is not too small, or say what would be right."""
    if isinstance(number, bool) or number != np.floor(number) or not least <= number <= 2**53:
        raise InvalidInput(f"{name} must be a whole number from {least}, not {number:g}")
    return int(number)


def above_zero(name: str, number: float) -> float:
    """Return a finite number above zero, or say what is wrong with it."""
    if not (np.isfinite(number) and number > 0):
        raise InvalidInput(f"{name} must be a finite number above zero, not {number:g}")
    return float(number)
