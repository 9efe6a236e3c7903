"""The four risks that stay in one hedged book, each with its size."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import altair as alt

from engine.controls import Number
from engine.desk.exits import proxy_dollars, standing
from engine.desk.plan import Desk
from engine.exposure.book import Book, Position
from engine.figures import Figure
from engine.figures._charts import GREY, chart, finished
from engine.figures._short_calls import MONTH_AND_A_HALF, Contracts, money, short_calls
from engine.flow.paths import World
from engine.instruments.index_mini import IndexMini
from engine.instruments.share import Share


def draw(
    *,
    contracts: Contracts = 250.0,
    related: Annotated[
        float, Number("Hedged with index minis", 0, 100, step=10, unit="%", scale=100)
    ] = 0.3,
    minutes: Annotated[
        float, Number("Until the hedge is in place", 0, 120, step=5, unit="minutes")
    ] = 10.0,
    gap: Annotated[float, Number("Gap", 0, 20, unit="%", scale=100)] = 0.08,
) -> Figure:
    """Return basis, volatility, execution and event risk of short calls with no delta left."""
    desk = Desk(minutes=minutes, world=replace(World(), gap_size=gap))
    calls = short_calls(contracts, 80.0, MONTH_AND_A_HALF, 0.24)
    minis = _minis(desk, calls, related)
    hedge = Book.of(Position(minis, IndexMini()))
    shares = round(-float(calls.greeks(desk.market).delta) - proxy_dollars(desk, hedge) / 80)
    left = standing(desk, calls, hedge.plus(Position(shares, Share()))).left
    sizes = {
        "basis": (left.basis, "an ordinary day"),
        "volatility": (left.volatility, "an ordinary day"),
        "execution": (left.execution, f"the first {minutes:g} minutes"),
        "event": (left.event, f"a gap of {100 * gap:g} %, the worse side"),
    }
    rows = [
        {"risk": risk, "loss": round(size, 2), "label": f"C${size:,.0f}", "when": _kind(risk)}
        for risk, (size, _) in sizes.items()
    ]
    return Figure(
        title="Delta is zero, and four risks are left",
        look_for="Three of the bars are a typical swing, for or against you. The fourth is a rare "
        f"loss: here {money(-left.event)} in one gap. No bar is zero unless its cause is gone.",
        alt=f"Short calls hedged with {shares:,} shares and {minis:g} index minis: "
        + "; ".join(f"{risk} C${size:,.0f} ({when})" for risk, (size, when) in sizes.items()),
        chart=finished(_drawn(rows), height=280),
        rows=tuple(
            {"risk": risk, "size (C$)": round(size), "measured over": when}
            for risk, (size, when) in sizes.items()
        ),
    )


def _minis(desk: Desk, calls: Book, related: float) -> int:
    """Return the whole index minis that take so much of the direction out."""
    wanted = -float(calls.greeks(desk.market).delta) * desk.market.spot * related
    return round(wanted / proxy_dollars(desk, Book.of(Position(1, IndexMini()))))


def _kind(risk: str) -> str:
    return "a rare gap" if risk == "event" else "a typical swing"


def _drawn(rows: list[dict[str, Any]]) -> Any:
    kinds = ["a typical swing", "a rare gap"]
    legend = alt.Legend(orient="top", title=None, labelFontSize=12, symbolType="square")
    base = chart(rows).encode(
        y=alt.Y("risk:N", sort=[row["risk"] for row in rows], title=None),
        x=alt.X(
            "loss:Q",
            title="size (C$)",
            axis=alt.Axis(format=",d", tickCount=4, labelOverlap="greedy"),
        ),
    )
    largest = max(row["loss"] for row in rows)
    room = chart([{"most": largest * 1.22 + 1}]).mark_point(opacity=0).encode(x=alt.X("most:Q"))
    return alt.layer(
        base.mark_bar(height=22).encode(color=alt.Color("when:N", sort=kinds, legend=legend)),
        base.mark_text(align="left", dx=6, fontSize=12, color=GREY).encode(
            text=alt.Text("label:N")
        ),
        room,
    )
