"""When to trade the hedge again: a file is a rule, ``decide`` is its form.

``decide(view, **form)`` returns how many units of the underlying to hold, for every path at once;
what is held already means no trade. To add a rule, add one file with ``LABEL`` and ``decide``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from engine.plugins import menu
from engine.pricing.black_scholes import FloatArray

Decide = Callable[..., FloatArray]


class View(NamedTuple):
    """What a rule may look at when it decides: arrays of shape (paths,) unless said."""

    step: int
    """Which step this is, from 0 (a number)."""
    flat: FloatArray
    """The holding that takes the delta to zero."""
    covered: FloatArray
    """The holding that takes the delta to zero if every option ended as it stands: 1 or 0 each."""
    held: FloatArray
    """What is held now, in units of the underlying."""
    spot: FloatArray
    """The price of a unit in C$."""
    gamma: FloatArray
    """Units by which the book's delta changes when the underlying rises C$1."""
    years_left: float
    """Years until the options' nearest expiry (a number)."""
    rate: float
    """Interest per year, continuously compounded (a number)."""
    cost: FloatArray
    """One-way cost of trading, as a fraction of the value traded."""


@cache
def policies() -> dict[str, Decide]:
    """Return every rule's ``decide`` by the name of its file.

    >>> "never" in policies()
    True
    """
    return {name: module.decide for name, module in menu(__name__).items()}


@cache
def labels() -> dict[str, str]:
    """Return what people call each rule, by the name of its file."""
    return {name: module.LABEL for name, module in menu(__name__).items()}
