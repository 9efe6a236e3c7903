"""The hedge of a textbook: as many equations as aims, solved without rounding, and then rounded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.hedging.costs import Costs
from engine.hedging.options import Solved, contract_costs, finished
from engine.hedging.series import NoHedge, aims, check, condition, effects, together
from engine.hedging.underlying import BOARD_LOT, to_flat
from engine.instruments import Instrument
from engine.instruments.share import Share
from engine.pricing.market import Market

_DEFAULT_COSTS = Costs()
_ENOUGH = 1e-6
"""Fraction of a Greek that counts as nothing left of it."""


class Exact(NamedTuple):
    """Contracts of each series and units of the underlying that leave nothing, in fractions."""

    contracts: tuple[float, ...]
    underlying: float
    condition: float
    """How badly the series tell gamma from vega: 1 is best, infinite if they cannot."""


def exact(book: Book, market: Market, series: Sequence[Instrument]) -> Exact:
    """Return the fractions of contracts that take gamma, vega and then delta to zero.

    With more than two series, the smallest such trade. Raises NoHedge where gamma and vega cannot
    both be zero, as with one series or one expiry and one volatility. domain.md, example 6:

    >>> from engine.instruments.call import Call
    >>> sold = Book.of(Position(-250, Call(strike=80, years=45 / 365, volatility=0.24)))
    >>> near = Call(strike=84, years=17 / 365, volatility=0.235)
    >>> far = Call(strike=80, years=108 / 365, volatility=0.235)
    >>> hedge = exact(sold, Market(spot=80, rate=0.03, dividend_yield=0.02), [near, far])
    >>> [round(number, 2) for number in hedge.contracts], round(hedge.underlying, 1)
    ([157.21, 121.36], 3805.5)
    """
    check(series, book, market)
    if not series:
        raise NoHedge("no series is chosen; choose two of different expiries")
    net, effect = aims(desk_greeks(book, market)), effects(series, market)
    scale = np.linalg.norm(effect[1:], axis=1)
    contracts, *_ = np.linalg.lstsq(effect[1:] / scale[:, None], -net[1:] / scale, rcond=1e-9)
    left = np.abs(net[1:] + effect[1:] @ contracts)
    number = condition(series, market)
    if np.any(left > _ENOUGH * np.maximum(np.abs(net[1:]), scale * _ENOUGH)):
        raise NoHedge(
            f"{together(series, market)}, and this book needs them in another proportion; "
            f"choose a second series of another expiry"
        )
    delta = float(net[0] + effect[0] @ contracts)
    return Exact(tuple(contracts.tolist()), -delta, number)


def rounded(
    book: Book,
    market: Market,
    series: Sequence[Instrument],
    *,
    costs: Costs = _DEFAULT_COSTS,
    each: Sequence[float] | None = None,
    instruments: Sequence[Instrument] = (Share(),),
    lot: int = BOARD_LOT,
) -> Solved:
    """Return the exact hedge in whole contracts, and the underlying that makes those flat.

    ``each`` is what a contract of each series costs in C$, in place of what ``costs`` says; errors
    as in ``exact``.
    """
    contracts = np.round(exact(book, market, series).contracts)
    options = [Position(n, one) for n, one in zip(contracts.tolist(), series, strict=True)]
    flat = to_flat(book.plus(*options), market, instruments, lot)
    traded = [*series, *(position.instrument for position in flat)]
    quantities = np.array([*contracts, *(position.quantity for position in flat)])
    prices = contract_costs(traded, market, costs, each)
    return finished(book, market, traded, quantities, prices, "")
