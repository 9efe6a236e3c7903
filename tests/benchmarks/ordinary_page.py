"""The page that most would write: Streamlit's sliders, charts built anew on every move."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from engine.exposure import notation
from engine.exposure.greeks import desk_greeks
from engine.pricing import black_scholes
from engine.pricing.market import DAYS_PER_YEAR, Market
from tests.benchmarks.books import TWENTY_LINES

st.title("The short-call book")
book, _ = notation.read(TWENTY_LINES)
market = Market(
    spot=st.slider("Share price", 60.0, 100.0, 80.0, 0.01),
    volatility_shift=st.slider("Volatility shift", -20.0, 30.0, 0.0, 0.5) / 100,
    years_passed=st.slider("Days passed", 0, 45, 0) / DAYS_PER_YEAR,
    rate=0.03,
    dividend_yield=0.02,
)
net = desk_greeks(book, market)
for column, (name, figure) in zip(
    st.columns(4),
    [
        ("Delta", net.delta_shares),
        ("Gamma", net.gamma_per_dollar),
        ("Vega", net.vega_per_point),
        ("Theta", net.theta_per_day),
    ],
    strict=True,
):
    column.metric(name, f"{figure:+,.1f}")
claims, spots = book.claims, np.linspace(60, 100, 121)
curve = black_scholes.greeks(
    kind=claims.payoff,
    spot=spots[:, np.newaxis],
    strike=claims.strike,
    years=np.maximum(claims.years - market.years_passed, 0),
    volatility=np.maximum(claims.volatility + market.volatility_shift, 0),
    rate=market.rate,
    dividend_yield=market.dividend_yield,
)
weights = book.quantities * claims.units
for name, of_each in (("Delta", curve.delta), ("Gamma", curve.gamma)):
    data = pd.DataFrame({"Share price": spots, name: of_each @ weights})
    st.altair_chart(alt.Chart(data).mark_line().encode(x="Share price", y=name))
