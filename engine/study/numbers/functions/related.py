"""What a hedge with a related product leaves, in C$."""

from __future__ import annotations

from typing import Any

from engine.hedging.related import TRADING_DAYS, Relation, daily_risk
from engine.instruments.index_future import IndexFuture
from engine.study.numbers.functions._variantwise import variantwise

_FUTURE = IndexFuture()


def related_swing(
    dollar_delta: Any,
    contracts: Any,
    price: Any,
    multiplier: Any,
    correlation: Any,
    vol: Any,
    index_vol: Any,
) -> Any:
    """Standard deviation of a trading day in C$, with so many contracts of a related future.

    domain.md, example 7: C$4.2 million short, 16 futures bought.

    >>> round(float(related_swing(-4_200_000, 16, 1420, 200, 0.72, 0.22, 0.144)))
    40400
    """
    names = ("dollars", "contracts", "price", "multiplier", "correlation", "vol", "index_vol")
    hedged = variantwise(_hedged, *names)
    return hedged(dollar_delta, contracts, price, multiplier, correlation, vol, index_vol)


def _hedged(
    *,
    dollars: float,
    contracts: float,
    price: float,
    multiplier: float,
    correlation: float,
    vol: float,
    index_vol: float,
) -> float:
    """Return it for a contract of any multiplier, counted in the futures that it stands for."""
    relation = Relation(share_volatility=vol, index_volatility=index_vol, correlation=correlation)
    risk = daily_risk(
        dollar_delta=dollars,
        contracts=contracts * multiplier / _FUTURE.units,
        price=price,
        relation=relation,
        instrument=_FUTURE,
        days_in_year=TRADING_DAYS,
    )
    return risk.hedged
