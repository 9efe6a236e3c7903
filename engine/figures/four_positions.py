"""What a move of the share does to the four positions that customers can leave in a book."""

from __future__ import annotations

from typing import Annotated

from engine.controls import Number
from engine.exposure.book import Book, Position, profit
from engine.figures import Figure
from engine.figures._charts import across_zero, finished
from engine.figures._short_calls import MONTH_AND_A_HALF, market, money
from engine.instruments.call import Call
from engine.instruments.put import Put

_SPOT, _LARGEST = 80.0, 0.10
_CALL = Call(strike=_SPOT, years=MONTH_AND_A_HALF, volatility=0.24)
_PUT = Put(strike=_SPOT, years=MONTH_AND_A_HALF, volatility=0.24)
_POSITIONS = {
    "long calls": ("sell calls", _CALL, 1),
    "short calls": ("buy calls", _CALL, -1),
    "long puts": ("sell puts", _PUT, 1),
    "short puts": ("buy puts", _PUT, -1),
}


def draw(
    *,
    move: Annotated[float, Number("Move of the share", -10, 10, unit="%", scale=100)] = 0.05,
    contracts: Annotated[float, Number("Contracts of each", 1, 1_000)] = 20.0,
) -> Figure:
    """Return the result of each position at the money, 45 days and 24 %, after a sudden move."""
    rows = []
    for name, (customers, option, side) in _POSITIONS.items():
        held = Book.of(Position(side * contracts, option))
        result = float(profit(held, market(_SPOT), _SPOT * (1 + move)))
        rows.append(
            {
                "position": name,
                "customers": customers,
                "result": round(result, 2),
                "outcome": "loss" if result < 0 else "gain",
                "label": money(result),
            }
        )
    room = _room(contracts)
    bars = across_zero(
        rows, name="position", order=list(_POSITIONS), x="gain or loss (C$)", domain=[-room, room]
    )
    told = "; ".join(f"{row['position']} {row['label']}" for row in rows)
    return Figure(
        title="The same move helps two positions and hurts the other two",
        look_for="A rise hurts short calls and long puts. A fall hurts long calls and short puts. "
        "Of the two that lose, the sold option loses more than the bought one.",
        alt=f"Share {move * 100:+.0f} %: {told}.".replace("-", "−"),
        chart=finished(bars, height=210),
        rows=tuple(
            {
                "your book": row["position"],
                "your customers": row["customers"],
                "gain or loss (C$)": row["result"],
            }
            for row in rows
        ),
    )


def _room(contracts: float) -> float:
    """Return a little more than the largest move makes of the bought calls in C$."""
    bought = Book.of(Position(contracts, _CALL))
    return 1.05 * float(profit(bought, market(_SPOT), _SPOT * (1 + _LARGEST)))
