"""Margin: the scenarios of the teaching scan, its ranges, and one option sold short by itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from engine.exposure import margin
from engine.exposure.margin import Scan
from engine.instruments.call import Call
from engine.instruments.put import Put
from engine.pricing.market import Market
from engine.study.numbers.functions import _book_texts
from engine.study.numbers.functions._variantwise import variantwise


def scan_loss(book: str, spot: Any, scenario: Any, rate: Any = 0.03, dividend: Any = 0.02) -> Any:
    """Loss of a book in C$ in one scenario of the teaching scan, 1 to 16; below zero a profit.

    >>> round(float(scan_loss("-250_call_80_45_24", 80, 11)))
    154488
    """
    held = _book_texts.read(book)

    def one(*, scenario: float, **market: float) -> float:
        losses = margin.scan_margin(held, Market(**market)).losses
        return float(losses[int(scenario) - 1]) if scenario in range(1, 17) else math.nan

    names = ("scenario", "spot", "rate", "dividend_yield")
    return variantwise(one, *names)(scenario, spot, rate, dividend)


def scan_margin_with(
    book: str, spot: Any, price: Any, vol: Any, rate: Any = 0.03, dividend: Any = 0.02
) -> Any:
    """Margin of a book in C$ by the scan with ranges of your own per 1.00: price, volatility.

    >>> round(float(scan_margin_with("-250_call_80_45_24", 80, 0.10, 0.25)))
    154488
    """
    held = _book_texts.read(book)

    def one(*, price: float, vol: float, **market: float) -> float:
        scan = Scan(price_range=price, volatility_range=vol)
        return margin.scan_margin(held, Market(**market), scan).requirement

    names = ("price", "vol", "spot", "rate", "dividend_yield")
    return variantwise(one, *names)(price, vol, spot, rate, dividend)


def short_call_margin(spot: Any, strike: Any, rate: Any, floor: Any = 0) -> Any:
    """Margin in C$ of one short call alone: rate x share, less what it is out of the money.

    ``rate`` and ``floor`` are parts of the share's value, per 1.00.

    >>> float(short_call_margin(80, 88, 0.30))
    1600.0
    """
    return _alone(lambda strike: Call(strike=strike), spot, strike, rate, floor)


def short_put_margin(spot: Any, strike: Any, rate: Any, floor: Any = 0) -> Any:
    """Margin in C$ of one short put alone: rate x share, less what it is out of the money.

    ``rate`` and ``floor`` are parts of the share's value, per 1.00.

    >>> float(short_put_margin(80, 75, 0.30))
    1900.0
    """
    return _alone(lambda strike: Put(strike=strike), spot, strike, rate, floor)


def _alone(option: Callable[[float], Call | Put], *numbers: Any) -> Any:
    def one(*, spot: float, strike: float, rate: float, floor: float) -> float:
        return margin.strategy_margin(option(strike), spot=spot, margin_rate=rate, floor_rate=floor)

    return variantwise(one, "spot", "strike", "rate", "floor")(*numbers)
