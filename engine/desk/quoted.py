"""Quotes for every listed series at once: fair value, lean, width, and what is permitted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.desk.plan import Desk, Plan
from engine.pricing.black_scholes import FloatArray
from engine.quoting.obligations import permitted_prices
from engine.quoting.quotes import covariance, lean


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
    desk: Desk,
    plan: Plan,
    units: FloatArray,
    marks: dict[str, FloatArray],
    net: FloatArray,
    count: int,
) -> Priced:
    """Return the quotes of the first ``count`` series.

    ``units`` a contract (series,); ``marks`` are figures of one contract (paths, series); ``net``
    the book's delta in shares, gamma per C$1 and vega per 1.00, shape (3, paths).
    """
    unit = {name: column[:, :count] / units[:count] for name, column in marks.items()}
    fair = unit["value"]
    shift, added = _lean(desk, plan, units, unit, net)
    half = plan.quoting.half_width + added
    bid, ask = permitted_prices(
        bid=fair + shift - half, ask=fair + shift + half, obligations=desk.obligations
    )
    gamma = net[1][:, np.newaxis]
    short, long = plan.stop & (gamma < 0), plan.stop & (gamma > 0)
    return Priced(
        bid=bid,
        ask=ask,
        shift=np.asarray(shift),
        bid_away=fair - bid,
        ask_away=ask - fair,
        bids=~np.broadcast_to(long, fair.shape) & (bid > 0),
        offers=~np.broadcast_to(short, fair.shape),
    )


def _lean(
    desk: Desk, plan: Plan, units: FloatArray, unit: dict[str, FloatArray], net: FloatArray
) -> tuple[FloatArray, FloatArray]:
    strength = desk.appetite.risk_aversion * plan.quoting.lean
    if not strength:
        nothing = np.zeros_like(unit["value"])
        return nothing, nothing
    market = desk.market
    of_one = np.stack([unit["delta"], unit["gamma"], unit["vega"] / 100], axis=-1)
    book = np.stack([net[0], net[1], net[2] / 100], axis=-1)[:, np.newaxis, :]
    factors = covariance(desk.appetite, spot=market.spot, volatility=desk.volatility)
    return lean(
        of_one=of_one,
        book=book,
        covariance=factors,
        risk_aversion=strength,
        order=units[: unit["value"].shape[1]] * plan.quoting.size,
    )
