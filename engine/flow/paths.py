"""How the share, the index and implied volatility move: diffusion, gaps and news.

The share follows an exact lognormal diffusion. A gap multiplies it at once by 1 plus a return, at
the end of a step, before anybody can trade. Gaps are not compensated: without a mean they leave the
expected price where it was; with one they move it. News is the company's own, so the index does not
gap; nor does it drift, for its price stands for that of its future. Implied volatility wanders on
its own and rises by so much for every per cent of a gap, whichever way that goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np

from engine.controls import Number, in_range
from engine.errors import InvalidInput
from engine.flow._checks import above_zero, whole
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import DAYS_PER_YEAR

TRADING_HOURS = 6.5
"""Hours that a day shows: 9:30 to 16:00. The night is folded into them: one clock."""
LOWEST_GAP = -0.9
"""A gap leaves at least a tenth of the price, however large its standard deviation."""
_STREAM = 1
"""Keeps these draws apart from those that others make of the same seed."""


@dataclass(frozen=True, kw_only=True)
class World:
    """How the market really moves, which need not be what the options are priced on.

    ``gap_hour`` is the hour of the first day at which news is known to come; 0 is no such news.
    ``gap_chance`` is the chance that a day has news at an hour that nobody knows. The return of a
    gap is ``gap_mean`` plus ``gap_size`` times a standard normal number, or plus or minus
    ``gap_size`` with equal chances if ``gap_shape`` is "two-point". Raises InvalidInput out of
    range.
    """

    spot: Annotated[float, Number("Share price", 0.5, 10_000, step=0.5, unit="C$")] = 80.0
    volatility: Annotated[
        float, Number("Realised volatility", 0, 200, step=0.5, unit="%", scale=100)
    ] = 0.24
    drift: Annotated[float, Number("Drift", -100, 100, unit="% a year", scale=100)] = 0.0
    gap_chance: Annotated[
        float, Number("Chance of unexpected news", 0, 100, unit="% a day", scale=100)
    ] = 0.0
    gap_hour: Annotated[
        float, Number("Known news after (0: none)", 0, TRADING_HOURS, step=0.25, unit="hours")
    ] = 0.0
    gap_size: Annotated[
        float, Number("Size of a gap (s.d.)", 0, 50, step=0.5, unit="%", scale=100)
    ] = 0.08
    gap_mean: Annotated[float, Number("Mean of a gap", -50, 50, step=0.5, unit="%", scale=100)] = (
        0.0
    )
    gap_volatility: Annotated[
        float, Number("Volatility added by a gap", 0, 5, step=0.1, unit="points per 1 %")
    ] = 0.5
    implied_wander: Annotated[
        float,
        Number("Implied volatility moves (s.d.)", 0, 10, step=0.1, unit="points a day", scale=100),
    ] = 0.01
    index: Annotated[float, Number("Index", 5, 100_000, step=5, unit="points")] = 1_420.0
    index_volatility: Annotated[
        float, Number("Index volatility", 0, 200, step=0.1, unit="%", scale=100)
    ] = 0.144
    correlation: Annotated[float, Number("Correlation with the index", -1, 1, step=0.01)] = 0.72
    gap_shape: Literal["normal", "two-point"] = "normal"

    def __post_init__(self) -> None:
        """Refuse a world that no page could show."""
        in_range(self)
        if self.gap_shape not in ("normal", "two-point"):
            raise InvalidInput(f'gap_shape must be "normal" or "two-point", not "{self.gap_shape}"')

    @property
    def beta(self) -> float:
        """Per cent of the share for a per cent of the index; 0 for an index that never moves.

        >>> round(World(volatility=0.22).beta, 2)
        1.1
        """
        if not self.index_volatility:
            return 0.0
        return self.correlation * self.volatility / self.index_volatility


@dataclass(frozen=True, kw_only=True, eq=False)
class Paths:
    """What happened on each path, at the start and at the end of every step."""

    times: FloatArray
    """Years since the start, shape (steps + 1,)."""
    share: FloatArray
    """C$, shape (paths, steps + 1)."""
    before_gap: FloatArray
    """The share at the end of each step before that step's gap, shape (paths, steps)."""
    index: FloatArray
    """Points, shape (paths, steps + 1)."""
    implied_shift: FloatArray
    """What implied volatility has moved by (0.01 = one point), shape (paths, steps + 1)."""


def paths(world: World, *, days: float, steps: int, paths: int, seed: int) -> Paths:
    """Draw how the market may move in ``days`` calendar days, split evenly into ``steps``.

    The same seed draws the same paths; more paths leave the first ones as they were; and turning
    one setting leaves the luck of the others alone. Raises InvalidInput for a time, count or seed
    that cannot be used.

    >>> day = paths(World(volatility=0, implied_wander=0), days=1, steps=3, paths=2, seed=7)
    >>> day.share.tolist()
    [[80.0, 80.0, 80.0, 80.0], [80.0, 80.0, 80.0, 80.0]]
    """
    years = above_zero("days", days) / DAYS_PER_YEAR
    shape = (whole("paths", paths, least=1), whole("steps", steps, least=1))
    luck = np.random.default_rng([_STREAM, whole("seed", seed, least=0)]).spawn(7)
    own, other, implied = (stream.standard_normal(shape) for stream in luck[:3])
    gap = _gap_factors(world, days, shape, luck[3:])
    with_share = world.correlation * own + np.sqrt(1 - world.correlation**2) * other

    def moved(start: float, drift: float, volatility: float, normals: FloatArray) -> FloatArray:
        step = years / shape[1]
        growth = (drift - volatility**2 / 2) * step + volatility * np.sqrt(step) * normals
        return start * np.exp(_summed(growth))

    share = moved(world.spot, world.drift, world.volatility, own)
    share[:, 1:] *= np.cumprod(gap, axis=1)
    wander = world.implied_wander * np.sqrt(days / shape[1]) * implied
    return Paths(
        times=np.linspace(0.0, years, shape[1] + 1),
        share=share,
        before_gap=share[:, 1:] / gap,
        index=moved(world.index, 0.0, world.index_volatility, with_share),
        implied_shift=_summed(wander + world.gap_volatility * np.abs(gap - 1)),
    )


def _gap_factors(
    world: World, days: float, shape: tuple[int, int], luck: list[np.random.Generator]
) -> FloatArray:
    """Return what the gap at the end of each step multiplies the share by, 1 where there is none.

    News falls in the step that it comes in, known news in the one that ends at or after its hour.
    """
    factors, steps_a_day = np.ones(shape), shape[1] / days
    known = int(np.ceil(world.gap_hour / TRADING_HOURS * steps_a_day - 1e-9)) - 1
    if 0 <= known < shape[1]:
        factors[:, known] = _factors(world, luck[0].standard_normal(shape[0]))
    if world.gap_chance:
        draws = (shape[0], int(np.ceil(days)))
        comes = luck[1].random(draws) < world.gap_chance
        step = ((np.arange(draws[1]) + luck[2].random(draws)) * steps_a_day).astype(np.intp)
        # The last day of a time that is no whole number of days may have its news after the end.
        path, day = np.nonzero(comes & (step < shape[1]))
        found = _factors(world, luck[3].standard_normal(draws)[path, day])
        np.multiply.at(factors, (path, step[path, day]), found)
    return factors


def _factors(world: World, normals: FloatArray) -> FloatArray:
    sizes = np.sign(normals) if world.gap_shape == "two-point" else normals
    return 1 + np.maximum(world.gap_mean + world.gap_size * sizes, LOWEST_GAP)


def _summed(changes: FloatArray) -> FloatArray:
    """Return the running sum along each path, beginning at zero."""
    sums = np.zeros((changes.shape[0], changes.shape[1] + 1))
    np.cumsum(changes, axis=1, out=sums[:, 1:])
    return sums
