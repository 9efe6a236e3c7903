"""What may be shown: ticks, the widest spread and the smallest size.

Every number here is a teaching simplification except the ticks, which are those of the penny
programme for equity options (m-x.ca, equity options): C$0.01 below C$3, C$0.05 from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.controls import Number, in_range
from engine.errors import InvalidInput
from engine.pricing.black_scholes import FloatArray
from engine.quoting._checks import numbers
from engine.quoting._notes import price_notes, size_notes

_NOISE = 1e-6
"""C$, or parts of a tick, that are rounding noise: 2.75 / 0.01 is not quite 275."""
_DOWN, _NEAREST, _UP = _NOISE, 0.5, 1 - _NOISE
"""What to add to a number of ticks before taking the whole ones."""
_HIGHEST = 1_000_000
"""C$: below this a price is on a tick exactly enough."""


@dataclass(frozen=True, kw_only=True)
class Obligations:
    """The rules of a class. Raises InvalidInput out of range or if no quote can obey them."""

    tick_below: Annotated[float, Number("Tick of low prices", 0.01, 1, step=0.01, unit="C$")] = 0.01
    tick_above: Annotated[float, Number("Tick of high prices", 0.01, 1, step=0.01, unit="C$")] = (
        0.05
    )
    threshold: Annotated[float, Number("High prices begin at", 0, 100, step=0.5, unit="C$")] = 3.0
    widest: Annotated[float, Number("Widest spread", 0.05, 20, step=0.05, unit="C$")] = 0.50
    least_size: Annotated[float, Number("Smallest size", 1, 1_000, unit="contracts")] = 10.0

    def __post_init__(self) -> None:
        """Refuse rules that no page could show or that no quote could obey."""
        in_range(self)
        if self.widest < max(self.tick_below, self.tick_above) - _NOISE:
            raise InvalidInput(
                f"the widest spread C${self.widest:g} is less than one tick: "
                "make it at least the larger tick"
            )


class Shown(NamedTuple):
    """A quote as it may be shown. A bid of zero with a size of zero is no bid."""

    bid: float
    ask: float
    bid_size: int
    ask_size: int
    notes: tuple[str, ...]
    """A sentence for each thing that the rules changed."""


def tick(price: ArrayLike, obligations: Obligations) -> FloatArray:
    """Return the tick at each price in C$."""
    low = numbers("price", price) < obligations.threshold - _NOISE
    return np.where(low, obligations.tick_below, obligations.tick_above)


def permitted_prices(
    *, bid: ArrayLike, ask: ArrayLike, obligations: Obligations
) -> tuple[FloatArray, FloatArray]:
    """Return the nearest bid and ask that may be shown; the ideal ones in C$ broadcast.

    The bid is rounded down and the ask up to the tick, at least one tick apart. What is wider than
    permitted becomes as wide as permitted about the ideal middle. A bid below zero is 0, no bid.
    Raises InvalidInput where the bid is above the ask.
    """
    ideal_bid, ideal_ask = np.broadcast_arrays(numbers("bid", bid), numbers("ask", ask))
    _refuse_unusable(ideal_bid, ideal_ask)
    bids = _on_tick(np.maximum(ideal_bid, 0.0), _DOWN, obligations)
    least = np.maximum(ideal_ask, bids + tick(bids, obligations))
    asks = _on_tick(least, _UP, obligations)
    too_wide = asks - bids > obligations.widest + _NOISE
    if too_wide.any():
        lowest = np.maximum((ideal_bid + ideal_ask - obligations.widest) / 2, 0.0)
        inner = _on_tick(lowest, _NEAREST, obligations)
        bids = np.where(too_wide, inner, bids)
        outer = _on_tick(inner + obligations.widest, _DOWN, obligations)
        asks = np.where(too_wide, outer, asks)
    return bids, asks


def permitted(
    *, bid: float, ask: float, size: float | tuple[float, float], obligations: Obligations
) -> Shown:
    """Return what may be shown of an ideal quote, and a sentence for each thing that changed.

    Prices as in ``permitted_prices``; ``size`` is in contracts, one for both sides or (bid, ask).

    >>> shown = permitted(bid=2.7522, ask=2.8322, size=20, obligations=Obligations())
    >>> shown.bid, shown.ask
    (2.75, 2.84)
    >>> shown.notes[0]
    'The bid of C$2.7522 goes down to C$2.75: the tick is C$0.01.'
    """
    bids, asks = permitted_prices(bid=bid, ask=ask, obligations=obligations)
    shown = (float(bids), float(asks))
    wanted = np.broadcast_to(numbers("size", size, "not below zero"), (2,))
    allowed = np.floor(np.maximum(wanted, obligations.least_size) + _NOISE)
    bid_size, ask_size = int(allowed[0]) if shown[0] else 0, int(allowed[1])
    notes = (
        *price_notes((bid, ask), shown, tick((0.0, bid, ask), obligations), obligations.widest),
        *size_notes(wanted if shown[0] else wanted[1:], obligations.least_size),
    )
    return Shown(*shown, bid_size, ask_size, notes)


def _refuse_unusable(bids: FloatArray, asks: FloatArray) -> None:
    if (bids > asks).any():
        raise InvalidInput("the bid is above the ask: quote a bid that is not above the ask")
    if (np.maximum(asks, -bids) > _HIGHEST).any():
        raise InvalidInput(f"a price is further than C${_HIGHEST:,} from zero")


def _on_tick(prices: FloatArray, nudge: float, obligations: Obligations) -> FloatArray:
    """Return the prices on the tick below, above or nearest.

    Twice, because a price that crosses the threshold meets the other tick.
    """
    for _ in range(2):
        step = tick(prices, obligations)
        prices = np.round(np.floor(prices / step + nudge) * step, 6)
    return prices
