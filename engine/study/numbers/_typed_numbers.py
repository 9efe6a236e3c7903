"""The digits of a number as people write them here and in Quebec: 1,043.50 and 1 043,50."""

from __future__ import annotations

import re

_PLAIN = r"\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?"
_THOUSANDS = r"[1-9]\d{0,2}(?P<by>[, '])\d{3}(?:(?P=by)\d{3})*(?:\.\d+)?"
_COMMA = r"\d*,\d+"
_COMMA_AND_THOUSANDS = r"[1-9]\d{0,2}(?P<by>[. '])\d{3}(?:(?P=by)\d{3})*,\d+"
_THOUSANDS_BY_POINTS = r"[1-9]\d{0,2}(?:\.\d{3}){2,}"

_WAYS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), thousands, point)
    for pattern, thousands, point in (
        (_PLAIN, "", "."),
        (_THOUSANDS, ", '", "."),
        (_COMMA_AND_THOUSANDS, ". '", ","),
        (_THOUSANDS_BY_POINTS, ".", ""),
        (_COMMA, "", ","),
    )
)
"""The ways to write a number, the commoner first: its signs between thousands, and its point."""


def number(text: str) -> float | None:
    """Return the number that unsigned digits mean, or None where no way of writing allows them.

    A comma before three digits stands between thousands, before others it is the decimal comma:

    >>> [number(text) for text in ("1,043", "1,0435", "0,450", "1.043,5", "1/2", "1,04,3")]
    [1043.0, 1.0435, 0.45, 1043.5, 0.5, None]
    """
    above, line, below = text.strip().partition("/")
    if line:
        parts = _decimal(above.strip()), _decimal(below.strip())
        return parts[0] / parts[1] if parts[0] is not None and parts[1] else None
    return _decimal(text.strip())


def _decimal(text: str) -> float | None:
    for pattern, thousands, point in _WAYS:
        if pattern.fullmatch(text):
            digits = "".join(sign for sign in text if sign not in thousands)
            return float(digits.replace(point, ".") if point else digits)
    return None
