"""Mastery: what can be said about each part of an exam, in one word and with an interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import betainc, betaln

from engine.study.standing.evidence import Evidence
from engine.study.standing.readiness import Array, after, posterior

Word = Literal["not begun", "learning", "familiar", "solid", "mastered"]
WORDS: tuple[Word, ...] = ("not begun", "learning", "familiar", "solid", "mastered")

KNOWN = 0.7
"""The chance of a right answer from which a part counts as known."""
_STEPS: tuple[tuple[float, Word], ...] = ((0.5, "learning"), (0.8, "familiar"), (0.95, "solid"))
_CELLS: Array = (np.arange(200) + 0.5) / 200


@dataclass(frozen=True)
class Mastery:
    """Where a learner stands on one part: the chance of a right answer, and its 90 % interval.

    ``known`` is the chance that it is 70 % or more; ``room`` what the part could still add to the
    exam's score, as a share of all of it.
    """

    evidence: Evidence
    mean: float
    low: float
    high: float
    known: float

    @property
    def name(self) -> str:
        """Return the part's name."""
        return self.evidence.part.name

    @property
    def word(self) -> Word:
        """Return it in a word; nothing is mastered before it was right among other parts."""
        if not self.evidence.seen:
            return "not begun"
        word = next((word for limit, word in _STEPS if self.known < limit), None)
        return word or ("mastered" if self.evidence.mixed else "solid")

    @property
    def room(self) -> float:
        """Return what this part could still add to the exam's score, from 0 to its weight."""
        return self.evidence.weight * (1 - self.mean)


def mastery(parts: Sequence[Evidence]) -> tuple[Mastery, ...]:
    """Return where a learner stands on each part of an exam, in the parts' order."""
    weights = posterior(parts)
    return tuple(_mastery(one, weights) for one in parts)


def _mastery(one: Evidence, weights: Array) -> Mastery:
    a, b = after(one)
    low, high = _interval(a, b, weights)
    return Mastery(
        evidence=one,
        mean=float(weights @ (a / (a + b))),
        low=low,
        high=high,
        known=float(weights @ (1 - betainc(a, b, KNOWN))),
    )


def _interval(a: Array, b: Array, weights: Array) -> tuple[float, float]:
    """Return the 5th and 95th percentile of Betas mixed with these weights, to half a percent."""
    logs = np.outer(a - 1, np.log(_CELLS)) + np.outer(b - 1, np.log1p(-_CELLS))
    sums = np.cumsum(weights @ np.exp(logs - betaln(a, b)[:, None]))
    low, high = np.searchsorted(sums / sums[-1], (0.05, 0.95))
    return float(_CELLS[low]), float(_CELLS[high])


def most_to_gain(standing: Sequence[Mastery]) -> Mastery | None:
    """Return the part with most to gain: its weight × what is left to learn of it."""
    askable = [one for one in standing if one.evidence.pool]
    return max(askable, key=lambda one: one.room, default=None)
