"""Numbers that change each time: the variables of a question, and every way they can fall."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

import numpy as np

from engine.pricing.black_scholes import FloatArray
from engine.study import formula, quantities
from engine.study.formula import BadFormula, Formula

MOST_VALUES = 1_000
"""Values that one variable can take."""
MOST_VARIABLES = 8
MOST_CHECKED = 2_000
"""Variants that are computed to check a question; of more, so many are taken evenly."""
_RANGE = re.compile(r"^(\S+)\s+to\s+(\S+)(?:\s+step\s+(\S+))?$")
_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9_]*$")
_BRACES = re.compile(r"(?P<before>[A-Za-z}_^]?)\{(?P<inside>[^{}]*)\}")
_FORMAT = re.compile(r"^(?P<formula>.*):\s*\.(?P<decimals>[0-6])$")


@dataclass(frozen=True)
class Variable:
    """One number that changes: its values as they are written, in the order they are written."""

    name: str
    texts: tuple[str, ...]

    @cached_property
    def values(self) -> FloatArray:
        """Return its values as numbers."""
        return np.array([float(text) for text in self.texts])


@dataclass(frozen=True)
class Variables:
    """The variables of a question, and the numbers computed from them before anything is asked."""

    free: tuple[Variable, ...] = ()
    computed: tuple[tuple[str, Formula], ...] = ()

    @property
    def count(self) -> int:
        """Return how many variants there are; one where nothing changes."""
        return int(np.prod([len(one.texts) for one in self.free], dtype=object)) if self.free else 1

    @property
    def names(self) -> list[str]:
        """Return every name that a formula may use."""
        return [*(one.name for one in self.free), *(name for name, _ in self.computed)]

    def number(self, seed: str) -> int:
        """Return which variant a seed shows, counted from zero."""
        digest = hashlib.sha256(seed.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.count

    def texts(self, number: int) -> dict[str, str]:
        """Return the free variables of one variant, as they are written."""
        found = {}
        for one in self.free:
            number, place = divmod(number, len(one.texts))
            found[one.name] = one.texts[place]
        return found

    def values(self, number: int) -> dict[str, Any]:
        """Return all variables of one variant as numbers."""
        return self._all({name: float(text) for name, text in self.texts(number).items()})

    def grid(self) -> dict[str, Any]:
        """Return all variables, each an array with one number a variant (a sample of very many)."""
        return self._all(self._free_grid)

    @cached_property
    def checked(self) -> int:
        """Return how many variants the grid has."""
        return min(self.count, MOST_CHECKED)

    @cached_property
    def _free_grid(self) -> dict[str, Any]:
        step = self.count / self.checked
        numbers = [int(number * step) for number in range(self.checked)]
        found = {}
        for one in self.free:
            places = [number % len(one.texts) for number in numbers]
            numbers = [number // len(one.texts) for number in numbers]
            found[one.name] = one.values[places]
        return found

    def _all(self, values: dict[str, Any]) -> dict[str, Any]:
        values = dict(values)
        for name, rule in self.computed:
            values[name] = rule.value(values)
        return values


NONE = Variables()


def read(written: Mapping[str, str]) -> Variables:
    """Return the variables that a question's ``vars`` say; raises BadFormula on the first fault.

    Each is a range ("10 to 50 step 5"), a list ("0.25, 0.5") or a formula of those above it.

    >>> read({"n": "10 to 20 step 5", "delta": "0.30, 0.45"}).count
    6
    """
    variables = NONE
    for name, text in written.items():
        variables = with_one(variables, name, text)
    return variables


def with_one(variables: Variables, name: str, text: str) -> Variables:
    """Return the variables with one more; raises BadFormula where it cannot be used."""
    if not _NAME.match(name) or name == "answer":
        raise BadFormula(f'"{name}" is no name for a number', remedy="use letters, like n or spot")
    if len(variables.names) >= MOST_VARIABLES:
        raise BadFormula("there are too many numbers", remedy=f"use at most {MOST_VARIABLES}")
    texts = _range(text) or _list(text)
    if texts:
        return Variables((*variables.free, Variable(name, texts)), variables.computed)
    rule = formula.parse(text)
    for missing in rule.names - set(variables.names):
        raise formula.unknown(missing, variables.names)
    return Variables(variables.free, (*variables.computed, (name, rule)))


def _range(text: str) -> tuple[str, ...]:
    found = _RANGE.match(text.strip())
    if found is None:
        return ()
    first, last, step = (_decimal(part) for part in found.groups(default="1"))
    if not step or (last - first) / step < 0:
        raise BadFormula(f'"{text}" never arrives', remedy="write the smaller number first")
    count = int((last - first) / step) + 1
    if count > MOST_VALUES:
        raise BadFormula(f'"{text}" has {count:,} values', remedy=f"use at most {MOST_VALUES:,}")
    places = max(-int(part.as_tuple().exponent) for part in (first, step))
    return tuple(f"{first + number * step:.{max(places, 0)}f}" for number in range(count))


def _list(text: str) -> tuple[str, ...]:
    parts = text.strip().removeprefix("[").removesuffix("]").split(",")
    if len(parts) == 1 and not text.strip().startswith("["):
        return ()
    try:
        texts = tuple(str(_decimal(part.strip())) for part in parts)
    except BadFormula:
        return ()
    if len(texts) > MOST_VALUES:
        raise BadFormula(f"{len(texts):,} values", remedy=f"use at most {MOST_VALUES:,}")
    return texts


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text.replace("−", "-"))
    except InvalidOperation as problem:
        raise BadFormula(f'"{text}" is no number', remedy="write it like 10 or 0.45") from problem
    if not value.is_finite() or abs(value) > 10**9 or abs(int(value.as_tuple().exponent)) > 9:
        raise BadFormula(f'"{text}" cannot be used', remedy="write it like 10 or 0.45")
    return value


@dataclass(frozen=True)
class Filled:
    """The numbers of one variant: as they are shown, and as they are computed with."""

    texts: Mapping[str, str]
    values: Mapping[str, Any]

    def text(self, written: str) -> str:
        """Return a text with its braces filled: {n}, {n * 100}, or {premium:.2} for decimals.

        Braces of LaTeX stay as they are.
        """
        return _BRACES.sub(self._fill, written) if self.texts else written

    def _fill(self, found: re.Match[str]) -> str:
        inside, before = found["inside"].strip(), found["before"]
        shown = self._shown(inside)
        if shown is None:
            return found[0]
        latex = before and before != " " and found.string[: found.start("before")].count("\\") > 0
        return f"{before}{{{shown}}}" if latex else f"{before}{shown}"

    def _shown(self, inside: str) -> str | None:
        if inside in self.texts:
            return self.texts[inside]
        asked = _FORMAT.match(inside)
        try:
            rule = formula.parse(asked["formula"] if asked else inside)
        except BadFormula:
            return None
        if not rule.names or not rule.names <= self.values.keys():
            return None
        decimals = int(asked["decimals"]) if asked else None
        return quantities.show(float(rule.value(self.values)), decimals=decimals)


def placeholders(written: str) -> list[tuple[str, int]]:
    """Return what stands in braces and may be a formula, with its column, from 1."""
    return [
        (found["inside"].strip(), found.start("inside") + 1) for found in _BRACES.finditer(written)
    ]
