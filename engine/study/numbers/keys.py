"""The right number of a question: its formula, its unit, and how far off an answer may be."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

import numpy as np

from engine.study.numbers import formula, quantities
from engine.study.numbers.formula import BadFormula, Formula

DEFAULT_TOLERANCE = 0.005
"""What a number may be off where nothing is written: right to two decimals."""
_DEFAULT_SHARE = 0.01
"""And never more than this share of the answer, which matters for a small one."""
_NOISE = 1e-9
"""Share of a number that arithmetic may lose."""
_MONEY = re.compile(r"\s*(?:C\$|CA\$|CDN\$|\$|CAD\s)", re.IGNORECASE)
_PER = re.compile(r"(?:\s+(?:a|an|per|of|each)\b|\s*/).*$")
_SIGNS = ("±", "+/-", "+-")

Off = Literal["default", "absolute", "relative"]
"""How a tolerance is meant: none was written, in the answer's unit, or a share of the answer."""


class Key(NamedTuple):
    """The right number: its formula, its unit, and how far off an answer may be.

    ``tolerance`` is in the answer's unit, or a share of the answer where ``off`` is relative.
    """

    formula: Formula
    unit: str
    tolerance: float = DEFAULT_TOLERANCE
    off: Off = "default"

    @property
    def measure(self) -> str:
        """Return the unit without what it is per, "" for a plain number."""
        return quantities.unit_of(self.unit) or "" if self.unit else ""

    def allowed(self, value: Any) -> Any:
        """Return how far off an answer may be from a value of the key, or from each of an array.

        >>> key = read_key("n * 100 shares ± 2 %")
        >>> float(key.allowed(-1000.0))
        20.000001
        """
        size = np.abs(value)
        allowed = self.tolerance * size if self.off == "relative" else self.tolerance
        if self.off == "default":
            allowed = np.where(size > 0, np.minimum(allowed, _DEFAULT_SHARE * size), allowed)
        return allowed + _NOISE * np.maximum(1.0, size) * (size > 0)

    def decimals(self, value: float) -> int | None:
        """Return how many decimals to show; None where as many as tell it apart."""
        if self.off == "absolute":
            return quantities.decimals_of(self.tolerance)
        needed = quantities.decimals_of(float(self.allowed(value)))
        return needed if needed > quantities.natural_decimals(value) else None

    def show(self, value: float) -> str:
        """Return a number as this key's answer is shown, with its unit."""
        return quantities.show(value, decimals=self.decimals(value), unit=self.unit)


def read_key(text: str) -> Key:
    """Return the key that an ``answer`` says; raises BadFormula with what would be right.

    >>> key = read_key("n * 100 * delta shares ± 1")
    >>> key.formula.text, key.unit, key.tolerance
    ('n * 100 * delta', 'shares', 1.0)
    """
    sign = next((sign for sign in _SIGNS if sign in text), "")
    if not sign:
        return Key(*_formula_and_unit(text))
    body, _, off = text.partition(sign)
    rule, unit = _formula_and_unit(body)
    typed = quantities.read(off.strip())
    if not unit and typed is not None and typed.unit not in (None, "%"):
        unit = typed.unit or ""  # As in 900 ± 1 shares.
    return Key(rule, unit, *_tolerance(off.strip(), unit, column=len(body) + len(sign) + 1))


def _tolerance(text: str, unit: str, *, column: int) -> tuple[float, Off]:
    typed = quantities.read(text)
    if typed is None or typed.value < 0:
        remedy = "write it like ± 1 or ± 2 %"
        raise BadFormula(f'"{text}" is no tolerance', column=column, remedy=remedy)
    measure = quantities.unit_of(unit) or ""
    if typed.unit == "%" and measure != "%":
        return typed.value / 100, "relative"
    in_unit = quantities.converted(typed.value, typed.unit or measure, measure)
    if in_unit is None:
        remedy = f"write it in {unit}" if unit else "write it without a unit"
        raise BadFormula(f'"{text}" is not in the answer\'s unit', column=column, remedy=remedy)
    return in_unit, "absolute"


def _formula_and_unit(text: str) -> tuple[Formula, str]:
    """Return the formula and the unit after it; money may also stand before it."""
    money = _MONEY.match(text)
    start = money.end() if money else 0
    try:
        return _split(text[start:], in_money=money is not None)
    except BadFormula as problem:
        problem.column += start if problem.column else 0
        raise


def _split(text: str, *, in_money: bool) -> tuple[Formula, str]:
    """Return the formula that a text begins with, and the unit that it ends with."""
    rule, rest = formula.parse_front(text)
    if not rest:
        return rule, "C$" if in_money else ""
    known = quantities.unit_of(f"C$ {rest}" if in_money else rest)
    if known:
        return rule, f"C$ {rest}" if in_money else _with_per(known, rest)
    if rest.startswith("to ") and quantities.read(rest.removeprefix("to ")):
        column = len(text.rstrip()) - len(rest) + 1
        remedy = "write the number in its middle and what it may be off, like 900 ± 10"
        raise BadFormula("a range is no answer", column=column, remedy=remedy)
    words = _PER.sub("", rest).split() or rest.split()
    if (quantities.unit_of(words[-1]) and len(words) > 1) or not rest[0].isalpha():
        formula.parse(text)  # It says which sign cannot stand there.
    column = len(text.rstrip()) - len(rest) + 1
    raise formula.unknown(rest, quantities.UNITS, what="unit", column=column, listed=True)


def _with_per(known: str, written: str) -> str:
    """Return a unit by its own name, with what it is per as it was written."""
    found = _PER.search(written)
    per = found[0] if found and quantities.unit_of(written[: found.start()]) == known else ""
    return known + per
