"""What a hedge costs to trade: a little for every share, option and future, both ways alike."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from engine.controls import Number
from engine.errors import InvalidInput
from engine.exposure.book import Position
from engine.instruments import Instrument, claims
from engine.pricing import claims as pricing
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import Market


@dataclass(frozen=True, kw_only=True)
class Costs:
    """One-way costs of a trade, spread and fees together. Raises InvalidInput below zero."""

    per_share: Annotated[float, Number("A share", 0, 1, step=0.001, unit="C$")] = 0.012
    proportional: Annotated[
        float, Number("Of the shares' value", 0, 200, step=0.5, unit="bp", scale=10_000)
    ] = 0.0
    per_contract: Annotated[float, Number("An option contract", 0, 100, step=0.25, unit="C$")] = 1.0
    of_premium: Annotated[
        float, Number("Of the option's premium", 0, 50, step=0.1, unit="%", scale=100)
    ] = 0.01
    per_future: Annotated[float, Number("A future", 0, 200, step=0.5, unit="C$")] = 5.0

    def __post_init__(self) -> None:
        """Refuse a cost that would pay for trading."""
        for name, value in vars(self).items():
            if not (math.isfinite(value) and value >= 0):
                raise InvalidInput(f"{name} must be zero or above, not {value:g}")


FREE = Costs(per_share=0, proportional=0, per_contract=0, of_premium=0, per_future=0)
"""A market without friction."""


class Rate(NamedTuple):
    """What one unit of the underlying costs to trade: C$ plus a fraction of its price."""

    fixed: float
    fraction: float

    def one_way(self, spot: FloatArray) -> FloatArray:
        """Return the cost as a fraction of the value traded at ``spot``."""
        return self.fraction + self.fixed / spot


def is_future(instrument: Instrument) -> bool:
    """Tell a future (whole contracts, a fee each) from shares and fund units (board lots)."""
    linear = instrument.payoff == "linear"
    return linear and instrument.underlying == "index" and instrument.units >= 1


def unit_rate(instrument: Instrument, costs: Costs) -> Rate:
    """Return what a unit of the underlying costs when it is traded as this linear instrument.

    Ten futures cost the same however the index stands, ten thousand shares may not:

    >>> from engine.instruments.index_future import IndexFuture
    >>> unit_rate(IndexFuture(), Costs())
    Rate(fixed=0.025, fraction=0.0)
    """
    if instrument.payoff != "linear":
        raise InvalidInput(f"{instrument.label} is an option: a unit of it has no one cost")
    if is_future(instrument):
        return Rate(costs.per_future / instrument.units, 0.0)
    traded = max(instrument.units, 1.0) if instrument.underlying == "share" else 1.0
    return Rate(costs.per_share * traded / instrument.units, costs.proportional)


def per_contract_cost(instrument: Instrument, market: Market, costs: Costs) -> float:
    """Return what one contract (or share, or fund unit) costs to trade in C$, either way.

    >>> from engine.instruments.call import Call
    >>> market = Market(spot=80, rate=0.03, dividend_yield=0.02)
    >>> round(per_contract_cost(Call(), market, Costs()), 2)
    3.73
    """
    if instrument.payoff == "linear":
        rate = unit_rate(instrument, costs)
        return (rate.fixed + rate.fraction * market.spot) * instrument.units
    premium = float(pricing.value(claims([instrument]), **vars(market))[0])
    return costs.per_contract + costs.of_premium * max(premium, 0.0)


def trade_cost(positions: Iterable[Position], market: Market, costs: Costs) -> float:
    """Return what a trade costs in C$: never below zero, and the same bought or sold.

    ``market`` is that of the one underlying which all positions follow. The first hedge of the
    short book of 250 at-the-money calls:

    >>> from engine.instruments.share import Share
    >>> trade_cost([Position(13_000, Share())], Market(spot=80), Costs())
    156.0
    """
    return sum(
        (abs(p.quantity) * per_contract_cost(p.instrument, market, costs) for p in positions), 0.0
    )
