"""What the rules did to a quote, in plain sentences."""

from __future__ import annotations

from engine.pricing.black_scholes import FloatArray

_SAME = 1e-6
"""C$: prices that differ by less are the same."""


def price_notes(
    ideal: tuple[float, float], shown: tuple[float, float], ticks: FloatArray, widest: float
) -> list[str]:
    """Return a sentence for each change of a price; ``ticks`` are those of zero, bid and ask."""
    (bid, ask), (shown_bid, shown_ask) = ideal, shown
    lowest, bid_tick, ask_tick = map(_money, ticks.tolist())
    notes = []
    if not shown_bid:
        notes.append(f"There is no bid: {_money(bid)} is below the lowest price, {lowest}.")
    if shown_ask < ask - _SAME or shown_bid > max(bid, 0.0) + _SAME:
        change = f"{_quote(*ideal)} becomes {_quote(*shown)}"
        return [*notes, f"{change}: the spread may be {_money(widest)} at most."]
    if shown_bid and shown_bid < bid - _SAME:
        change = f"The bid of {_money(bid)} goes down to {_money(shown_bid)}"
        notes.append(f"{change}: the tick is {bid_tick}.")
    if shown_ask > ask + _SAME:
        change = f"The ask of {_money(ask)} goes up to {_money(shown_ask)}"
        notes.append(f"{change}: the tick is {ask_tick}.")
    return notes


def size_notes(wanted: FloatArray, least: float) -> list[str]:
    """Return a sentence for each size in contracts that is too small to be shown."""
    small = sorted({size for size in wanted.tolist() if size < least})
    return [f"{size:g} contracts are too few to show: the size is {least:g}." for size in small]


def _quote(bid: float, ask: float) -> str:
    return f"{_money(bid)} to {_money(ask)}"


def _money(price: float) -> str:
    digits = 2 if abs(price - round(price, 2)) < _SAME else 4
    sign = "−" if price < 0 else ""
    return f"{sign}C${abs(price):,.{digits}f}"
