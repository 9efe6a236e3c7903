"""What closed formulas say about hedging: its error, its costs, its band, its rent and its gaps."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from engine.errors import InvalidInput
from engine.exposure.book import Book, profit
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import DAYS_PER_YEAR, Market

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(64)


def gamma_neutral(
    *, delta: float = 0.0, gamma: float, option_delta: float, option_gamma: float
) -> tuple[float, float]:
    """Return the options and then the shares that take gamma and delta to zero, above zero to buy.

    Hull, "The Greek Letters": a delta-neutral book has a gamma of -3,000, a traded call a delta of
    0.62 and a gamma of 1.50. Buy 2,000 calls and sell 1,240 shares.

    >>> gamma_neutral(gamma=-3_000, option_delta=0.62, option_gamma=1.50)
    (2000.0, -1240.0)
    """
    _above_zero(option_gamma=option_gamma)
    options = -gamma / option_gamma
    return options, -(delta + options * option_delta)


def hedging_error(*, vega: float, volatility: float, rebalancings: float) -> float:
    """Return the standard deviation of profit when a book is hedged so many times over its life.

    ``vega`` in C$ per 1.00 of volatility. sqrt(pi / 4) vega sigma / sqrt(N): Derman & Kamal, "When
    You Cannot Hedge Continuously" (1999), for options near the money. One month, S = K = 100,
    20 %, r 5 %, hedged 21 times:

    >>> round(hedging_error(vega=11.458, volatility=0.20, rebalancings=21), 3)
    0.443
    """
    _above_zero(rebalancings=rebalancings)
    return math.sqrt(math.pi / 4) * abs(vega) * volatility / math.sqrt(rebalancings)


def leland_volatility(
    *, volatility: float, cost: float, step_years: float, short: bool = True
) -> float:
    """Return the volatility whose premium carries the expected cost of trading the hedge.

    ``cost`` is one way, as a fraction of the value traded; ``step_years`` between trades. Short:
    sigma^2 (1 + A), long: sigma^2 (1 - A), A = sqrt(8 / pi) cost / (sigma sqrt(dt)): Leland (1985).
    Opening and closing the hedge come on top. Raises InvalidInput where a long option's costs eat
    all of its volatility. 20 %, half a per cent, every day:

    >>> round(leland_volatility(volatility=0.20, cost=0.005, step_years=1 / 365), 4)
    0.2655
    """
    _above_zero(volatility=volatility, step_years=step_years)
    number = math.sqrt(8 / math.pi) * cost / (volatility * math.sqrt(step_years))
    if not short and number >= 1:
        raise InvalidInput(
            f"costs of {cost:.2%} every {step_years * DAYS_PER_YEAR:g} days are more than the "
            f"volatility can bring; hedge less often"
        )
    return volatility * math.sqrt(1 + number if short else 1 - number)


def half_width(
    *,
    gamma: ArrayLike,
    spot: ArrayLike,
    cost: ArrayLike,
    risk_aversion: float,
    rate: float,
    years_left: ArrayLike,
) -> FloatArray:
    """Return how far from flat the holding may drift before it is worth trading, in shares.

    (1.5 e^{-rT} cost S gamma^2 / a)^{1/3}: Whalley & Wilmott (1997). ``gamma`` of the whole
    position in shares per C$1, ``cost`` one way as a fraction, ``risk_aversion`` a in 1 / C$. The
    short book of 250 at-the-money calls at 5 bp:

    >>> width = half_width(
    ...     gamma=-1473.4, spot=80, cost=0.0005, risk_aversion=1e-4, rate=0.03, years_left=45 / 365
    ... )
    >>> round(float(width))
    1091
    """
    _above_zero(risk_aversion=risk_aversion)
    gamma, spot, cost = (np.asarray(values, dtype=np.float64) for values in (gamma, spot, cost))
    discount = np.exp(-rate * np.asarray(years_left, dtype=np.float64))
    return np.asarray(np.cbrt(1.5 * discount * cost * spot * gamma**2 / risk_aversion))


def gamma_rent(*, gamma: float, spot: float, volatility: float) -> float:
    """Return what a calendar day's expected moves make on the curvature, in C$: long gamma gains.

    Half gamma S^2 sigma^2 / 365. A hedged position pays or earns as much theta for it.

    >>> round(gamma_rent(gamma=-1473.4, spot=80, volatility=0.24))
    -744
    """
    return gamma * spot**2 * volatility**2 / 2 / DAYS_PER_YEAR


def gamma_profit(*, gamma: float, spot: float, realised: float, implied: float) -> float:
    """Return a hedged day's expected profit in C$ when the share moves otherwise than implied.

    Half gamma S^2 (realised^2 - implied^2) / 365 (volatilities per 1.00).

    >>> round(gamma_profit(gamma=-1473.4, spot=80, realised=0.30, implied=0.24), 1)
    -418.5
    """
    earned = gamma_rent(gamma=gamma, spot=spot, volatility=realised)
    return earned - gamma_rent(gamma=gamma, spot=spot, volatility=implied)


def break_even_move(*, spot: float, volatility: float) -> float:
    """Return the day's move in C$ at which gamma and its rent cancel: S sigma / sqrt(365).

    >>> round(break_even_move(spot=80, volatility=0.24), 3)
    1.005
    """
    return spot * volatility / math.sqrt(DAYS_PER_YEAR)


def gap_loss(book: Book, market: Market, *, log_mean: float, log_size: float) -> float:
    """Return what one gap is expected to cost the delta-hedged book in C$ (a loss is positive).

    The spot jumps to S e^Y before anyone trades, Y normal; the book is held with exactly the shares
    that make it flat before (Merton, 1976). Volatility does not move.

    >>> from engine.exposure.book import Position
    >>> from engine.instruments.call import Call
    >>> market = Market(spot=80, rate=0.03, dividend_yield=0.02)
    >>> short_calls = Book.of(Position(-250, Call()))
    >>> round(gap_loss(short_calls, market, log_mean=-0.02, log_size=0.08))
    26158
    """
    spots = market.spot * np.exp(log_mean + log_size * _NODES)
    hedge = -float(book.greeks(market).delta) * (spots - market.spot)
    gains = profit(book, market, spots) + hedge
    return -float(gains @ _WEIGHTS) / float(_WEIGHTS.sum())


def gap_cost_a_day(loss: float, *, gaps_a_year: float) -> float:
    """Return the expected cost of gaps a calendar day in C$, from that of one.

    >>> round(gap_cost_a_day(26_158, gaps_a_year=2))
    143
    """
    return loss * gaps_a_year / DAYS_PER_YEAR


def _above_zero(**numbers: float) -> None:
    for name, value in numbers.items():
        if not (math.isfinite(value) and value > 0):
            raise InvalidInput(f"{name} must be above zero, not {value:g}")
