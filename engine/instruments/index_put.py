"""A put option on the index."""

from dataclasses import dataclass

from engine.instruments._index_option import IndexOption


@dataclass(frozen=True, kw_only=True)
class IndexPut(IndexOption):
    """The right to the points by which the index ends below the strike, at C$100 each."""

    payoff = "put"
    underlying = "index"
    units = 100
    label = "SXO put"
    counted_in = "SXO puts"
    order = 12
