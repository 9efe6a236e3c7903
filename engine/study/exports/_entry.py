"""One question as it leaves: what every format needs of it, with the numbers of one variant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from engine.study.numbers import quantities
from engine.study.questions import Question
from engine.study.shown import Shown, shown, traps_of


class Number(NamedTuple):
    """A number that somebody may type, how far off it may be, and what is said to it."""

    value: float
    tolerance: float
    why: str
    right: bool


@dataclass(frozen=True)
class Entry:
    """A question and the attempt that is exported."""

    question: Question
    shown: Shown

    @property
    def id(self) -> str:
        """Return our id, which stays when the text is edited."""
        return self.question.id

    @property
    def category(self) -> tuple[str, str]:
        """Return the objective and the topic, from the wider to the narrower."""
        return self.question.objective, self.question.topic

    @property
    def tags(self) -> tuple[str, ...]:
        """Return its objective, its level and the tags that the author gave, each once."""
        question = self.question
        return tuple(dict.fromkeys((question.objective, question.level, *question.tags)))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Return the right number and the traps that are not it, the right one first."""
        if self.question.kind != "number":
            return ()
        found = [self._number(self.shown.value, self.shown.why, right=True)]
        for _, value, why in traps_of(self.shown):
            trap = self._number(value, why, right=False)
            if all(abs(trap.value - other.value) > other.tolerance for other in found):
                found.append(trap)
        return tuple(found)

    def _number(self, value: float, why: str, *, right: bool) -> Number:
        key = self.question.key
        absolute = key.off == "absolute"
        tolerance = key.tolerance if absolute else _rounded(float(key.allowed(value)), 4)
        return Number(_rounded(value, 12), tolerance, why, right)

    @property
    def units(self) -> tuple[str, ...]:
        """Return the unit of the right number and the words that mean the same."""
        if self.question.kind != "number" or not (unit := self.question.key.unit):
            return ()
        return tuple(dict.fromkeys((unit, *quantities.UNITS.get(unit, ()))))

    @property
    def places(self) -> tuple[int, ...]:
        """Return where each step shown belongs, from 1; equal steps take their places in turn."""
        left = list(enumerate(self.shown.right_order, start=1))
        found = []
        for step in self.shown.steps:
            place = next(pair for pair in left if pair[1] == step)
            left.remove(place)
            found.append(place[0])
        return tuple(found)


def _rounded(value: float, digits: int) -> float:
    """Return a number without the noise of its computation."""
    return float(f"{value:.{digits}g}")


def entries(questions: Sequence[Question], seed: str) -> list[Entry]:
    """Return the questions as the attempt with this seed shows them."""
    return [Entry(question, shown(question, seed)) for question in questions]
