"""One plan on its way through the day: settle, hedge, quote, carry, step after step."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.desk.board import Board, class_prices
from engine.desk.exits import entry_cost
from engine.desk.plan import Desk, Plan
from engine.desk.quoted import FIGURES, Priced, quoted, size_shown
from engine.exposure.book import Book
from engine.flow.customers import Arrivals, deals
from engine.flow.paths import Paths
from engine.hedging.costs import unit_rate
from engine.hedging.policies import View
from engine.hedging.underlying import grid
from engine.pricing.black_scholes import FloatArray
from engine.pricing.claims import delta_if_ended

_SOON = 1e-9
"""Years (a thirtieth of a second) before expiry at which a series is settled."""
_NOISE = 1e-9
"""Contracts by which rounding may miss a whole one."""


class Played(NamedTuple):
    """What happened under one plan. Per step arrays are (steps, paths[, series])."""

    profit: FloatArray
    """C$ from the start to the end, shape (paths,)."""
    contracts: FloatArray
    """Held while the step's prices moved."""
    held: FloatArray
    """Units of the underlying held while the step's prices moved."""
    proxy: float
    """Units of the index held all day against a class on a share; its index products are linear."""
    spread: FloatArray
    """C$ earned against fair value by dealing with customers in the step."""
    cost: FloatArray
    """C$ paid for hedging trades in the step."""
    financing: FloatArray
    """C$ of interest and dividends in the step."""
    dealt: FloatArray
    """Contracts that customers dealt in the step."""


class OnePlan:
    """The book, the underlying and the cash of one plan on every path."""

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
        self.listed = slice(len(desk.listed))
        self.size = size_shown(desk, plan)
        self.rates = [(grid(one), unit_rate(one, desk.costs)) for one in desk.direct]
        options = board.contracts(start) != 0
        self.ends = np.unique(board.claims.years[options if options.any() else self.listed])
        self.cash = -self._worth(0)
        self.earned, self.paid, self.dealt = (np.zeros(count) for _ in range(3))
        self.rows: list[tuple[FloatArray, ...]] = []

    def played(self) -> Played:
        """Go through the day and return what happened."""
        self._pay(np.asarray(entry_cost(self.desk, self.plan.hedge)))
        steps = len(self.prices) - 1
        for step in range(steps):
            self._settle(step)
            if step:
                self._hedge(step)
            self._quote(step)
            self._carry(step)
        proxy_profit = self.proxy * (self.world.index[:, -1] - self.world.index[:, 0])
        profit = self._worth(steps) + self.cash + proxy_profit
        columns = [np.array(column) for column in zip(*self.rows, strict=True)]
        contracts, held, spread, cost, financing, dealt = columns
        return Played(profit, contracts, held, self.proxy, spread, cost, financing, dealt)

    def _worth(self, step: int) -> FloatArray:
        return np.asarray(self._net("value", step) + self.held * self.prices[step])

    def _net(self, name: str, step: int) -> FloatArray:
        return self.board.net(name, step, self.contracts)

    def _proxy_units(self, step: int) -> FloatArray:
        """Return the units of the class that the related products stand for."""
        dollars = self.desk.stands_for(self.proxy * self.world.index[:, step])
        return np.asarray(dollars / self.prices[step])

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

    def _hedge(self, step: int) -> None:
        """Trade the underlying to what the plan's rule wants, in whole lots."""
        spot, lot = self.prices[step], self.rates[-1][0]
        ended = delta_if_ended(self.board.claims, spot=spot)
        wanted = self.plan.decide(
            View(
                step=step,
                flat=-self._net("delta", step) - self._proxy_units(step),
                covered=-np.einsum("ps,ps->p", self.contracts, ended),
                held=self.held,
                spot=spot,
                gamma=self._net("gamma", step),
                years_left=self._years_left(step),
                rate=self.desk.rate,
                cost=self.rates[0][1].one_way(spot),
            )
        )
        trade = np.round((wanted - self.held) / lot) * lot
        self.cash = self.cash - trade * spot
        self._pay(self._trading_cost(np.abs(trade), spot))
        self.held = self.held + trade

    def _trading_cost(self, size: FloatArray, spot: FloatArray) -> FloatArray:
        """Return what so many units cost to trade in C$: large contracts first, then small ones."""
        cost, left = np.zeros_like(size), size
        *large, (_, smallest) = self.rates
        for unit, rate in large:
            taken = np.floor(left / unit + _NOISE) * unit
            cost += taken * spot * rate.one_way(spot)
            left = left - taken
        return np.asarray(cost + left * spot * smallest.one_way(spot))

    def _years_left(self, step: int) -> float:
        """Return the years until the nearest expiry of what the day began with, zero without one.

        On an empty book that of what is listed. It is the same on every path: a path must not
        depend on what other paths, or other plans, hold.
        """
        left = self.ends - self.world.times[step]
        return float(min(left[left > _SOON], default=0.0))

    def _quote(self, step: int) -> None:
        """Let the step's customers deal at quotes that were set when it began."""
        slot, row = np.nonzero(self.flow.contracts[step])
        if not len(row):
            return
        net = np.stack(
            [
                self._net("delta", step) + self.held + self._proxy_units(step),
                self._net("gamma", step),
                self._net("vega", step),
            ]
        )
        marks = {name: self.board.marks[name][step][:, self.listed] for name in FIGURES}
        units = self.board.claims.units[self.listed]
        priced = quoted(self.desk, self.plan, units=units, marks=marks, net=net)
        self._deal(step, slot, row, priced)

    def _deal(
        self, step: int, slot: NDArray[np.intp], row: NDArray[np.intp], priced: Priced
    ) -> None:
        """Deal with the customers in these slots of these paths, each up to the size shown."""
        side, series, wanted, patience = (column[step, slot, row] for column in self.flow)
        buys, at = side > 0, (row, series)
        distance = np.where(buys, priced.ask_away[at], priced.bid_away[at])
        offered = np.where(buys, priced.offers[at], priced.bids[at]) & self._alive(step)[series]
        taken = offered & deals(patience, distance=distance, decay=self.desk.customers.decay)
        size = np.minimum(wanted, self.size) * taken
        sold = size * side
        edge = size * self.board.claims.units[series] * distance
        np.subtract.at(self.contracts, at, sold)
        self.cash = self.cash + self._by_path(
            row, sold * self.board.marks["value"][step][at] + edge
        )
        self.earned = self.earned + self._by_path(row, edge)
        self.dealt = self.dealt + self._by_path(row, size)

    def _by_path(self, row: NDArray[np.intp], amounts: FloatArray) -> FloatArray:
        sums = np.bincount(row, weights=amounts, minlength=len(self.cash))
        return sums.astype(np.float64)

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
        self.earned, self.paid, self.dealt = (np.zeros_like(self.cash) for _ in range(3))


def _linear_units(book: Book) -> float:
    return sum(
        (
            p.quantity * p.instrument.units
            for p in book.positions
            if p.instrument.payoff == "linear"
        ),
        0.0,
    )
