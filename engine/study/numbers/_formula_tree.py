"""What a formula is made of, and how each part computes itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol

import numpy as np

from engine.errors import HedgebookError
from engine.study.numbers.functions import Function

Values = Mapping[str, Any]
"""Numbers by their names: each a number, or an array with one number a variant."""
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""What stands in braces, inside a book or an address: "-{n}_call_80_45_24"."""
_MOST_NAMED = 12
"""Names that a letter lists; of more, the handbook does."""


class BadFormula(HedgebookError):
    """A formula that cannot be used; ``column`` counts from 1 inside it, 0 is the whole of it."""

    def __init__(self, message: str, *, column: int = 0, remedy: str = "") -> None:
        super().__init__(message)
        self.column = column
        self.remedy = remedy


def unknown(
    name: str, known: Iterable[str], *, what: str = "name", column: int = 0, listed: bool = False
) -> BadFormula:
    """Return the letter on a name that nobody knows, with the nearest one that is known.

    ``listed``: all that are known are named too, however many they are.

    >>> unknown("detla", ["delta", "n"], column=5).remedy
    'did you mean "delta"?'
    """
    names = list(known)
    close = [one for one in names if one.lower() == name.lower()]
    close = close or get_close_matches(name, names, n=1)
    if close:
        remedy = f'did you mean "{close[0]}"?'
    elif not names:
        remedy = f'write "{name}" with its values under "vars"'
    elif listed:
        remedy = ""
    elif len(names) <= _MOST_NAMED:
        remedy = f"use one of: {', '.join(sorted(names))}"
    else:
        remedy = f"quiz_bank/README.md lists every {what} that there is"
    if listed:
        every = f"the {what}s are {', '.join(names)}"
        remedy = f"{remedy} ({every})" if remedy else f"use one of them or none; {every}"
    return BadFormula(f'unknown {what} "{name}"', column=column, remedy=remedy)


class Node(Protocol):
    """A part of a formula."""

    def value(self, values: Values) -> Any:
        """Return what it comes to."""


@dataclass(frozen=True)
class Number:
    """A number as it is written."""

    number: np.float64

    def value(self, values: Values) -> Any:  # noqa: ARG002
        """Return the number."""
        return self.number


@dataclass(frozen=True)
class Name:
    """A number that has a name."""

    name: str

    def value(self, values: Values) -> Any:
        """Return the number of that name."""
        if self.name not in values:
            raise unknown(self.name, values)
        return values[self.name]


@dataclass(frozen=True)
class Words:
    """A book in quotes, which may name numbers: "-{n}_call_80_45_24"."""

    text: str
    names: tuple[str, ...]

    def value(self, values: Values) -> Any:
        """Return the text with its numbers; where they are arrays, a text for each variant."""
        if not self.names:
            return self.text
        columns = np.broadcast_arrays(*(Name(name).value(values) for name in self.names))
        if not columns[0].shape:
            return self._filled([float(column) for column in columns])
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return np.array([self._filled(row) for row in rows])

    def _filled(self, numbers: Sequence[float]) -> str:
        left = iter(numbers)
        return PLACEHOLDER.sub(lambda _: f"{next(left):.10g}", self.text)


@dataclass(frozen=True)
class Negative:
    """A part with its sign turned."""

    of: Node

    def value(self, values: Values) -> Any:
        """Return it with its sign turned."""
        return np.negative(self.of.value(values))


@dataclass(frozen=True)
class Binary:
    """Two parts and what is done with them."""

    compute: Callable[[Any, Any], Any]
    left: Node
    right: Node

    def value(self, values: Values) -> Any:
        """Return what they come to."""
        return self.compute(self.left.value(values), self.right.value(values))


@dataclass(frozen=True)
class Call:
    """A function of the engine and what it is called with."""

    function: Function
    arguments: tuple[Node, ...]

    def value(self, values: Values) -> Any:
        """Return what the function makes of its arguments."""
        given = [argument.value(values) for argument in self.arguments]
        books = [given[place] for place in sorted(self.function.texts) if place < len(given)]
        if any(isinstance(book, np.ndarray) for book in books):
            return self._each_book(given)
        return np.asarray(self.function.compute(*given), dtype=float)

    def _each_book(self, given: Sequence[Any]) -> Any:
        """Return the answers where the book differs by variant: each book is read once."""
        columns = np.broadcast_arrays(*given)
        (book,) = self.function.texts
        answers = np.empty(columns[0].shape)
        for text in np.unique(columns[book]):
            here = columns[book] == text
            one = [str(text) if n == book else column[here] for n, column in enumerate(columns)]
            answers[here] = self.function.compute(*one)
        return answers
