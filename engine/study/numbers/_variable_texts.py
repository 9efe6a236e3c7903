"""The values of a variable as they are written: a range, a list, or one number."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from engine.study.numbers.formula import BadFormula

MOST_VALUES = 1_000
"""Values that one variable can take."""
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,29}", re.ASCII)
_RANGE = re.compile(
    r"(?:from\s+)?(?P<first>\S+)\s+to\s+(?P<last>[^\s,]+|\S+,\d+)"
    r"(?:,?\s+(?:step|by|in\s+steps\s+of|steps\s+of)\s+(?P<step>\S+))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)", re.ASCII)
_LARGEST = Decimal(10**9)
_MOST_DECIMALS = 9
_DASH = re.compile(r"(\d[\d.,]*)\s*[-–—−]\s*(\d[\d.,]*)", re.ASCII)


def written_values(text: str) -> tuple[str, ...]:
    """Return the values that a range, a list or a number says; nothing where it is a formula.

    Raises BadFormula for a range or a list that cannot be used.

    >>> written_values("0.30 to 0.40 step 0.05"), written_values("1,000, 2,500")
    (('0.30', '0.35', '0.40'), ('1000', '2500'))
    >>> written_values("n * 100")
    ()
    """
    plain = text.strip().replace("−", "-")
    if found := _RANGE.fullmatch(plain):
        return _range(plain, found["first"], found["last"], found["step"])
    if found := _DASH.fullmatch(text.strip()):
        remedy = f'write "{found[1]} to {found[2]}"'
        raise BadFormula(f'"{text}" could be a range or a difference', remedy=remedy)
    if _NUMBER.fullmatch(plain) and "," not in plain:
        return _distinct([plain])
    return _list(plain)


def _range(text: str, *written: str | None) -> tuple[str, ...]:
    first, last, step = (_decimal(part or "1") for part in written)
    if not step:
        raise BadFormula(f'"{text}" never arrives', remedy="write a step above zero")
    if (last - first) / step < 0:
        raise BadFormula(f'"{text}" never arrives', remedy="write the smaller number first")
    count = int((last - first) / step) + 1
    if count > MOST_VALUES:
        raise BadFormula(f'"{text}" has {count:,} values', remedy=f"use at most {MOST_VALUES:,}")
    places = max(_places(first), _places(step))
    return tuple(f"{first + number * step:.{places}f}" for number in range(count))


def _list(text: str) -> tuple[str, ...]:
    bare = text.removeprefix("[").removesuffix("]").strip().rstrip(",")
    if "," not in text and bare == text:
        return ()
    spaced = re.split(r",\s+|\s*;\s*", bare)
    parts = spaced if len(spaced) > 1 else bare.split(",")
    if not all(_NUMBER.fullmatch(part) for part in parts):
        return ()
    if _NUMBER.fullmatch(bare) or any(map(_torn_off, parts[1:])):
        message = f'"{text}" could be one number or more'
        raise BadFormula(message, remedy="write 1000 for a thousand, a space after each comma")
    if len(parts) > MOST_VALUES:
        message = f"the list has {len(parts):,} values"
        raise BadFormula(message, remedy=f"use at most {MOST_VALUES:,}")
    return _distinct(parts)


def _torn_off(part: str) -> bool:
    """Return whether digits look torn off a number such as 1,000."""
    return len(part) == 3 and part.startswith("0") and part.isdigit()


def _distinct(parts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{_decimal(part):f}" for part in parts))


def _places(value: Decimal) -> int:
    return max(-int(value.as_tuple().exponent), 0)


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        remedy = "write it like 10 or 0.45, without a unit"
        raise BadFormula(f'"{text}" is no number', remedy=remedy)
    if abs(value) > _LARGEST or _places(value) > _MOST_DECIMALS:
        raise BadFormula(f'"{text}" cannot be used', remedy="use up to a billion, nine decimals")
    return value
