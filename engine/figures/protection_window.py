"""Five sales in a moment, counted by a protection that pulls the quotes when it has had enough."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import altair as alt

from engine.controls import Number
from engine.exposure import notation
from engine.exposure.book import Book
from engine.exposure.protection import Fill, Protection, counts, trips
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished, zero_line
from engine.figures._short_calls import market, signed

_SALES = (
    ("40 calls, strike 80", "-40_call_80_45_21"),
    ("35 calls, strike 82.5", "-35_call_82.5_45_24.3"),
    ("50 calls, strike 85", "-50_call_85_45_23.7"),
    ("30 puts, strike 77.5", "-30_put_77.5_45_23.75"),
    ("60 calls, strike 80, one week", "-60_call_80_7_30.5"),
)
_WINDOW = 5.0
_KEPT, _TRIPS, _GONE = "filled", "trips", "gone"
_DOMAIN = [-8_400, 2_400]


class _Sale(NamedTuple):
    """One sale: what was sold, what it brought, what the window then holds, what became of it."""

    what: str
    fill: Fill
    contracts: float
    net: float
    outcome: str


def draw(
    *,
    limit: Annotated[float, Number("Limit", 500, 8_000, 500, "shares")] = 5_000.0,
    spacing: Annotated[float, Number("Between sales", 0, 6, 0.2, "seconds")] = 0.2,
) -> Figure:
    """Return the net delta of the fills in a five-second window after each of five sales."""
    protection = Protection(delta_shares=limit, seconds=_WINDOW)
    sales = _sales(protection, spacing)
    tripped = next((n for n, one in enumerate(sales, 1) if one.outcome == _TRIPS), None)
    end = f"it trips on sale {tripped}" if tripped else "it does not trip"
    return Figure(
        title="The protection counts the fills of one short window",
        look_for="Each bar is the net delta of the fills that the window holds. Sold puts bring it "
        f"back towards zero. With a limit of {limit:,.0f} shares and {spacing:g} seconds between "
        f"sales {end}. A trip takes your quotes away, so the faint bars are not filled. What was "
        "filled stays in your book.",
        alt=f"Sales {spacing:g} seconds apart, limit {limit:,.0f} shares: "
        + "; ".join(f"sale {n}: {signed(one.net)}, {one.outcome}" for n, one in _numbered(sales))
        + f"; {end}.",
        chart=finished(_layers(sales, limit)),
        rows=tuple(
            {
                "sale": number,
                "sold": one.what,
                "seconds": round(one.fill.seconds, 1),
                "delta of the sale (shares)": round(one.fill.delta_shares),
                "net delta in the window (shares)": round(one.net),
                "contracts in the window": round(one.contracts),
                "what happens": one.outcome,
            }
            for number, one in _numbered(sales)
        ),
    )


def _sales(protection: Protection, spacing: float) -> list[_Sale]:
    books = [notation.read(text)[0] for _, text in _SALES]
    fills = [
        Fill(number * spacing, _contracts(book), float(book.greeks(market(80.0)).delta))
        for number, book in enumerate(books)
    ]
    first = trips(fills, protection).delta_shares or len(fills) + 1
    return [
        _Sale(what, fill, held.contracts, held.delta_shares, _outcome(number, first))
        for number, ((what, _), fill, held) in enumerate(
            zip(_SALES, fills, counts(fills, protection), strict=True), start=1
        )
    ]


def _contracts(book: Book) -> float:
    return float(book.quantities.sum())


def _outcome(number: int, first: int) -> str:
    if number == first:
        return _TRIPS
    return _KEPT if number < first else _GONE


def _numbered(sales: list[_Sale]) -> list[tuple[int, _Sale]]:
    return list(enumerate(sales, start=1))


def _layers(sales: list[_Sale], limit: float) -> Any:
    rows = [
        {
            "sale": str(number),
            "net": round(one.net),
            "outcome": one.outcome,
            "label": signed(one.net),
        }
        for number, one in _numbered(sales)
    ]
    bars = chart(rows).encode(
        x=alt.X("sale:N", title="sale", axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "net:Q",
            title="net delta in the window (shares)",
            axis=alt.Axis(format=",d"),
            scale=alt.Scale(domain=_DOMAIN, nice=False),
        ),
    )
    told = [_KEPT, _TRIPS, _GONE]
    colour = alt.Color("outcome:N", sort=told, scale={"domain": told}, legend=None)
    faint = alt.condition(f"datum.outcome == '{_GONE}'", alt.value(0.3), alt.value(1))
    numbers = bars.mark_text(dy=-6, baseline="bottom", fontSize=12, color=GREY)
    words = bars.mark_text(dy=-22, baseline="bottom", fontSize=12, color=GREY)
    return alt.layer(
        zero_line(),
        bars.mark_bar(width={"band": 0.62}).encode(color=colour, opacity=faint),
        numbers.encode(y=alt.datum(0), text=alt.Text("label:N")),
        words.encode(y=alt.datum(0), text=alt.Text("outcome:N")),
        _limit_line(-limit),
    )


def _limit_line(limit: float) -> Any:
    rule = chart([{"limit": limit, "label": f"limit {signed(limit)}"}])
    return alt.layer(
        rule.mark_rule(color=GREY, strokeDash=[4, 4]).encode(y=alt.Y("limit:Q")),
        rule.mark_text(align="left", dx=4, dy=-7, fontSize=12, color=GREY).encode(
            x=alt.value(0), y=alt.Y("limit:Q"), text=alt.Text("label:N")
        ),
    )
