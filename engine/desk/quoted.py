"""Quotes for every listed series at once: fair value, lean, width, and what is permitted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.desk.plan import Desk, Plan
from engine.pricing.black_scholes import FloatArray
from engine.quoting.obligations import permitted_prices
from engine.quoting.quotes import Lean, covariance, lean

FIGURES = ("value", "delta", "gamma", "vega")
"""What of each series a quote is made from."""
_FARTHEST = 500_000.0
"""C$ a unit: no lean moves a quote farther, and what is worth more is not quoted."""


class Priced(NamedTuple):
    """Quotes of the listed series, each of shape (paths, series), in C$ a unit."""

    bid: FloatArray
    ask: FloatArray
    shift: FloatArray
    """How far both quotes are moved by the inventory."""
    bid_away: FloatArray
    """How far the bid lies below fair value."""
    ask_away: FloatArray
    """How far the ask lies above fair value."""
    bids: NDArray[np.bool_]
    """Where a bid is shown."""
    offers: NDArray[np.bool_]
    """Where an offer is shown."""


def quoted(
    desk: Desk, plan: Plan, *, units: FloatArray, marks: dict[str, FloatArray], net: FloatArray
) -> Priced:
    """Return the quotes of the listed series.

    ``units`` of the underlying a contract (series,); ``marks`` are the ``FIGURES`` of one contract
    (paths, series) in natural units; ``net`` the book's delta in units of the underlying, gamma per
    C$1 and vega per 1.00, shape (3, paths).
    """
    unit = {name: marks[name] / units for name in FIGURES}
    fair = unit["value"]
    moved = _lean(desk, plan, units, unit, net)
    middle = np.clip(fair + moved.shift, -_FARTHEST, _FARTHEST)
    half = np.minimum(plan.quoting.half_width + moved.half_width_added, _FARTHEST)
    bid, ask = permitted_prices(bid=middle - half, ask=middle + half, obligations=desk.obligations)
    gamma, priceable = net[1][:, np.newaxis], fair < _FARTHEST
    return Priced(
        bid=bid,
        ask=ask,
        shift=moved.shift,
        bid_away=fair - bid,
        ask_away=ask - fair,
        bids=priceable & ~(plan.stop & (gamma > 0)) & (bid > 0),
        offers=priceable & ~(plan.stop & (gamma < 0)),
    )


def size_shown(desk: Desk, plan: Plan) -> float:
    """Return the whole contracts that each customer may deal: what is wanted, and permitted.

    >>> from engine.desk.plan import Quoting
    >>> size_shown(Desk(), Plan(label="one lot", quoting=Quoting(size=1)))
    10.0
    """
    return float(np.floor(max(plan.quoting.size, desk.obligations.least_size)))


def _lean(
    desk: Desk, plan: Plan, units: FloatArray, unit: dict[str, FloatArray], net: FloatArray
) -> Lean:
    """Return how inventory moves the quotes and widens them, C$ a unit; vega goes by the point."""
    strength = desk.appetite.risk_aversion * plan.quoting.lean
    if not strength:
        nothing = np.zeros_like(unit["value"])
        return Lean(nothing, nothing)
    of_one = np.stack([unit["delta"], unit["gamma"], unit["vega"] / 100], axis=-1)
    book = np.stack([net[0], net[1], net[2] / 100], axis=-1)[:, np.newaxis, :]
    factors = covariance(desk.appetite, spot=desk.market.spot, volatility=desk.volatility)
    return lean(
        of_one=of_one,
        book=book,
        covariance=factors,
        risk_aversion=strength,
        order=units * size_shown(desk, plan),
    )
