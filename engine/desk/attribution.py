"""Where the profit and loss went: every cent has a name, and the names sum to the total."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.desk.day import Board, Played, class_prices
from engine.desk.plan import Desk
from engine.flow.paths import Paths
from engine.pricing.black_scholes import FloatArray
from engine.pricing.claims import value


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
    unexplained = total - sum(cents.values())
    shown = {name: amount / 100 for name, amount in cents.items()}
    return Attribution(**shown, unexplained=unexplained / 100, total=total / 100)


def running(desk: Desk, world: Paths, board: Board, played: Played) -> FloatArray:
    """Return the profit so far at every step's end on the first path, shape (steps + 1,)."""
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
    spot, step = prices[:-1], before_gap - prices[:-1]
    years = np.diff(world.times)[:, np.newaxis]
    net = {
        name: np.einsum("tps,tps->tp", played.contracts, board.marks[name][:-1])
        for name in ("delta", "gamma", "vega", "theta")
    }
    proxy, basis = _proxy(desk, world, played, spot, step)
    gap, calm_volatility = _gaps(desk, world, board, played, before_gap, prices[1:])
    parts = {
        "delta": (net["delta"] + played.held) * step + proxy,
        "gamma": net["gamma"] * step**2 / 2,
        "theta": net["theta"] * years,
        "vega": net["vega"] * calm_volatility,
        "basis": basis,
        "gap": gap,
    }
    return {name: part.sum(axis=0) for name, part in parts.items()}


def _proxy(
    desk: Desk, world: Paths, played: Played, spot: FloatArray, step: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Split the related product's result into what the class would have done, and the rest.

    Units of the index stand for ``dollars / beta`` worth of the class; what they make beyond the
    class's own return on that is basis.
    """
    made = played.proxy * np.diff(world.index.T, axis=0)
    if not played.proxy or not desk.world.beta:
        return np.zeros_like(step), made
    stands_for = played.proxy * world.index.T[:-1] / desk.world.beta
    like_the_class = stands_for * step / spot
    return like_the_class, made - like_the_class


def _gaps(
    desk: Desk,
    world: Paths,
    board: Board,
    played: Played,
    before: FloatArray,
    after: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Return what each gap did, by full revaluation, and the volatility moves without gaps."""
    jumped = desk.world.gap_volatility * np.abs(after / before - 1)
    shift = world.implied_shift.T
    calm = np.diff(shift, axis=0) - jumped
    result = np.zeros_like(before)
    at = np.nonzero(before != after)
    if at[0].size:
        steps, rows = at
        market = desk.market
        values = [
            value(
                board.claims,
                spot=spots[at],
                rate=market.rate,
                dividend_yield=market.dividend_yield,
                volatility_shift=shifts,
                years_passed=world.times[steps + 1],
            )
            for spots, shifts in (
                (before, shift[steps + 1, rows] - jumped[at]),
                (after, shift[steps + 1, rows]),
            )
        ]
        options = np.einsum("gs,gs->g", played.contracts[at], values[1] - values[0])
        result[at] = options + played.held[at] * (after[at] - before[at])
    return result, calm
