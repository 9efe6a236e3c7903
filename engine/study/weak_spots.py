"""Weak spots: which questions went wrong lately, confident errors first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from engine.study.practice import Answer
from engine.study.questions import Question
from engine.study.standing.calibration import confident_error

_FADES = 0.5
"""What the answer before counts beside the newer one."""
SOLID = 0.75
"""From here up a question is no weak spot: after an error it takes two good answers."""
_HELPED = 0.5
"""What a right answer is worth that was a guess, or that followed a hint."""


def worth(answer: Answer) -> float:
    """Return what an answer says about knowing, from 0 to 1: its score, halved where helped."""
    helped = answer.hints > 0 or answer.confidence == "guess"
    return answer.score * (_HELPED if helped else 1.0)


def strength(given: Iterable[Answer]) -> float:
    """Return the weighted mean worth of some answers, oldest first; the last counts most.

    >>> wrong = Answer(question="a", attempt="", response="", score=0, at=0)
    >>> right = Answer(question="a", attempt="", response="", score=1, at=1)
    >>> [round(strength(one), 2) for one in ([wrong], [wrong, right], [wrong, right, right])]
    [0.0, 0.67, 0.86]
    """
    total = weight = 0.0
    for answer in given:
        total = _FADES * total + worth(answer)
        weight = _FADES * weight + 1.0
    return total / weight


def weak_spots(questions: Iterable[Question], given: Iterable[Answer]) -> list[Question]:
    """Return the questions that are not solid yet, the ones that need it most first.

    First those whose last answer was a confident error, then the weakest; between equals, those of
    the objective that stands worst, then the ones answered longest ago.
    """
    of_question: Mapping[str, list[Answer]] = _grouped(given)
    seen = [one for one in questions if one.id in of_question]
    known = {one.id: strength(of_question[one.id]) for one in seen}
    objectives = _means(seen, known)

    def rank(question: Question) -> tuple[bool, float, float, float]:
        last = of_question[question.id][-1]
        surely = not confident_error(last)
        return (surely, known[question.id], objectives[question.objective], last.at)

    return sorted((one for one in seen if known[one.id] < SOLID), key=rank)


def _grouped(given: Iterable[Answer]) -> Mapping[str, list[Answer]]:
    found: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in given:
        found[answer.question].append(answer)
    return found


def _means(seen: Sequence[Question], known: Mapping[str, float]) -> dict[str, float]:
    """Return the mean strength of the questions seen of each objective."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for question in seen:
        found[question.objective].append(known[question.id])
    return {objective: sum(some) / len(some) for objective, some in found.items()}
