"""What the answers so far say about each part of an exam. Recent answers count more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.study.exams.blueprints import Blueprint, Part
from engine.study.practice import MIXED, Answer
from engine.study.questions import Question

HALF_LIFE = 20
"""Later answers after which an answer counts half."""
REPEAT = 0.3
"""What a further answer to the same question counts."""
HINTED = 0.5
"""What an answer given after a hint counts."""

Counted = tuple[float, Answer]
"""How much an answer counts, and the answer."""


@dataclass(frozen=True)
class Evidence:
    """The answers on one part of an exam: ``right`` and ``wrong`` are sums of what they count.

    ``weight`` is the part's share of the exam, ``seen`` the number of different questions
    answered, ``pool`` of those that can be asked, and ``mixed`` says whether one was answered
    rightly among questions of other parts.
    """

    part: Part
    weight: float
    right: float
    wrong: float
    seen: int
    pool: int
    mixed: bool


def evidence(
    blueprint: Blueprint, questions: Mapping[str, Question], given: Sequence[Answer]
) -> tuple[Evidence, ...]:
    """Return what the answers say about each part, in the parts' order.

    ``questions`` are those that can be asked, by id; an answer to one that is gone since counts
    for the part of its objective.
    """
    counted: dict[str, list[Counted]] = {part.name: [] for part in blueprint.parts}
    for weight, answer in weighted(given):
        part = _part_of(blueprint, questions, answer)
        if part:
            counted[part.name].append((weight, answer))
    pools, weights = blueprint.by_part(questions.values()), blueprint.weights
    return tuple(
        _evidence(part, weights[part.name], len(pools[part.name]), counted[part.name])
        for part in blueprint.parts
    )


def _evidence(part: Part, weight: float, pool: int, counted: Sequence[Counted]) -> Evidence:
    return Evidence(
        part=part,
        weight=weight,
        right=sum(much * answer.score for much, answer in counted),
        wrong=sum(much * (1 - answer.score) for much, answer in counted),
        seen=len({answer.question for _, answer in counted}),
        pool=pool,
        mixed=any(answer.right and answer.where in MIXED for _, answer in counted),
    )


def weighted(given: Sequence[Answer]) -> list[Counted]:
    """Return the answers, oldest first, each with what it counts, from 0 to 1."""
    before: set[str] = set()
    counted = []
    oldest_first = sorted(given, key=lambda answer: answer.at)
    for age, answer in zip(range(len(given) - 1, -1, -1), oldest_first, strict=True):
        much = 0.5 ** (age / HALF_LIFE)
        much *= REPEAT if answer.question in before else 1.0
        much *= HINTED if answer.hints else 1.0
        before.add(answer.question)
        counted.append((much, answer))
    return counted


def _part_of(
    blueprint: Blueprint, questions: Mapping[str, Question], answer: Answer
) -> Part | None:
    question = questions.get(answer.question)
    if question:
        return blueprint.part_of(question)
    return next(
        (
            part
            for part in blueprint.parts
            if part.objective == answer.objective and not (part.topic or part.lesson)
        ),
        None,
    )
