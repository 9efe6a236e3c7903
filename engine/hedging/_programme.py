"""The integer programme behind a hedge in whole contracts: least cost within limits on net risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from engine.pricing.black_scholes import FloatArray

_GAP = 1e-5
"""Fraction of the cost within which an answer counts as the cheapest."""
_NEAR = 50
"""Contracts to either side of the answer in fractions among which to look for whole ones."""
_TIME_RAN_OUT = 1
"""The status with which scipy's ``milp`` says so."""


class Answer(NamedTuple):
    """Whole trades, or None without any; how far they may be from the cheapest if time ran out."""

    counts: FloatArray | None
    gap: float
    timed_out: bool


@dataclass(frozen=True, kw_only=True)
class Programme:
    """``start + effect @ counts`` shall lie within ``limits`` either side of zero.

    ``effect`` has shape (risks, m), ``start`` and ``limits`` (risks,), ``cost`` and ``depth`` (m,);
    a limit or a depth may be infinite. Each answer takes at most ``seconds``.
    """

    effect: FloatArray
    start: FloatArray
    limits: FloatArray
    cost: FloatArray
    depth: FloatArray
    seconds: float

    def cheapest(self) -> Answer:
        """Return the whole numbers that cost least; where trading is free, the fewest.

        If time runs out first, the best found, or the best near to the answer in fractions.
        """
        cost = np.maximum(self.cost, 1e-9 * max(float(self.cost.max()), 1.0))
        answer = self._solve(cost)
        if answer.counts is None and answer.timed_out:
            return self.within(self.seconds / 2)._near_the_fractions(cost)
        return answer

    def least(self, risks: Sequence[int]) -> FloatArray | None:
        """Return what is left of every risk when the limits on these give way as little as can be.

        None where the limits on the others cannot be met either.
        """
        counts = self._solve(np.zeros_like(self.cost), elastic=risks).counts
        return None if counts is None else np.abs(self.start + self.effect @ counts)

    def without_depth(self) -> Programme:
        """Return the programme with as many contracts of everything as it takes."""
        return replace(self, depth=np.full_like(self.depth, np.inf))

    def within(self, seconds: float) -> Programme:
        """Return the programme with another time for each answer."""
        return replace(self, seconds=seconds)

    def _near_the_fractions(self, cost: FloatArray) -> Answer:
        fractions = self._solve(cost, whole=False).counts
        if fractions is None:
            return Answer(None, 0.0, True)
        both = np.concatenate([fractions, -fractions])
        upper = np.maximum(np.ceil(both), 0.0) + _NEAR
        lower = np.maximum(np.floor(both) - _NEAR, 0.0)
        upper = np.minimum(upper, np.concatenate([self.depth, self.depth]))
        counts = self._solve(cost, box=(lower, upper)).counts
        if counts is None:
            return Answer(None, 0.0, True)
        least, found = float(cost @ np.abs(fractions)), float(cost @ np.abs(counts))
        return Answer(counts, 1 - least / found if found > 0 else 0.0, True)

    def _solve(
        self,
        cost: FloatArray,
        *,
        elastic: Sequence[int] = (),
        whole: bool = True,
        box: tuple[FloatArray, FloatArray] | None = None,
    ) -> Answer:
        """Minimise over what is bought, what is sold and by how much elastic limits give way."""
        scale = np.abs(self.effect).max(axis=1)
        scale = np.where(scale > 0, scale, 1.0)
        effect, start, room = self.effect / scale[:, None], self.start / scale, self.limits / scale
        give = np.eye(len(start))[:, list(elastic)]
        lower, upper = box or (np.zeros(2 * len(cost)), np.concatenate([self.depth, self.depth]))
        found = milp(
            np.concatenate([cost, cost, np.ones(len(elastic))]),
            integrality=np.repeat([int(whole), 0], [2 * len(cost), len(elastic)]),
            bounds=Bounds(np.append(lower, 0 * give[0]), np.append(upper, np.inf + give[0])),
            constraints=[
                LinearConstraint(np.hstack([effect, -effect, -give]), -np.inf, room - start),
                LinearConstraint(np.hstack([effect, -effect, give]), -room - start, np.inf),
            ],
            options={"time_limit": self.seconds, "mip_rel_gap": _GAP},
        )
        timed_out = found.status == _TIME_RAN_OUT
        if found.x is None:
            return Answer(None, 0.0, timed_out)
        bought, sold = found.x[: 2 * len(cost)].reshape(2, -1)
        counts = np.round(bought - sold) if whole else bought - sold
        return Answer(counts, float(found.mip_gap or 0.0), timed_out)
