"""The numbers of a lesson's story in the questions that it asks: ``n: 20`` below a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.study.numbers.formula import BadFormula
from engine.study.numbers.variants import Variables
from engine.study.questions import Question
from engine.study.writing.nearest import did_you_mean


def pinned(question: Question, settings: Mapping[str, Any]) -> dict[str, float]:
    """Return the settings that a question can take: variables of it, at values that they have."""
    wrong = {name for name, _, _ in unusable(question, settings)}
    return {name: float(value) for name, value in settings.items() if name not in wrong}


def unusable(question: Question, settings: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield each setting that a question cannot take, with what is wrong and the remedy."""
    variables = _variables(question)
    texts = {one.name: one.texts for one in variables.free}
    for name, value in settings.items():
        if name not in texts:
            yield name, f'"{name}" does not change in this question', did_you_mean(name, texts)
        elif value not in map(float, texts[name]):
            values = ", ".join(texts[name][:8]) + (" ..." if len(texts[name]) > 8 else "")
            yield name, f'"{name}" is never {value}', f"use one of: {values}"


def _variables(question: Question) -> Variables:
    try:
        return question.variables
    except BadFormula:
        return Variables()
