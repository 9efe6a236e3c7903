"""The functions that a formula may call: a menu, a public function in a file here is an item.

Its signature says how it is written and its docstring what it returns, so an answer key reads like
the trade and is computed by the engine that the simulators use. Every number may be an array, one
number a variant; a ``str`` is a book as the address bar writes it. Time is in years (``days/365``),
rates and volatility are per 1.00, results are in the units that a desk reads.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from engine.plugins import menu

_MOST_ARGUMENTS = 20


@dataclass(frozen=True)
class Function:
    """A function by its name: how it is written (``usage``) and what it returns (``says``).

    ``texts`` are the places of its arguments, from 0, that are a book and no number.
    """

    name: str
    compute: Callable[..., Any]
    usage: str
    says: str
    fewest: int
    most: int
    texts: frozenset[int] = frozenset()

    def takes(self, count: int) -> bool:
        """Return whether it can be called with so many arguments."""
        return self.fewest <= count <= self.most

    @property
    def wants(self) -> str:
        """Return how many arguments it takes, in words."""
        if self.fewest == self.most:
            return str(self.fewest)
        joined = "or" if self.most == self.fewest + 1 else "to"
        return f"{self.fewest} {joined} {self.most}"


@cache
def known() -> dict[str, Function]:
    """Return every function that a formula may call, by its name, in the order of the files.

    >>> known()["call_delta"].usage
    'call_delta(spot, strike, years, rate, vol, dividend=0)'
    >>> known()["call_delta"].says
    'Shares that move like one call.'
    """
    found = {}
    for module in menu(__name__).values():
        for written, compute in vars(module).items():
            own = inspect.isfunction(compute) and compute.__module__ == module.__name__
            if own and not written.startswith("_"):
                name = written.rstrip("_")
                found[name] = _described(name, compute)
    return found


def _described(name: str, compute: Callable[..., Any]) -> Function:
    parameters = list(inspect.signature(compute, eval_str=True).parameters.values())
    plain = [one for one in parameters if one.kind is not one.VAR_POSITIONAL]
    return Function(
        name=name,
        compute=compute,
        usage=f"{name}({', '.join(map(_written, parameters))})",
        says=(inspect.getdoc(compute) or "").partition("\n")[0],
        fewest=sum(one.default is one.empty for one in plain),
        most=len(plain) if plain == parameters else _MOST_ARGUMENTS,
        texts=frozenset(place for place, one in enumerate(plain) if one.annotation is str),
    )


def _written(parameter: inspect.Parameter) -> str:
    if parameter.kind is parameter.VAR_POSITIONAL:
        return "..."
    if parameter.default is parameter.empty:
        return parameter.name
    return f"{parameter.name}={parameter.default:g}"
