"""What guards against fills that come faster than anybody can look, and against sheer size.

Market maker protection counts fills in a window of time; a limit counts the book. A small book can
trip the first, and a large old one leaves it cold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, NamedTuple

import numpy as np

from engine.controls import Number
from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.exposure.breakdown import net_contracts
from engine.exposure.limits import LimitUse, use
from engine.instruments import kinds


@dataclass(frozen=True, kw_only=True)
class Protection:
    """What may be filled within one window before every quote is pulled: teaching numbers.

    Contracts count whichever way they went; deltas net. Each limit trips by itself, when reached.
    """

    contracts: Annotated[float, Number("Contracts", 1, 100_000, step=10, unit="contracts")] = 120
    delta_shares: Annotated[float, Number("Net delta", 1, 1_000_000, step=100, unit="shares")] = (
        5_000
    )
    seconds: Annotated[float, Number("Window", 0.1, 60, step=0.1, unit="seconds")] = 5.0

    def __post_init__(self) -> None:
        """Refuse a protection that would mean nothing."""
        for name, number in vars(self).items():
            if not 0 <= number < np.inf:
                raise InvalidInput(f"{name} must be a number of zero or more, not {number}")


class Fill(NamedTuple):
    """One trade of ours: when, how many contracts (below zero: sold), and the delta it brought."""

    seconds: float
    contracts: float
    delta_shares: float


class Count(NamedTuple):
    """What a window holds after a fill."""

    contracts: float
    delta_shares: float


class Trips(NamedTuple):
    """The number of the fill, counted from 1, at which each limit trips; None where it does not."""

    contracts: int | None
    delta_shares: int | None

    @property
    def first(self) -> int | None:
        """The fill after which quotes are gone."""
        return min((fill for fill in self if fill is not None), default=None)


class Sides(NamedTuple):
    """Option contracts of a book by side of the market, each series net."""

    bullish: float
    """Long calls and short puts."""
    bearish: float
    """Short calls and long puts."""


def counts(fills: Sequence[Fill], protection: Protection) -> tuple[Count, ...]:
    """Return what the window holds after each fill.

    A window opens with a fill; the first fill ``seconds`` later or more opens the next. That is how
    Deribit describes its own (docs.deribit.com, market maker protection). Raises InvalidInput for
    fills out of order.
    """
    running = []
    opened, held = -np.inf, Count(0.0, 0.0)
    for fill in _in_order(fills):
        if fill.seconds - opened >= protection.seconds:
            opened, held = fill.seconds, Count(0.0, 0.0)
        held = Count(held.contracts + abs(fill.contracts), held.delta_shares + fill.delta_shares)
        running.append(held)
    return tuple(running)


def trips(fills: Sequence[Fill], protection: Protection) -> Trips:
    """Return the fill at which each limit trips, each as if the other were not there.

    Worked example 15, five sales in a moment:

    >>> sold, deltas = (40, 35, 50, 30, 60), (-2_080, -1_330, -1_250, 990, -3_060)
    >>> fills = [Fill(0.0, -number, delta) for number, delta in zip(sold, deltas)]
    >>> trips(fills, Protection())
    Trips(contracts=3, delta_shares=5)
    """

    def first(limit: float, sizes: Sequence[float]) -> int | None:
        return next((fill for fill, size in enumerate(sizes, start=1) if size >= limit), None)

    running = counts(fills, protection)
    return Trips(
        first(protection.contracts, [held.contracts for held in running]),
        first(protection.delta_shares, [abs(held.delta_shares) for held in running]),
    )


def side_of_market(book: Book) -> Sides:
    """Return the contracts on each side: a long put sits with a short call, both gain from a fall.

    >>> from engine.exposure.book import Position
    >>> from engine.instruments.call import Call
    >>> from engine.instruments.put import Put
    >>> side_of_market(Book.of(Position(-30_500, Call()), Position(21_000, Put())))
    Sides(bullish=0.0, bearish=51500.0)
    """
    bullish = bearish = 0.0
    for (kind, _, _), net in net_contracts(book).items():
        if (net > 0) == (kinds()[kind].payoff == "call"):
            bullish += abs(net)
        else:
            bearish += abs(net)
    return Sides(bullish, bearish)


def position_limit_use(book: Book, *, limit: float = 50_000, hedged: float = 0.0) -> LimitUse:
    """Return the use of an exchange's position limit by the larger side of the market.

    ``hedged`` is how many contracts of that side are provably hedged: the provision lets them stand
    on top of the limit, up to the limit once more (m-x.ca, article 6.309 and circular 037-18).

    >>> from engine.exposure.book import Position
    >>> from engine.instruments.call import Call
    >>> position_limit_use(Book.of(Position(-51_500, Call()))).text
    '103 %'
    """
    for name, number in (("limit", limit), ("hedged", hedged)):
        if not 0 <= number < np.inf:
            raise InvalidInput(f"{name} must be a number of zero or more, not {number}")
    sides = side_of_market(book)
    bearish = sides.bearish > sides.bullish
    return use(
        name="position",
        label=f"Position limit, {'bearish' if bearish else 'bullish'} side",
        unit="contracts",
        used=max(sides),
        limit=limit + min(hedged, limit, max(sides)),
    )


def _in_order(fills: Sequence[Fill]) -> Sequence[Fill]:
    """Refuse fills that are no numbers or that go back in time."""
    if not np.isfinite(fills).all():
        raise InvalidInput("a fill needs finite numbers: its seconds, contracts and delta")
    if any(later.seconds < earlier.seconds for earlier, later in pairwise(fills)):
        raise InvalidInput("fills must be in the order in which they happened")
    return fills
