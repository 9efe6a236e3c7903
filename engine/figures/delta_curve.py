"""The delta of short calls against the share price, at three times to expiry."""

from __future__ import annotations

import numpy as np

from engine.figures import Figure
from engine.figures._charts import finished, lines, today_line
from engine.figures._short_calls import Contracts, Strike, Volatility, market, short_calls, signed
from engine.pricing import claims as pricing
from engine.pricing.market import DAYS_PER_YEAR

_DAYS = (90, 30, 5)


def draw(
    *, contracts: Contracts = 20.0, strike: Strike = 80.0, volatility: Volatility = 0.24
) -> Figure:
    """Return book delta in shares against the share price, 20 % either side of the strike."""
    spots = np.linspace(strike * 0.8, strike * 1.2, 61)
    names = [f"{days} days" for days in _DAYS]
    rows, table = [], []
    for days, name in zip(_DAYS, names, strict=True):
        book = short_calls(contracts, strike, days / DAYS_PER_YEAR, volatility)
        here = {**vars(market(strike)), "spot": spots}
        (of_one,) = pricing.measure(book.claims, ("delta",), **here)
        deltas = [float(delta) for delta in of_one @ book.quantities]
        rows += [
            {"x": round(float(spot), 3), "y": round(delta, 1), "expiry": name}
            for spot, delta in zip(spots, deltas, strict=True)
        ]
        table += [
            {
                "time to expiry": name,
                "share price (C$)": round(float(spots[number]), 2),
                "book delta (shares)": round(deltas[number], 1),
            }
            for number in range(0, 61, 15)
        ]
    chart = today_line(strike) + lines(
        rows,
        x="share price (C$)",
        y="book delta (shares)",
        series="expiry",
        order=names,
        integer=True,
    )
    most = -contracts * 100
    return Figure(
        title="Your delta falls as the share rises, fastest near the strike",
        look_for=f"Every line falls as the share rises, from 0 at the highest to {signed(most)} "
        "shares at the lowest. The fewer days are left, the more of that fall happens close to the "
        "strike: that is gamma.",
        alt=f"Book delta of {contracts:g} short calls falls as the share price rises through the "
        f"strike, between 0 and {signed(most)} shares, most steeply five days before expiry.",
        chart=finished(chart),
        rows=tuple(table),
    )
