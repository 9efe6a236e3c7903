"""The use of a limit as people read it."""

from __future__ import annotations

from engine.exposure.limits import LimitUse
from pages.ui.sandbox.words import plain, signed

BAND_WORDS = {"green": "green", "amber": "amber", "red": "red", "breach": "breach"}


SIDED = ("series_contracts", "delta_dollars", "gamma_dollars", "vega_per_point")
"""Limits whose use has a side: below zero is short."""


def used(use: LimitUse) -> str:
    """Return how much of what is used, with a sign where there is a side."""
    size = signed(use.used) if use.name in SIDED else plain(use.used)
    return f"{size} of {plain(use.limit)}"


def percent(use: LimitUse) -> str:
    """Return the use in per cent and its band, on one line."""
    return f"{use.text} {BAND_WORDS[use.band]}".replace(" ", "\u00a0")
