"""250 short calls at the money and the two hedges that the lesson on margin compares."""

from __future__ import annotations

from engine.exposure.book import Book
from engine.figures._offsets import bought, neutral, sold

SOLD = 250
_CALLS = sold(SOLD)

HEDGES: dict[str, Book] = {
    "no hedge": _CALLS,
    "shares": neutral(_CALLS),
    "options too": neutral(bought(_CALLS, near=157, far=121)),
}
"""The calls alone; with shares to flat; with options that take gamma and vega out, and shares."""
