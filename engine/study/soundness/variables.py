"""The variables of a question and its answer: can they be read, do they come to a number?"""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np

from engine.study.numbers import variants
from engine.study.numbers.formula import BadFormula, Formula
from engine.study.numbers.keys import read_key
from engine.study.soundness.fault import Path
from engine.study.soundness.numbers import Numbers

_LARGEST = 1e12
_WORD = re.compile(r"[A-Za-z]\w*")
_WORDS = re.compile(r"(?!cad\b)[A-Za-z]+\s+\w", re.IGNORECASE)
_TIMES = re.compile(r"(?<![\w.])(?P<before>\d[\d.]*)\s*(?:x\s+)?(?P<name>[A-Za-z_]\w*)")


def look_at_variables(numbers: Numbers) -> None:
    """Read and compute the variables and the answer, and note each that comes to no number."""
    _read_variables(numbers)
    if numbers.question.answer is not None:
        _read_key(numbers, numbers.question.answer)
    numbers.values |= numbers.variables.free_values(numbers.sample)
    for name, rule in numbers.variables.computed:
        _compute(numbers, ("vars", name), name, rule)
    if numbers.key is not None:
        _compute(numbers, ("answer",), "answer", numbers.key.formula)


def _read_variables(numbers: Numbers) -> None:
    written = numbers.question.vars
    for name, text in written.items():
        try:
            numbers.variables = variants.with_one(numbers.variables, name, text, below=written)
        except BadFormula as problem:
            if not any(str(problem) == f'unknown name "{other}"' for other in numbers.broken):
                numbers.note_formula(("vars", name), problem, code="variable")
            numbers.broken.add(name)
    numbers.used |= {name for _, rule in numbers.variables.computed for name in rule.names}


def _read_key(numbers: Numbers, text: str) -> None:
    path: Path = ("answer",)
    try:
        key = read_key(text)
        if "answer" in key.formula.names:
            remedy = "write what it is computed from"
            raise BadFormula("the answer cannot use itself", remedy=remedy)
    except BadFormula as problem:
        numbers.note_formula(path, _in_words(text, numbers.question.vars) or problem)
        numbers.broken.add("answer")
        return
    if not numbers.question.vars and _WORD.fullmatch(text):
        numbers.note_formula(path, _no_number(text))
        numbers.broken.add("answer")
        return
    start, names = text.find(key.formula.text) + 1, numbers.question.vars
    if numbers.knows(path, key.formula, start=start, names=names):
        numbers.key = key
    else:
        numbers.broken.add("answer")


def _in_words(text: str, names: Collection[str]) -> BadFormula | None:
    """Return a plainer letter on an answer in words, or without a sign before a number's name."""
    if _WORDS.match(text) and not names:
        return _no_number(text)
    found = _TIMES.search(text)
    if found is None or found["name"] not in names:
        return None
    remedy = f"write {found['before']} * {found['name']}"
    return BadFormula("a sign is missing", column=found.start() + 1, remedy=remedy)


def _no_number(text: str) -> BadFormula:
    remedy = 'write it in digits, like 900 shares; for options to choose from, "right" and "wrong"'
    return BadFormula(f'"{text[:40]}" is no number', remedy=remedy)


def _compute(numbers: Numbers, path: Path, name: str, rule: Formula) -> None:
    column = numbers.computed(path, rule)
    if column is None:
        numbers.broken.add(name)
        return
    numbers.values[name] = column
    finite = np.isfinite(column)
    large = finite & (np.abs(np.where(finite, column, 0)) > _LARGEST)
    what = "the answer" if name == "answer" else f'"{name}"'
    for flags, said, code in (
        (~finite, "is not finite", "not-finite"),
        (large, "is above a million million", "too-large"),
    ):
        if flags.any():
            remedy = f"change the formula or the numbers{numbers.example(flags)}"
            numbers.note(path, code, f"{what} {said}{numbers.how_many(flags)}", remedy)
            numbers.broken.add(name)
