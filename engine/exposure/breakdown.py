"""Where the net exposure sits: the same book by series, by expiry and by class.

The parts of each breakdown sum to the whole. A book is on one underlying here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple, TypeVar

import numpy as np

from engine.exposure.book import Book
from engine.exposure.greeks import DeskGreeks, in_desk_units
from engine.instruments import Instrument, Payoff, Underlying, kind_of
from engine.pricing.black_scholes import Greeks
from engine.pricing.market import DAYS_PER_YEAR, Market

Key = TypeVar("Key", bound=Hashable)
Series = tuple[str, float, float]


class SeriesPart(NamedTuple):
    """What is held of one series: its first instrument, the net contracts and their exposure."""

    instrument: Instrument
    quantity: float
    greeks: DeskGreeks


class ExpiryPart(NamedTuple):
    """What ends on one day; ``days`` are calendar days from now, and None for what never ends."""

    days: float | None
    greeks: DeskGreeks


class ClassPart(NamedTuple):
    """The calls, the puts, or what is linear, on one underlying."""

    underlying: Underlying
    payoff: Payoff
    greeks: DeskGreeks


def series_of(instrument: Instrument) -> Series:
    """Return what makes a series: kind, strike and expiry, whatever volatility it is marked at.

    >>> from engine.instruments.call import Call
    >>> series_of(Call(volatility=0.22)) == series_of(Call(volatility=0.25))
    True
    """
    strike, years = getattr(instrument, "strike", 0.0), getattr(instrument, "years", 0.0)
    return kind_of(instrument), strike, years


def net_contracts(book: Book) -> dict[Series, float]:
    """Return the net contracts of each option series; what is linear is not counted in contracts.

    >>> from engine.exposure.book import Position
    >>> from engine.instruments.call import Call
    >>> list(net_contracts(Book.of(Position(-250, Call()), Position(40, Call()))).values())
    [-210.0]
    """
    net: dict[Series, float] = {}
    for quantity, instrument in ((p.quantity, p.instrument) for p in book.positions):
        if instrument.payoff != "linear":
            series = series_of(instrument)
            net[series] = net.get(series, 0.0) + quantity
    return net


def by_series(book: Book, market: Market) -> tuple[SeriesPart, ...]:
    """Return a part for each series, in the order first taken; trades of one series are merged."""
    first: dict[Series, Instrument] = {}
    quantities: dict[Series, float] = {}
    for position in book.positions:
        series = series_of(position.instrument)
        first.setdefault(series, position.instrument)
        quantities[series] = quantities.get(series, 0.0) + position.quantity
    return tuple(
        SeriesPart(first[series], quantities[series], greeks)
        for series, greeks in _parts(book, market, series_of).items()
    )


def by_expiry(book: Book, market: Market) -> tuple[ExpiryPart, ...]:
    """Return a part for each expiry, nearest first, and last what has none.

    Vega adds across expiries only if every expiry's volatility moves alike, which they do not: a
    book that is flat in sum may be short one month against another.

    >>> from engine.exposure.book import Position
    >>> from engine.instruments.call import Call
    >>> near, far = Call(years=17 / 365), Call(years=108 / 365)
    >>> spread = Book.of(Position(-100, near), Position(39, far))
    >>> market = Market(spot=80, rate=0.03, dividend_yield=0.02)
    >>> [(part.days, round(part.greeks.vega_per_point)) for part in by_expiry(spread, market)]
    [(17.0, -688), (108.0, 670)]
    """

    def days_left(instrument: Instrument) -> float:
        if instrument.payoff == "linear":
            return np.inf
        years: float = getattr(instrument, "years", 0.0) - market.years_passed
        return round(max(years, 0.0) * DAYS_PER_YEAR, 6)

    parts = sorted(_parts(book, market, days_left).items())
    return tuple(ExpiryPart(None if days == np.inf else days, greeks) for days, greeks in parts)


def by_class(book: Book, market: Market) -> tuple[ClassPart, ...]:
    """Return a part for the calls, the puts and what is linear, in the order first taken."""
    parts = _parts(book, market, lambda instrument: (instrument.underlying, instrument.payoff))
    return tuple(ClassPart(*names, greeks) for names, greeks in parts.items())


def _parts(book: Book, market: Market, key: Callable[[Instrument], Key]) -> dict[Key, DeskGreeks]:
    """Return the exposure of the positions that share a key, by key in the order first taken."""
    keys = [key(position.instrument) for position in book.positions]
    places = {one: place for place, one in enumerate(dict.fromkeys(keys))}
    at = np.array([places[one] for one in keys], dtype=np.intp)
    columns = book.position_greeks(market)
    sums = [np.bincount(at, weights=column, minlength=len(places)) for column in columns]
    return {
        one: in_desk_units(Greeks(*(column[place] for column in sums)), market.spot)
        for one, place in places.items()
    }
