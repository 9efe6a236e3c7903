"""A future on the index: many dollars of direction in one trade."""

from dataclasses import dataclass

from engine.instruments import Instrument


@dataclass(frozen=True, kw_only=True)
class IndexFuture(Instrument):
    """One S&P/TSX 60 future (SXF): C$200 a point (m-x.ca, SXF). Its price stands for the index."""

    payoff = "linear"
    underlying = "index"
    units = 200
    label = "SXF future"
    counted_in = "SXF futures"
    order = 13
