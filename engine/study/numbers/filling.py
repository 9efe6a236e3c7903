"""Fill numbers into texts: {n}, {n * 100}, {premium:.2} decimals, {delta:+} sign, {loss:C$} money.

Braces that LaTeX needs stay: after a command, ``_`` or ``^`` only what is inside them is filled,
and only where it names a number. Braces after a backslash, or with one inside, are LaTeX's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from engine.study.numbers import formula, quantities
from engine.study.numbers._formula_tree import PLACEHOLDER as PLACEHOLDER
from engine.study.numbers.formula import BadFormula, Formula

_BRACES = re.compile(
    r"(?P<latex>(?:\\[A-Za-z]+(?:\[[^\]{}]*\])?|[_^]))(?P<groups>(?:\{[^{}]*\})+)"
    r"|(?<!\\)\{(?P<inside>[^{}\\]*)\}"
)
_WORDS = (r"\text", r"\textbf", r"\textit", r"\mathrm", r"\operatorname")
"""What LaTeX sets as words: a number may have the name of one of them."""
_FORMAT = re.compile(r"(?P<plus>\+?)(?P<money>(?:C\$)?),?(?:\.(?P<decimals>[0-6])f?)?")


class Wanted(NamedTuple):
    """What stands in braces: a formula, and how its number is shown."""

    rule: Formula
    decimals: int | None = None
    plus: bool = False
    unit: str = ""

    def show(self, value: float) -> str:
        """Return a number as these braces show it; money in whole dollars, unless they say else."""
        plus = "+" if self.plus and value > 0 else ""
        decimals = 0 if self.unit and self.decimals is None else self.decimals
        return plus + quantities.show(value, decimals=decimals, unit=self.unit)


@lru_cache(maxsize=4096)
def wanted(inside: str) -> Wanted:
    """Return what the text inside braces asks for; raises BadFormula where it is no formula.

    >>> wanted("premium:.2").decimals, wanted("n * 100").rule.text
    (2, 'n * 100')
    """
    rule, colon, form = inside.partition(":")
    found = _FORMAT.fullmatch(form.strip())
    if not found or (colon and not form.strip()):
        remedy = "write decimals like {premium:.2}, a sign like {delta:+}, money like {loss:C$}"
        raise BadFormula(f'":{form}" shows no number', column=len(rule) + 1, remedy=remedy)
    decimals = int(found["decimals"]) if found["decimals"] else None
    return Wanted(formula.parse(rule), decimals, bool(found["plus"]), found["money"])


@dataclass(frozen=True)
class Braces:
    """Braces in a text: what is inside, its column there from 1, and whether LaTeX needs them."""

    inside: str
    column: int
    latex: bool


def braces(written: str) -> Iterator[Braces]:
    r"""Yield the braces of a text that may be filled.

    >>> [(one.inside, one.latex) for one in braces(r"{n} calls, $\frac{a}{b}$")]
    [('n', False), ('a', True), ('b', True)]
    """
    for found in _BRACES.finditer(written):
        if found["latex"] is None:
            yield Braces(found["inside"], found.start("inside") + 1, latex=False)
            continue
        for group in PLACEHOLDER.finditer(written, found.start("groups"), found.end("groups")):
            yield Braces(group[1], group.start(1) + 1, latex=True)


@dataclass(frozen=True)
class Filled:
    """The numbers of one variant: as they are shown, and as they are computed with."""

    texts: Mapping[str, str]
    values: Mapping[str, Any]

    def text(self, written: str) -> str:
        r"""Return a text with its braces filled; what names no number stays as it is.

        >>> Filled({"n": "1,500"}, {"n": 1500.0}).text(r"{n} calls, {n / 7:.1}, $\frac{n}{d}$")
        '1,500 calls, 214.3, $\\frac{1,500}{d}$'
        """
        if not self.values or "{" not in written:
            return written
        return _BRACES.sub(self._fill, written)

    def address(self, written: str) -> str:
        """Return an address with its braces filled by numbers as a computer reads them.

        >>> Filled({"n": "1,500"}, {"n": 1500.0}).address("book?book=-{n}_call_80_45_24")
        'book?book=-1500_call_80_45_24'
        """
        if not self.values:
            return written
        return PLACEHOLDER.sub(self._fill_plainly, written)

    def _fill(self, found: re.Match[str]) -> str:
        if found["latex"] is None:
            return self._shown(found["inside"], found[0])
        if found["latex"] in _WORDS:
            return found[0]
        groups = PLACEHOLDER.sub(self._fill_group, found["groups"])
        return f"{found['latex']}{groups}"

    def _fill_group(self, found: re.Match[str]) -> str:
        return f"{{{self._shown(found[1], found[1])}}}"

    def _shown(self, inside: str, otherwise: str) -> str:
        inside = inside.strip()
        if inside in self.texts:
            return self.texts[inside]
        value, one = self._value(inside)
        return one.show(value) if one else otherwise

    def _fill_plainly(self, found: re.Match[str]) -> str:
        value, one = self._value(found[1].strip())
        return f"{value:.10g}" if one else found[0]

    def _value(self, inside: str) -> tuple[float, Wanted | None]:
        """Return the number that braces ask for, if they ask for one."""
        try:
            one = wanted(inside)
        except BadFormula:
            return 0.0, None
        if not one.rule.names or not one.rule.names <= self.values.keys():
            return 0.0, None
        return float(one.rule.value(self.values)), one
