"""An equity call option."""

from dataclasses import dataclass

from engine.instruments._option import Option


@dataclass(frozen=True, kw_only=True)
class Call(Option):
    """The right to buy 100 shares at the strike. Equity options in Canada: m-x.ca, equity options.

    Listed equity options are American; pricing them as European is a teaching simplification.
    """

    payoff = "call"
    units = 100
    label = "Call"
    counted_in = "calls"
    order = 1
