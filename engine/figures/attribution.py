"""One day's result of a hedged book, taken apart by the Greeks, and what they leave."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import altair as alt

from engine.controls import Number
from engine.desk.explain import CROSS, FIRST, THIRD, Explained, explain
from engine.exposure.book import Book
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._short_calls import MONTH_AND_A_HALF, Contracts, market, money, short_calls
from engine.hedging.underlying import to_flat
from engine.pricing.market import DAYS_PER_YEAR

_CROSS, _THIRD, _RESULT = "cross terms", "third order", "result"


class _Bar(NamedTuple):
    """One step of the waterfall in C$: where it starts and where it ends."""

    name: str
    start: float
    end: float
    used: bool = True

    @property
    def amount(self) -> float:
        return self.end - self.start

    @property
    def label(self) -> str:
        return money(self.amount) if self.used else "not used"


def draw(
    *,
    contracts: Contracts = 250.0,
    after: Annotated[float, Number("Share price a day later", 70, 90, step=0.2, unit="C$")] = 82.4,
    points: Annotated[float, Number("Change of volatility", -6, 6, step=0.5, unit="points")] = -1.5,
    greeks: Annotated[float, Number("Greeks used", 4, 10, step=3)] = 4.0,
) -> Figure:
    """Return the parts of a day's result of sold calls with shares bought in board lots."""
    book = _hedged(contracts)
    day = explain(
        book, market(80.0), spot=after, volatility_shift=points / 100, years=1 / DAYS_PER_YEAR
    )
    bars = _waterfall(day, greeks)
    left = next(bar.amount for bar in bars if bar.name == "unexplained")
    return Figure(
        title="The result of a day, Greek by Greek",
        look_for="Read from the top: each bar starts where the one above it ended. The lowest bar "
        f"is the whole result, {money(day.total)}. The bar above it is what the Greeks did not "
        f"foresee: with {greeks:g} of them, {money(left)}.",
        alt="; ".join(f"{bar.name}: {bar.label}" for bar in bars),
        chart=finished(_layers(bars), height=270),
        rows=tuple({"part": bar.name, "C$": round(bar.amount)} for bar in bars),
    )


def _hedged(contracts: float) -> Book:
    sold = short_calls(contracts, 80.0, MONTH_AND_A_HALF, 0.24)
    return sold.plus(*to_flat(sold, market(80.0)))


def _waterfall(day: Explained, greeks: float) -> list[_Bar]:
    cross, third = (sum(day.parts[name] for name in names) for names in (CROSS, THIRD))
    amounts = {name: day.parts[name] for name in FIRST}
    used = {_CROSS: greeks >= 7, _THIRD: greeks >= 10}
    amounts |= {_CROSS: cross * used[_CROSS], _THIRD: third * used[_THIRD]}
    amounts["unexplained"] = day.total - sum(amounts.values())
    bars, place = [], 0.0
    for name, amount in amounts.items():
        bars.append(_Bar(name, place, place + amount, used.get(name, True)))
        place += amount
    return [*bars, _Bar(_RESULT, 0.0, day.total)]


def _layers(bars: list[_Bar]) -> Any:
    rows = [
        {
            "part": bar.name,
            "start": round(bar.start, 2),
            "end": round(bar.end, 2),
            "outcome": _outcome(bar),
            "label": bar.label,
        }
        for bar in bars
    ]
    ends = [end for bar in bars for end in (bar.start, bar.end)]
    low, high = min(ends), max(ends)
    room = max(high - low, 1.0)
    base = chart(rows).encode(
        y=alt.Y("part:N", sort=[bar.name for bar in bars], title=None),
        x=alt.X(
            "start:Q",
            title="C$, each from where the last one ended",
            axis=alt.Axis(format=",d"),
            scale=alt.Scale(domain=[low - 0.05 * room, high + 0.45 * room]),
        ),
    )
    told = ["gain", "loss", _RESULT]
    colour = alt.Color("outcome:N", sort=told, scale={"domain": told}, legend=None)
    zero = chart([{"zero": 0}]).mark_rule(color=GREY).encode(x=alt.X("zero:Q"))
    labels = base.mark_text(align="right", fontSize=12, color=GREY)
    return alt.layer(
        zero,
        base.mark_bar(height=18).encode(x2=alt.X2("end:Q"), color=colour),
        labels.encode(x=alt.value("width"), text=alt.Text("label:N")),
    )


def _outcome(bar: _Bar) -> str:
    if bar.name == _RESULT:
        return _RESULT
    return "loss" if bar.amount < 0 else "gain"
