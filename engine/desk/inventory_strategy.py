"""Does leaning on inventory pay? The experiment of Avellaneda & Stoikov (2008), section 3.3.

Two market makers meet the same price and the same luck. One quotes about the reservation price; the
other shows the same average spread about the mid. The first gives up a little profit for much less
risk. "High-frequency trading in a limit order book", Quantitative Finance 8 (2008) 217-224, tables
1 to 3: 1,000 paths for each risk aversion.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.controls import Number, in_range
from engine.errors import InvalidInput
from engine.pricing.black_scholes import FloatArray
from engine.quoting.quotes import optimal_spread, reservation_price


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """One trading period of length ``time``, in steps; the defaults are the paper's table 1.

    The mid moves up or down by volatility x root of a step; either side is dealt on, one unit, with
    probability arrivals x exp(-decay x distance from mid) x step. Raises InvalidInput out of range.
    """

    risk_aversion: Annotated[float, Number("Risk aversion", 0, 10, step=0.01, unit="per C$")] = 0.1
    volatility: Annotated[float, Number("Volatility", 0, 20, step=0.1, unit="C$ a period")] = 2.0
    decay: Annotated[float, Number("Price sensitivity", 0.1, 20, step=0.1, unit="per C$")] = 1.5
    arrivals: Annotated[float, Number("Customers a side at mid", 0, 1_000, unit="a period")] = 140.0
    mid: Annotated[float, Number("Mid price", 1, 10_000, unit="C$")] = 100.0
    time: Annotated[float, Number("Periods", 0.1, 10, step=0.1)] = 1.0
    steps: Annotated[float, Number("Steps", 1, 2_000)] = 200.0

    def __post_init__(self) -> None:
        """Refuse an experiment that no page could show."""
        in_range(self)


class Result(NamedTuple):
    """How one strategy ended on each path: three arrays of shape (paths,)."""

    profit: FloatArray
    """C$: cash plus inventory at the last mid."""
    final_inventory: FloatArray
    """Units."""
    spread: FloatArray
    """C$ from bid to ask, the average over the period."""


class Comparison(NamedTuple):
    """Two strategies on the same prices and the same luck."""

    inventory: Result
    """Quotes lean about the reservation price."""
    symmetric: Result
    """Quotes stand about the mid, as wide as the other's on average over the period."""


def play(experiment: Experiment, *, paths: int, seed: int) -> Comparison:
    """Play both strategies; more paths leave the first ones as they were.

    Raises InvalidInput for a number of paths or a seed that cannot be used.
    """
    whole = float(paths).is_integer() and float(seed).is_integer()
    if not (whole and paths >= 1 and seed >= 0):
        raise InvalidInput("paths must be a whole number from 1, seed one from 0")
    steps = int(experiment.steps)
    up, buyers, sellers = (
        np.ascontiguousarray(stream.random((paths, steps)).T)
        for stream in np.random.default_rng(seed).spawn(3)
    )
    jump = experiment.volatility * np.sqrt(experiment.time / steps)
    moves = np.where(up < 0.5, -jump, jump)
    mids = experiment.mid + np.vstack([np.zeros(paths), np.cumsum(moves, axis=0)])
    left = experiment.time * (1 - np.arange(steps) / steps)
    narrowing = _spread(experiment, left)
    steady = np.full_like(narrowing, _average_spread(experiment))
    averse = experiment.risk_aversion
    return Comparison(
        inventory=_played(experiment, averse, narrowing, left, mids, buyers, sellers),
        symmetric=_played(experiment, 0.0, steady, left, mids, buyers, sellers),
    )


def _played(
    experiment: Experiment,
    leaning: float,
    spreads: FloatArray,
    left: FloatArray,
    mids: FloatArray,
    buyers: FloatArray,
    sellers: FloatArray,
) -> Result:
    """Trade through every step, leaning with a risk aversion of ``leaning``.

    ``spreads`` and the time ``left`` are of shape (steps,), luck (steps, paths), mids one longer.
    """
    inventory, cash = np.zeros(mids.shape[1]), np.zeros(mids.shape[1])
    for step, spread in enumerate(spreads):
        middle = reservation_price(
            mid=mids[step],
            inventory=inventory,
            risk_aversion=leaning,
            volatility=experiment.volatility,
            time_left=left[step],
        )
        bid, ask = middle - spread / 2, middle + spread / 2
        sold = buyers[step] < _chance(experiment, ask - mids[step])
        bought = sellers[step] < _chance(experiment, mids[step] - bid)
        cash += ask * sold - bid * bought
        inventory = inventory + bought - sold
    return Result(
        profit=cash + inventory * mids[-1],
        final_inventory=inventory,
        spread=np.full_like(cash, _average_spread(experiment)),
    )


def _chance(experiment: Experiment, distance: FloatArray) -> FloatArray:
    """Return the chance of a deal in a step; far beyond mid it is certain long before e^50."""
    fading = np.exp(np.minimum(-experiment.decay * distance, 50.0))
    return np.asarray(experiment.arrivals * experiment.time / experiment.steps * fading)


def _spread(experiment: Experiment, time_left: ArrayLike) -> FloatArray:
    return optimal_spread(
        risk_aversion=experiment.risk_aversion,
        volatility=experiment.volatility,
        time_left=time_left,
        decay=experiment.decay,
    )


def _average_spread(experiment: Experiment) -> FloatArray:
    """Return the average over the period: the spread narrows evenly, so it is that of half time."""
    return _spread(experiment, experiment.time / 2)
