"""Hedge with the underlying: the trade that takes a book's delta nearest to zero."""

from __future__ import annotations

import math
from collections.abc import Sequence

from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.hedging.costs import is_future
from engine.instruments import Instrument
from engine.instruments.share import Share
from engine.pricing.market import Market

BOARD_LOT = 100
"""Shares or fund units that trade together."""
_TIE = 1e-9
"""Lots by which rounding noise may miss the middle between two."""


def to_flat(
    book: Book,
    market: Market,
    instruments: Sequence[Instrument] = (Share(),),
    lot: int = BOARD_LOT,
) -> tuple[Position, ...]:
    """Return the trade in linear instruments that takes the book's delta nearest to zero.

    Shares and fund units come in whole lots, futures in whole contracts: the largest first, and the
    smallest rounds. Half-way between two trades the smaller one wins; no trade is an empty tuple.
    Raises InvalidInput for a lot below 1, an option, or an instrument on another underlying.

    Short 250 at-the-money calls have a delta of -13,033.7 shares (domain.md, example 1):

    >>> from engine.instruments.call import Call
    >>> book = Book.of(Position(-250, Call()))
    >>> to_flat(book, Market(spot=80, rate=0.03, dividend_yield=0.02))
    (Position(quantity=13000, instrument=Share()),)
    """
    check_linear(book, instruments, lot)
    left = -float(book.greeks(market).delta)
    trades = []
    sizes = sorted(instruments, key=lambda instrument: -grid(instrument, lot))
    for instrument in sizes:
        size = grid(instrument, lot)
        count = _whole(left / size, nearest=instrument is sizes[-1])
        left -= count * size
        if count:
            trades.append(Position(count * step(instrument, lot), instrument))
    return tuple(trades)


def step(instrument: Instrument, lot: int = BOARD_LOT) -> int:
    """Return how many trade together: a board lot of shares or fund units, one future."""
    return 1 if is_future(instrument) else lot


def grid(instrument: Instrument, lot: int = BOARD_LOT) -> float:
    """Return the smallest change of delta that trading the instrument makes.

    >>> from engine.instruments.etf import Etf
    >>> grid(Share()), grid(Etf())
    (100, 2.5)
    """
    return instrument.units * step(instrument, lot)


def check_linear(book: Book, instruments: Sequence[Instrument], lot: int) -> None:
    """Refuse what cannot take a delta to zero: nothing, an option, another underlying, no lot."""
    if not instruments:
        raise InvalidInput("nothing was given to hedge with; choose the underlying or a future")
    if lot != int(lot) or lot < 1:
        raise InvalidInput(f"the lot must be a whole number of at least 1, not {lot:g}")
    followed = {position.instrument.underlying for position in book.positions}
    for instrument in instruments:
        if instrument.payoff != "linear":
            raise InvalidInput(f"{instrument.label} is an option; choose shares or futures")
        if followed - {instrument.underlying}:
            raise InvalidInput(
                f"{instrument.label} follows the {instrument.underlying}, and the book does not "
                f"follow it alone; take the part of the book that does"
            )


def _whole(lots: float, *, nearest: bool) -> int:
    """Return whole lots towards zero, or the nearest whole lots with ties towards zero."""
    size = abs(lots)
    whole = math.ceil(size - 0.5 - _TIE) if nearest else math.floor(size + _TIE)
    return int(math.copysign(whole, lots))
