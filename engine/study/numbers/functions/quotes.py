"""Quotes: where to stand, how wide, and who deals there."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.flow.customers import deal_probability
from engine.quoting import quotes
from engine.study.numbers.functions.arithmetic import ceil, floor


def reservation_price(
    mid: Any, inventory: Any, risk_aversion: Any, vol: Any, time_left: Any
) -> Any:
    """Price in C$ at which one unit more is neither good nor bad (Avellaneda and Stoikov).

    ``vol`` is in C$ per root of the unit that ``time_left`` is in.

    >>> round(float(reservation_price(2.73, -20, 0.1, 0.05, 1)), 3)
    2.735
    """
    return quotes.reservation_price(
        mid=mid,
        inventory=inventory,
        risk_aversion=risk_aversion,
        volatility=vol,
        time_left=time_left,
    )


def best_spread(risk_aversion: Any, vol: Any, time_left: Any, decay: Any) -> Any:
    """Distance in C$ from bid to ask about the reservation price (Avellaneda and Stoikov).

    >>> round(float(best_spread(0.1, 0.05, 1, 60)), 4)
    0.0336
    """
    return quotes.optimal_spread(
        risk_aversion=risk_aversion, volatility=vol, time_left=time_left, decay=decay
    )


def deal_chance(distance: Any, decay: Any) -> Any:
    """Chance that a customer deals at a price so far from fair in C$; decay per C$.

    >>> round(float(deal_chance(0.04, 30)), 4)
    0.3012
    """
    return deal_probability(distance=distance, decay=decay)


def bid_on_tick(price: Any, tick: Any) -> Any:
    """Highest price on a tick that is not above a bid.

    >>> round(float(bid_on_tick(2.7522, 0.05)), 2), round(float(bid_on_tick(0.3, 0.1)), 2)
    (2.75, 0.3)
    """
    return floor(np.divide(price, tick)) * tick


def ask_on_tick(price: Any, tick: Any) -> Any:
    """Lowest price on a tick that is not below an ask.

    >>> round(float(ask_on_tick(2.8322, 0.05)), 2)
    2.85
    """
    return ceil(np.divide(price, tick)) * tick
