"""Offset with other options: the cheapest whole contracts that bring gamma and vega down too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np

from engine.controls import Number
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.greeks import DeskGreeks, desk_greeks
from engine.hedging._programme import Programme
from engine.hedging._why_not import why_not
from engine.hedging.costs import Costs, per_contract_cost
from engine.hedging.series import (
    ONE_DIRECTION,
    NoHedge,
    aims,
    check,
    condition,
    effects,
    together,
)
from engine.hedging.underlying import BOARD_LOT, check_linear, step
from engine.instruments import Instrument
from engine.instruments.share import Share
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import Market

_NEARLY = 50.0
"""Condition number from which a hedge of both takes many contracts against each other."""
_NOISE = 1e-9
_DEFAULT_COSTS = Costs()


@dataclass(frozen=True, kw_only=True)
class Tolerances:
    """How much may be left, either side of zero; ``math.inf`` leaves a Greek alone."""

    delta: Annotated[float, Number("Delta left", 0, 1_000_000, 50, "shares")] = 50.0
    gamma: Annotated[float, Number("Gamma left", 0, 1_000_000, 10, "shares per C$1")] = 400.0
    vega: Annotated[float, Number("Vega left", 0, 1_000_000, 10, "C$ a point")] = 600.0

    def __post_init__(self) -> None:
        """Refuse a tolerance below zero."""
        for greek, limit in vars(self).items():
            if not limit >= 0:
                raise InvalidInput(f"{greek} left must be zero or above, not {limit:g}")

    @property
    def limits(self) -> FloatArray:
        """Delta, gamma and vega, shape (3,)."""
        return np.array([self.delta, self.gamma, self.vega])

    def met(self, net: DeskGreeks) -> bool:
        """Tell whether a net exposure is within all three."""
        return bool(np.all(np.abs(aims(net)) <= self.limits * (1 + _NOISE) + _NOISE))


_DEFAULT_TOLERANCES = Tolerances()


class Solved(NamedTuple):
    """What to trade, what that costs in C$, what is left, and what there is to say about it."""

    positions: tuple[Position, ...]
    cost: float
    residual: DeskGreeks
    note: str


def solve(
    book: Book,
    market: Market,
    series: Sequence[Instrument],
    *,
    tolerances: Tolerances = _DEFAULT_TOLERANCES,
    costs: Costs = _DEFAULT_COSTS,
    each: Sequence[float] | None = None,
    instruments: Sequence[Instrument] = (Share(),),
    lot: int = BOARD_LOT,
    with_underlying: bool = True,
    depth: int = 5_000,
    seconds: float = 2.0,
) -> Solved:
    """Return the cheapest trade in whole contracts and lots that leaves at most ``tolerances``.

    ``series`` are the listed options that may be traded, up to ``depth`` contracts of each, and
    ``instruments`` the linear ones; ``each`` is what a contract of each series costs in C$, in
    place of what ``costs`` says. Raises NoHedge where nothing meets the tolerances, InvalidInput
    for what cannot be hedged with at all.

    domain.md, worked example 6: two series and shares, C$400 of gamma and C$600 of vega left.

    >>> from engine.instruments.call import Call
    >>> sold = Book.of(Position(-250, Call(strike=80, years=45 / 365, volatility=0.24)))
    >>> near = Call(strike=84, years=17 / 365, volatility=0.235)
    >>> far = Call(strike=80, years=108 / 365, volatility=0.235)
    >>> market = Market(spot=80, rate=0.03, dividend_yield=0.02)
    >>> solved = solve(sold, market, [near, far], each=[3.5, 6.0])
    >>> [position.quantity for position in solved.positions], round(solved.cost)
    ([108, 100, 5800], 1048)
    """
    before = desk_greeks(book, market)
    if tolerances.met(before):
        return Solved((), 0.0, before, "Within these tolerances already: nothing to do.")
    check(series, book, market)
    check_linear(book, instruments, lot)
    if depth < 0:
        raise InvalidInput(f"the depth must be zero contracts or more, not {depth:,}")
    if each is not None and len(each) != len(series):
        raise InvalidInput(f"{len(series)} series need {len(series)} costs, not {len(each)}")
    traded = [*series, *(instruments if with_underlying else ())]
    if not traded:
        raise NoHedge("nothing is chosen to hedge with; choose listed options or the underlying")
    sizes = np.array([1] * len(series) + [step(other, lot) for other in traded[len(series) :]])
    prices = contract_costs(traded, market, costs, each)
    programme = Programme(
        effect=effects(traded, market) * sizes,
        start=aims(before),
        limits=tolerances.limits,
        cost=prices * sizes,
        depth=np.where(np.arange(len(traded)) < len(series), depth, np.inf),
        seconds=seconds,
    )
    answer = programme.cheapest()
    if answer.counts is None:
        raise NoHedge(why_not(programme, series, market, answer.timed_out))
    note = _note(series, market)
    if answer.timed_out:
        note += f" Stopped after {seconds:g} s, at most {answer.gap:.2%} above the least cost."
    return finished(book, market, traded, answer.counts * sizes, prices, note.strip())


def finished(
    book: Book,
    market: Market,
    traded: Sequence[Instrument],
    quantities: FloatArray,
    prices: FloatArray,
    note: str,
) -> Solved:
    """Return a trade with its cost and what it leaves of the book."""
    whole = [round(quantity) for quantity in quantities.tolist()]
    trade = tuple(Position(n, other) for n, other in zip(whole, traded, strict=True) if n)
    residual = desk_greeks(book.plus(*trade), market)
    return Solved(trade, float(prices @ np.abs(quantities)), residual, note)


def contract_costs(
    traded: Sequence[Instrument], market: Market, costs: Costs, each: Sequence[float] | None
) -> FloatArray:
    """Return what one of each costs in C$: what ``each`` says first, ``costs`` for the others."""
    said = list(each or ())
    if not all(cost >= 0 for cost in said):
        raise InvalidInput("what a contract costs must be zero or above")
    return np.array(
        [*said, *(per_contract_cost(other, market, costs) for other in traded[len(said) :])]
    )


def _note(series: Sequence[Instrument], market: Market) -> str:
    if not series:
        return ""
    number = condition(series, market)
    if number >= ONE_DIRECTION:
        return together(series, market) + "."
    if number >= _NEARLY:
        return (
            f"These series move gamma and vega nearly together (condition number {number:,.0f}); "
            f"another expiry needs fewer contracts."
        )
    return ""
