"""Ways to hedge one book side by side, each tried on the same scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.exposure.book import Book, profit
from engine.pricing.market import DAYS_PER_YEAR, Market


class Way(NamedTuple):
    """One way to hedge a book: its name, the positions added, and the C$ that scenarios make."""

    name: str
    hedge: Book
    made: tuple[float, ...]


class Scenario(NamedTuple):
    """A move of price (fraction), volatility (per 1.00) and time (years) all at once."""

    name: str
    price: float = 0.0
    volatility: float = 0.0
    years: float = 0.0


SCENARIOS = (
    Scenario("+1 %", price=0.01),
    Scenario("+4 %", price=0.04),
    Scenario("−8 %", price=-0.08),
    Scenario("volatility +3 points", volatility=0.03),
    Scenario("−8 % and volatility +6", price=-0.08, volatility=0.06),
    Scenario("five days pass", years=5 / DAYS_PER_YEAR),
)
"""What every way to hedge is tried on: worked example 6."""


def compare(
    book: Book, market: Market, ways: dict[str, Book], scenarios: Sequence[Scenario] = SCENARIOS
) -> tuple[Way, ...]:
    """Return what each way to hedge makes of each scenario, in C$ by full revaluation.

    Book and ways follow one underlying. Worked example 6: 13,000 shares, eight per cent down.

    >>> from engine.exposure import notation
    >>> book, shares = (notation.read(text)[0] for text in ("-250_call_80_45_24", "13000_share"))
    >>> market = Market(spot=80, rate=0.03, dividend_yield=0.02)
    >>> (delta_only,) = compare(book, market, {"delta": shares})
    >>> round(delta_only.made[2])
    -29028
    """
    return tuple(
        Way(name, hedge, tuple(_made(book.plus(*hedge.positions), market, scenarios)))
        for name, hedge in ways.items()
    )


def _made(book: Book, market: Market, scenarios: Sequence[Scenario]) -> list[float]:
    return [
        float(
            profit(
                book,
                market,
                market.spot * (1 + one.price),
                volatility_shift=market.volatility_shift + one.volatility,
                years_passed=market.years_passed + one.years,
            )
        )
        for one in scenarios
    ]
