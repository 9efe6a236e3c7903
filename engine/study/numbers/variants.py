"""Numbers that change each time: the variables of a question, and every way they can fall."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.pricing.black_scholes import FloatArray
from engine.study.numbers import formula
from engine.study.numbers._variable_texts import NAME, written_values
from engine.study.numbers.formula import BadFormula, Formula

MOST_VARIABLES = 8
MOST_CHECKED = 2_000
"""Variants that are computed to check a question; of more, so many that are spread evenly."""
MOST_CHECKED_SLOWLY = 60
"""As many, where a formula values whole books."""


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

    @cached_property
    def count(self) -> int:
        """Return how many variants there are; one where nothing changes."""
        return math.prod(len(one.texts) for one in self.free)

    @property
    def names(self) -> list[str]:
        """Return every name that a formula may use."""
        return [*(one.name for one in self.free), *(name for name, _ in self.computed)]

    @property
    def slow(self) -> bool:
        """Return whether a number is computed from whole books."""
        return any(rule.slow for _, rule in self.computed)

    def number(self, seed: str) -> int:
        """Return which variant a seed shows, counted from zero."""
        return int.from_bytes(hashlib.sha256(seed.encode()).digest()) % self.count

    def texts(self, number: int) -> dict[str, str]:
        """Return the free variables of one variant, as they are written."""
        found = {}
        for one in self.free:
            number, place = divmod(number, len(one.texts))
            found[one.name] = one.texts[place]
        return found

    def values(self, number: int) -> dict[str, Any]:
        """Return all variables of one variant as numbers."""
        return self.completed({name: float(text) for name, text in self.texts(number).items()})

    def free_values(self, numbers: NDArray[Any]) -> dict[str, Any]:
        """Return the free variables of some variants, each an array with one number a variant."""
        found = {}
        for one in self.free:
            found[one.name] = one.values[(numbers % len(one.texts)).astype(np.int64)]
            numbers = numbers // len(one.texts)
        return found

    def sample(self, most: int = MOST_CHECKED) -> NDArray[Any]:
        """Return the numbers of the variants to look at: all, or some that differ in every place.

        They are drawn once and for all; the first and the last variant are among them.
        """
        if self.count <= most:
            return np.arange(self.count)
        chance = random.Random(self.count)
        drawn = (chance.randrange(self.count) for _ in range(2 * most))
        numbers = list(dict.fromkeys([0, self.count - 1, *drawn]))
        return np.array(numbers[:most], dtype=object)

    def completed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return these values of the free variables and the numbers computed from them."""
        found = dict(values)
        for name, rule in self.computed:
            found[name] = rule.value(found)
        return found


NONE = Variables()


def read(written: Mapping[str, str]) -> Variables:
    """Return the variables that a question's ``vars`` say; raises BadFormula on the first fault.

    Each is a range ("10 to 50 step 5"), a list ("0.25, 0.5") or a formula of those above it.

    >>> read({"n": "10 to 20 step 5", "delta": "0.30, 0.45"}).count
    6
    """
    variables = NONE
    for name, text in written.items():
        variables = with_one(variables, name, text, below=written)
    return variables


def with_one(variables: Variables, name: str, text: str, *, below: Iterable[str] = ()) -> Variables:
    """Return the variables with one more; raises BadFormula where it cannot be used.

    ``below`` are names that are written, but not above this one.
    """
    check_name(name)
    if len(variables.names) >= MOST_VARIABLES:
        raise BadFormula("there are too many numbers", remedy=f"use at most {MOST_VARIABLES}")
    if texts := written_values(text):
        return Variables((*variables.free, Variable(name, texts)), variables.computed)
    rule = _rule(text)
    for letter in rule.missing(variables.names):
        late = [other for other in below if other in rule.names and other not in variables.names]
        if late and late != [name]:
            letter.remedy = f'write "{late[0]}" above "{name}"'
        raise letter
    return Variables(variables.free, (*variables.computed, (name, rule)))


def check_name(name: str) -> None:
    """Raise BadFormula where a number cannot have that name in a formula."""
    if not NAME.fullmatch(name) or name == "answer":
        remedy = "use letters, digits and _, like n or spot_after"
        raise BadFormula(f'"{name}" is no name for a number', remedy=remedy)


def _rule(text: str) -> Formula:
    try:
        return formula.parse(text)
    except BadFormula as problem:
        ways = 'a range is "10 to 50 step 5", a list "0.25, 0.5", a formula "n * 100"'
        problem.remedy = f"{problem.remedy} ({ways})"
        raise
