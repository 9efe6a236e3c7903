"""Calibration: how often the learner is right when guessing, fairly sure and sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from engine.study.practice import CONFIDENCES, Answer, Confidence, latest

ENOUGH = 5
"""Answers with one confidence below which nothing is said about it."""
_Z = 1.6448536269514722
"""The 95th percentile of the normal distribution: a 90 % interval leaves 5 % on either side."""


@dataclass(frozen=True)
class Calibrated:
    """How often answers given with one confidence were right; a half mark counts half."""

    confidence: Confidence
    count: int
    right: float

    @property
    def enough(self) -> bool:
        """Whether there are answers enough to speak of a share."""
        return self.count >= ENOUGH

    @property
    def share(self) -> float:
        """Return the share that was right, from 0 to 1."""
        return self.right / self.count if self.count else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 90 % interval of the share (Wilson 1927)."""
        return wilson(self.right, self.count)


def calibration(given: Iterable[Answer]) -> tuple[Calibrated, ...]:
    """Return one row a confidence, from guess to sure; answers given with a hint do not count."""
    scores: dict[Confidence, list[float]] = {name: [] for name in CONFIDENCES}
    for answer in given:
        if answer.confidence in scores and not answer.hints:
            scores[answer.confidence].append(answer.score)
    return tuple(Calibrated(name, len(all_), sum(all_)) for name, all_ in scores.items())


def wilson(right: float, count: int) -> tuple[float, float]:
    """Return the 90 % interval of a share, from its score interval.

    >>> low, high = wilson(5, 7)
    >>> round(low, 2), round(high, 2)
    (0.41, 0.9)
    """
    if not count:
        return (0.0, 1.0)
    share, square = right / count, _Z * _Z / count
    centre = (share + square / 2) / (1 + square)
    reach = _Z * sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square)
    return (max(0.0, centre - reach), min(1.0, centre + reach))


Verdict = Literal["too sure", "too modest", "fair", ""]
_SURE_ENOUGH, _GUESSED_WELL = 0.85, 0.6


def verdict(rows: Sequence[Calibrated]) -> Verdict:
    """Return how confidence fits, judged only where the whole interval says so; "" where unknown.

    Too sure: sure answers are right less than 85 % of the time. Too modest: guesses are right more
    than 60 % of the time.
    """
    known = {row.confidence: row.interval for row in rows if row.enough}
    if "sure" in known and known["sure"][1] < _SURE_ENOUGH:
        return "too sure"
    if "guess" in known and known["guess"][0] > _GUESSED_WELL:
        return "too modest"
    return "fair" if "sure" in known else ""


def confident_error(answer: Answer) -> bool:
    """Return whether somebody was sure of an answer and wrong."""
    return answer.confidence == "sure" and answer.score < 0.5


def confident_errors(given: Sequence[Answer]) -> list[Answer]:
    """Return the last answers that were sure and wrong, newest first; a right one mends them."""
    wrong = [answer for answer in latest(given).values() if confident_error(answer)]
    return sorted(wrong, key=lambda answer: -answer.at)
