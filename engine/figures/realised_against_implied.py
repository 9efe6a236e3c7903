"""What hedged short calls make when the share moves more, or less, than the price allowed for."""

from __future__ import annotations

import math
from typing import Annotated, Any

import altair as alt
import numpy as np

from engine.controls import Number
from engine.exposure.book import Book
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished, upright, zero_line
from engine.figures._short_calls import MONTH_AND_A_HALF, Contracts, market, money, short_calls
from engine.hedging.policies.at_intervals import decide
from engine.hedging.simulation import geometric_paths, simulate
from engine.pricing.black_scholes import FloatArray

_PERCENT = np.arange(10, 41, 2)
_EACH, _DAYS = 3, 45


def draw(
    *,
    contracts: Contracts = 20.0,
    implied: Annotated[float, Number("Sold at", 12, 40, step=1, unit="%", scale=100)] = 0.24,
) -> Figure:
    """Return the result of sold calls, hedged daily to expiry, by the volatility that comes."""
    book = short_calls(contracts, 80.0, MONTH_AND_A_HALF, implied)
    average, lives = _average(book, implied), _lives(book)
    at = {int(percent): number for number, percent in enumerate(_PERCENT)}
    return Figure(
        title="You are paid the implied volatility and you pay the realised one",
        look_for="The line is the average. It crosses zero where the share moves exactly as much "
        "as the price allowed for. Each dot is one life of the book. Lives of one volatility "
        "differ, as it matters when and where the share moves.",
        alt=f"{contracts:g} calls sold at {implied * 100:g} % and hedged daily make on average "
        f"{money(float(average[at[16]]))} if the share realises 16 %, "
        f"{money(float(average[at[32]]))} if it realises 32 %; single outcomes scatter around.",
        chart=finished(_layers(average, lives, implied)),
        rows=tuple(
            {
                "realised volatility (%)": int(percent),
                "average result (C$)": round(float(average[number])),
                **{
                    f"life {life} (C$)": round(float(lives[number, life - 1]))
                    for life in range(1, _EACH + 1)
                },
            }
            for number, percent in enumerate(_PERCENT)
        ),
    )


def _average(book: Book, implied: float) -> FloatArray:
    """Return the premium less what the calls are worth at each realised volatility, at expiry."""
    now = vars(market(80.0))
    shifts = _PERCENT / 100 - implied
    gained = book.value(**{**now, "volatility_shift": shifts}) - book.value(**now)
    return np.asarray(gained * math.exp(market(80.0).rate * MONTH_AND_A_HALF))


def _lives(book: Book) -> FloatArray:
    """Return the result of each simulated life, shape (volatilities, lives of each)."""
    now = market(80.0)
    spots = np.concatenate([_paths(float(percent) / 100) for percent in _PERCENT])
    outcome = simulate(book, now, spots=spots, years=MONTH_AND_A_HALF / _DAYS, decide=decide)
    return outcome.profit.reshape(len(_PERCENT), _EACH)


def _paths(volatility: float) -> FloatArray:
    """Return prices on which the share realises exactly this volatility, day by day."""
    years = MONTH_AND_A_HALF
    drawn = geometric_paths(
        spot=80.0,
        drift=0.0,
        volatility=volatility,
        years=years,
        steps=_DAYS,
        paths=_EACH,
        seed=round(volatility * 100),
    )
    moves = np.diff(np.log(drawn), axis=1)
    realised = np.sqrt((moves**2).sum(axis=1, keepdims=True) / years)
    logs = np.cumsum(moves * volatility / realised, axis=1)
    return np.concatenate([drawn[:, :1], 80.0 * np.exp(logs)], axis=1)


def _layers(average: FloatArray, lives: FloatArray, implied: float) -> Any:
    x = alt.X(
        "x:Q",
        title="volatility that the share realises (%)",
        scale=alt.Scale(zero=False, nice=False, padding=8),
    )
    y = alt.Y("y:Q", title="result to expiry (C$)", axis=alt.Axis(format=",d"))
    line = [
        {"x": int(percent), "y": round(float(amount))}
        for percent, amount in zip(_PERCENT, average, strict=True)
    ]
    dots = [
        {"x": int(percent), "y": round(float(amount))}
        for percent, amounts in zip(_PERCENT, lives, strict=True)
        for amount in amounts
    ]
    return alt.layer(
        zero_line(),
        chart(dots).mark_circle(size=34, color=GREY, opacity=0.9).encode(x=x, y=y),
        chart(line).mark_line(strokeWidth=2.4).encode(x=x, y=y),
        upright(implied * 100, f"sold at {implied * 100:g} %"),
    )
