"""Drawing an exam from the bank: by the weights of its blueprint, no question twice."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from engine.study.exams.apportion import exchange, shares
from engine.study.exams.blueprints import Blueprint
from engine.study.questions import Level, Question
from engine.study.shown import Form

ALIKE = 92
"""From this likeness of their words, in percent, two questions do not stand in one exam."""
_NUMBERS = re.compile(r"[\d][\d.,]*|\{[^{}]*\}")


class PartPlan(NamedTuple):
    """One part of an exam: how many questions it should have, and how many the bank can give."""

    name: str
    wanted: int
    there: int

    @property
    def missing(self) -> int:
        """Return how many questions are not there."""
        return max(0, self.wanted - self.there)


@dataclass(frozen=True)
class Plan:
    """What an exam will be with the questions that are there."""

    parts: tuple[PartPlan, ...]
    blueprint: Blueprint

    @property
    def full(self) -> int:
        """Return how many questions the blueprint asks for."""
        return self.blueprint.questions

    @property
    def count(self) -> int:
        """Return how many questions will be asked."""
        return sum(min(part.wanted, part.there) for part in self.parts)

    @property
    def minutes(self) -> float:
        """Return the time for them."""
        return self.blueprint.minutes_for(self.count)

    @property
    def short(self) -> tuple[PartPlan, ...]:
        """Return the parts that the bank has too few questions for."""
        return tuple(part for part in self.parts if part.missing)


class DrawnItem(NamedTuple):
    """One question of an exam, the form that it is shown in, and the part that it counts for."""

    question: Question
    form: Form
    part: str


def plan(blueprint: Blueprint, questions: Iterable[Question], lesson: str | None = None) -> Plan:
    """Return what an exam will be: questions that are nearly the same count once."""
    pools = _pools(blueprint, questions, lesson)
    wanted = shares([part.weight for part in blueprint.parts], blueprint.questions)
    parts = tuple(
        PartPlan(part.name, count, len(set(_families(_wordings(pool)))))
        for part, count, pool in zip(blueprint.parts, wanted, pools, strict=True)
    )
    return Plan(parts, blueprint)


def draw(
    blueprint: Blueprint,
    questions: Iterable[Question],
    seed: str,
    *,
    lesson: str | None = None,
    seen: Mapping[str, int] | None = None,
) -> tuple[DrawnItem, ...]:
    """Return the questions of an exam in the order asked; the same arguments draw the same.

    ``seen`` says how often a learner met each question: of equals, the one met least is drawn. The
    order of ``questions`` does not matter. Where a part has too few, the exam is shorter.
    """
    pools = _pools(blueprint, questions, lesson)
    wanted = shares([part.weight for part in blueprint.parts], blueprint.questions)
    ranked = [_ranked(pool, seed, seen or {}) for pool in pools]
    counts = [min(count, len(pool)) for count, pool in zip(wanted, ranked, strict=True)]
    chosen = _chosen(ranked, counts, blueprint.levels)
    form: Form = "choice" if blueprint.numbers == "as choice" else "own"
    items = [
        DrawnItem(question, form, part.name)
        for part, taken in zip(blueprint.parts, chosen, strict=True)
        for question in taken
    ]
    return tuple(sorted(items, key=lambda item: _chance(f"place/{seed}", item.question)))


def _pools(
    blueprint: Blueprint, questions: Iterable[Question], lesson: str | None
) -> list[list[Question]]:
    pool = sorted(blueprint.pool(questions, lesson), key=lambda one: one.id)
    return list(blueprint.by_part(pool).values())


def _chance(seed: str, question: Question) -> bytes:
    return hashlib.sha256(f"{seed}/{question.id}".encode()).digest()


def _ranked(pool: list[Question], seed: str, seen: Mapping[str, int]) -> list[Question]:
    """Return one question of each family, in the order in which they are to be taken."""
    order = sorted(
        zip(pool, _families(_wordings(pool)), strict=True),
        key=lambda one: (seen.get(one[0].id, 0), _chance(seed, one[0])),
    )
    first: dict[int, Question] = {}
    for question, family in order:
        first.setdefault(family, question)
    return list(first.values())


def _wordings(pool: Iterable[Question]) -> tuple[str, ...]:
    """Return what tells questions apart: their words without the numbers."""
    texts = (" ".join((one.ask, *one.right, *one.order)) for one in pool)
    return tuple(_NUMBERS.sub("#", text.casefold()) for text in texts)


@lru_cache(maxsize=64)
def _families(wordings: tuple[str, ...]) -> tuple[int, ...]:
    """Return for each wording the place of the first of those that it is nearly the same as."""
    family = list(range(len(wordings)))
    if not wordings:
        return ()
    alike = process.cdist(wordings, wordings, scorer=fuzz.ratio, score_cutoff=ALIKE)
    for one, other in zip(*alike.nonzero(), strict=True):
        if other < one and family[one] != family[other]:
            low, high = sorted((family[one], family[other]))
            family = [low if place == high else place for place in family]
    return tuple(family)


def _chosen(
    ranked: list[list[Question]], counts: list[int], levels: Mapping[Level, float]
) -> list[list[Question]]:
    if not any(levels.values()):
        return [pool[:count] for pool, count in zip(ranked, counts, strict=True)]
    there = [Counter(question.level for question in pool) for pool in ranked]
    taken = [
        Counter(question.level for question in pool[:count])
        for pool, count in zip(ranked, counts, strict=True)
    ]
    wanted = dict(zip(levels, shares(list(levels.values()), sum(counts)), strict=True))
    exchange(taken, there, wanted)
    return [_take(pool, count) for pool, count in zip(ranked, taken, strict=True)]


def _take(pool: list[Question], counts: Mapping[Level, int]) -> list[Question]:
    left = Counter(counts)
    taken = []
    for question in pool:
        if left[question.level] > 0:
            left[question.level] -= 1
            taken.append(question)
    return taken
