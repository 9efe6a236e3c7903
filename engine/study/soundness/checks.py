"""Checks that an instructor writes: ``n=20, delta=0.45 -> 900``, worked out by hand."""

from __future__ import annotations

import re

from engine.study.numbers import quantities
from engine.study.numbers.formula import BadFormula, unknown
from engine.study.numbers.keys import Key
from engine.study.soundness.fault import Path
from engine.study.soundness.numbers import Numbers

_ARROW = re.compile(r"\s*(?:->|→|=>|⇒)\s*")
_GIVEN = re.compile(r"\s*(?P<name>[^\s=,]+)\s*=\s*(?P<value>[^=]*?)\s*(?:,\s*(?=[^\s=,]+\s*=)|$)")
_REMEDY = 'write it like "n=20, delta=0.45 -> 900"'


def look_at_checks(numbers: Numbers) -> None:
    """Note each check that cannot be read, or that the formula does not meet."""
    question = numbers.question
    if question.answer is None:
        if question.check:
            message = 'only a number question has checks, and this one has no "answer"'
            remedy = 'write "answer", or take "check" away'
            numbers.note(("check",), "check-without-answer", message, remedy)
        return
    for place, text in enumerate(question.check):
        _look_at_check(numbers, ("check", place), text)


def _look_at_check(numbers: Numbers, path: Path, text: str) -> None:
    try:
        given, said = _read(text)
        _refuse_other_names(numbers, given, text)
        wanted = None if numbers.key is None else _in_unit(said, numbers.key)
    except BadFormula as problem:
        numbers.note_formula(path, problem, code="check-unreadable")
        return
    if numbers.key is None or wanted is None or numbers.broken & set(numbers.question.vars):
        return
    try:
        value = float(numbers.key.formula.value(numbers.variables.completed(given)))
    except BadFormula as problem:
        numbers.note_formula(path, problem, code="check-failed")
        return
    if not abs(value - wanted) <= numbers.key.allowed(value):
        shown = numbers.key.show(wanted), numbers.key.show(value)
        message = f"check says {shown[0]}, the formula gives {shown[1]}"
        numbers.note(path, "check-failed", message, "correct the check or the formula")


def _read(text: str) -> tuple[dict[str, float], quantities.Typed]:
    """Return the numbers that a check gives and the answer that it expects."""
    sides = _ARROW.split(text)
    answer = quantities.read(sides[-1]) if len(sides) == 2 else None
    if answer is None:
        raise BadFormula("this check cannot be read", remedy=_REMEDY)
    given: dict[str, float] = {}
    place, left = 0, sides[0]
    while place < len(left):
        found = _GIVEN.match(left, place)
        value = quantities.read(found["value"]) if found else None
        if found is None or value is None or found["name"] in given:
            raise BadFormula("this check cannot be read", column=place + 1, remedy=_REMEDY)
        given[found["name"]] = value.value
        place = found.end()
    return given, answer


def _refuse_other_names(numbers: Numbers, given: dict[str, float], text: str) -> None:
    """Raise BadFormula unless a check gives each number that changes, and nothing else."""
    computed = [name for name, _ in numbers.variables.computed]
    free = [name for name in numbers.question.vars if name not in computed]
    for name in given:
        column = text.find(name) + 1
        if name in computed:
            message = f'"{name}" is computed from the others'
            raise BadFormula(message, column=column, remedy="take it out of the check")
        if name not in free:
            raise unknown(name, free, column=column)
    if missing := [name for name in free if name not in given]:
        raise BadFormula(f'the check does not say what "{missing[0]}" is', remedy=_REMEDY)


def _in_unit(said: quantities.Typed, key: Key) -> float:
    value = quantities.converted(said.value, said.unit or key.measure, key.measure)
    if value is None:
        raise BadFormula(
            f"the check is in {said.unit}", remedy=f"write it in {key.unit or 'no unit'}"
        )
    return value
