"""Hedge along one path and keep the ledger that a textbook prints: row by row, week by week."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from engine.exposure.book import Book
from engine.pricing.market import Market

_NOISE = 1e-9
"""Units by which a half may miss itself."""


class Row(NamedTuple):
    """One moment of the ledger, in shares and C$; bought below zero is sold."""

    spot: float
    target: float
    """Shares that make the book flat, in whole lots."""
    bought: float
    paid: float
    """C$ for the shares bought, below zero for those sold."""
    running: float
    """C$ paid so far, with the interest on it."""
    interest: float
    """C$ of interest on the running cost until the next row."""


def ledger(
    book: Book,
    market: Market,
    *,
    spots: Sequence[float],
    step_years: float,
    lot: float = 100,
    to_the: float | None = None,
) -> tuple[Row, ...]:
    """Return the ledger of hedging ``book`` back to flat at every price of one path.

    ``to_the`` rounds payments and interest as a printed table does, halves upwards (100 for a table
    in thousands with one decimal). Raises InvalidInput for a price that is not above zero.

    Hull, Table 19.2, the first two weeks in thousands: 2,557.8 paid, 2.5 interest, 308.0 taken in.

    >>> from engine.exposure.book import Position
    >>> from engine.instruments.call import Call
    >>> sold = Book.of(Position(-1_000, Call(strike=50, years=20 / 52, volatility=0.20)))
    >>> week = {"step_years": 1 / 52, "to_the": 100}
    >>> rows = ledger(sold, Market(spot=49, rate=0.05), spots=[49, 48.12], **week)
    >>> [tuple(map(round, row[1:])) for row in rows]
    [(52200, 52200, 2557800, 2557800, 2500), (45800, -6400, -308000, 2252300, 2200)]
    """
    rows: list[Row] = []
    held = running = 0.0
    for step, spot in enumerate(spots):
        now = replace(market, spot=spot, years_passed=market.years_passed + step * step_years)
        target = _to_the(-float(book.greeks(now).delta), lot)
        paid = _to_the((target - held) * spot, to_the)
        running += paid + (rows[-1].interest if rows else 0.0)
        interest = _to_the(running * math.expm1(market.rate * step_years), to_the)
        rows.append(Row(spot, target, target - held, paid, running, interest))
        held = target
    return tuple(rows)


def _to_the(number: float, unit: float | None) -> float:
    return number if unit is None else math.floor(number / unit + 0.5 + _NOISE) * unit
