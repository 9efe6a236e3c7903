"""Distractors: who answered what, and how those who did stand elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from engine.study.practice import Answer
from engine.study.questions import Question
from engine.study.shown import fill
from engine.study.teaching.first_attempts import First


@dataclass(frozen=True)
class Choice:
    """One thing that could be answered, who did, and how they stand elsewhere.

    ``share`` is of all first answers; ``rest`` is the mean rest score of those who gave it.
    """

    text: str
    right: bool
    count: int
    share: float
    rest: float | None


def choices(question: Question, firsts: Sequence[First]) -> tuple[Choice, ...]:
    """Return what could be answered, as it is written, with who did; nothing for an order.

    Of a number question: the answer, each trap, and any other number.
    """
    written = _written(question)
    chosen = [(place, first) for first in firsts for place in _places(question, first.answer)]
    counts = Counter(place for place, _ in chosen)
    return tuple(
        Choice(
            text=text,
            right=right,
            count=counts[place],
            share=counts[place] / len(firsts) if firsts else 0.0,
            rest=_mean_rest(first for at, first in chosen if at == place),
        )
        for place, (text, right) in enumerate(written)
    )


def _written(question: Question) -> list[tuple[str, bool]]:
    if question.kind == "number":
        traps = [(text, False) for text in question.traps]
        return [(question.answer or "", True), *traps, ("", False)]
    return [(option.text, option.right) for option in question.options]


def _places(question: Question, answer: Answer) -> list[int]:
    """Return which of what is written was answered, counted from zero."""
    if question.kind == "number":
        return [_number_place(question, answer)]
    if question.kind == "order":
        return []
    texts = {answer.response} if isinstance(answer.response, str) else set(answer.response)
    filled, _ = fill(question, answer.attempt)
    return [
        place for place, option in enumerate(question.options) if filled.text(option.text) in texts
    ]


def _number_place(question: Question, answer: Answer) -> int:
    """Return 0 for the answer, the trap's place from 1, or the last for any other number."""
    if answer.score > 0:
        return 0
    traps = len(question.traps)
    return answer.trap + 1 if answer.trap is not None and answer.trap < traps else traps + 1


def _mean_rest(firsts: Iterable[First]) -> float | None:
    rests = [first.rest for first in firsts if first.rest is not None]
    return mean(rests) if rests else None
