"""Numbers with units as people write them: read what was typed, show what was computed."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from engine.study.numbers._typed_numbers import number

UNITS: dict[str, tuple[str, ...]] = {
    "shares": ("share", "sh", "shs", "stock", "stocks"),
    "contracts": ("contract", "lots", "lot"),
    "options": ("option", "calls", "call", "puts", "put"),
    "futures": ("future",),
    "units": ("unit",),
    "C$": ("$", "cad", "ca$", "dollar", "dollars", "cdn$"),
    "cents": ("cent", "¢"),
    "%": ("percent", "per cent", "pct", "pc"),
    "basis points": ("basis point", "bp", "bps"),
    "points": ("point", "pts", "pt", "vol points", "vol point", "index points", "index point"),
    "ticks": ("tick",),
    "years": ("year", "yr", "yrs"),
    "days": ("day",),
    "hours": ("hour",),
    "minutes": ("minute", "min", "mins"),
    "seconds": ("second", "sec", "secs"),
}
"""Every unit by the name that is shown, with the other words that mean the same."""

_IN_ONE: dict[str, tuple[str, float]] = {
    "C$": ("C$", 1.0),
    "cents": ("C$", 0.01),
    "": ("", 1.0),
    "%": ("", 0.01),
    "basis points": ("", 0.0001),
    "days": ("days", 1.0),
    "hours": ("days", 1 / 24),
    "minutes": ("days", 1 / 1440),
    "seconds": ("days", 1 / 86_400),
}
"""What one of a unit is in the first unit of its family: only these can be turned into another."""

_CONTRACTS = {"contracts", "options", "futures"}
"""Options and futures are counted in contracts, but an option is no future."""

_CANONICAL = {alias.lower(): unit for unit, aliases in UNITS.items() for alias in (unit, *aliases)}
_PER = re.compile(r"\s+(?:a|an|per|of|each)(?:\s+\S.*)?$|\s*/\s*\S.*$")
_MONEY = r"(?:C\s?\$|CA\$|CDN\$|CAD\b|\$)"
_NUMBER = r"(?:\d[\d.,' ]*|[.,]\d+)(?:e[+-]?\d+)?(?:\s*/\s*\d+(?![\d.,]))?"
_TYPED = re.compile(
    rf"(?P<sign>[+-]?)\s*(?P<money>{_MONEY})?\s*(?P<inner>[+-]?)\s*(?P<number>{_NUMBER})"
    r"\s*(?P<times>(?:k|thousand|mn|mio|million)(?![a-z]))?\s*(?P<unit>[^\d\s].*)?",
    re.IGNORECASE | re.ASCII,
)
_IN_BRACKETS = re.compile(
    rf"(?P<money>{_MONEY})?\s*\((?P<inside>[^()+-]+)\)(?P<rest>.*)", re.IGNORECASE
)
_TIMES = {"k": 1e3, "thousand": 1e3, "mn": 1e6, "mio": 1e6, "million": 1e6}
_PLAIN = str.maketrans("−–—‐‑﹣－\u00a0\u202f\u2009\u2007\t\n’‘", "-------      ''")
_WORDS = ((re.compile(r"^minus\s+", re.I), "-"), (re.compile(r"^(?:plus\s+|[=≈~]\s*)", re.I), ""))
LONGEST = 60
"""Characters of a number that somebody types."""
_LARGEST = 1e15
_EXACT = Context(prec=400)
_NOISE = 1e-9
"""What is nearer to zero was zero before it was computed."""


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


def converted(value: float, unit: str, to: str) -> float | None:
    """Return a number in another unit, or None where one is not the other; "" is a plain number.

    >>> converted(276, "cents", "C$"), converted(45, "%", ""), converted(5, "days", "shares")
    (2.7600000000000002, 0.45, None)
    """
    if unit == to or ("contracts" in (unit, to) and {unit, to} <= _CONTRACTS):
        return value
    (family, size), (other, of_other) = (_IN_ONE.get(one, (one, 1.0)) for one in (unit, to))
    return value * (size / of_other) if family == other else None


def read(text: str) -> Typed | None:
    """Return the number that somebody typed, or None where it can be read in no way or in two.

    >>> read("−C$1,043.50"), read("900 shares")
    (Typed(value=-1043.5, unit='C$'), Typed(value=900.0, unit='shares'))
    >>> read(".45"), read("0,45"), read("1 043,5").value, read("(230)").value
    (Typed(value=0.45, unit=None), Typed(value=0.45, unit=None), 1043.5, -230.0)
    >>> read("about nine"), read("1,04,3"), read("9 bananas"), read("short 9")
    (None, None, None, None)
    """
    if len(text) > LONGEST:
        return None
    found = _TYPED.fullmatch(_tidy(text))
    if found is None or (found["sign"] and found["inner"]):
        return None
    value, unit = number(found["number"]), _unit(found["money"], found["unit"])
    if value is None or unit is None:
        return None
    value *= _TIMES.get((found["times"] or "").lower(), 1.0)
    negative = "-" in (found["sign"], found["inner"])
    if value >= _LARGEST:
        return None
    return Typed(-value if negative and value else value, unit or None)


def _tidy(text: str) -> str:
    """Return what was typed with plain signs and spaces, and brackets as the minus they mean."""
    plain = text.translate(_PLAIN).strip().rstrip(".,;:! ")
    for words, sign in _WORDS:
        plain = words.sub(sign, plain)
    if found := _IN_BRACKETS.fullmatch(plain):
        return f"-{found['money'] or ''}{found['inside'].strip()}{found['rest']}"
    return plain


def _unit(money: str | None, after: str | None) -> str | None:
    """Return the unit that was written, "" where none was, None where it is unknown."""
    written = (after or "").strip()
    if not money:
        return unit_of(written) if written else ""
    return "C$" if not written or unit_of(f"C$ {written}") or unit_of(written) == "C$" else None


def show(value: float, *, decimals: int | None = None, unit: str = "") -> str:
    """Return a number with a true minus, thousands separators and its unit.

    Without ``decimals``, as many as tell it apart: at most two from 10 upwards, four below, three
    digits of a very small one. Halves are rounded away from zero, as people do.

    >>> show(-1043, unit="shares"), show(1234.5, decimals=2, unit="C$"), show(45, unit="%")
    ('−1,043 shares', 'C$1,234.50', '45 %')
    >>> show(1, unit="contracts"), show(2.5, decimals=0), show(0.0000123), show(-1e-12)
    ('1 contract', '3', '0.0000123', '0')
    """
    if not math.isfinite(value):
        return f"no number{' ' if unit else ''}{unit}"
    places = natural_decimals(value) if decimals is None else decimals
    exact = Decimal(repr(float(abs(value))))
    text = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT):,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    sign = "−" if value < 0 and any(digit in "123456789" for digit in text) else ""
    if unit.startswith("C$"):
        return f"{sign}C${text}{unit[2:]}"
    one = text == "1" and unit in UNITS and unit.endswith("s")
    return f"{sign}{text}{' ' if unit else ''}{unit[:-1] if one else unit}"


def natural_decimals(value: float) -> int:
    """Return how many decimals tell a number apart where nobody says how exact it must be.

    >>> [natural_decimals(value) for value in (1043, 0.4567, 0.00012345, 0)]
    [2, 4, 6, 4]
    """
    size = abs(value)
    if size >= 10:
        return 2
    return 4 if size < _NOISE else max(4, 2 - math.floor(math.log10(size)))


def decimals_of(tolerance: float) -> int:
    """Return how many decimals tell a number that is right to a tolerance.

    >>> decimals_of(1), decimals_of(0.5), decimals_of(0.01), decimals_of(0.005)
    (0, 0, 2, 2)
    """
    if tolerance >= 1 or tolerance <= 0:
        return 0
    return min(12, max(0, math.ceil(-math.log10(2 * tolerance) - 1e-9)))
