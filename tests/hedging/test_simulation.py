"""Hedging along many paths, against the tables that print what it leaves."""

from __future__ import annotations

import math
from functools import cache

import pytest

from engine.exposure.book import Book, Position
from engine.hedging.policies import policies
from engine.hedging.simulation import Outcome, geometric_paths, simulate
from engine.hedging.theory import hedging_error, leland_volatility
from engine.instruments.call import Call
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import Market

from ..exposure.books import HULL, HULL_MARKET, MARKET, X
from .walks import ALWAYS, ERROR_OF_SD, FIVE_BP, PATHS, x_walk

HULL_PRICE = 240_046.0
TWENTY_WEEKS = [4, 5, 10, 20, 40, 80]
"""Steps in twenty weeks: every 5, 4, 2, 1, 1/2 and 1/4 weeks."""
ONE_MONTH = Book.of(Position(-1, Call(strike=100, years=1 / 12, volatility=0.20)))


@cache
def _hull(rule: str, steps: int, financed: bool) -> Outcome:
    """Hedge Hull's book as he does, on a drift of 13 % a year."""
    years = 20 / 52
    spots = geometric_paths(
        spot=49, drift=0.13, volatility=0.20, years=years, steps=steps, paths=PATHS, seed=1
    )
    return simulate(
        HULL,
        HULL_MARKET,
        spots=spots,
        years=years / steps,
        decide=policies()[rule],
        financed=financed,
    )


def _month(steps: int, paths: int = PATHS) -> FloatArray:
    """Hedge one at-the-money call for a month (per unit), the share growing at the rate."""
    spots = geometric_paths(
        spot=100, drift=0.05, volatility=0.20, years=1 / 12, steps=steps, paths=paths, seed=steps
    )
    years = 1 / 12 / steps
    market = Market(spot=100, rate=0.05)
    return simulate(ONE_MONTH, market, spots=spots, years=years, decide=ALWAYS).profit / 100


@pytest.mark.parametrize(
    ("steps", "printed"),
    list(zip(TWENTY_WEEKS, [0.42, 0.38, 0.28, 0.21, 0.16, 0.13], strict=True)),
)
def test_hulls_table_19_4_without_interest(steps: int, printed: float) -> None:
    """Hull, Table 19.4: sd of the hedging cost over the price; interest left out of the cost.

    Tolerance: the printed digit, .005, and three standard errors.
    """
    found = _hull("at_intervals", steps, False).hedging_cost.std() / HULL_PRICE
    assert found == pytest.approx(printed, abs=0.005 + 3 * ERROR_OF_SD * printed)


@pytest.mark.parametrize(
    ("steps", "printed"),
    list(zip(TWENTY_WEEKS, [0.416, 0.374, 0.268, 0.193, 0.137, 0.098], strict=True)),
)
def test_hulls_table_19_4_financed(steps: int, printed: float) -> None:
    """validation.md: the same with interest on every dollar, discounted to the start."""
    discount = math.exp(-0.05 * 20 / 52)
    found = _hull("at_intervals", steps, True).hedging_cost.std() * discount / HULL_PRICE
    assert found == pytest.approx(printed, abs=0.0005 + 3 * ERROR_OF_SD * printed)


@pytest.mark.parametrize(
    ("steps", "printed"),
    list(zip(TWENTY_WEEKS, [0.98, 0.93, 0.83, 0.79, 0.77, 0.76], strict=True)),
)
def test_hulls_stop_loss_does_not_converge(steps: int, printed: float) -> None:
    """Hull, Table 19.1, no interest: trading more often hardly helps the stop-loss rule."""
    found = _hull("stop_loss", steps, False).hedging_cost.std() / HULL_PRICE
    assert found == pytest.approx(printed, abs=0.005 + 3 * ERROR_OF_SD * printed)


@pytest.mark.parametrize(("steps", "printed"), [(21, 0.4273), (84, 0.2175)])
def test_derman_and_kamal(steps: int, printed: float) -> None:
    """validation.md (~ .43) and domain.md, worked example 9 (200,000 paths): sd after a month."""
    found = float(_month(steps).std())
    assert found == pytest.approx(printed, abs=3.5 * ERROR_OF_SD * printed)


def test_error_is_skewed_against_the_seller() -> None:
    """domain.md, worked example 9: skew negative."""
    profit = _month(21)
    assert float(((profit - profit.mean()) ** 3).mean()) < 0


def test_four_times_as_often_halves_the_error() -> None:
    """domain.md, section 3.7; the rule of Derman and Kamal is 4 % above the simulation."""
    ratio = float(_month(10).std() / _month(40).std())
    assert ratio == pytest.approx(2, abs=0.1)


def test_base_case_x_hedged_every_day() -> None:
    """domain.md, worked example 9: 45 trades in 45 days, sd C$8,637 (rule: 8,847)."""
    found = float(simulate(X, **x_walk(45), decide=ALWAYS).profit.std())
    assert found == pytest.approx(8_637, abs=3.5 * ERROR_OF_SD * 8_637)
    vega = float(X.greeks(MARKET).vega)
    rule = hedging_error(vega=vega, volatility=0.24, rebalancings=45)
    assert found == pytest.approx(rule, rel=0.04)


def _closing(spots: FloatArray) -> float:
    """Return what it costs a share to deliver on exercise, at 5 bp of the strike of 80."""
    return 0.0005 * 80 * float((spots[:, -1] > 80).mean())


def test_drag_of_costs_in_example_10() -> None:
    """domain.md, worked example 10: 5 bp on 31 days of 1/252 year drag .1104 a share.

    Of that the hedge's opening is .0209 and its closing, at the strike, about .0196.
    """
    walk = x_walk(31)
    free = simulate(X, **walk, decide=ALWAYS).profit
    paid = simulate(X, **walk, decide=ALWAYS, costs=FIVE_BP).profit
    opened = simulate(X, **walk, decide=lambda v: ALWAYS(v, every=31), costs=FIVE_BP).cost
    assert opened / 25_000 == pytest.approx(0.0209, abs=5e-5)
    assert _closing(walk["spots"]) == pytest.approx(0.0196, abs=5e-4)
    drag = float((free - paid).mean()) / 25_000 + _closing(walk["spots"])
    assert drag == pytest.approx(0.1104, abs=0.001)


def test_lelands_premium_leaves_opening_and_closing() -> None:
    """domain.md, worked example 10: sold and hedged at 24.63 %, the drag is .0395 a share."""
    dearer = leland_volatility(volatility=0.24, cost=0.0005, step_years=1 / 252)
    sold = Book.of(Position(-250, Call(strike=80, years=45 / 365, volatility=dearer)))
    walk = x_walk(31)
    free = simulate(X, **walk, decide=ALWAYS).profit
    paid = simulate(sold, **walk, decide=ALWAYS, costs=FIVE_BP).profit
    drag = float((free - paid).mean()) / 25_000 + _closing(walk["spots"])
    assert drag == pytest.approx(0.0395, abs=0.001)
