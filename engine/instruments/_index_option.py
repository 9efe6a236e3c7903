"""What options on the index have in common: European, settled in cash, C$100 a point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from engine.controls import Number
from engine.instruments._option import Option


@dataclass(frozen=True, kw_only=True)
class IndexOption(Option):
    """An option on the S&P/TSX 60 index (SXO), priced on the future of the same expiry.

    C$100 a point: m-x.ca, SXO. Older pages still say C$10, which is the mini contract.
    """

    strike: Annotated[float, Number("Strike", 0.5, 10_000, step=5, unit="points")] = 1_420.0
    volatility: Annotated[float, Number("Volatility", 0, 500, step=0.5, unit="%", scale=100)] = 0.14
