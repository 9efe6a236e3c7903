"""A day played out: customers deal or not, the hedge is traded again or not, prices move.

All plans meet the same paths and the same customers. Everything is vectorised over paths; the book
is a matrix of contracts by series.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.desk.exits import entry_cost
from engine.desk.plan import Desk, Plan
from engine.desk.quoted import Priced, quoted
from engine.exposure.book import Book
from engine.flow.customers import Arrivals, arrivals, deals
from engine.flow.paths import Paths, paths
from engine.hedging.costs import unit_rate
from engine.hedging.policies import View
from engine.instruments import Instrument, claims
from engine.pricing.black_scholes import FloatArray
from engine.pricing.claims import Claims, measure

FIGURES = ("value", "delta", "gamma", "vega", "theta")
STEPS_A_DAY = 39
"""Ten-minute steps of a session of six and a half hours, which stands for the calendar day."""
_SOON = 1e-9
"""Years (a thirtieth of a second) before expiry at which a series is settled."""


def _unheard(_: float) -> None:
    """Tell nobody how far it is."""


class Played(NamedTuple):
    """What happened under one plan. Per step arrays are (steps, paths[, series])."""

    profit: FloatArray
    """C$ from the start to the end, shape (paths,)."""
    contracts: FloatArray
    """Held while the step's prices moved."""
    held: FloatArray
    """Units of the underlying held while the step's prices moved."""
    proxy: float
    """Units of the index held all day."""
    spread: FloatArray
    """C$ earned against fair value by dealing with customers in the step."""
    cost: FloatArray
    """C$ paid for hedging trades in the step."""
    financing: FloatArray
    """C$ of interest and dividends in the step."""
    dealt: FloatArray
    """Contracts that customers dealt in the step."""


@dataclass(frozen=True)
class Board:
    """Every series that may be held during the day, and what it is worth on every path."""

    series: tuple[Instrument, ...]
    claims: Claims
    marks: dict[str, FloatArray]
    """Figures of one contract, each of shape (steps + 1, paths, series)."""

    def contracts(self, book: Book) -> FloatArray:
        """Return a book's options as contracts by series."""
        row = np.zeros(len(self.series))
        for position in book.positions:
            if position.instrument in self.series:
                row[self.series.index(position.instrument)] += position.quantity
        return row


def play(
    desk: Desk,
    book: Book,
    plans: Sequence[Plan],
    *,
    days: float = 1.0,
    steps: int = STEPS_A_DAY,
    count: int = 1,
    seed: int = 1,
    progress: Callable[[float], None] = _unheard,
) -> tuple[Paths, Board, list[Played]]:
    """Play ``count`` days for every plan, each on the same paths and customers.

    ``days`` calendar days are split into ``steps`` equal steps; ``progress`` hears the share done.
    """
    world = paths(desk.world, days=days, steps=steps, paths=count, seed=seed)
    weights = np.array([listed.weight for listed in desk.listed])
    flow = arrivals(desk.customers, series=weights, days=days, steps=steps, paths=count, seed=seed)
    return replay(desk, book, plans, world, flow, progress=progress)


def replay(
    desk: Desk,
    book: Book,
    plans: Sequence[Plan],
    world: Paths,
    flow: Arrivals,
    *,
    progress: Callable[[float], None] = _unheard,
) -> tuple[Paths, Board, list[Played]]:
    """Play given paths and customers for every plan."""
    board = _board(desk, [book, *(plan.hedge for plan in plans)], world)
    played = []
    for number, plan in enumerate(plans, start=1):
        played.append(_Day(desk, book, plan, board, world, flow).played())
        progress(number / len(plans))
    return world, board, played


def class_prices(desk: Desk, world: Paths) -> tuple[FloatArray, FloatArray]:
    """Return the class's prices (steps + 1, paths), and those just before each step's gap."""
    if desk.underlying == "index":
        return world.index.T, world.index[:, 1:].T
    return world.share.T, world.before_gap.T


def _board(desk: Desk, books: Sequence[Book], world: Paths) -> Board:
    listed = [one.instrument for one in desk.listed]
    held = [p.instrument for book in books for p in book.on(desk.underlying).positions]
    options = [one for one in [*listed, *held] if one.payoff != "linear"]
    series = tuple(dict.fromkeys(options))
    columns = claims(series)
    market = desk.market
    figures = measure(
        columns,
        FIGURES,
        spot=class_prices(desk, world)[0],
        rate=market.rate,
        dividend_yield=market.dividend_yield,
        volatility_shift=world.implied_shift.T,
        years_passed=world.times[:, np.newaxis],
    )
    return Board(series, columns, dict(zip(FIGURES, figures, strict=True)))


class _Day:
    """One plan on its way through the day."""

    def __init__(
        self, desk: Desk, book: Book, plan: Plan, board: Board, world: Paths, flow: Arrivals
    ) -> None:
        self.desk, self.plan, self.board, self.world, self.flow = desk, plan, board, world, flow
        self.prices = class_prices(desk, world)[0]
        count = self.prices.shape[1]
        start = book.plus(*plan.hedge.positions)
        self.contracts = np.tile(board.contracts(start), (count, 1))
        self.held = np.full(count, _linear_units(start.on(desk.underlying)))
        self.proxy = _linear_units(start.on("index")) if desk.underlying == "share" else 0.0
        self.rate = unit_rate(desk.direct[0], desk.costs)
        self.cash = -self._worth(0)
        self.earned = np.zeros(count)
        self.paid = np.zeros(count)
        self.dealt = np.zeros(count)
        self.rows: list[tuple[FloatArray, ...]] = []

    def played(self) -> Played:
        self._pay(np.asarray(entry_cost(self.desk, self.plan.hedge)))
        steps = len(self.prices) - 1
        for step in range(steps):
            self._settle(step)
            if step:
                self._hedge(step)
            self._quote(step)
            self._carry(step)
        self._settle(steps)
        proxy_profit = self.proxy * (self.world.index[:, -1] - self.world.index[:, 0])
        profit = self._worth(steps) + self.cash + proxy_profit
        columns = [np.array(column) for column in zip(*self.rows, strict=True)]
        contracts, held, spread, cost, financing, dealt = columns
        return Played(profit, contracts, held, self.proxy, spread, cost, financing, dealt)

    def _worth(self, step: int) -> FloatArray:
        options = np.einsum("ps,ps->p", self.contracts, self.board.marks["value"][step])
        return np.asarray(options + self.held * self.prices[step])

    def _pay(self, cost: FloatArray) -> None:
        self.cash = self.cash - cost
        self.paid = self.paid + cost

    def _alive(self, step: int) -> NDArray[np.bool_]:
        return np.asarray(self.board.claims.years > self.world.times[step] + _SOON)

    def _settle(self, step: int) -> None:
        """Turn what has expired into the cash that it pays, so that it moves no more."""
        over = ~self._alive(step)
        if over.any():
            values = self.board.marks["value"][step][:, over]
            self.cash = self.cash + np.einsum("ps,ps->p", self.contracts[:, over], values)
            self.contracts[:, over] = 0.0

    def _net(self, name: str, step: int) -> FloatArray:
        return np.asarray(np.einsum("ps,ps->p", self.contracts, self.board.marks[name][step]))

    def _hedge(self, step: int) -> None:
        spot = self.prices[step]
        beta = self.desk.world.beta
        proxy = self.proxy * self.world.index[:, step] / (beta * spot) if self.proxy else 0.0
        wanted = self.plan.decide(
            View(
                step=step,
                flat=-self._net("delta", step) - proxy,
                covered=-self._step_delta(spot),
                held=self.held,
                spot=spot,
                gamma=self._net("gamma", step),
                years_left=self._years_left(step),
                rate=self.desk.rate,
                cost=self.rate.one_way(spot),
            )
        )
        lot = self.desk.lot
        trade = np.round((wanted - self.held) / lot) * lot
        self.cash = self.cash - trade * spot
        self._pay(np.abs(trade) * spot * self.rate.one_way(spot))
        self.held = self.held + trade

    def _step_delta(self, spot: FloatArray) -> FloatArray:
        terms = self.board.claims
        inside = np.where(
            terms.payoff == "call",
            spot[:, np.newaxis] > terms.strike,
            -1.0 * (spot[:, np.newaxis] < terms.strike),
        )
        return np.asarray((self.contracts * inside) @ terms.units)

    def _years_left(self, step: int) -> float:
        held = self.contracts.any(axis=0)
        years = self.board.claims.years[held] - self.world.times[step]
        return float(np.max(years, initial=0.0))

    def _quote(self, step: int) -> None:
        """Let the step's customers deal at quotes that were set when it began."""
        count = len(self.desk.listed)
        marks = {name: column[step] for name, column in self.board.marks.items()}
        net = np.stack(
            [
                self._net("delta", step) + self.held,
                self._net("gamma", step),
                self._net("vega", step),
            ]
        )
        priced = quoted(self.desk, self.plan, self.board.claims.units, marks, net, count)
        alive = self._alive(step)[:count]
        rows = np.arange(len(self.held))
        for slot in range(self.flow.side.shape[1]):
            wanted = self.flow.contracts[step, slot]
            if not wanted.any():
                break
            self._deal(step, slot, priced, alive, rows)

    def _deal(
        self, step: int, slot: int, priced: Priced, alive: NDArray[np.bool_], rows: NDArray[np.intp]
    ) -> None:
        flow, series = self.flow, self.flow.series[step, slot]
        buys = flow.side[step, slot] > 0
        distance = np.where(buys, priced.ask_away[rows, series], priced.bid_away[rows, series])
        offered = np.where(buys, priced.offers[rows, series], priced.bids[rows, series])
        taken = deals(flow.patience[step, slot], distance=distance, decay=self.desk.customers.decay)
        size = np.minimum(flow.contracts[step, slot], self.plan.quoting.size)
        size = size * (taken & offered & alive[series])
        sold = np.where(buys, size, -size)
        units = self.board.claims.units[series]
        edge = size * units * distance
        self.contracts[rows, series] -= sold
        self.cash = self.cash + sold * self.board.marks["value"][step][rows, series] + edge
        self.earned = self.earned + edge
        self.dealt = self.dealt + size

    def _carry(self, step: int) -> None:
        """Close the step: note what is held, then let interest and dividends come in."""
        years = float(self.world.times[step + 1] - self.world.times[step])
        market = self.desk.market
        interest = self.cash * np.expm1(market.rate * years)
        dividends = self.held * self.prices[step] * np.expm1(market.dividend_yield * years)
        financing = interest + dividends
        self.rows.append(
            (self.contracts.copy(), self.held, self.earned, self.paid, financing, self.dealt)
        )
        self.cash = self.cash + financing
        self.earned = np.zeros_like(self.earned)
        self.paid = np.zeros_like(self.paid)
        self.dealt = np.zeros_like(self.dealt)


def _linear_units(book: Book) -> float:
    return sum(
        (
            p.quantity * p.instrument.units
            for p in book.positions
            if p.instrument.payoff == "linear"
        ),
        0.0,
    )
