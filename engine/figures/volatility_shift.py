"""What a change of implied volatility makes of short calls: bare, with shares, with options too."""

from __future__ import annotations

import numpy as np

from engine.exposure.book import profit
from engine.figures import Figure
from engine.figures._charts import finished, lines, zero_line
from engine.figures._offsets import MARKET, SPOT, Far, Sold, bought, neutral, sold
from engine.figures._short_calls import money

_BARE, _SHARES, _OPTIONS = "calls", "+ shares", "+ far calls"


def draw(*, contracts: Sold = 250.0, bought_calls: Far = 120.0) -> Figure:
    """Return profit and loss against the change of implied volatility; the share stays put."""
    calls = sold(contracts)
    books = {
        _BARE: calls,
        _SHARES: neutral(calls),
        _OPTIONS: neutral(bought(calls, 0.0, bought_calls)),
    }
    shifts = np.linspace(-0.08, 0.08, 33)
    made = {
        name: profit(book, MARKET, SPOT, volatility_shift=shifts) for name, book in books.items()
    }
    rows = [
        {"x": round(float(shift) * 100, 1), "y": round(float(amount)), "book": name}
        for name, amounts in made.items()
        for shift, amount in zip(shifts, amounts, strict=True)
    ]
    chart = zero_line() + lines(
        rows,
        x="change of implied volatility (points)",
        y="profit or loss (C$)",
        series="book",
        order=list(books),
        integer=True,
    )
    plain, helped = (float(made[name][-1]) for name in (_SHARES, _OPTIONS))
    return Figure(
        title="Shares do not change this line, options do",
        look_for="The first two lines lie on each other: shares make no difference at all. With "
        f"{bought_calls:,.0f} far calls as well, +8 points bring {money(helped)}; without them "
        f"{money(plain)}.",
        alt=f"Result of {contracts:,.0f} short calls against the change of implied volatility. "
        f"Alone and with shares: {money(plain)} at +8 points. With shares and "
        f"{bought_calls:,.0f} far calls: {money(helped)}.",
        chart=finished(chart),
        rows=tuple(
            {
                "change of volatility (points)": round(float(shifts[place]) * 100),
                **{f"{name} (C$)": round(float(amounts[place])) for name, amounts in made.items()},
            }
            for place in range(0, 33, 4)
        ),
    )
