"""The three choices that make a series of options: strike, expiry and its implied volatility."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from engine.controls import Number
from engine.instruments import Instrument
from engine.pricing.market import DAYS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Option(Instrument):
    """A listed option priced as European, on its series' own implied volatility."""

    strike: Annotated[float, Number("Strike", 0.5, 10_000, step=0.5, unit="C$")] = 80.0
    years: Annotated[float, Number("Expiry", 0, 1_825, unit="days", scale=DAYS_PER_YEAR)] = (
        45 / DAYS_PER_YEAR
    )
    volatility: Annotated[float, Number("Volatility", 0, 500, step=0.5, unit="%", scale=100)] = 0.24
