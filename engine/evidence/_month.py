"""One call at the money for a month, hedged along simulated paths."""

from __future__ import annotations

from engine.exposure.book import Book, Position
from engine.hedging.policies import policies
from engine.hedging.simulation import Outcome, geometric_paths, simulate
from engine.instruments.call import Call
from engine.pricing.market import Market

YEARS = 1 / 12
BOOK = Book.of(Position(-1, Call(strike=100, years=YEARS, volatility=0.20)))
MARKET = Market(spot=100, rate=0.05)


def hedged(*, steps: int, paths: int, seed: int, of: int | None = None) -> Outcome:
    """Return the sold call hedged at every step; ``of`` stops after so many of the steps."""
    walked = of or steps
    spots = geometric_paths(
        spot=100,
        drift=0.05,
        volatility=0.20,
        years=YEARS * walked / steps,
        steps=walked,
        paths=paths,
        seed=seed,
    )
    return simulate(
        BOOK, MARKET, spots=spots, years=YEARS / steps, decide=policies()["at_intervals"]
    )
