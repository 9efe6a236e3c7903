"""An equity put option."""

from dataclasses import dataclass

from engine.instruments._option import Option


@dataclass(frozen=True, kw_only=True)
class Put(Option):
    """The right to sell 100 shares at the strike. Equity options in Canada: m-x.ca, equity options.

    Listed equity options are American; pricing them as European is a teaching simplification.
    """

    payoff = "put"
    units = 100
    label = "Put"
    counted_in = "puts"
    order = 2
