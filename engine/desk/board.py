"""The board of a day: every series that may be held, and what it is worth on every path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.desk.plan import Desk
from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.flow.paths import Paths
from engine.instruments import Instrument, claims
from engine.pricing.black_scholes import FloatArray
from engine.pricing.claims import Claims, measure

FIGURES = ("value", "delta", "gamma", "vega", "theta")


@dataclass(frozen=True, eq=False)
class Board:
    """The series, the listed ones first, and their marks."""

    series: tuple[Instrument, ...]
    claims: Claims
    marks: dict[str, FloatArray]
    """``FIGURES`` of one contract in natural units, each of shape (steps + 1, paths, series)."""

    def contracts(self, book: Book) -> FloatArray:
        """Return a book's options as contracts by series, shape (series,)."""
        place = {instrument: column for column, instrument in enumerate(self.series)}
        row = np.zeros(len(self.series))
        for position in book.positions:
            if position.instrument in place:
                row[place[position.instrument]] += position.quantity
        return row

    def net(self, name: str, step: int, contracts: FloatArray) -> FloatArray:
        """Return one figure of what is held on each path (paths, series), shape (paths,)."""
        return np.asarray(np.einsum("ps,ps->p", contracts, self.marks[name][step]))


def series_of_day(desk: Desk, books: Sequence[Book]) -> tuple[Instrument, ...]:
    """Return the options that are listed or held, each once.

    Raises InvalidInput for an option on the index against a class on a share: only what is linear
    is hedged with there.
    """
    for one in (p.instrument for book in books for p in book.positions):
        if desk.underlying == "share" and one.underlying == "index" and one.payoff != "linear":
            raise InvalidInput(
                f"an {one.label} follows the index and is an option: hedge the share with index "
                f"futures or fund units, or take it off"
            )
    held = [p.instrument for book in books for p in book.on(desk.underlying).positions]
    listed = [one.instrument for one in desk.listed]
    return tuple(dict.fromkeys(one for one in [*listed, *held] if one.payoff != "linear"))


def board_of(desk: Desk, books: Sequence[Book], world: Paths) -> Board:
    """Return the board of a day on which any of ``books`` may be held."""
    series = series_of_day(desk, books)
    columns, market = claims(series), desk.market
    figures = measure(
        columns,
        FIGURES,
        spot=class_prices(desk, world)[0],
        rate=market.rate,
        dividend_yield=market.dividend_yield,
        volatility_shift=world.implied_shift.T,
        years_passed=world.times[:, np.newaxis],
    )
    return Board(series, columns, dict(zip(FIGURES, figures, strict=True)))


def class_prices(desk: Desk, world: Paths) -> tuple[FloatArray, FloatArray]:
    """Return the class's prices (steps + 1, paths), and those just before each step's gap.

    The index does not gap: before and after are the same there.
    """
    if desk.underlying == "index":
        return world.index.T, world.index[:, 1:].T
    return world.share.T, world.before_gap.T
