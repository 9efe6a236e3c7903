"""Hedge a book along many price paths by one rule, and see what it made.

The book does not change; the hedge is held in units of the underlying (shares; for the index,
contracts times their size). Cash earns the rate, and the underlying held pays the yield.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.hedging._along import Along
from engine.hedging._inputs import checked_lot, checked_prices, checked_shifts, moments
from engine.hedging.costs import FREE, Costs, Rate, unit_rate
from engine.hedging.policies import View
from engine.hedging.underlying import check_linear
from engine.instruments import Instrument
from engine.instruments.share import Share
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import Market

CELLS = 16_384
"""Paths times positions that are valued together: enough for numpy, few enough for the cache."""
_SHARE = Share()


class Outcome(NamedTuple):
    """What hedging made on each path, arrays of shape (paths,), in C$ of the last moment."""

    profit: FloatArray
    """Premium, hedge, interest, dividends and costs together, everything settled or marked."""
    hedging_cost: FloatArray
    """What it took to make good on the book: the premium as it has grown, less the profit."""
    trades: FloatArray
    """How many times the hedge was traded."""
    traded: FloatArray
    """Units of the underlying bought or sold in all."""
    cost: FloatArray
    """Transaction costs as they were paid (they are in the profit, with interest)."""


@dataclass(frozen=True, kw_only=True)
class _Rules:
    """What is the same on every path."""

    along: Along
    decide: Callable[[View], FloatArray]
    rate: Rate
    interest: float
    dividend_yield: float
    lot: float | None


def simulate(
    book: Book,
    market: Market,
    *,
    spots: ArrayLike,
    years: ArrayLike,
    decide: Callable[[View], FloatArray],
    costs: Costs = FREE,
    instrument: Instrument = _SHARE,
    implied_shift: ArrayLike = 0.0,
    financed: bool = True,
    lot: float | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> Outcome:
    """Hedge ``book`` with a linear ``instrument`` along every path, as ``decide`` says.

    ``decide`` is a rule of ``engine.hedging.policies`` with its form filled in (by ``partial``);
    ``spots`` has shape (paths, steps + 1); ``years`` is the length of a step or the moments from 0,
    shape (steps + 1,). ``market`` gives rate, yield and what has passed or shifted (its spot is not
    used); ``implied_shift`` comes on top, of shape (steps + 1,) or that of ``spots``. The rule
    decides at every moment but the last, where all is marked without cost. An option that ends
    before settles in cash at the first moment at or after its expiry. Holdings round to ``lot``
    units. ``financed=False`` leaves out interest and dividends; ``progress`` is told the share
    done. Raises InvalidInput for paths or moments that cannot be walked, or another underlying.

    Hull, "The Greek Letters", Table 19.2: 100,000 calls sold, hedged every week for 20 weeks.

    >>> from engine.exposure.book import Position
    >>> from engine.hedging.policies.at_intervals import decide
    >>> from engine.instruments.call import Call
    >>> sold = Book.of(Position(-1_000, Call(strike=50, years=20 / 52, volatility=0.20)))
    >>> prices = [49, 48.12, 47.37, 50.25, 51.75, 53.12, 53, 51.87, 51.38, 53, 49.88, 48.5, 49.88]
    >>> prices += [50.37, 52.13, 51.88, 52.87, 54.87, 54.62, 55.87, 57.25]
    >>> outcome = simulate(
    ...     sold, Market(spot=49, rate=0.05), spots=[prices], years=1 / 52, decide=decide, lot=100
    ... )
    >>> round(float(outcome.hedging_cost[0]), -2)
    263300.0
    """
    check_linear(book, [instrument], 1)
    prices = checked_prices(spots)
    shifts = checked_shifts(market, implied_shift, prices.shape)
    rules = _Rules(
        along=Along(book=book, market=market, times=moments(years, prices.shape[1])),
        decide=decide,
        rate=unit_rate(instrument, costs),
        interest=market.rate if financed else 0.0,
        dividend_yield=market.dividend_yield if financed else 0.0,
        lot=checked_lot(lot),
    )
    parts = []
    block = max(CELLS // max(len(book.positions), 1), 1)
    for start in range(0, len(prices), block):
        rows = slice(start, start + block)
        parts.append(_walk(rules, prices[rows].T.copy(), shifts[rows].T.copy()))
        progress(min(start + block, len(prices)) / len(prices))
    return Outcome(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def geometric_paths(
    *,
    spot: float,
    drift: float,
    volatility: float,
    years: float,
    steps: int,
    paths: int,
    seed: int,
    antithetic: bool = False,
) -> FloatArray:
    """Return prices of shape (paths, steps + 1) whose logarithm wanders, exact at each moment.

    ``drift`` is the growth of the expected price, continuously compounded a year. With
    ``antithetic`` the second half of the paths (an even number) mirrors the first.

    >>> geometric_paths(
    ...     spot=100, drift=0.05, volatility=0, years=1, steps=1, paths=1, seed=1
    ... ).round(2).tolist()
    [[100.0, 105.13]]
    """
    if steps < 1 or paths < 1 or (antithetic and paths % 2):
        raise InvalidInput("paths need at least one step, and mirrored paths an even number")
    random = np.random.default_rng(seed)
    normal = random.standard_normal((paths // 2 if antithetic else paths, steps))
    if antithetic:
        normal = np.concatenate([normal, -normal])
    moment = years / steps
    moves = (drift - volatility**2 / 2) * moment + volatility * np.sqrt(moment) * normal
    logs = np.concatenate([np.zeros((paths, 1)), np.cumsum(moves, axis=1)], axis=1)
    return np.asarray(spot * np.exp(logs))


def _walk(rules: _Rules, spots: FloatArray, shifts: FloatArray) -> Outcome:
    """Walk one block of paths; ``spots`` and ``shifts`` have shape (steps + 1, paths)."""
    along, last = rules.along, len(spots) - 1
    held, trades, traded, paid = np.zeros((4, spots.shape[1]))
    premium = -along.worth(0, spots[0], shifts[0])
    cash = premium.copy()
    for step, (spot, shift) in enumerate(zip(spots, shifts, strict=True)):
        if step:
            cash = _carried(rules, cash, (held + along.shares) * spot, step)
        cash += along.settled(step, spot, shift)
        if step == last:
            break
        target = _target(rules, step, held, spot, shift)
        size = np.abs(target - held)
        cost = size * (rules.rate.fixed + rules.rate.fraction * spot)
        cash -= (target - held) * spot + cost
        held = target
        trades, traded, paid = trades + (size > 0), traded + size, paid + cost
    profit = cash + held * spots[-1] + along.left(spots[-1], shifts[-1])
    grown = premium * np.exp(rules.interest * along.times[-1])
    return Outcome(profit, grown - profit, trades, traded, paid)


def _carried(rules: _Rules, cash: FloatArray, shares: FloatArray, step: int) -> FloatArray:
    """Return the cash a step later: interest on it, and the yield of the shares held (in C$)."""
    years = rules.along.times[step] - rules.along.times[step - 1]
    dividends = shares * np.expm1(rules.dividend_yield * years)
    return np.asarray(cash * np.exp(rules.interest * years) + dividends)


def _target(
    rules: _Rules, step: int, held: FloatArray, spot: FloatArray, shift: FloatArray
) -> FloatArray:
    """Return what the rule wants to hold, in whole lots where it wants to trade."""
    risk = rules.along.risk(step, spot, shift)
    view = View(
        step=step,
        flat=-risk.delta,
        covered=-risk.covered,
        held=held,
        spot=spot,
        gamma=risk.gamma,
        years_left=rules.along.years_left(step),
        rate=rules.along.market.rate,
        cost=rules.rate.one_way(spot),
    )
    wanted = rules.decide(view)
    if rules.lot is None:
        return wanted
    return np.where(wanted == held, held, np.round(wanted / rules.lot) * rules.lot)
