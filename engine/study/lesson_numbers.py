"""Numbers in a lesson: computed by the engine under ``numbers`` at its top, shown by {braces}."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from engine.study.numbers import formula
from engine.study.numbers.filling import Filled, braces, wanted
from engine.study.numbers.formula import BadFormula
from engine.study.numbers.variants import check_name
from engine.study.writing.nearest import did_you_mean

_LETTER = re.compile(r"[A-Za-z]")


class Unfilled(NamedTuple):
    """Braces that show no number: their row and column, counted from 1, and what is wrong."""

    row: int
    column: int
    problem: BadFormula


def compute(written: Mapping[str, str]) -> tuple[dict[str, float], dict[str, BadFormula]]:
    """Return the numbers that formulas come to, each may use those above it, and what is wrong.

    >>> values, _ = compute({"delta": "call_delta(80, 80, 45/365, 0.03, 0.24, 0.02)",
    ...                      "book": "-2000 * delta"})
    >>> {name: round(value, 4) for name, value in values.items()}
    {'delta': 0.5213, 'book': -1042.6934}
    >>> print(*compute({"book": "-2000 * detla"})[1].values())
    unknown name "detla"
    """
    values: dict[str, float] = {}
    wrong: dict[str, BadFormula] = {}
    for name, text in written.items():
        try:
            values[name] = _number(name, text, values)
        except BadFormula as problem:
            wrong[name] = problem
    return values, wrong


def _number(name: str, text: str, above: Mapping[str, float]) -> float:
    check_name(name)
    rule = formula.parse(text)
    for letter in rule.missing(above):
        raise letter
    value = float(rule.value(above))
    if not math.isfinite(value):
        raise BadFormula(f'"{name}" comes to no number', remedy="change the formula")
    return value


def used(rows: Iterable[str]) -> set[str]:
    """Return the names that the braces of some texts use.

    >>> sorted(used(["You lose {loss:C$}", "{-2 * delta:.0} shares"]))
    ['delta', 'loss']
    """
    return {name for row in rows for one in braces(row) for name in _names(one.inside)}


def _names(inside: str) -> Collection[str]:
    try:
        return wanted(inside.strip()).rule.names
    except BadFormula:
        return ()


def fill(rows: list[str], values: Mapping[str, float]) -> list[str]:
    """Return rows of text with their braces filled.

    >>> fill(["You lose {loss:C$}."], {"loss": -8836.61})
    ['You lose −C$8,837.']
    """
    filled = Filled({}, values)
    return [filled.text(row) for row in rows]


def unfilled(rows: list[str], names: Collection[str]) -> Iterator[Unfilled]:
    """Yield the braces that ask for no number there is; LaTeX keeps its own."""
    for number, row in enumerate(rows, start=1):
        for one in braces(row) if "{" in row else ():
            if not one.latex and _LETTER.search(one.inside):
                for problem in _problems(one.inside, names):
                    yield Unfilled(number, one.column + max(problem.column - 1, 0), problem)


def _problems(inside: str, names: Collection[str]) -> Iterator[BadFormula]:
    try:
        rule = wanted(inside.strip()).rule
    except BadFormula as problem:
        yield problem
        return
    for name in sorted(rule.names - set(names)):
        remedy = did_you_mean(name, sorted(names)) if names else 'write it under "numbers"'
        yield BadFormula(f'there is no number "{name}"', column=rule.columns[name], remedy=remedy)
    if not rule.names:
        yield BadFormula(f'"{inside}" names no number', remedy='give it a name under "numbers"')
