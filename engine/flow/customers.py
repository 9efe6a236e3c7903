"""Who calls, how often, and whether they deal at our price.

Customers come at random (a Poisson number in every step), lean to one side, and walk away from a
price that is too far from fair: they deal with probability exp(-decay x distance), as in Avellaneda
& Stoikov (2008). How far each one would go is drawn when they come, before anybody quotes: the same
customers meet every way of quoting, and whoever deals at a worse price deals at a better one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.controls import Number, in_range
from engine.errors import InvalidInput
from engine.flow._checks import above_zero, whole
from engine.pricing.black_scholes import FloatArray

Kind = TypeVar("Kind", bound=np.generic)

_STREAM = 2
"""Keeps these draws apart from those that others make of the same seed."""


@dataclass(frozen=True, kw_only=True)
class Customers:
    """Customers and their habits; ``contracts`` is the mean of a geometric order of at least one.

    ``decay`` is how quickly they walk away: of those who would deal at the fair value, one cent a
    share turns 1 - exp(-0.01 x decay) away. Raises InvalidInput out of range.
    """

    a_day: Annotated[float, Number("Customers a day", 0, 2_000, step=10)] = 60.0
    buyers: Annotated[float, Number("Customers who buy", 0, 100, step=5, unit="%", scale=100)] = 0.8
    contracts: Annotated[float, Number("Average order", 1, 1_000_000, unit="contracts")] = 10.0
    decay: Annotated[float, Number("Price sensitivity", 0, 1_000, unit="per C$")] = 30.0

    def __post_init__(self) -> None:
        """Refuse customers that no page could show."""
        in_range(self)


class Arrivals(NamedTuple):
    """Who comes: arrays of shape (steps, slots, paths), a slot for each customer of a step.

    Slots that nobody fills are at the end of their step and hold zeros and a patience of one.
    """

    side: NDArray[np.int64]
    """1 where the customer buys, -1 where the customer sells, 0 for nobody."""
    series: NDArray[np.int64]
    """Which series the customer wants, counted from 0."""
    contracts: NDArray[np.int64]
    """How many contracts, 0 for nobody."""
    patience: FloatArray
    """Uniform from 0 to 1: the customer deals if it is below the probability of a deal."""


def arrivals(
    customers: Customers, *, series: ArrayLike, days: float, steps: int, paths: int, seed: int
) -> Arrivals:
    """Draw the customers of ``days`` calendar days, split evenly into ``steps``.

    ``series`` is how many series there are, or the weight of each, shape (k,). The same seed draws
    the same customers, more paths leave the first ones as they were, and turning the lean of the
    flow or the size of orders changes neither who comes nor when. Raises InvalidInput for weights,
    a time, a count or a seed that cannot be used.
    """
    shape = (whole("paths", paths, least=1), whole("steps", steps, least=1))
    luck = np.random.default_rng([_STREAM, whole("seed", seed, least=0)]).spawn(5)
    each_step = customers.a_day * above_zero("days", days) / shape[1]
    counts = luck[0].poisson(each_step, shape)
    came = int(counts.sum())
    slots = max(int(counts.max()), 1)
    place = _places(counts, slots)
    cells = (shape[1], slots, shape[0])
    side = np.where(luck[1].random(came) < customers.buyers, 1, -1)
    chosen = np.searchsorted(_cumulative(series), luck[2].random(came), side="right")
    orders = _orders(customers.contracts, luck[3].standard_exponential(came))
    return Arrivals(
        side=_laid_out(side, place, cells, nobody=0),
        series=_laid_out(chosen, place, cells, nobody=0),
        contracts=_laid_out(orders, place, cells, nobody=0),
        patience=_laid_out(luck[4].random(came), place, cells, nobody=1),
    )


def deal_probability(*, distance: ArrayLike, decay: ArrayLike) -> FloatArray:
    """Return the chance that a customer deals, exp(-decay x distance) and never above 1.

    ``distance`` is how much worse than fair our price is, in C$ a share: a better one is always
    dealt at. Raises InvalidInput for a distance that is no number or a decay below zero.

    >>> round(float(deal_probability(distance=0.04, decay=30)), 4)
    0.3012
    """
    distances = np.asarray(distance, dtype=np.float64)
    decays = np.asarray(decay, dtype=np.float64)
    if not np.isfinite(distances).all():
        raise InvalidInput("distance must be a finite number; show no size where there is no price")
    if not (np.isfinite(decays).all() and (decays >= 0).all()):
        raise InvalidInput("decay must be a finite number that is not below zero")
    return np.asarray(np.exp(-decays * np.maximum(distances, 0.0)))


def deals(patience: ArrayLike, *, distance: ArrayLike, decay: ArrayLike) -> NDArray[np.bool_]:
    """Return which customers deal at our price; inputs broadcast, as in ``deal_probability``."""
    return np.less(patience, deal_probability(distance=distance, decay=decay))


def _places(counts: NDArray[np.int64], slots: int) -> NDArray[np.intp]:
    """Return where each customer lies in a flat (steps, slots, paths), path by path in time."""
    paths, steps = counts.shape
    of_step = counts.ravel()
    first = np.repeat(np.cumsum(of_step) - of_step, of_step)
    slot = np.arange(len(first)) - first
    path, step = np.divmod(np.repeat(np.arange(paths * steps), of_step), steps)
    return np.asarray((step * slots + slot) * paths + path)


def _laid_out(
    values: NDArray[Kind], place: NDArray[np.intp], cells: tuple[int, int, int], *, nobody: int
) -> NDArray[Kind]:
    laid = np.full(cells, nobody, dtype=values.dtype)
    laid.ravel()[place] = values
    return laid


def _cumulative(series: ArrayLike) -> FloatArray:
    """Return the chance of each series or one before it, the last one exactly 1."""
    weights = np.asarray(series, dtype=np.float64)
    if weights.ndim == 0:
        weights = np.ones(whole("series", weights.item(), least=1))
    if weights.ndim != 1 or not (np.isfinite(weights).all() and (weights >= 0).all()):
        raise InvalidInput("series needs a number of series, or a weight from 0 for each")
    if not weights.sum() > 0:
        raise InvalidInput("no series has any weight: give at least one a weight above zero")
    sums = np.cumsum(weights)
    return np.asarray(sums / sums[-1])


def _orders(mean: float, exponentials: FloatArray) -> NDArray[np.int64]:
    """Return geometric orders of at least one: a larger mean makes none of them smaller."""
    scale = -1 / np.log1p(-1 / mean) if mean > 1 else 0.0
    return np.maximum(np.ceil(exponentials * scale), 1).astype(np.int64)
