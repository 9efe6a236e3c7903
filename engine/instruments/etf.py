"""A unit of a fund that follows the index."""

from dataclasses import dataclass

from engine.instruments import Instrument


@dataclass(frozen=True, kw_only=True)
class Etf(Instrument):
    """One unit of an index fund such as XIU, taken as one fortieth of a point of the index.

    That a unit costs exactly so much of the index is a teaching simplification.
    """

    payoff = "linear"
    underlying = "index"
    units = 0.025
    label = "XIU unit"
    counted_in = "XIU units"
    order = 15
