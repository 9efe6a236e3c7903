"""The traps of a number question: are they formulas, and always other numbers than the answer?"""

from __future__ import annotations

import numpy as np

from engine.pricing.black_scholes import FloatArray
from engine.study.numbers.formula import BadFormula
from engine.study.numbers.keys import read_key
from engine.study.soundness.fault import Path
from engine.study.soundness.numbers import Numbers


def look_at_traps(numbers: Numbers) -> None:
    """Note each trap that is no formula, meets the answer, or repeats another one."""
    if numbers.question.answer is None:
        if numbers.question.traps:
            remedy = 'write "answer", or take "traps" away'
            message = 'only a number question has traps, and this one has no "answer"'
            numbers.note(("traps",), "traps-without-answer", message, remedy)
        return
    columns: dict[str, FloatArray] = {}
    for text in numbers.question.traps:
        column = _column(numbers, text)
        if column is not None:
            _compare(numbers, ("traps", text), column, columns)
            columns[text] = column


def _column(numbers: Numbers, text: str) -> FloatArray | None:
    """Return what a trap comes to in each variant, None where it cannot be computed."""
    path: Path = ("traps", text)
    try:
        rule = read_key(text).formula
    except BadFormula as problem:
        numbers.note_formula(path, problem)
        return None
    start = text.find(rule.text) + 1
    if not numbers.knows(path, rule, start=start):
        return None
    return numbers.computed(path, rule, start=start)


def _compare(
    numbers: Numbers, path: Path, column: FloatArray, before: dict[str, FloatArray]
) -> None:
    if numbers.key is not None and "answer" not in numbers.broken:
        right = numbers.values["answer"]
        with np.errstate(all="ignore"):
            meets = np.abs(column - right) <= numbers.key.allowed(right)
        if meets.any():
            message = f"a trap equals the right answer{numbers.how_many(meets)}"
            remedy = f"change the trap, or the numbers{numbers.example(meets)}"
            numbers.note(path, "trap-equals-answer", message, remedy)
    none = ~np.isfinite(column)
    if none.any():
        message = f"a trap is no number{numbers.how_many(none)}"
        remedy = f"change the trap, or the numbers{numbers.example(none)}"
        numbers.note(path, "trap-not-finite", message, remedy, severity="warning")
    elif same := [text for text, other in before.items() if np.array_equal(column, other)]:
        message = f'this trap is always the same number as "{same[0]}"'
        remedy = "keep one of the two: only one can say what went wrong"
        numbers.note(path, "trap-twice", message, remedy, severity="warning")
