"""The underlying share: the most direct hedge there is."""

from dataclasses import dataclass

from engine.instruments import Instrument


@dataclass(frozen=True, kw_only=True)
class Share(Instrument):
    """One share: a delta of one, and nothing of any other Greek."""

    payoff = "linear"
    units = 1
    label = "Share"
    counted_in = "shares"
    order = 3
