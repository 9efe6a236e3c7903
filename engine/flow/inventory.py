"""What a day's customers leave us with when our prices stand still."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.errors import InvalidInput
from engine.flow._checks import whole
from engine.flow.customers import Customers, arrivals, deals
from engine.flow.paths import TRADING_HOURS


class Fill(NamedTuple):
    """One deal with a customer."""

    hours: float
    """Since the opening; trading lasts ``TRADING_HOURS``."""
    series: int
    """Which series, counted from 0."""
    contracts: int
    """What it adds to our inventory: below zero where the customer bought."""
    distance: float
    """C$ a share that our price was worse than fair for the customer: our edge."""


class Inventory(NamedTuple):
    """One day of customers at fixed prices."""

    fills: tuple[Fill, ...]
    """The deals in the order in which they were made."""
    held: NDArray[np.int64]
    """Net contracts by series after each deal, shape (fills, k)."""
    net: NDArray[np.int64]
    """Net contracts by series at the end, shape (k,)."""
    came: int
    """How many customers came: those who did not deal walked away."""


def inventory(
    customers: Customers,
    *,
    series: ArrayLike,
    half_spread: ArrayLike,
    seed: int,
    steps: int = 39,
    path: int = 0,
) -> Inventory:
    """Let one day's customers meet prices that stay ``half_spread`` C$ a share from fair value.

    ``series`` as in ``arrivals``; ``half_spread`` is one for all series or one for each. These are
    the customers of that path of ``arrivals`` over one day of so many steps and the same seed; they
    come evenly spread over their step. Raises InvalidInput as ``arrivals`` does.
    """
    count = whole("path", path, least=0) + 1
    day = arrivals(customers, series=series, days=1, steps=steps, paths=count, seed=seed)
    side, wanted, contracts, patience = (column[..., -1] for column in day)
    distance = _each(half_spread, _how_many(series))[wanted]
    here = contracts > 0
    dealt = here & deals(patience, distance=distance, decay=customers.decay)
    step, slot = np.nonzero(dealt)
    in_step = (slot + 1) / (here.sum(axis=1)[step] + 1)
    hours = (step + in_step) * TRADING_HOURS / steps
    signed = -(side * contracts)[dealt]
    held = np.zeros((len(signed), _how_many(series)), dtype=np.int64)
    held[np.arange(len(signed)), wanted[dealt]] = signed
    held = held.cumsum(axis=0)
    columns = (hours, wanted[dealt], signed, distance[dealt])
    return Inventory(
        fills=tuple(map(Fill, *(column.tolist() for column in columns))),
        held=held,
        net=held[-1] if len(held) else np.zeros(_how_many(series), dtype=np.int64),
        came=int(here.sum()),
    )


def _how_many(series: ArrayLike) -> int:
    weights = np.asarray(series)
    return int(weights) if weights.ndim == 0 else len(weights)


def _each(half_spread: ArrayLike, count: int) -> NDArray[np.float64]:
    """Return one half-spread for each series."""
    given = np.asarray(half_spread, dtype=np.float64)
    if given.shape not in ((), (1,), (count,)):
        raise InvalidInput(f"half_spread needs one number, or one for each of {count} series")
    return np.broadcast_to(given, (count,))
