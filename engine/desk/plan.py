"""What a market maker decides: the hedge, when to trade it again, and how to quote."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Annotated, TypeVar

from engine.controls import Number
from engine.desk.listing import Listed, direct, listing
from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.exposure.limits import Limits
from engine.flow.customers import Customers
from engine.flow.paths import World
from engine.hedging.costs import Costs
from engine.hedging.policies import View
from engine.hedging.policies.never import decide as never
from engine.hedging.related import Relation
from engine.hedging.underlying import BOARD_LOT, grid
from engine.instruments import Instrument, Underlying
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import Market
from engine.quoting.obligations import Obligations
from engine.quoting.quotes import Appetite

Decide = Callable[[View], FloatArray]
Dollars = TypeVar("Dollars", float, FloatArray)


@dataclass(frozen=True, kw_only=True)
class Quoting:
    """How the market maker quotes each series: around fair value, moved by inventory or not.

    ``half_width`` is in C$ a share (points on the index), ``size`` in contracts for each customer;
    a ``lean`` of 1 is all that the appetite for risk asks for. Raises InvalidInput for a width or a
    lean below zero, or a size below one contract.
    """

    half_width: Annotated[float, Number("Half the width", 0.01, 1, step=0.01, unit="C$")] = 0.03
    size: Annotated[float, Number("Size shown", 1, 500, unit="contracts")] = 50.0
    lean: Annotated[
        float, Number("Lean against the inventory", 0, 300, step=10, unit="%", scale=100)
    ] = 0.0

    def __post_init__(self) -> None:
        """Refuse a quote that cannot be shown."""
        for name, least in (("half_width", 0), ("size", 1), ("lean", 0)):
            number = getattr(self, name)
            if not least <= number < math.inf:
                raise InvalidInput(f"{name} must be a number from {least}, not {number:g}")


@dataclass(frozen=True, kw_only=True)
class Run:
    """How long is played, in how many steps, how often; rates; how long a hedge takes to place.

    Six and a half trading hours stand for a calendar day: one clock, no night.
    """

    days: Annotated[float, Number("Days played", 1, 120, unit="days")] = 1.0
    steps_a_day: Annotated[float, Number("Steps a day", 1, 78)] = 39.0
    times: Annotated[float, Number("Runs for the distribution", 100, 5_000, step=100)] = 1_000.0
    minutes: Annotated[
        float, Number("Until a hedge is in place", 0, 120, step=1, unit="minutes")
    ] = 10.0
    rate: Annotated[float, Number("Interest rate", -10, 50, step=0.25, unit="%", scale=100)] = 0.03
    dividend_yield: Annotated[
        float, Number("Dividend yield", -10, 50, step=0.25, unit="%", scale=100)
    ] = 0.02


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The situation a day is played in: everything but what the market maker decides.

    ``rate`` and ``dividend_yield`` are a year, continuously compounded; ``minutes`` of
    trading pass until a hedge is in place. Raises InvalidInput for minutes below zero.
    """

    underlying: Underlying = "share"
    rate: float = 0.03
    dividend_yield: float = 0.02
    minutes: float = 10.0
    world: World = field(default_factory=World)
    customers: Customers = field(default_factory=Customers)
    costs: Costs = field(default_factory=Costs)
    limits: Limits = field(default_factory=Limits)
    appetite: Appetite = field(default_factory=Appetite)
    obligations: Obligations = field(default_factory=Obligations)

    def __post_init__(self) -> None:
        """Refuse a time that does not pass."""
        if not 0 <= self.minutes < math.inf:
            raise InvalidInput(f"minutes must be a number from 0, not {self.minutes:g}")

    @property
    def market(self) -> Market:
        """The class's market now; an index class is priced on its future, so it carries nothing."""
        carried = self.rate if self.underlying == "index" else self.dividend_yield
        spot = self.world.index if self.underlying == "index" else self.world.spot
        return Market(spot=spot, rate=self.rate, dividend_yield=carried)

    @property
    def index_market(self) -> Market:
        """The market of the related index products."""
        return Market(spot=self.world.index, rate=self.rate, dividend_yield=self.rate)

    @property
    def listed(self) -> tuple[Listed, ...]:
        """The class's series."""
        return listing(self.market.spot, self.underlying)

    @property
    def direct(self) -> tuple[Instrument, ...]:
        """What the class is hedged with one for one."""
        return direct(self.underlying)

    @property
    def lot(self) -> float:
        """The smallest trade in the underlying, in units of it."""
        return grid(self.direct[-1], BOARD_LOT)

    @property
    def volatility(self) -> float:
        """The realised volatility of the class's underlying, a year."""
        own = self.world.volatility
        return self.world.index_volatility if self.underlying == "index" else own

    @property
    def relation(self) -> Relation:
        """How the share moves with the index."""
        return Relation(
            share_volatility=self.world.volatility,
            index_volatility=self.world.index_volatility,
            correlation=self.world.correlation,
        )

    @property
    def world_of_class(self) -> World:
        """The world without what the class never meets: company news, for a class on the index."""
        if self.underlying == "share":
            return self.world
        return replace(self.world, gap_chance=0.0, gap_hour=0.0)

    def stands_for(self, index_dollars: Dollars) -> Dollars:
        """Return the dollars of the class that so many dollars of the index stand for.

        They make, for each per cent of the class, what ``index_dollars / beta`` of the class itself
        would: H x index return is (H / beta) x class return, but for the basis. Without a beta the
        index stands for nothing, and all that it makes is basis.
        """
        return index_dollars / self.world.beta if self.world.beta else 0.0 * index_dollars


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One way through the day: exits taken at its start, and rules for the rest of it.

    ``hedge`` is traded before the first customer comes, ``decide`` says when it is traded again.
    ``stop``: no more of the risk held; the side that would add to the net gamma is not quoted.
    """

    label: str
    hedge: Book = field(default_factory=Book)
    decide: Decide = never
    quoting: Quoting = field(default_factory=Quoting)
    stop: bool = False
