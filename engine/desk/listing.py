"""The series that are listed on a class, and how customers' orders spread over them.

An invented class [teaching simplification]: a handful of strikes and expiries with a smile, so that
every idea has its series and the whole still fits a screen.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.instruments import Instrument, Underlying
from engine.instruments._option import Option
from engine.instruments.call import Call
from engine.instruments.etf import Etf
from engine.instruments.index_call import IndexCall
from engine.instruments.index_future import IndexFuture
from engine.instruments.index_mini import IndexMini
from engine.instruments.index_put import IndexPut
from engine.instruments.put import Put
from engine.instruments.share import Share
from engine.pricing.market import DAYS_PER_YEAR

_SERIES = (
    ("call", 1.0000, 17, 0.00, 0.18),
    ("call", 1.0625, 17, -0.02, 0.12),
    ("put", 0.9375, 17, 0.03, 0.08),
    ("call", 1.0000, 45, 0.00, 0.20),
    ("call", 1.0625, 45, -0.02, 0.16),
    ("call", 1.1250, 45, -0.03, 0.08),
    ("put", 0.9375, 45, 0.03, 0.10),
    ("call", 1.0000, 108, -0.005, 0.08),
)
"""Kind, strike over spot, days to expiry, volatility above the money's, share of the orders."""

AT_THE_MONEY = {"share": 0.24, "index": 0.14}
_STRIKE_STEPS = {"share": (1.0, 0.5, 0.25, 0.1, 0.05, 0.01), "index": (10.0, 5.0, 2.5, 1.0, 0.25)}
_STEPS_IN_SPOT = 16
"""A strike step is at most this part of spot, so that no two strikes of the listing meet."""
_LOWEST_STRIKE = 0.5
_OPTIONS: dict[str, dict[str, type[Option]]] = {
    "share": {"call": Call, "put": Put},
    "index": {"call": IndexCall, "put": IndexPut},
}


@dataclass(frozen=True)
class Listed:
    """One listed series and its share of the customers' orders, at least zero."""

    instrument: Option
    weight: float


def listing(spot: float, underlying: Underlying = "share") -> tuple[Listed, ...]:
    """Return the listed series of a class whose underlying stands at ``spot``.

    Strikes are whole dollars (tens of points for the index), finer where the underlying is cheap;
    the money's volatility is 24 % (14 %). Years to expiry are of 365 calendar days.

    >>> [one.instrument.strike for one in listing(80.0)]
    [80.0, 85.0, 75.0, 80.0, 85.0, 90.0, 75.0, 80.0]
    """
    step, scale = _strike_step(spot, underlying), AT_THE_MONEY[underlying]
    return tuple(
        Listed(
            _OPTIONS[underlying][kind](
                strike=max(round(round(spot * moneyness / step) * step, 6), _LOWEST_STRIKE),
                years=days / DAYS_PER_YEAR,
                volatility=round(scale + smile * scale / AT_THE_MONEY["share"], 4),
            ),
            weight,
        )
        for kind, moneyness, days, smile, weight in _SERIES
    )


def _strike_step(spot: float, underlying: Underlying) -> float:
    steps = _STRIKE_STEPS[underlying]
    return next((step for step in steps if step * _STEPS_IN_SPOT <= spot), steps[-1])


def direct(underlying: Underlying) -> tuple[Instrument, ...]:
    """Return what moves with the class one for one, largest contract first.

    For a share that is the share itself, for the index its futures.
    """
    return (Share(),) if underlying == "share" else (IndexFuture(), IndexMini())


def related(underlying: Underlying) -> tuple[Instrument, ...]:
    """Return what moves nearly like the class, largest contract first; nothing for the index."""
    return (IndexFuture(), IndexMini(), Etf()) if underlying == "share" else ()
