"""The simulator that a question links to: does its address say a book that can be held?"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from engine.exposure import notation
from engine.study.numbers.filling import PLACEHOLDER
from engine.study.numbers.formula import BadFormula, parse
from engine.study.soundness.fault import Path
from engine.study.soundness.numbers import Numbers

_ADDRESS = re.compile(r"[a-z]+(?:\?\S*)?")
_MOST_READ = 3
"""Variants whose address is read."""
_PATH: Path = ("simulator",)


def look_at_simulator(numbers: Numbers) -> None:
    """Note an address that cannot be filled, or a book in it that cannot be read."""
    address = numbers.question.simulator
    if address is None:
        return
    before = len(numbers.faults)
    for found in PLACEHOLDER.finditer(address):
        _look_at_braces(numbers, found)
    if not _ADDRESS.fullmatch(PLACEHOLDER.sub("0", address)):
        remedy = "write it like book?spot=80&book=-20_call_80_45_24"
        numbers.note(_PATH, "simulator", "this is no address of a simulator", remedy)
    if len(numbers.faults) == before and not numbers.broken:
        _look_at_books(numbers, address)


def _look_at_braces(numbers: Numbers, found: re.Match[str]) -> None:
    inside, start = found[1].strip(), found.start(1) + 1
    try:
        rule = parse(inside)
    except BadFormula as problem:
        numbers.note_formula(_PATH, problem, start=start)
        return
    if numbers.knows(_PATH, rule, start=start):
        numbers.computed(_PATH, rule, start=start)


def _look_at_books(numbers: Numbers, address: str) -> None:
    """Note the first line of a book that the simulator would leave out."""
    if any(one.severity == "error" for one in numbers.faults):
        return
    last = len(numbers.sample) - 1
    for place in sorted({round(last * part / _MOST_READ) for part in range(_MOST_READ + 1)}):
        query = numbers.filled(place).address(address).partition("?")[2]
        _, left_out = notation.read(dict(parse_qsl(query)).get("book", ""))
        if left_out:
            remedy = "build the book in the app and copy its address"
            numbers.note(_PATH, "simulator", left_out[0].rstrip("."), remedy)
            return
