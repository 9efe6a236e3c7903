"""The same move of the share twice: in small steps with a hedge at each, and in one jump."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from engine.controls import Number
from engine.exposure.book import Book
from engine.figures import Figure
from engine.figures._charts import finished, lines, zero_line
from engine.figures._short_calls import (
    MONTH_AND_A_HALF,
    Contracts,
    market,
    money,
    short_calls,
)
from engine.pricing import claims as pricing
from engine.pricing.black_scholes import FloatArray


def draw(
    *,
    contracts: Contracts = 250.0,
    hedges: Annotated[float, Number("Hedges on the way", 1, 40)] = 5.0,
) -> Figure:
    """Return the result of hedged short calls against the move, in steps and in one jump."""
    book = short_calls(contracts, 80.0, MONTH_AND_A_HALF, 0.24)
    moves = np.linspace(-0.15, 0.15, 31)
    ways = {"in steps": max(round(hedges), 1), "in one jump": 1}
    results = {name: _result(book, moves, times) for name, times in ways.items()}
    rows = [
        {"x": round(100 * float(move), 2), "y": round(float(amount)), "way": name}
        for name, amounts in results.items()
        for move, amount in zip(moves, amounts, strict=True)
    ]
    jump, steps = (
        [float(results[name][place]) for place in (7, 23)] for name in ("in one jump", "in steps")
    )
    return Figure(
        title="Hedging on the way helps, where there is a way",
        look_for="Each further hedge on the way lifts the line of the steps. It does nothing for "
        f"the jump: {money(jump[0])} for −8 %, {money(jump[1])} for +8 %, however fast you are.",
        alt=f"A move of −8 % brings {money(steps[0])} in steps and {money(jump[0])} in one jump; a "
        f"move of +8 % brings {money(steps[1])} in steps and {money(jump[1])} in one jump.",
        chart=finished(
            zero_line()
            + lines(
                rows,
                x="move of the share (%)",
                y="profit or loss (C$)",
                series="way",
                order=list(results),
                integer=True,
            )
        ),
        rows=tuple(
            {
                "move (%)": round(100 * float(moves[place])),
                **{f"{name} (C$)": round(float(results[name][place])) for name in results},
            }
            for place in range(0, len(moves), 2)
        ),
    )


def _result(book: Book, moves: FloatArray, times: int) -> FloatArray:
    """Return calls and shares together, where the shares are set anew before each equal step."""
    now = market(80.0)
    spots = now.spot * (1 + np.multiply.outer(np.linspace(0, 1, times + 1), moves))
    value, delta = (
        of_one @ book.quantities
        for of_one in pricing.measure(
            book.claims, ("value", "delta"), **{**vars(now), "spot": spots}
        )
    )
    shares = np.round(-delta[:-1])
    return np.asarray(value[-1] - value[0] + (shares * np.diff(spots, axis=0)).sum(axis=0))
