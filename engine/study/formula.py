"""Formulas as instructors write them: a small whitelisted language, computed for all variants at once.

A formula is numbers, names, + - * / and brackets, and functions of the engine called by name:
``n * 100 * call_delta(spot, strike, days/365, rate, vol)``. Nothing else can be written, so
nothing else can run.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from engine.errors import HedgebookError, InvalidInput
from engine.pricing.black_scholes import FloatArray
from engine.study import functions

LONGEST = 300
"""Characters. A formula that a person can check is shorter."""
_DEEPEST = 20
_LARGEST = 1e12
_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "“": '"', "”": '"'})
_THOUSANDS = re.compile(r"(?<![\w.,(])(\d{1,3}(?:,\d{3})+)(?![\d,])")
_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}

Values = Mapping[str, Any]


class BadFormula(HedgebookError):
    """A formula that cannot be used; ``column`` counts from 1 inside it."""

    def __init__(self, message: str, *, column: int = 1, remedy: str = "") -> None:
        super().__init__(message)
        self.column = column
        self.remedy = remedy


@dataclass(frozen=True)
class Formula:
    """A formula that was read: its text, and the names whose values it needs."""

    text: str
    names: frozenset[str]
    _tree: ast.expr

    def value(self, values: Values) -> FloatArray:
        """Return what it comes to; arrays of values give an array, one number for each variant.

        Raises BadFormula where a function refuses its inputs. What is not finite stays so: the
        caller knows how many variants are concerned.

        >>> parse("n * 100 * delta").value({"n": 20.0, "delta": np.array([0.45, 0.5])})
        array([ 900., 1000.])
        """
        with np.errstate(all="ignore"):
            try:
                return np.asarray(_value(self._tree, values), dtype=float)
            except InvalidInput as problem:
                raise BadFormula(str(problem), remedy="change the numbers") from problem
            except (ArithmeticError, ValueError, TypeError) as problem:
                message = f"the formula cannot be computed ({problem})"
                raise BadFormula(message, remedy="change the numbers") from problem


@cache
def parse(text: str) -> Formula:
    """Return the formula that a text says; raises BadFormula naming the column.

    >>> sorted(parse("n × 100 × delta").names)
    ['delta', 'n']
    >>> parse("9**9**9")
    Traceback (most recent call last):
    engine.study.formula.BadFormula: "**" cannot be used
    """
    plain = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), text.translate(_SIGNS)).strip()
    if not plain:
        raise BadFormula("the formula is empty", remedy="write what the answer is")
    if len(plain) > LONGEST:
        raise BadFormula(f"the formula has {len(plain)} characters", remedy=f"use {LONGEST}")
    if _deepest(plain) > _DEEPEST:
        raise BadFormula("the formula is nested too deeply", remedy="use fewer brackets")
    try:
        tree = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as problem:
        column = getattr(problem, "offset", None) or 1
        message = "this is no formula"
        remedy = "write numbers, names, + - * / and brackets"
        raise BadFormula(message, column=column, remedy=remedy) from problem
    return Formula(text, frozenset(_names(tree)), tree)


def _deepest(text: str) -> int:
    """Return how deeply brackets and signs are nested, found without any recursion."""
    depth = deepest = run = 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        run = run + 1 if sign in "+-~ " else 0
        deepest = max(deepest, depth, run)
    return deepest


def _names(node: ast.expr) -> Iterator[str]:
    """Yield every name in a tree, and refuse what is not on the list."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Constant):
        _check_number(node)
    elif isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        yield from _names(node.left)
        yield from _names(node.right)
    elif isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
        yield from _names(node.operand)
    elif isinstance(node, ast.Call):
        yield from _call_names(node)
    else:
        raise _refused(node)


def _check_number(node: ast.Constant) -> None:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        remedy = "write a number; a text stands only inside a function's brackets"
        raise BadFormula(f'"{node.value}" is no number', column=_column(node), remedy=remedy)
    if not abs(node.value) <= _LARGEST:
        raise BadFormula(
            "a number is too large", column=_column(node), remedy="write a smaller one"
        )


def _call_names(node: ast.Call) -> Iterator[str]:
    known = functions.known()
    if not isinstance(node.func, ast.Name):
        raise _refused(node.func)
    name = node.func.id
    if name not in known:
        raise unknown(name, known, what="function", column=_column(node))
    if node.keywords or any(isinstance(one, ast.Starred) for one in node.args):
        remedy = f"write {known[name].usage}"
        raise BadFormula("arguments are given by their place", column=_column(node), remedy=remedy)
    if not known[name].takes(len(node.args)):
        message = f"{name} takes other arguments than these {len(node.args)}"
        raise BadFormula(message, column=_column(node), remedy=f"write {known[name].usage}")
    for argument in node.args:
        text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if not text:
            yield from _names(argument)


def unknown(name: str, known: Any, *, what: str = "name", column: int = 1) -> BadFormula:
    """Return the letter on a name that nobody knows, with the nearest one that is known."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1)
    remedy = f'did you mean "{close[0]}"?' if close else f"use one of: {', '.join(sorted(known))}"
    return BadFormula(f'unknown {what} "{name}"', column=column, remedy=remedy)


def _refused(node: ast.AST) -> BadFormula:
    operation = getattr(node, "op", None)
    sign = {ast.Pow: "**", ast.Mod: "%", ast.FloorDiv: "//", ast.MatMult: "@"}.get(
        type(operation), ""
    )
    what = {ast.Attribute: "a dot after a name", ast.Subscript: "[ ]", ast.Lambda: "lambda"}.get(
        type(node), "this"
    )
    message = f'"{sign}" cannot be used' if sign else f"{what} cannot be used in a formula"
    return BadFormula(message, column=_column(node), remedy="use + - * / and functions")


def _column(node: ast.AST) -> int:
    return int(getattr(node, "col_offset", 0)) + 1


def _value(node: ast.expr, values: Values) -> Any:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else np.float64(node.value)
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.BinOp):
        return _BINARY[type(node.op)](_value(node.left, values), _value(node.right, values))
    if isinstance(node, ast.UnaryOp):
        return _UNARY[type(node.op)](_value(node.operand, values))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        arguments = [_value(argument, values) for argument in node.args]
        return functions.known()[node.func.id].compute(*arguments)
    raise _refused(node)
