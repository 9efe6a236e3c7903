"""A quarter of the index future, for what a whole one is too coarse for."""

from dataclasses import dataclass

from engine.instruments import Instrument


@dataclass(frozen=True, kw_only=True)
class IndexMini(Instrument):
    """One mini S&P/TSX 60 future (SXM): C$50 a point (m-x.ca, SXM)."""

    payoff = "linear"
    underlying = "index"
    units = 50
    label = "SXM mini future"
    counted_in = "SXM mini futures"
    order = 14
