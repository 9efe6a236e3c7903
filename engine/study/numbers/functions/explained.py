"""What the Greeks explain of a book's profit, and what they leave."""

from __future__ import annotations

from typing import Any

from engine.desk.explain import CROSS, FIRST, THIRD, explain
from engine.errors import InvalidInput
from engine.pricing.market import DAYS_PER_YEAR, Market
from engine.study.numbers.functions import _book_texts
from engine.study.numbers.functions._variantwise import variantwise

_USED = {4: FIRST, 7: FIRST + CROSS, 10: FIRST + CROSS + THIRD}


def unexplained(
    book: str, spot: Any, after: Any, points: Any = 0, days: Any = 0, greeks: Any = 4
) -> Any:
    """Profit of a book in C$ that so many of its Greeks (4, 7 or 10) leave unexplained.

    Rate 3 %, dividend yield 2 %. domain.md, example 14:

    >>> round(float(unexplained("-250_call_80_45_24", 80, 82.4, -1.5, 1)))
    -195
    """
    held = _book_texts.read(book)

    def left(**given: float) -> float:
        if given["greeks"] not in _USED:
            raise InvalidInput(f"greeks must be 4, 7 or 10, not {given['greeks']:g}")
        change = explain(
            held,
            Market(spot=given["spot"], rate=0.03, dividend_yield=0.02),
            spot=given["after"],
            volatility_shift=given["points"] / 100,
            years=given["days"] / DAYS_PER_YEAR,
        )
        return change.residual(_USED[int(given["greeks"])])

    return variantwise(left, "spot", "after", "points", "days", "greeks")(
        spot, after, points, days, greeks
    )
