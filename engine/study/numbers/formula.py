"""Formulas as instructors write them: a small language, computed for all variants at once.

A formula is numbers, names, + - * / and brackets, and functions of the engine called by name:
``n * 100 * call_delta(spot, strike, days/365, rate, vol)``. Nothing else can be written, so
nothing else can run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.errors import InvalidInput
from engine.pricing.black_scholes import FloatArray
from engine.study.numbers._formula_reader import Reader
from engine.study.numbers._formula_tree import BadFormula as BadFormula
from engine.study.numbers._formula_tree import Node, Values
from engine.study.numbers._formula_tree import unknown as unknown

LONGEST = 300
"""Characters. A formula that a person can check is shorter."""


@dataclass(frozen=True)
class Formula:
    """A formula that was read: its text, and the names whose values it needs.

    ``columns`` says where each name stands first, from 1; ``slow`` that it values whole books.
    """

    text: str
    names: frozenset[str]
    columns: Mapping[str, int]
    slow: bool
    _tree: Node

    def value(self, values: Values) -> FloatArray:
        """Return what it comes to; arrays of values give an array, one number for each variant.

        Raises BadFormula where a function refuses its inputs. What is not finite stays so: the
        caller knows how many variants are concerned.

        >>> parse("n * 100 * delta").value({"n": 20.0, "delta": np.array([0.45, 0.5])})
        array([ 900., 1000.])
        """
        with np.errstate(all="ignore"):
            try:
                return np.asarray(self._tree.value(values), dtype=float)
            except InvalidInput as problem:
                raise BadFormula(str(problem), remedy="change the numbers") from problem
            except (ArithmeticError, ValueError, TypeError) as problem:
                message = f"the formula cannot be computed ({problem})"
                raise BadFormula(message, remedy="change the numbers") from problem

    def missing(self, known: Iterable[str]) -> list[BadFormula]:
        """Return a letter for each name that is not among those known, in their order.

        >>> [str(letter) for letter in parse("n * detla").missing(["n", "delta"])]
        ['unknown name "detla"']
        """
        names = list(known)
        return [
            unknown(name, names, column=column)
            for name, column in self.columns.items()
            if name not in names
        ]


def parse(text: str) -> Formula:
    """Return the formula that a text says; raises BadFormula naming the column.

    >>> sorted(parse("n × 100 × delta").names)
    ['delta', 'n']
    >>> parse("9**9**9")
    Traceback (most recent call last):
    engine.study.numbers._formula_tree.BadFormula: "**" cannot be used
    """
    found, rest = parse_front(text)
    if rest:
        reader = Reader(text)
        reader.place = len(text.rstrip()) - len(rest)
        raise reader.unexpected()
    return found


@lru_cache(maxsize=4096)
def parse_front(text: str) -> tuple[Formula, str]:
    """Return the formula that a text begins with, and the text after it; raises BadFormula.

    >>> found, rest = parse_front("n * 100 shares")
    >>> rest
    'shares'
    """
    if not text.strip():
        raise BadFormula("the formula is empty", remedy="write what the answer is")
    if len(text) > LONGEST:
        message = f"the formula has {len(text):,} characters"
        raise BadFormula(message, remedy=f"use at most {LONGEST}")
    reader = Reader(text)
    tree = reader.expression()
    written, rest = text[: reader.place].strip(), text[reader.place :].strip()
    before = len(text) - len(text.lstrip())
    columns = {name: column - before for name, column in reader.names.items()}
    return Formula(written, frozenset(columns), columns, reader.books > 0, tree), rest
