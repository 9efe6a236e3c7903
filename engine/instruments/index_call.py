"""A call option on the index."""

from dataclasses import dataclass

from engine.instruments._index_option import IndexOption


@dataclass(frozen=True, kw_only=True)
class IndexCall(IndexOption):
    """The right to the points by which the index ends above the strike, at C$100 each."""

    payoff = "call"
    underlying = "index"
    units = 100
    label = "SXO call"
    counted_in = "SXO calls"
    order = 11
