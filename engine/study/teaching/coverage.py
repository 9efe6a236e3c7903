"""Coverage: how many questions there are for each part of a blueprint, and how many are missing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from engine.study.exams import apportion, draw
from engine.study.exams.blueprints import Blueprint
from engine.study.questions import Level, Question

LEVELS: tuple[Level, ...] = get_args(Level)
_Group = tuple[str, list[Question], float | None]


@dataclass(frozen=True)
class Row:
    """The questions for one part of an exam, one lesson, one level or one objective.

    ``share`` is of all questions in the same table; ``weight`` what a blueprint wants (None:
    nothing), both from 0 to 1. One exam asks ``asked`` of them; of the ``total``, ``different`` are
    not nearly the same as another; ``missing`` is how many more there must be.
    """

    name: str
    levels: Mapping[Level, int]
    total: int
    different: int
    share: float
    weight: float | None = None
    asked: int = 0
    missing: int = 0


@dataclass(frozen=True)
class Coverage:
    """The parts (or lessons) of an exam, the levels that it wants, and how many fit nowhere."""

    rows: tuple[Row, ...]
    levels: tuple[Row, ...]
    beside: int

    @property
    def total(self) -> int:
        """Return how many questions the exam may ask."""
        return sum(row.total for row in self.rows)

    @property
    def missing(self) -> int:
        """Return how many questions are missing in all parts together."""
        return sum(row.missing for row in self.rows)


def coverage(
    blueprint: Blueprint,
    questions: Sequence[Question],
    *,
    exams: int = 1,
    lessons: Sequence[str] = (),
) -> Coverage:
    """Return the questions beside what so many exams without a common question would need.

    An exam on a lesson is looked at lesson by lesson; ``lessons`` names them.
    """
    if blueprint.by_lesson:
        groups: list[_Group] = [
            (lesson, blueprint.pool(questions, lesson), None) for lesson in lessons
        ]
        plans = [draw.plan(blueprint, questions, lesson) for lesson in lessons]
        places = [(sum(part.wanted for part in one.parts), _there(one)) for one in plans]
    else:
        weights, held = blueprint.weights, blueprint.by_part(questions)
        groups = [(name, group, weights[name]) for name, group in held.items()]
        planned = draw.plan(blueprint, questions).parts
        places = [(part.wanted, part.there) for part in planned]
    pool = [question for _, group, _ in groups for question in group]
    rows = tuple(
        _row(name, group, pool, weight, asked=asked, different=there, exams=exams)
        for (name, group, weight), (asked, there) in zip(groups, places, strict=True)
    )
    beside = len({one.id for one in questions} - {one.id for one in pool})
    return Coverage(rows, _levels(blueprint, pool, exams), beside)


def by_objective(questions: Sequence[Question]) -> tuple[Row, ...]:
    """Return the questions of each objective, in the order of the objectives' names."""
    held: dict[str, list[Question]] = {}
    for question in sorted(questions, key=lambda one: one.objective):
        held.setdefault(question.objective, []).append(question)
    return tuple(
        _row(name, group, questions, None, asked=0, different=len(group), exams=0)
        for name, group in held.items()
    )


def counted(questions: Iterable[Question]) -> dict[Level, int]:
    """Return how many questions of each level there are, every level named."""
    counts = Counter(question.level for question in questions)
    return {level: counts[level] for level in LEVELS}


def _there(plan: draw.Plan) -> int:
    return sum(part.there for part in plan.parts)


def _row(
    name: str,
    group: Sequence[Question],
    pool: Sequence[Question],
    weight: float | None,
    *,
    asked: int,
    different: int,
    exams: int,
) -> Row:
    return Row(
        name=name,
        levels=counted(group),
        total=len(group),
        different=different,
        share=len(group) / len(pool) if pool else 0.0,
        weight=weight,
        asked=asked,
        missing=max(0, asked * exams - different),
    )


def _levels(blueprint: Blueprint, pool: Sequence[Question], exams: int) -> tuple[Row, ...]:
    """Return the levels that a blueprint wants, each with its questions; none if it says none."""
    weights = blueprint.levels
    total = math.fsum(weights.values())
    if not total:
        return ()
    seats = apportion.shares(list(weights.values()), blueprint.questions)
    rows = []
    for (level, weight), asked in zip(weights.items(), seats, strict=True):
        group = [one for one in pool if one.level == level]
        share = weight / total
        rows.append(_row(level, group, pool, share, asked=asked, different=len(group), exams=exams))
    return tuple(rows)
