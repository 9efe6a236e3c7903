"""The four option positions, summed by side of the market, against an exchange's limit."""

from __future__ import annotations

from typing import Annotated, Any

import altair as alt

from engine.controls import Number
from engine.exposure.book import Book, Position
from engine.exposure.protection import position_limit_use, side_of_market
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._short_calls import MONTH_AND_A_HALF
from engine.instruments.call import Call
from engine.instruments.put import Put

_KINDS = ("short calls", "long puts", "long calls", "short puts")
_SIDES = ("bearish", "bullish")
_FEWEST_NAMED = 0.12
"""Part of the limit below which a piece of a bar has no room for its name."""

_MOST = 100_000


def draw(
    *,
    short_calls: Annotated[float, Number("Short calls", 0, _MOST, unit="contracts")] = 30_500.0,
    long_puts: Annotated[float, Number("Long puts", 0, _MOST, unit="contracts")] = 21_000.0,
    long_calls: Annotated[float, Number("Long calls", 0, _MOST, unit="contracts")] = 9_000.0,
    short_puts: Annotated[float, Number("Short puts", 0, _MOST, unit="contracts")] = 6_000.0,
    limit: Annotated[
        float, Number("Position limit", 1_000, 250_000, step=1_000, unit="contracts")
    ] = 50_000.0,
) -> Figure:
    """Return two bars, one a side, and the limit once and twice."""
    book = Book.of(
        Position(-short_calls, _call(80)),
        Position(long_puts, _put(75)),
        Position(long_calls, _call(90)),
        Position(-short_puts, _put(70)),
    )
    sides, use = side_of_market(book), position_limit_use(book, limit=limit)
    held = dict(zip(_KINDS, (short_calls, long_puts, long_calls, short_puts), strict=True))
    rows = _pieces(held, limit)
    return Figure(
        title="Each side of the market is added up, not netted",
        look_for=f"Bearish: {sides.bearish:,.0f} contracts. Bullish: {sides.bullish:,.0f}. The "
        f"larger side stands against a limit of {limit:,.0f} contracts: {use.text} used. Long "
        "puts lengthen the same bar as short calls.",
        alt=f"Bearish side: {short_calls:,.0f} short calls and {long_puts:,.0f} long puts, "
        f"{sides.bearish:,.0f} together. Bullish side: {long_calls:,.0f} long calls and "
        f"{short_puts:,.0f} short puts, {sides.bullish:,.0f} together. Limit {limit:,.0f}.",
        chart=finished(_layers(rows, limit, max(sides)), height=270),
        rows=tuple(
            {"side": row["side"], "position": row["kind"], "contracts": row["contracts"]}
            for row in rows
        ),
    )


def _call(strike: float) -> Call:
    return Call(strike=strike, years=MONTH_AND_A_HALF)


def _put(strike: float) -> Put:
    return Put(strike=strike, years=MONTH_AND_A_HALF)


def _pieces(held: dict[str, float], limit: float) -> list[dict[str, Any]]:
    """Return the pieces of both bars, each with where it begins and ends."""
    rows = []
    for side, kinds in zip(_SIDES, (_KINDS[:2], _KINDS[2:]), strict=True):
        start = 0.0
        for kind in kinds:
            end = start + held[kind]
            wide = held[kind] >= _FEWEST_NAMED * limit
            rows.append(
                {
                    "side": side,
                    "kind": kind,
                    "contracts": round(held[kind]),
                    "start": start / 1_000,
                    "end": end / 1_000,
                    "middle": (start + end) / 2_000,
                    "label": f"{held[kind] / 1_000:,.4g}" if wide else "",
                }
            )
            start = end
    return rows


def _layers(rows: list[dict[str, Any]], limit: float, longest: float) -> Any:
    far = max(2.2 * limit, 1.05 * longest) / 1_000
    marks = [
        {"at": limit / 1_000, "name": "limit"},
        {"at": limit / 500, "name": "if hedged"},
    ]
    rules = chart(marks).encode(x=_contracts("at", far))
    y = alt.Y("side:N", sort=list(_SIDES), title=None)
    legend = alt.Legend(orient="top", title=None, labelFontSize=12, columns=2, columnPadding=10)
    bars = (
        chart(rows)
        .mark_bar(height=34)
        .encode(
            x=_contracts("start", far),
            x2=alt.X2("end:Q"),
            y=y,
            color=alt.Color("kind:N", sort=list(_KINDS), legend=legend),
        )
    )
    labels = chart(rows).mark_text(dy=28, fontSize=12, color=GREY)
    return alt.layer(
        bars,
        labels.encode(x=_contracts("middle", far), y=y, text=alt.Text("label:N")),
        rules.mark_rule(color=GREY, strokeDash=[4, 4], strokeWidth=2),
        rules.mark_text(align="right", dx=-3, dy=-8, fontSize=12, color=GREY).encode(
            y=alt.value(0), text=alt.Text("name:N")
        ),
    )


def _contracts(field: str, far: float) -> Any:
    """Return the axis of contracts, the same for all layers."""
    return alt.X(
        f"{field}:Q",
        title="contracts (thousands)",
        axis=alt.Axis(tickCount=6),
        scale=alt.Scale(domain=[0, far], nice=False),
    )
