"""Read a formula: numbers, names, + - * /, brackets, and functions of the engine. Nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from engine.study.numbers import functions
from engine.study.numbers._formula_tree import (
    PLACEHOLDER,
    BadFormula,
    Binary,
    Call,
    Name,
    Negative,
    Node,
    Number,
    Words,
    unknown,
)

MOST_BOOKS = 4
"""Books in one formula: each is valued anew for every variant."""
_DEEPEST = 20
_LARGEST = 1e12
_SIGNS = str.maketrans("×·÷−–“”„’‘", '**/--"""\'\'')
_NUMBER = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?", re.ASCII)
_BEFORE_A_SPACE = re.compile(r"(?<!\d)\d{1,3}\s$")
_GROUP = re.compile(r"\d{3}(?!\d)")
_DOTTED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\s*\.\s*([A-Za-z_][A-Za-z0-9_]*)", re.ASCII)
_DECIMAL_COMMA = re.compile(r"\d,\d$")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_TEXT = re.compile(r"\"([^\"\\\n]*)\"|'([^'\\\n]*)'")
_COMPUTE = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}
_REMEDIES = {
    "**": "write x * x",
    "//": "write floor(x / y)",
    "^": "write x * x",
    "%": "write 0.24, or 24 / 100",
    "=": "write only what stands on its right",
    ".": "write a point between digits only",
    ",": "write a comma between arguments, or 1,000",
    ";": "write a comma between arguments",
    '"': "write a text only as a function's book",
    "'": "write a text only as a function's book",
    "½": "write 0.5",
    "¼": "write 0.25",
    "¾": "write 0.75",
    "$": "write the unit after the formula",
}


class Reader:
    """Reads one text from left to right; ``place`` is where it has come to, from 0."""

    def __init__(self, text: str) -> None:
        """Begin at the start of a text."""
        self.text = text.translate(_SIGNS)
        self.place = 0
        self.names: dict[str, int] = {}
        self.books = 0
        self._depth = 0
        self._commas_separate = False

    def expression(self) -> Node:
        """Read a sum."""
        left = self._product()
        while sign := self._sign("+-"):
            left = Binary(_COMPUTE[sign], left, self._product())
        return left

    @property
    def next(self) -> str:
        """Return the next sign that is no space, or nothing at the end; goes to it."""
        while self.text[self.place : self.place + 1].isspace():
            self.place += 1
        return self.text[self.place : self.place + 1]

    def fault(self, message: str, remedy: str, place: int | None = None) -> BadFormula:
        """Return a letter on what stands at a place, or here."""
        column = (self.place if place is None else place) + 1
        return BadFormula(message, column=column, remedy=remedy)

    def unexpected(self) -> BadFormula:
        """Return the letter on a sign that cannot stand here."""
        sign, pair = self.next, self.text[self.place : self.place + 2]
        if not sign:
            return self.fault("the formula stops too early", "write what is missing at its end")
        if sign == ")":
            return self.fault('")" closes no bracket', "take it away, or open a bracket before it")
        if _BEFORE_A_SPACE.search(self.text[: self.place]) and _GROUP.match(self.text, self.place):
            return self.fault("a space stands inside a number", "write 1200 or 1,200")
        if _NAME.match(sign) or sign.isdigit() or sign == "(":
            return self.fault("a sign is missing", "write * or another sign before it")
        if _DECIMAL_COMMA.search(self.text[: self.place + 2]):
            return self.fault("a comma stands inside a number", "write a point: 0.5")
        sign = pair if pair in _REMEDIES else sign
        return self.fault(f'"{sign}" cannot be used', _REMEDIES.get(sign, "use + - * / ( )"))

    def _sign(self, signs: str) -> str:
        """Return one of these signs if it comes next, and go past it; else nothing."""
        sign = self.next
        if not sign or sign not in signs:
            return ""
        if self.text[self.place : self.place + 2] in ("**", "//"):
            raise self.unexpected()
        self.place += 1
        return sign

    def _product(self) -> Node:
        left = self._factor()
        while sign := self._sign("*/"):
            left = Binary(_COMPUTE[sign], left, self._factor())
        return left

    def _factor(self) -> Node:
        with self._deeper():
            if sign := self._sign("+-"):
                return Negative(self._factor()) if sign == "-" else self._factor()
            if self._sign("("):
                return self._in_brackets()
            return self._number() or self._named()

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self.fault("the formula is nested too deeply", "use fewer brackets")
        yield
        self._depth -= 1

    def _in_brackets(self) -> Node:
        opened, outside = self.place - 1, self._commas_separate
        self._commas_separate = False
        inside = self.expression()
        self._close(opened)
        self._commas_separate = outside
        return inside

    def _close(self, opened: int) -> None:
        if not self.next:
            raise self.fault("a bracket is not closed", 'write ")" where it ends', opened)
        if not self._sign(")"):
            raise self.unexpected()

    def _number(self) -> Number | None:
        self.next  # noqa: B018
        grouped = _GROUPED.match(self.text, self.place)
        if grouped and self._commas_separate and ",0" not in grouped[0]:
            remedy = f"write {grouped[0].replace(',', '')}, or a space after the comma"
            raise self.fault(f'"{grouped[0]}" could be one number or more', remedy)
        found = grouped or _NUMBER.match(self.text, self.place)
        if not found:
            return None
        number = float(found[0].replace(",", ""))
        if number > _LARGEST:
            raise self.fault("a number is too large", "write a smaller one")
        self.place = found.end()
        return Number(np.float64(number))

    def _named(self) -> Node:
        found, start = _NAME.match(self.text, self.place), self.place
        if not found:
            raise self.unexpected()
        if dotted := _DOTTED.match(self.text, self.place):
            raise self._dotted(dotted[1])
        self.place = found.end()
        if self._sign("("):
            return self._call(found[0], start)
        self.names.setdefault(found[0], start + 1)
        return Name(found[0])

    def _dotted(self, last: str) -> BadFormula:
        """Return the letter on ``math.exp``, as programs write it."""
        at = self.text.index(".", self.place)
        known = last in functions.known()
        remedy = f"write {last}(...) alone" if known else _REMEDIES["."]
        return self.fault('"." cannot be used', remedy, at)

    def _call(self, name: str, start: int) -> Call:
        known = functions.known()
        if name not in known:
            raise unknown(name, known, what="function", column=start + 1)
        function, opened, outside = known[name], self.place - 1, self._commas_separate
        self._commas_separate = True
        arguments = [] if self.next == ")" else [self._argument(function, 0)]
        while self._sign(","):
            arguments.append(self._argument(function, len(arguments)))
        self._close(opened)
        self._commas_separate = outside
        if not function.takes(len(arguments)):
            message = f"{name} takes {function.wants} arguments, not {len(arguments)}"
            raise self.fault(message, f"write {function.usage}", start)
        return Call(function, tuple(arguments))

    def _argument(self, function: functions.Function, place: int) -> Node:
        text = _TEXT.match(self.text, self.place) if self.next in "\"'" else None
        if place not in function.texts:
            return self.expression()
        if not text:
            raise self.fault(f"{function.name} needs a book in quotes", f"write {function.usage}")
        return self._words(text)

    def _words(self, found: re.Match[str]) -> Words:
        text = found[1] if found[1] is not None else found[2]
        names = tuple(PLACEHOLDER.findall(text))
        for name in names:
            if not _NAME.fullmatch(name):
                raise self.fault(f'"{{{name}}}" names no number', "write one name in braces")
            self.names.setdefault(name, self.place + 1)
        self.books += 1
        if self.books > MOST_BOOKS:
            raise self.fault("the formula has too many books", f"use at most {MOST_BOOKS}")
        self.place = found.end()
        return Words(text, names)
