"""First attempts: what everybody answered before knowing the question; only these judge it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from engine.records.facts import Fact
from engine.study.practice import Answer
from engine.study.questions import Question
from engine.study.standing.given import all_answers


class First(NamedTuple):
    """The first answer of one learner to one version of a question.

    ``rest`` is that learner's mean score on all other questions; None where there is no other.
    """

    learner: str
    answer: Answer
    rest: float | None


class FirstAttempts:
    """The first answer of every learner to every version of every question."""

    def __init__(self, given: Iterable[tuple[str, Answer]]) -> None:
        """Keep of all answers, each with its learner, the earliest to each version."""
        earliest: dict[tuple[str, str, str], Answer] = {}
        for learner, answer in given:
            act = (learner, answer.question, answer.version)
            if act not in earliest or answer.at < earliest[act].at:
                earliest[act] = answer
        self._to: dict[str, list[tuple[str, Answer]]] = defaultdict(list)
        self._scores: dict[str, list[float]] = defaultdict(list)
        for (learner, question, _), answer in sorted(earliest.items()):
            self._to[question].append((learner, answer))
            self._scores[learner].append(answer.score)
        self._sums = {learner: math.fsum(scores) for learner, scores in self._scores.items()}

    @property
    def learners(self) -> int:
        """Return how many people answered anything."""
        return len(self._scores)

    @property
    def count(self) -> int:
        """Return how many first answers there are."""
        return sum(map(len, self._to.values()))

    def to(self, question: Question) -> list[First]:
        """Return the first answers to a question as it is written now."""
        answers = self._to.get(question.id, [])
        own: dict[str, list[float]] = defaultdict(list)
        for learner, answer in answers:
            own[learner].append(answer.score)
        return [
            First(learner, answer, self._rest(learner, own[learner]))
            for learner, answer in answers
            if answer.version == question.version
        ]

    def older(self, question: Question) -> int:
        """Return how many first answers were to an earlier wording of a question."""
        answers = self._to.get(question.id, [])
        return sum(answer.version != question.version for _, answer in answers)

    def _rest(self, learner: str, own: Sequence[float]) -> float | None:
        others = len(self._scores[learner]) - len(own)
        return (self._sums[learner] - math.fsum(own)) / others if others else None


def first_attempts(facts: Iterable[Fact]) -> FirstAttempts:
    """Return the first answers among the facts of many learners, in practice and in exams."""
    by_learner: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_learner[fact.learner].append(fact)
    return FirstAttempts(
        (learner, answer) for learner, own in by_learner.items() for answer in all_answers(own)
    )
