"""The texts of a question: does everything in braces come to a number?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from engine.study.numbers.filling import Braces, Wanted, braces, wanted
from engine.study.numbers.formula import BadFormula
from engine.study.questions import Question
from engine.study.soundness.fault import Path
from engine.study.soundness.numbers import Numbers

_MOST_BRACES = 40
"""In one text."""
_ANSWER = re.compile(r"\banswer\b")
_LETTER = re.compile(r"[A-Za-z]")
_NESTED = re.compile(r"(?<![\\\w}^])\{\s*[A-Za-z][^{}\\$]*\{")


def look_at_texts(numbers: Numbers) -> None:
    """Note the braces of every text that come to no number."""
    for path, text in _texts_of(numbers.question):
        if "{" in text:
            _look_at_text(numbers, path, text)


def _texts_of(question: Question) -> Iterator[tuple[Path, str]]:
    """Yield every text that a student may see, with its path inside the question."""
    yield ("ask",), question.ask
    for group in ("right", "wrong"):
        for text, why in getattr(question, group).items():
            yield (group, text), text
            yield (group, text), why
    for text, why in question.traps.items():
        yield ("traps", text), why
    yield from ((("order", place), text) for place, text in enumerate(question.order))
    yield ("hint",), question.hint or ""
    yield from ((("hints", place), text) for place, text in enumerate(question.hints))
    yield ("why",), question.why or ""


def _look_at_text(numbers: Numbers, path: Path, text: str) -> None:
    """Note the braces of one text that come to no number."""
    found = list(braces(text))
    if len(found) > _MOST_BRACES:
        message = f"there are {len(found):,} pairs of braces"
        numbers.note(path, "too-many-braces", message, f"use at most {_MOST_BRACES} in one text")
        return
    if not numbers.names:
        _look_at_unfilled(numbers, path, found)
        return
    if nested := _NESTED.search(text):
        message, remedy = "braces stand inside braces", 'give that number a name under "vars"'
        numbers.note(path, "nested-braces", message, remedy, column=nested.start() + 1)
        return
    for one in found:
        _look_at_braces(numbers, path, one)


def _look_at_unfilled(numbers: Numbers, path: Path, found: list[Braces]) -> None:
    """Note words in braces of a question whose numbers never change: they will be shown so."""
    for one in found:
        if not one.latex and _LETTER.search(one.inside):
            message = f'"{{{one.inside}}}" is not filled: this question has no "vars"'
            remedy = 'write "vars", or take the braces away'
            numbers.note(
                path, "unfilled-braces", message, remedy, column=one.column, severity="warning"
            )


def _look_at_braces(numbers: Numbers, path: Path, one: Braces) -> None:
    """Note braces that are no formula; in LaTeX, and without any letter, they are left alone."""
    start = one.column + len(one.inside) - len(one.inside.lstrip())
    try:
        inside = wanted(one.inside.strip())
    except BadFormula as problem:
        if one.latex or not _LETTER.search(one.inside):
            return
        unread = problem
        if not numbers.question.vars and not _ANSWER.search(one.inside):
            remedy = (
                'take the braces away: only {answer} and the numbers under "vars" stand in them'
            )
            unread = BadFormula(f'"{{{one.inside}}}" is no number', column=1, remedy=remedy)
        numbers.note_formula(path, unread, start=start)
        return
    if one.latex and not inside.rule.names <= set(numbers.names):
        return
    if path == ("ask",) and "answer" in inside.rule.names:
        message, remedy = "the question says its own answer", 'write {answer} in "why"'
        numbers.note(path, "answer-in-ask", message, remedy, column=start)
    elif not inside.rule.names:
        _look_at_constant(numbers, path, one)
    elif numbers.knows(path, inside.rule, start=start):
        _compute(numbers, path, inside, start)


def _look_at_constant(numbers: Numbers, path: Path, one: Braces) -> None:
    """Note a sum of numbers only: braces show the numbers of the question, and leave it alone."""
    if not one.latex and _LETTER.search(one.inside):
        message, remedy = f'"{{{one.inside}}}" names no number', 'give it a name under "vars"'
        numbers.note(
            path, "unfilled-braces", message, remedy, column=one.column, severity="warning"
        )


def _compute(numbers: Numbers, path: Path, inside: Wanted, start: int) -> None:
    column = numbers.computed(path, inside.rule, start=start)
    if column is None:
        return
    none = ~np.isfinite(column)
    if none.any():
        message = f"{{{inside.rule.text}}} is not finite{numbers.how_many(none)}"
        remedy = f"change the formula or the numbers{numbers.example(none)}"
        numbers.note(path, "not-finite", message, remedy, column=start)
