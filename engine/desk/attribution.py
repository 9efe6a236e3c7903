"""Where the profit and loss went: every cent has a name, and the names sum to the total."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.desk._one_plan import Played
from engine.desk.board import Board, class_prices
from engine.desk.plan import Desk
from engine.flow.paths import Paths
from engine.pricing.black_scholes import FloatArray
from engine.pricing.claims import value

Moments = tuple[NDArray[np.intp], ...]
"""Steps and paths of single moments, each of shape (moments,)."""


class Attribution(NamedTuple):
    """Parts of the profit in C$, each of shape (paths,), rounded to the cent.

    ``gap`` is the whole result of the moments when the price jumped; ``basis`` is what the related
    product did differently from the class; ``unexplained`` is what the Greeks of each step's start
    did not foresee. The parts sum to ``total`` to the cent.
    """

    spread: FloatArray
    delta: FloatArray
    gamma: FloatArray
    theta: FloatArray
    vega: FloatArray
    basis: FloatArray
    gap: FloatArray
    hedge_cost: FloatArray
    financing: FloatArray
    unexplained: FloatArray
    total: FloatArray


def attribute(desk: Desk, world: Paths, board: Board, played: Played) -> Attribution:
    """Return the parts of one plan's profit on every path of ``world``."""
    parts = _moves(desk, world, board, played)
    parts["spread"] = played.spread.sum(axis=0)
    parts["hedge_cost"] = -played.cost.sum(axis=0)
    parts["financing"] = played.financing.sum(axis=0)
    cents = {name: np.round(amount * 100) for name, amount in parts.items()}
    total = np.round(played.profit * 100)
    cents["unexplained"] = total - sum(cents.values())
    # Plus zero turns a minus zero into nothing.
    return Attribution(
        **{name: whole / 100 + 0.0 for name, whole in cents.items()}, total=total / 100
    )


def running(desk: Desk, world: Paths, board: Board, played: Played) -> FloatArray:
    """Return the profit so far in C$ at every step's end on the first path, shape (steps + 1,)."""
    prices = class_prices(desk, world)[0][:, 0]
    values = board.marks["value"][:, 0]
    contracts, held = played.contracts[:, 0], played.held[:, 0]
    moved = np.einsum("ts,ts->t", contracts, np.diff(values, axis=0)) + held * np.diff(prices)
    proxy = played.proxy * np.diff(world.index[0])
    other = played.spread[:, 0] - played.cost[:, 0] + played.financing[:, 0]
    return np.concatenate([[0.0], np.cumsum(moved + proxy + other)])


def _moves(desk: Desk, world: Paths, board: Board, played: Played) -> dict[str, FloatArray]:
    """Return what price, volatility and time did, step by step, summed over the steps."""
    prices, before_gap = class_prices(desk, world)
    step = before_gap - prices[:-1]
    years = np.diff(world.times)[:, np.newaxis]
    net = {
        name: np.einsum("tps,tps->tp", played.contracts, board.marks[name][:-1])
        for name in ("delta", "gamma", "vega", "theta")
    }
    proxy, basis = _proxy(desk, world, played, step)
    jumped = _points_jumped(desk, before_gap, prices[1:])
    parts = {
        "delta": (net["delta"] + played.held) * step + proxy,
        "gamma": net["gamma"] * step**2 / 2,
        "theta": net["theta"] * years,
        "vega": net["vega"] * (np.diff(world.implied_shift.T, axis=0) - jumped),
        "basis": basis,
        "gap": _gaps(desk, world, board, played, jumped),
    }
    return {name: part.sum(axis=0) for name, part in parts.items()}


def _proxy(
    desk: Desk, world: Paths, played: Played, step: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Split the related product's result into what the class would have done, and the rest.

    What it makes beyond the class's own return on what it stands for is basis.
    """
    index, spot = world.index.T, class_prices(desk, world)[0][:-1]
    made = played.proxy * np.diff(index, axis=0)
    like_the_class = desk.stands_for(played.proxy * index[:-1]) * step / spot
    return like_the_class, made - like_the_class


def _points_jumped(desk: Desk, before: FloatArray, after: FloatArray) -> FloatArray:
    """Return what each step's gap added to implied volatility (0.01 is a point)."""
    return desk.world.gap_volatility * np.abs(after / before - 1)


def _gaps(desk: Desk, world: Paths, board: Board, played: Played, jumped: FloatArray) -> FloatArray:
    """Return what each gap did, by full revaluation of the moment in which it came."""
    prices, before = class_prices(desk, world)
    after, shift = prices[1:], world.implied_shift.T[1:]
    result = np.zeros_like(before)
    at = np.nonzero(before != after)
    if at[0].size:
        options = _values(desk, world, board, at, after[at], shift[at])
        options -= _values(desk, world, board, at, before[at], shift[at] - jumped[at])
        result[at] = np.einsum("gs,gs->g", played.contracts[at], options)
        result[at] += played.held[at] * (after[at] - before[at])
    return result


def _values(
    desk: Desk, world: Paths, board: Board, at: Moments, spot: FloatArray, shift: FloatArray
) -> FloatArray:
    """Return what one contract of each series is worth then, shape (moments, series)."""
    return value(
        board.claims,
        spot=spot,
        rate=desk.market.rate,
        dividend_yield=desk.market.dividend_yield,
        volatility_shift=shift,
        years_passed=world.times[at[0] + 1],
    )
