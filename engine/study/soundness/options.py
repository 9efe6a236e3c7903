"""Options and steps: enough of them, none twice in any variant, none that points at another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from engine.study.numbers.filling import wanted
from engine.study.numbers.formula import BadFormula
from engine.study.numbers.quantities import read
from engine.study.soundness.fault import Path
from engine.study.soundness.numbers import Flags, Numbers

FEWEST_STEPS = 3
_MOST_SHOWN = 60
"""Variants that are written out to see whether two texts are the same."""
_ONE = r"\(?(?:[A-H]|[a-h]|[1-8])\)?"
_SEVERAL = rf"{_ONE}(?:\s*,\s*{_ONE})*\s*,?\s*(?:and|or|nor|&|\+)\s*{_ONE}"
_WORDS = r"(?i:both|either|neither|only|all\s+of)\s+"
_REFERS = (
    re.compile(rf"(?:{_WORDS})?{_SEVERAL}(?:\s+only)?\.?"),
    re.compile(rf"\b(?i:options|answers|choices|alternatives)\s+{_SEVERAL}(?!\w)"),
    re.compile(r"\b(?i:option|answer|choice|alternative)\s+\(?[A-H]\)?(?!\w)"),
    re.compile(r"\b(?i:above answers|answers above)\b"),
)
_PIECE = re.compile(r"\{[^{}]*\}|[−+-]?\d[\d,]*(?:\.\d+)?")

Written = Sequence[tuple[Path, str]]


def look_at_options(numbers: Numbers) -> None:
    """Note options or steps that are missing, the same, or about one another."""
    question = numbers.question
    if question.kind == "order":
        steps: Written = [(("order", place), step) for place, step in enumerate(question.order)]
        if len(steps) < FEWEST_STEPS:
            message = f"there are only {len(steps)} steps to put in order"
            numbers.note(("order",), "too-few-steps", message, f"write at least {FEWEST_STEPS}")
        _look_for_same(numbers, steps, "step")
    elif question.kind in ("choice", "select"):
        options = [
            ((group, text), text)
            for group in ("right", "wrong")
            for text in getattr(question, group)
        ]
        _look_for_missing(numbers)
        _look_for_same(numbers, options, "option")
        for path, text in options:
            _look_for_reference(numbers, path, text)


def _look_for_missing(numbers: Numbers) -> None:
    if not numbers.question.right:
        numbers.note(("wrong",), "no-right", "no option is right", 'write it under "right"')
    if not numbers.question.wrong:
        remedy = 'write at least one under "wrong"'
        numbers.note(("right",), "no-wrong", "no option is wrong", remedy)


def _look_for_reference(numbers: Numbers, path: Path, text: str) -> None:
    if _REFERS[0].fullmatch(text) or any(pattern.search(text) for pattern in _REFERS[1:]):
        message = "this option refers to another one, and they are shown in another order"
        remedy = "say what it means in words, or ask for all that are right"
        numbers.note(path, "option-refers", message, remedy)


def _look_for_same(numbers: Numbers, written: Written, what: str) -> None:
    """Note each text that is the same as one before it, always or in some variants."""
    seen: set[Path] = set()
    for (_, first), (path, second) in combinations(written, 2):
        if path in seen:
            continue
        if _plain(first) == _plain(second):
            message = f'the {what} "{second[:40]}" is there twice'
            numbers.note(path, f"{what}-twice", message, "take one of the two away")
            seen.add(path)
        elif (
            "{" in first + second
            and numbers.names
            and _look_in_variants(numbers, path, (first, second), what)
        ):
            seen.add(path)


def _look_in_variants(numbers: Numbers, path: Path, texts: tuple[str, str], what: str) -> bool:
    if numbers.broken or any(one.severity == "error" for one in numbers.faults):
        return False
    same = _same(numbers, *texts)
    if same is None or not same.any():
        return False
    message = f"two {what}s are the same{numbers.how_many(same)}"
    remedy = f"change one of them, or the numbers{numbers.example(same)}"
    numbers.note(path, f"{what}-twice", message, remedy)
    return True


def _same(numbers: Numbers, first: str, second: str) -> Flags | None:
    """Return in which variants two texts are shown alike, None where they cannot be."""
    if _PIECE.sub("\0", first) != _PIECE.sub("\0", second):
        return None
    near = np.ones(numbers.sample.shape, dtype=bool)
    for a, b in zip(_columns(numbers, first), _columns(numbers, second), strict=True):
        near &= np.isclose(a, b, rtol=1e-2, atol=0.6)
    places = np.flatnonzero(near)
    for place in places[:_MOST_SHOWN]:
        filled = numbers.filled(int(place))
        near[place] = _plain(filled.text(first)) == _plain(filled.text(second))
    if len(places) > _MOST_SHOWN and not near[places[:_MOST_SHOWN]].all():
        near[places[_MOST_SHOWN:]] = False
    return near


def _columns(numbers: Numbers, text: str) -> Iterator[Any]:
    """Yield the numbers in a text, each a number or an array with one a variant."""
    for piece in _PIECE.findall(text):
        if not piece.startswith("{"):
            typed = read(piece)
            yield typed.value if typed else np.nan
            continue
        try:
            yield wanted(piece[1:-1].strip()).rule.value(numbers.values)
        except BadFormula:
            yield np.nan


def _plain(text: str) -> str:
    """Return a text without what makes no difference to a reader."""
    return " ".join(text.split()).rstrip(".").casefold()
