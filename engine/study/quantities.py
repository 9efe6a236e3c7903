"""Numbers with units as people write them: read what was typed, show what was computed."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

UNITS: dict[str, tuple[str, ...]] = {
    "shares": ("share", "sh", "stock", "stocks"),
    "contracts": ("contract", "lots", "lot"),
    "options": ("option", "calls", "call", "puts", "put"),
    "futures": ("future",),
    "units": ("unit",),
    "C$": ("$", "cad", "ca$", "dollar", "dollars", "cdn$"),
    "cents": ("cent", "¢"),
    "%": ("percent", "per cent", "pct"),
    "points": ("point", "pts", "pt", "vol points", "index points"),
    "ticks": ("tick",),
    "days": ("day",),
    "years": ("year",),
    "minutes": ("minute", "min"),
    "seconds": ("second",),
}
"""Every unit by the name that is shown, with the other words that mean the same."""

_CANONICAL = {alias.lower(): unit for unit, aliases in UNITS.items() for alias in (unit, *aliases)}
_PER = re.compile(r"\s+(?:a|an|per)\s+\S.*$|\s*/\s*\S.*$")
_MONEY = r"(?:C\$|CA\$|CDN\$|CAD|\$)"
_TYPED = re.compile(
    rf"^(?P<sign>[+-]?)\s*(?P<money>{_MONEY})?\s*(?P<inner>[+-]?)\s*"
    r"(?P<number>\d[\d, ']*(?:\.\d+)?|\.\d+)\s*(?P<thousand>k(?![a-z]))?\s*(?P<unit>[^\d].*)?$",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"^\d{1,3}(?:[, ']\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$|^\.\d+$")
_PLAIN = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"})
LONGEST = 60
"""Characters of a number that somebody types."""


class Typed(NamedTuple):
    """A number as somebody typed it: its value, and its unit where one was written."""

    value: float
    unit: str | None


def unit_of(text: str) -> str | None:
    """Return the name under which a unit is known, without what it is per; None if unknown.

    >>> unit_of("Share"), unit_of("C$ a day"), unit_of("bananas")
    ('shares', 'C$', None)
    """
    plain = " ".join(text.lower().split()).rstrip(".")
    return _CANONICAL.get(plain) or _CANONICAL.get(_PER.sub("", plain))


def read(text: str) -> Typed | None:
    """Return the number that somebody typed, or None where it can be read in no way.

    >>> read("−C$1,043.50"), read("900 shares"), read(".45")
    (Typed(value=-1043.5, unit='C$'), Typed(value=900.0, unit='shares'), Typed(value=0.45, unit=None))
    >>> read("about nine"), read("1,04,3"), read("9 bananas")
    (None, None, None)
    """
    found = _TYPED.match(text.translate(_PLAIN).strip()) if len(text) <= LONGEST else None
    if found is None or not _GROUPED.match(found["number"].strip()):
        return None
    if found["sign"] and found["inner"]:
        return None
    unit = unit_of(found["unit"]) if found["unit"] else None
    if (found["unit"] and unit is None) or (found["money"] and unit not in (None, "C$")):
        return None
    value = float(re.sub(r"[, ']", "", found["number"]))
    value *= 1000 if found["thousand"] else 1
    negative = "-" in (found["sign"], found["inner"])
    return Typed(-value if negative else value, "C$" if found["money"] else unit)


def show(value: float, *, decimals: int | None = None, unit: str = "") -> str:
    """Return a number with a true minus, thousands separators and its unit.

    Without ``decimals``, as many as tell it apart: at most two from 10 upwards, four below.

    >>> show(-1043, unit="shares"), show(1234.5, decimals=2, unit="C$"), show(45, unit="%")
    ('−1,043 shares', 'C$1,234.50', '45 %')
    """
    if decimals is None:
        decimals = 2 if abs(value) >= 10 else 4
        text = f"{abs(value):,.{decimals}f}".rstrip("0").rstrip(".")
    else:
        text = f"{abs(value):,.{decimals}f}"
    zero = not any(sign in "123456789" for sign in text)
    sign = "−" if value < 0 and not zero else ""
    if unit.startswith("C$"):
        return f"{sign}C${text}{unit[2:]}"
    return f"{sign}{text}{' ' if unit else ''}{unit}"


def decimals_of(tolerance: float) -> int:
    """Return how many decimals tell a number that is right to a tolerance.

    >>> decimals_of(1), decimals_of(0.5), decimals_of(0.01), decimals_of(0.005)
    (0, 0, 2, 2)
    """
    if tolerance >= 1 or tolerance <= 0:
        return 0
    return max(0, math.ceil(-math.log10(2 * tolerance) - 1e-9))
