"""Readiness: the chance of passing an exam, from the answers so far, or plainly none yet.

A hierarchical Beta-binomial model. What a learner knows on the whole is mu ~ Beta(4, 2.5); the
chance of a right answer on part k is pi_k | mu ~ Beta(10 mu, 10 (1 - mu)). The score of the exam
is the sum of Beta-binomials, one a part, mixed over the posterior of mu.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import numpy.typing as npt
from scipy.special import betaln, gammaln

from engine.study.exams.apportion import shares
from engine.study.exams.blueprints import Blueprint
from engine.study.standing.evidence import Evidence

Array = npt.NDArray[np.float64]

ENOUGH = 8
"""Different questions that must have been answered before a figure is told."""
HEAVY = 0.15
"""The weight from which a part must have been seen before a figure is told."""
CONCENTRATION = 10.0
"""How closely the parts follow what the learner knows on the whole."""
GRID: Array = (np.arange(40) + 0.5) / 40
"""The values of mu, shape (40,)."""
_LOG_PRIOR: Array = 3.0 * np.log(GRID) + 1.5 * np.log1p(-GRID)


@dataclass(frozen=True)
class NotYet:
    """Why there is no figure: how many more answers, and on which parts first.

    ``unasked`` names parts that matter and on which there is no question at all.
    """

    more: int
    parts: tuple[str, ...]
    unasked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Readiness:
    """The whole distribution of the exam's score: ``scores[n]`` is the chance of n right."""

    scores: Array
    needed: int

    @property
    def questions(self) -> int:
        """Return how many questions the exam has."""
        return len(self.scores) - 1

    @property
    def chance(self) -> float:
        """Return the chance of reaching the pass mark, from 0 to 1."""
        return float(self.scores[self.needed :].sum())

    @property
    def expected(self) -> float:
        """Return the expected score as a share of the questions."""
        return float(self.scores @ np.arange(len(self.scores))) / self.questions

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 90 % interval of the score as shares of the questions."""
        sums = np.cumsum(self.scores)
        low, high = (int(np.searchsorted(sums, level)) for level in (0.05, 0.95))
        return low / self.questions, min(high, self.questions) / self.questions


def readiness(blueprint: Blueprint, parts: Sequence[Evidence]) -> Readiness | NotYet:
    """Return how ready somebody is for an exam, or what is missing for a figure."""
    return not_yet(parts) or Readiness(
        score_distribution(parts, shares([one.weight for one in parts], blueprint.questions)),
        needed=ceil(blueprint.pass_mark * blueprint.questions / 100 - 1e-9),
    )


def not_yet(parts: Sequence[Evidence]) -> NotYet | None:
    """Return what is missing for a figure, or None where there are answers enough."""
    heavy = [one for one in parts if one.weight >= HEAVY - 1e-9 and not one.seen]
    unasked = tuple(one.part.name for one in heavy if not one.pool)
    unseen = [one for one in heavy if one.pool]
    more = max(ENOUGH - sum(one.seen for one in parts), len(unseen))
    if more <= 0 and not unasked:
        return None
    first = (unseen or _least_seen(parts)) if more > 0 else []
    return NotYet(max(more, 0), tuple(one.part.name for one in first), unasked)


def _least_seen(parts: Sequence[Evidence]) -> list[Evidence]:
    """Return the part with the fewest answers for its weight, where one is left to ask."""
    left = [one for one in parts if one.pool > one.seen] or [one for one in parts if one.pool]
    return sorted(left, key=lambda one: one.seen / one.weight)[:1]


def posterior(parts: Sequence[Evidence]) -> Array:
    """Return the weight of each mu of the grid after the answers, shape (40,), summing to one."""
    logs = _LOG_PRIOR.copy()
    for one in parts:
        a, b = before()
        logs += betaln(a + one.right, b + one.wrong) - betaln(a, b)
    raised = np.exp(logs - logs.max())
    return np.asarray(raised / raised.sum())


def before() -> tuple[Array, Array]:
    """Return the Beta parameters of a part at each mu before any answer, two of shape (40,)."""
    return CONCENTRATION * GRID, CONCENTRATION * (1 - GRID)


def after(one: Evidence) -> tuple[Array, Array]:
    """Return the Beta parameters of a part at each mu after its answers, two of shape (40,)."""
    a, b = before()
    return a + one.right, b + one.wrong


def score_distribution(parts: Sequence[Evidence], counts: Sequence[int]) -> Array:
    """Return the chance of each number of right answers, shape (questions + 1,), summing to one.

    The parts are independent once mu is known: their sums are products of Fourier transforms.
    """
    size = sum(counts) + 1
    product = np.ones((len(GRID), size // 2 + 1), dtype=complex)
    for one, count in zip(parts, counts, strict=True):
        product *= np.fft.rfft(_beta_binomial(*after(one), count), n=size, axis=1)
    mixed = posterior(parts) @ np.fft.irfft(product, n=size, axis=1)
    clipped = np.clip(mixed, 0.0, None)
    return np.asarray(clipped / clipped.sum())


def _beta_binomial(a: Array, b: Array, count: int) -> Array:
    """Return the chance of 0 to ``count`` right for each pair of a and b: shape (40, count + 1)."""
    right = np.arange(count + 1.0)
    ways = gammaln(count + 1) - gammaln(right + 1) - gammaln(count - right + 1)
    logs = betaln(a[:, None] + right, b[:, None] + count - right) - betaln(a, b)[:, None]
    return np.asarray(np.exp(ways + logs))
