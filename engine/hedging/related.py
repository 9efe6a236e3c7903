"""Hedge with a related product: how much of it to trade, and the risk that no size removes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.controls import Number
from engine.errors import InvalidInput
from engine.instruments import Instrument
from engine.pricing.market import DAYS_PER_YEAR

TRADING_DAYS = 252
"""Days of a year on which the exchange trades: a share's 22 % a year are 1.39 % on such a day."""


@dataclass(frozen=True, kw_only=True)
class Relation:
    """How a share and an index move together: both volatilities and their correlation.

    The minimum-variance ratio (a beta, for returns) is rho sigma_share / sigma_index. Raises
    InvalidInput without index moves, or for a correlation outside -1 to 1.

    >>> round(Relation().beta, 2)
    1.1
    """

    share_volatility: Annotated[
        float, Number("Share volatility", 0, 500, 0.5, unit="%", scale=100)
    ] = 0.22
    index_volatility: Annotated[
        float, Number("Index volatility", 0.1, 500, 0.1, unit="%", scale=100)
    ] = 0.144
    correlation: Annotated[float, Number("Correlation", -1, 1, 0.01)] = 0.72

    def __post_init__(self) -> None:
        """Refuse what has no ratio."""
        if not (math.isfinite(self.share_volatility) and self.share_volatility >= 0):
            raise InvalidInput(
                f"share_volatility must be zero or above, not {self.share_volatility:g}"
            )
        if not (math.isfinite(self.index_volatility) and self.index_volatility > 0):
            raise InvalidInput(
                f"index_volatility must be above zero, not {self.index_volatility:g}"
            )
        if not -1 <= self.correlation <= 1:
            raise InvalidInput(f"correlation must be from -1 to 1, not {self.correlation:g}")

    @classmethod
    def from_changes(cls, *, share: ArrayLike, index: ArrayLike) -> Relation:
        """Return the relation that two equally long series of changes show, each of shape (n,).

        Standard deviations are a sample's, of one change each. Raises InvalidInput for fewer than
        two changes, or an index that never moves differently.
        """
        both = np.array([share, index], dtype=np.float64)
        if both.ndim != 2 or both.shape[1] < 2 or not np.all(np.isfinite(both)):
            raise InvalidInput("the changes must be finite numbers, at least two of each")
        (of_share, covariance), (_, of_index) = np.cov(both).tolist()
        if of_index <= 0:
            raise InvalidInput(
                "the index's changes are all the same: nothing can be hedged with it"
            )
        deviations = math.sqrt(of_share * of_index)
        return cls(
            share_volatility=math.sqrt(of_share),
            index_volatility=math.sqrt(of_index),
            correlation=min(max(covariance / deviations, -1.0), 1.0) if deviations else 0.0,
        )

    @property
    def beta(self) -> float:
        """The minimum-variance ratio: what a dollar of share takes in dollars of index."""
        return self.correlation * self.share_volatility / self.index_volatility

    @property
    def effectiveness(self) -> float:
        """The share of the variance that the best hedge removes: rho^2 (Ederington, 1979)."""
        return self.correlation**2

    @property
    def residual_share(self) -> float:
        """The share of the standard deviation that the best hedge leaves: sqrt(1 - rho^2).

        >>> round(Relation(correlation=0.9).residual_share, 2)
        0.44
        """
        return math.sqrt(1 - self.correlation**2)


class Risk(NamedTuple):
    """Standard deviations in C$ of a position hedged with a related product."""

    unhedged: float
    hedged: float
    floor: float
    """What the best size would leave: the part that does not move with the index."""

    @property
    def variance_removed(self) -> float:
        """The share of the variance that the hedge removes; below zero it adds risk."""
        return 1 - (self.hedged / self.unhedged) ** 2 if self.unhedged > 0 else 0.0

    @property
    def deviation_removed(self) -> float:
        """The share of the standard deviation that the hedge removes."""
        return 1 - self.hedged / self.unhedged if self.unhedged > 0 else 0.0

    @property
    def size_error(self) -> float:
        """C$ of standard deviation that come from hedging another size than the best one."""
        return math.sqrt(max(self.hedged**2 - self.floor**2, 0.0))


def exact_contracts(
    *, dollar_delta: float, price: float, relation: Relation, instrument: Instrument
) -> float:
    """Return the contracts that leave the least variance, signed and in fractions.

    -beta times the dollar delta over a contract's value; ``price`` is that of the underlying that
    the instrument follows. domain.md, example 7: C$4.2 million short, the future at 1,420.

    >>> from engine.instruments.index_future import IndexFuture
    >>> short = {"dollar_delta": -4.2e6, "price": 1420, "relation": Relation()}
    >>> round(exact_contracts(**short, instrument=IndexFuture()), 2)
    16.27
    """
    if instrument.payoff != "linear":
        raise InvalidInput(f"{instrument.label} is an option; choose a future or fund units")
    if not (math.isfinite(price) and price > 0):
        raise InvalidInput(f"price must be above zero, not {price:g}")
    if not math.isfinite(dollar_delta):
        raise InvalidInput("dollar_delta must be a finite number")
    return -relation.beta * dollar_delta / (price * instrument.units) + 0.0


def contracts(
    *, dollar_delta: float, price: float, relation: Relation, instrument: Instrument
) -> int:
    """Return the nearest whole contracts to ``exact_contracts``: above zero to buy."""
    return round(
        exact_contracts(
            dollar_delta=dollar_delta, price=price, relation=relation, instrument=instrument
        )
    )


def daily_risk(
    *,
    dollar_delta: float,
    contracts: float,
    price: float,
    relation: Relation,
    instrument: Instrument,
    days: float = 1,
    days_in_year: float = DAYS_PER_YEAR,
) -> Risk:
    """Return the standard deviation over so many days: unhedged, hedged so, hedged at best.

    The relation's volatilities are per year of ``days_in_year`` (365 on this project's clock; the
    printed example counts 252 trading days). domain.md, example 7:

    >>> from engine.instruments.index_future import IndexFuture
    >>> bank = {"dollar_delta": -4.2e6, "price": 1420, "relation": Relation()}
    >>> risk = daily_risk(**bank, contracts=16, instrument=IndexFuture(), days_in_year=252)
    >>> [round(figure) for figure in risk], round(risk.variance_removed, 3)
    ([58207, 40400, 40394], 0.518)
    """
    if not (days >= 0 and days_in_year > 0):
        raise InvalidInput("days must be zero or above, and the year must have some")
    root = math.sqrt(days / days_in_year)
    share = dollar_delta * relation.share_volatility * root
    index = contracts * price * instrument.units * relation.index_volatility * root
    floor = abs(share) * relation.residual_share
    hedged = max(math.hypot(floor, relation.correlation * share + index), floor)
    return Risk(abs(share), hedged, floor)
