"""What came out of an exam: the score, whether it passes, and how each part stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import betaincinv

from engine.study.exams.exam_asked import Item
from engine.study.exams.sitting import Sitting

_LIKELY = 0.90
"""How sure the intervals are."""


@dataclass(frozen=True)
class Tally:
    """Points of some questions: ``points`` of ``count``, half marks included."""

    name: str
    points: float
    count: int

    @property
    def share(self) -> float:
        """Return the share of the points, from 0 to 1."""
        return self.points / self.count if self.count else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return between which shares the skill behind the points lies, nine times in ten."""
        return likely(self.points, self.count)


@dataclass(frozen=True)
class Result:
    """The result of an exam that is over; ``seconds`` is the time used, ``unanswered`` counts."""

    total: Tally
    pass_mark: float
    parts: tuple[Tally, ...]
    objectives: tuple[Tally, ...]
    seconds: float
    unanswered: int

    @property
    def passed(self) -> bool:
        """Whether the pass mark is reached."""
        return reached(self.pass_mark, self.total.points, self.total.count)


def result(stand: Sitting) -> Result:
    """Return the result of an exam; parts in the order of the blueprint, those asked only."""
    items = stand.exam.items
    end = stand.exam.deadline if stand.ended is None else stand.ended
    parts = [(name, [one for one in items if one.part == name]) for name in stand.exam.parts]
    names = sorted({item.question.objective for item in items})
    objectives = [
        (name, [one for one in items if one.question.objective == name]) for name in names
    ]
    return Result(
        total=_tally(stand, "", items),
        pass_mark=stand.exam.pass_mark,
        parts=tuple(_tally(stand, name, asked) for name, asked in parts if asked),
        objectives=tuple(_tally(stand, name, asked) for name, asked in objectives),
        seconds=max(0.0, end - stand.exam.started),
        unanswered=len(items) - len(stand.answered),
    )


def reached(pass_mark: float, points: float, count: int) -> bool:
    """Whether so many points of ``count`` reach a pass mark in percent; the mark itself passes."""
    return 100 * points >= pass_mark * count - 1e-9


def likely(points: float, count: int) -> tuple[float, float]:
    """Return the 90 % interval of a share by Jeffreys' prior, Beta(1/2, 1/2).

    None right reaches down to 0 and all right up to 1. Source: Brown, Cai and DasGupta (2001),
    "Interval Estimation for a Binomial Proportion", Statistical Science 16, section 3.1.

    >>> [round(end, 3) for end in likely(8, 10)]
    [0.548, 0.94]
    >>> likely(0, 0)
    (0.0, 1.0)
    """
    if not count:
        return 0.0, 1.0
    tail = (1 - _LIKELY) / 2
    right, wrong = points + 0.5, count - points + 0.5
    low = 0.0 if points <= 0 else float(betaincinv(right, wrong, tail))
    high = 1.0 if points >= count else float(betaincinv(right, wrong, 1 - tail))
    return low, high


def _tally(stand: Sitting, name: str, items: Sequence[Item]) -> Tally:
    marks = [stand.marks[item.number] for item in items]
    return Tally(name, sum(one.score for one in marks if one is not None), len(items))
