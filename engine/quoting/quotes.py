"""Where to quote when inventory is a risk: one price, and a whole book of options.

For one price, Avellaneda & Stoikov, "High-frequency trading in a limit order book", Quantitative
Finance 8 (2008) 217-224: quote about a reservation price that leans against inventory.

For options, what Stoikov & Saglam, "Option market making under inventory risk", Review of
Derivatives Research 12 (2009) 55-79, found: hedged freely and continuously, quotes ignore
inventory; on a share that cannot be traded they lean on net delta; under gaps or moving volatility,
on net gamma and vega. Here in two lines: the book x costs a x' C x / 2, where C is the covariance
of what exposures earn; so one more unit e is worth a e' C x less (lean) and a e' C e / 2 on either
side (widening). That it is quadratic, and gaps have no mean, are teaching simplifications.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.controls import Number, in_range
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import DAYS_PER_YEAR
from engine.quoting._checks import numbers

_MEAN_CUBE = 2 * np.sqrt(2 / np.pi)
"""E|Z|^3 of a standard normal Z; its E Z^4 is 3."""


def reservation_price(
    *,
    mid: ArrayLike,
    inventory: ArrayLike,
    risk_aversion: ArrayLike,
    volatility: ArrayLike,
    time_left: ArrayLike,
) -> FloatArray:
    """Return the price at which one unit more is neither good nor bad: mid - q g s^2 (T - t).

    ``volatility`` is in C$ per root of the unit that ``time_left`` is in, ``risk_aversion`` per C$.
    All broadcast. At the end inventory is marked at mid, so there is no lean left.

    >>> short_20 = reservation_price(
    ...     mid=2.73, inventory=-20, risk_aversion=0.1, volatility=0.05, time_left=1
    ... )
    >>> round(float(short_20), 3)
    2.735
    """
    variance = numbers("volatility", volatility, "not below zero") ** 2
    at_risk = variance * numbers("time_left", time_left, "not below zero")
    averse = numbers("risk_aversion", risk_aversion, "not below zero")
    return np.asarray(numbers("mid", mid) - numbers("inventory", inventory) * averse * at_risk)


def optimal_spread(
    *, risk_aversion: ArrayLike, volatility: ArrayLike, time_left: ArrayLike, decay: ArrayLike
) -> FloatArray:
    """Return the distance from bid to ask: g s^2 (T - t) + (2 / g) ln(1 + g / k).

    ``decay`` is k, per C$; without risk aversion the spread is 2 / k. Units as in
    ``reservation_price``.

    >>> spread = optimal_spread(risk_aversion=0.1, volatility=0.05, time_left=1, decay=60)
    >>> round(float(spread), 4)
    0.0336
    """
    averse = numbers("risk_aversion", risk_aversion, "not below zero")
    fades = numbers("decay", decay, "above zero")
    variance = numbers("volatility", volatility, "not below zero") ** 2
    at_risk = variance * numbers("time_left", time_left, "not below zero")
    ratio = averse / fades
    small = ratio < 1e-12
    of_fills = np.where(small, 1.0, np.log1p(ratio) / np.where(small, 1.0, ratio))
    return np.asarray(averse * at_risk + 2 / fades * of_fills)


@dataclass(frozen=True, kw_only=True)
class Appetite:
    """How much the desk minds risk, for how long it is stuck with it, and what can happen then.

    ``horizon`` is in days. ``stuck`` is the part of the direction that cannot be hedged: 0 is free
    continuous hedging, 1 a share that does not trade. Raises InvalidInput out of range.
    """

    risk_aversion: Annotated[
        float, Number("Risk aversion", 0, 100, step=0.5, unit="per C$10,000", scale=10_000)
    ] = 2e-4
    horizon: Annotated[float, Number("Held for", 0, 30, step=0.25, unit="days")] = 1.0
    volatility_a_day: Annotated[
        float,
        Number("Implied volatility moves (s.d.)", 0, 10, step=0.1, unit="points a day", scale=100),
    ] = 0.01
    gap_chance: Annotated[float, Number("Chance of a gap", 0, 100, unit="% a day", scale=100)] = 0.0
    gap_size: Annotated[
        float, Number("Size of a gap (s.d.)", 0, 50, step=0.5, unit="%", scale=100)
    ] = 0.08
    gap_volatility: Annotated[
        float, Number("Volatility added by a gap", 0, 5, step=0.1, unit="points per 1 %")
    ] = 0.5
    stuck: Annotated[
        float, Number("Direction that cannot be hedged", 0, 100, step=5, unit="%", scale=100)
    ] = 0.0

    def __post_init__(self) -> None:
        """Refuse an appetite that no page could show."""
        in_range(self)


def covariance(appetite: Appetite, *, spot: ArrayLike, volatility: ArrayLike) -> FloatArray:
    """Return the covariance of what one unit of each exposure earns over the horizon, C$ squared.

    The exposures are delta in shares, gamma in shares per C$1, vega in C$ per point; the shape is
    (..., 3, 3) for the broadcast ``spot`` in C$ and realised ``volatility`` a year.

    A gap J = spot x gap_size x Z earns J on a delta that is stuck, J^2 / 2 on gamma and, on vega,
    the points that it adds to volatility; so many a horizon (compound Poisson) covary by their
    number times the mean of the product. Between gaps a hedged book makes what theta pays for.
    """
    spots = numbers("spot", spot, "above zero")
    of_share = (spots * numbers("volatility", volatility, "not below zero")) ** 2
    gaps = appetite.gap_chance * appetite.horizon
    gap = spots * appetite.gap_size
    points = 100 * appetite.gap_volatility * appetite.gap_size
    wander = (100 * appetite.volatility_a_day) ** 2 * appetite.horizon
    matrix = np.zeros((*of_share.shape, 3, 3))
    diffusion = of_share * appetite.horizon / DAYS_PER_YEAR
    matrix[..., 0, 0] = appetite.stuck**2 * (diffusion + gaps * gap**2)
    matrix[..., 1, 1] = gaps * 3 * gap**4 / 4
    matrix[..., 2, 2] = gaps * points**2 + wander
    matrix[..., 1, 2] = matrix[..., 2, 1] = gaps * _MEAN_CUBE * gap**2 / 2 * points
    return matrix


class Lean(NamedTuple):
    """What inventory does to a quote, in C$ a unit, of the broadcast shape of the exposures."""

    shift: FloatArray
    """Skew: both prices move by it, up when we would rather buy."""
    half_width_added: FloatArray
    """Widening: the bid falls and the ask rises by it; never below zero."""


def lean(
    *,
    of_one: ArrayLike,
    book: ArrayLike,
    covariance: ArrayLike,
    risk_aversion: ArrayLike,
    order: ArrayLike = 1.0,
) -> Lean:
    """Return how a quote for something leans on the book and widens with the order.

    ``of_one`` holds the exposures (..., 3) of one unit of it, ``book`` the net ones of all that is
    held, ``covariance`` is (..., 3, 3) and ``order`` the units that the quote is good for; the
    leading shapes broadcast.

    Short 2,790 C$ a point of vega, one point a day, a = 2e-4: 0.558 points, 6.23 cents.

    >>> vegas = lean(of_one=[0, 0, 0.1116], book=[0, 0, -2790], risk_aversion=2e-4,
    ...              covariance=covariance(Appetite(), spot=80, volatility=0.24))
    >>> round(float(vegas.shift), 4)
    0.0623
    """
    unit = numbers("of_one", of_one)
    averse = numbers("risk_aversion", risk_aversion, "not below zero")
    earned = np.einsum("...i,...ij->...j", unit, numbers("covariance", covariance))
    with_book = (earned * numbers("book", book)).sum(axis=-1)
    with_itself = (earned * unit).sum(axis=-1) * numbers("order", order, "not below zero")
    return Lean(
        shift=np.asarray(-averse * with_book),
        half_width_added=np.asarray(averse * with_itself / 2),
    )


def around(
    *, fair: ArrayLike, half_width: ArrayLike, leaning: Lean
) -> tuple[FloatArray, FloatArray]:
    """Return the ideal bid and ask in C$: skewed, then widened, about the fair value.

    >>> bid, ask = around(fair=2.73, half_width=0.04, leaning=Lean(np.array(0.06), np.array(0.01)))
    >>> round(float(bid), 2), round(float(ask), 2)
    (2.74, 2.84)
    """
    middle = numbers("fair", fair) + leaning.shift
    half = numbers("half_width", half_width, "not below zero") + leaning.half_width_added
    return np.asarray(middle - half), np.asarray(middle + half)
