"""The closed formulas, against the numbers that print them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.hedging.theory import (
    break_even_move,
    gamma_neutral,
    gamma_profit,
    gamma_rent,
    gap_cost_a_day,
    gap_loss,
    half_width,
    hedging_error,
    leland_volatility,
)
from engine.instruments.call import Call
from engine.instruments.share import Share
from engine.pricing.market import Market

from ..exposure.books import MARKET, X_HEDGED, X, books

LAW = settings(deadline=None, derandomize=True, max_examples=40)
GAMMA = desk_greeks(X, MARKET).gamma_per_dollar
X_WIDTH = {"spot": 80.0, "risk_aversion": 1e-4, "rate": 0.03, "years_left": 45 / 365}


def test_hulls_gamma_neutrality() -> None:
    """Hull: gamma -3,000 against calls of delta .62, gamma 1.50: buy 2,000, sell 1,240 shares."""
    traded = gamma_neutral(gamma=-3_000, option_delta=0.62, option_gamma=1.50)
    assert traded == pytest.approx((2_000, -1_240))


def test_gamma_neutral_book_is_flat_too() -> None:
    """Of base case X with its own delta: the options and the shares leave neither Greek."""
    delta, gamma = 0.3, 0.04
    net = desk_greeks(X, MARKET)
    options, shares = gamma_neutral(
        delta=net.delta_shares, gamma=net.gamma_per_dollar, option_delta=delta, option_gamma=gamma
    )
    assert net.gamma_per_dollar + options * gamma == pytest.approx(0, abs=1e-9)
    assert net.delta_shares + options * delta + shares == pytest.approx(0, abs=1e-9)


def test_example_4() -> None:
    """domain.md, worked example 4: a gamma rent of 744 a day, and a break-even move of 1.005."""
    assert gamma_rent(gamma=GAMMA, spot=80, volatility=0.24) == pytest.approx(-744, abs=0.5)
    assert break_even_move(spot=80, volatility=0.24) == pytest.approx(1.005, abs=5e-4)
    worse = gamma_profit(gamma=GAMMA, spot=80, realised=0.30, implied=0.24)
    assert worse == pytest.approx(-418.5, abs=0.05)


def test_break_even_move_pays_the_rent() -> None:
    """Half gamma times the break-even move squared is the day's rent, by definition of the two."""
    move = break_even_move(spot=80, volatility=0.24)
    assert GAMMA * move**2 / 2 == pytest.approx(gamma_rent(gamma=GAMMA, spot=80, volatility=0.24))


@pytest.mark.parametrize(("rebalancings", "printed"), [(21, 0.4432), (84, 0.2216)])
def test_derman_kamal_of_example_9(rebalancings: int, printed: float) -> None:
    """domain.md, worked example 9: one month at the money, a vega of 11.458."""
    error = hedging_error(vega=11.458, volatility=0.20, rebalancings=rebalancings)
    assert error == pytest.approx(printed, abs=5e-5)


def test_derman_kamal_of_base_case_x() -> None:
    """domain.md, worked example 9: base case X hedged on 45 days, C$8,847."""
    vega = float(X.greeks(MARKET).vega)
    assert hedging_error(vega=vega, volatility=0.24, rebalancings=45) == pytest.approx(
        8_847, abs=0.5
    )


def test_four_times_as_often_halves_the_error() -> None:
    """domain.md, section 3.7."""
    often, seldom = (hedging_error(vega=1, volatility=0.2, rebalancings=n) for n in (40, 10))
    assert often == pytest.approx(seldom / 2)


@pytest.mark.parametrize(
    ("volatility", "cost", "step_years", "short", "printed"),
    [
        (0.20, 0.005, 1 / 365, True, 0.2655),
        (0.24, 0.0005, 1 / 252, True, 0.2463),
        (0.24, 0.0005, 1 / 252, False, 0.2336),
    ],
)
def test_leland(
    volatility: float, cost: float, step_years: float, short: bool, printed: float
) -> None:
    """validation.md (.2655), and domain.md, worked example 10 (24.63 % short, 23.36 % long)."""
    found = leland_volatility(volatility=volatility, cost=cost, step_years=step_years, short=short)
    assert found == pytest.approx(printed, abs=5e-5)


def test_leland_premium_of_example_10() -> None:
    """domain.md, worked example 10: base case X needs .0698 a share more, C$1,744."""
    dearer = leland_volatility(volatility=0.24, cost=0.0005, step_years=1 / 252)
    sold = Book.of(Position(-250, Call(strike=80, years=45 / 365, volatility=dearer)))
    more = float(X.value(**vars(MARKET)) - sold.value(**vars(MARKET)))
    assert more == pytest.approx(1_744, abs=0.5)
    assert more / 25_000 == pytest.approx(0.0698, abs=5e-5)


def test_long_option_that_costs_eat_up() -> None:
    """Leland's long volatility ends where costs take all of it: a letter, not the root of -1."""
    with pytest.raises(InvalidInput, match="hedge less often"):
        leland_volatility(volatility=0.2, cost=0.02, step_years=1 / 365, short=False)


@pytest.mark.parametrize(("cost", "printed"), [(0.0005, 1_091), (0.00025, 866), (0.0010, 1_374)])
def test_whalley_wilmott_of_example_10(cost: float, printed: float) -> None:
    """domain.md, worked example 10: half-widths of base case X at a = 1e-4."""
    assert float(half_width(gamma=GAMMA, cost=cost, **X_WIDTH)) == pytest.approx(printed, abs=0.5)


@LAW
@given(st.floats(1, 1e6), st.floats(1.1, 10))
def test_band_widens_by_gamma_to_two_thirds(gamma: float, times: float) -> None:
    """validation.md: more gamma, a wider band in shares, and a narrower one in price."""
    narrow, wide = half_width(gamma=np.array([gamma, gamma * times]), cost=0.0005, **X_WIDTH)
    assert wide / narrow == pytest.approx(times ** (2 / 3))
    assert wide / (gamma * times) < narrow / gamma
    assert half_width(gamma=-gamma, cost=0.0005, **X_WIDTH) == narrow


def test_without_gamma_or_costs_there_is_no_band() -> None:
    """Nothing to save by waiting: a width of zero, for one and for many at once."""
    assert half_width(gamma=0.0, cost=0.0005, **X_WIDTH) == 0
    widths = half_width(gamma=np.full(3, GAMMA), cost=0.0, **X_WIDTH)
    assert widths.tolist() == [0, 0, 0]


def test_example_11() -> None:
    """domain.md, worked example 11: 26,158 a jump, hedged flat; about 143 a day at two a year."""
    loss = gap_loss(X, MARKET, log_mean=-0.02, log_size=0.08)
    assert loss == pytest.approx(26_158, abs=0.5)
    assert gap_cost_a_day(loss, gaps_a_year=2) == pytest.approx(143, abs=0.5)


def test_gap_loss_is_the_mean_over_many_gaps() -> None:
    """The quadrature against a million seeded gaps, within four standard errors."""
    jumps = np.exp(-0.02 + 0.08 * np.random.default_rng(11).standard_normal(1_000_000))
    market = vars(MARKET)
    flat = X.plus(Position(-float(X.greeks(MARKET).delta), Share()))
    losses = float(flat.value(**market)) - flat.value(**{**market, "spot": 80 * jumps})
    error = float(losses.std()) / 1_000
    loss = gap_loss(X, MARKET, log_mean=-0.02, log_size=0.08)
    assert loss == pytest.approx(float(losses.mean()), abs=4 * error)


def test_gap_loss_does_not_depend_on_the_shares_held() -> None:
    """It is the loss of the flat book: shares change neither curvature nor the answer."""
    bare, hedged = (gap_loss(b, MARKET, log_mean=-0.02, log_size=0.08) for b in (X, X_HEDGED))
    assert hedged == pytest.approx(bare)


@LAW
@given(books, st.floats(0.001, 0.3), st.floats(-0.1, 0.1))
def test_turning_a_book_turns_its_gap_loss(book: Book, size: float, mean: float) -> None:
    """What a short book loses in a gap, the same book held long gains."""
    on_share = book.on("share")
    turned = Book(tuple(Position(-p.quantity, p.instrument) for p in on_share.positions))
    there, here = (
        gap_loss(b, Market(spot=100), log_mean=mean, log_size=size) for b in (on_share, turned)
    )
    assert math.isfinite(here)
    assert there == pytest.approx(-here, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("zero", ["rebalancings", "step_years", "risk_aversion", "option_gamma"])
def test_zero_that_would_divide_is_refused(zero: str) -> None:
    """No infinite answer: the number is named."""
    with pytest.raises(InvalidInput, match=zero):
        {
            "rebalancings": lambda: hedging_error(vega=1, volatility=0.2, rebalancings=0),
            "step_years": lambda: leland_volatility(volatility=0.2, cost=0.001, step_years=0),
            "risk_aversion": lambda: half_width(
                gamma=1, cost=0.1, **{**X_WIDTH, "risk_aversion": 0.0}
            ),
            "option_gamma": lambda: gamma_neutral(gamma=1, option_delta=0.5, option_gamma=0),
        }[zero]()
