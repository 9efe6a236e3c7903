"""Quotes lean against what cannot be hedged, and on nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.controls import controls
from engine.errors import InvalidInput
from engine.flow.paths import World, paths
from engine.quoting.quotes import (
    Appetite,
    Lean,
    around,
    covariance,
    lean,
    optimal_spread,
    reservation_price,
)

LAW = settings(deadline=None, derandomize=True, max_examples=200)
PAPER: dict[str, Any] = {"risk_aversion": 0.1, "volatility": 2.0, "time_left": 1.0}
EXPOSURES = st.lists(st.floats(-10_000, 10_000), min_size=3, max_size=3)
APPETITES = st.builds(
    Appetite,
    risk_aversion=st.floats(0, 1e-3),
    horizon=st.floats(0, 30),
    volatility_a_day=st.floats(0, 0.05),
    gap_chance=st.floats(0, 1),
    gap_size=st.floats(0, 0.5),
    gap_volatility=st.floats(0, 5),
    stuck=st.floats(0, 1),
)
STILL = Appetite(volatility_a_day=0.0)
DELTA, GAMMA, VEGA = np.eye(3)


def _shift(appetite: Appetite, of_one: Any, book: Any) -> float:
    factors = covariance(appetite, spot=80, volatility=0.24)
    leaning = lean(
        of_one=of_one, book=book, covariance=factors, risk_aversion=appetite.risk_aversion
    )
    return float(leaning.shift)


def test_worked_example_13_of_one_price() -> None:
    """domain.md, example 13: r = 2.735, spread .0336, quotes 2.7182 and 2.7518."""
    risk: dict[str, Any] = {"risk_aversion": 0.1, "volatility": 0.05, "time_left": 1}
    reservation = float(reservation_price(mid=2.73, inventory=-20, **risk))
    spread = float(optimal_spread(decay=60, **risk))
    assert reservation == pytest.approx(2.735, abs=5e-6)
    assert spread == pytest.approx(0.0336, abs=5e-5)
    assert reservation - spread / 2 == pytest.approx(2.7182, abs=5e-5)
    assert reservation + spread / 2 == pytest.approx(2.7518, abs=5e-5)


def test_quotes_of_the_paper_at_the_start() -> None:
    """Avellaneda-Stoikov 2008 (validation.md): 99.1546 / 100.8454 flat; 98.8 long three."""
    half = float(optimal_spread(decay=1.5, **PAPER)) / 2
    assert 100 - half == pytest.approx(99.1546, abs=5e-5)
    assert 100 + half == pytest.approx(100.8454, abs=5e-5)
    assert reservation_price(mid=100, inventory=3, **PAPER) == pytest.approx(98.8)
    assert reservation_price(mid=100, inventory=0, **PAPER) == 100


@LAW
@given(st.integers(-1_000_000, 1_000_000), st.floats(0, 1), st.floats(0, 10), st.floats(0, 1))
def test_reservation_price_leans_against_inventory(
    inventory: int, averse: float, volatility: float, time_left: float
) -> None:
    """Short raises it, long lowers it, twice as much twice as far, and nothing at the end."""
    risk: dict[str, Any] = {"risk_aversion": averse, "volatility": volatility}

    def moved(units: int, left: float = time_left) -> float:
        return float(reservation_price(mid=0, inventory=units, time_left=left, **risk))

    assert moved(inventory) * inventory <= 0
    assert moved(-inventory) == -moved(inventory)
    assert moved(2 * inventory) == pytest.approx(2 * moved(inventory))
    assert moved(inventory, left=0.0) == 0


def test_spread_without_risk_aversion_is_that_of_the_flow_alone() -> None:
    """The limit of (2 / g) ln(1 + g / k) is 2 / k, reached without a jump."""
    spreads = optimal_spread(
        risk_aversion=[0.0, 1e-15, 1e-9, 1e-3], volatility=2, time_left=0, decay=1.5
    )
    assert spreads == pytest.approx([2 / 1.5] * 4, rel=1e-3)
    assert spreads[:3] == pytest.approx([2 / 1.5] * 3, rel=1e-9)


@LAW
@given(st.floats(0, 1), st.floats(0, 10), st.floats(0, 1), st.floats(0.1, 100))
def test_spread_grows_with_risk_and_narrows_to_the_end(
    averse: float, volatility: float, left: float, decay: float
) -> None:
    """More volatility or more time left never narrows it; eager customers never widen it."""

    def spread(**change: float) -> float:
        terms = {"volatility": volatility, "time_left": left, "decay": decay, **change}
        return float(optimal_spread(risk_aversion=averse, **terms))

    assert spread() > 0
    assert spread(volatility=volatility + 1) >= spread() >= spread(time_left=left / 2)
    assert spread(decay=decay * 2) <= spread()


def test_reservation_price_and_spread_broadcast() -> None:
    """A simulation asks for all of its paths at once."""
    inventories = np.arange(-2, 3)
    prices = reservation_price(mid=np.full((4, 1), 100.0), inventory=inventories, **PAPER)
    assert prices.shape == (4, 5)
    assert prices[0] == pytest.approx([100.8, 100.4, 100, 99.6, 99.2])


def test_worked_example_13_of_a_book() -> None:
    """domain.md, example 13: -2,790 C$ a point, 1 point a day, a = 2e-4: .558 points, +.0623."""
    factors = covariance(Appetite(), spot=80, volatility=0.24)
    leaning = lean(
        of_one=[0, 0, 0.1116], book=[0, 0, -2_790], covariance=factors, risk_aversion=2e-4
    )
    assert leaning.shift / 0.1116 == pytest.approx(0.558, abs=5e-4)
    assert leaning.shift == pytest.approx(0.0623, abs=5e-5)
    bid, ask = around(fair=2.7299, half_width=0.04, leaning=leaning)
    assert (bid + ask) / 2 == pytest.approx(2.7922, abs=5e-5)
    assert ask - bid == pytest.approx(0.08, abs=5e-6)


@LAW
@given(EXPOSURES, EXPOSURES)
def test_freely_hedged_desk_ignores_its_inventory(of_one: list[float], book: list[float]) -> None:
    """Stoikov-Saglam 2009, first sign: costless continuous hedging, no gaps, steady volatility."""
    factors = covariance(STILL, spot=80, volatility=0.24)
    leaning = lean(of_one=of_one, book=book, covariance=factors, risk_aversion=2e-4)
    assert leaning == Lean(0, 0)


def test_illiquid_share_makes_quotes_lean_on_net_delta() -> None:
    """Stoikov-Saglam 2009, second sign: a long book bids less for delta, a short one more."""
    stuck = Appetite(volatility_a_day=0.0, stuck=0.5)
    assert _shift(stuck, DELTA, 5_000 * DELTA) < 0 < _shift(stuck, DELTA, -5_000 * DELTA)
    assert _shift(stuck, -DELTA, 5_000 * DELTA) > 0
    assert _shift(stuck, DELTA, 1e6 * (GAMMA + VEGA)) == 0
    assert _shift(stuck, GAMMA + VEGA, 5_000 * DELTA) == 0


def test_gaps_make_quotes_lean_on_net_gamma_and_vega() -> None:
    """Stoikov-Saglam 2009, third sign: short gamma or vega raises options that have either."""
    gaps = Appetite(volatility_a_day=0.0, gap_chance=0.05)
    for held in (GAMMA, VEGA):
        for wanted in (GAMMA, VEGA):
            assert _shift(gaps, wanted, -1_000 * held) > 0 > _shift(gaps, wanted, 1_000 * held)
    assert _shift(gaps, DELTA, 1e6 * (DELTA + GAMMA + VEGA)) == 0


def test_moving_volatility_makes_quotes_lean_on_net_vega() -> None:
    """Stoikov-Saglam 2009, third sign: without gaps it is vega alone."""
    wander = Appetite(volatility_a_day=0.01)
    assert _shift(wander, VEGA, -2_790 * VEGA) > 0 > _shift(wander, VEGA, 2_790 * VEGA)
    assert _shift(wander, DELTA + GAMMA, 1e6 * (DELTA + GAMMA + VEGA)) == 0


def test_gap_hits_delta_only_where_it_is_stuck() -> None:
    """A gap adds to the direction that cannot be hedged and to no other."""
    gap = 1e4 * covariance(Appetite(gap_chance=1, stuck=0.5), spot=80, volatility=0)[0]
    assert gap == pytest.approx([1e4 * 0.25 * (80 * 0.08) ** 2, 0, 0])
    assert covariance(Appetite(gap_chance=1), spot=80, volatility=0.24)[0].tolist() == [0, 0, 0]


def test_covariance_of_the_direction_is_that_of_the_share() -> None:
    """A day of an illiquid share: S^2 sigma^2 / 365, one clock."""
    factors = covariance(Appetite(stuck=1, horizon=1), spot=80, volatility=0.24)
    assert factors[0, 0] == pytest.approx(80**2 * 0.24**2 / 365)


def test_covariance_of_a_gap_is_what_paths_do() -> None:
    """One known gap in a World of the same settings: second moments of J^2 / 2 and of the points.

    200,000 paths, because the square of J^2 has fat tails; within four standard errors.
    """
    world = World(gap_hour=6.5, gap_size=0.03, volatility=0, implied_wander=0)
    drawn = paths(world, days=1, steps=1, paths=200_000, seed=8)
    earned = np.stack(
        [(drawn.share[:, 1] - 80) ** 2 / 2, 100 * drawn.implied_shift[:, 1]]
    )  # on one of gamma, on one C$ a point of vega
    one = Appetite(gap_chance=1, gap_size=0.03, volatility_a_day=0)
    factors = covariance(one, spot=80, volatility=0)[1:, 1:]
    for row in range(2):
        for column in range(2):
            products = earned[row] * earned[column]
            error = products.std() / np.sqrt(products.size)
            assert factors[row, column] == pytest.approx(products.mean(), abs=4 * error)


@LAW
@given(APPETITES, st.floats(0.5, 10_000), st.floats(0, 2))
def test_covariance_is_one(appetite: Appetite, spot: float, volatility: float) -> None:
    """It is symmetric and positive semidefinite: no book has risk below zero."""
    factors = covariance(appetite, spot=spot, volatility=volatility)
    assert (factors == factors.T).all()
    sizes = np.sqrt(np.diag(factors))
    scaled = factors / np.outer(*[np.where(sizes > 0, sizes, 1.0)] * 2)
    assert np.linalg.eigvalsh(scaled).min() >= -1e-12


def test_covariance_of_many_spots_at_once() -> None:
    """Spot and volatility broadcast in front of the three by three."""
    many = covariance(
        Appetite(gap_chance=0.1, stuck=0.3), spot=[[60], [80]], volatility=[0.2, 0.3, 0.4]
    )
    assert many.shape == (2, 3, 3, 3)
    alone = covariance(Appetite(gap_chance=0.1, stuck=0.3), spot=80, volatility=0.3)
    assert many[1, 1] == pytest.approx(alone)


@LAW
@given(APPETITES, EXPOSURES, EXPOSURES, st.integers(1, 100))
def test_lean_is_what_makes_a_deal_indifferent(
    appetite: Appetite, of_one: list[float], book: list[float], order: int
) -> None:
    """Buying n at fair + shift - added, or selling at fair + shift + added, pays for its penalty.

    Penalty of a book x: a x' C x / 2 (domain.md 3.10). The edge of n units is what it changes by.
    """
    factors = covariance(appetite, spot=80, volatility=0.24)
    unit, held, averse = np.array(of_one), np.array(book), appetite.risk_aversion

    def penalty(exposure: np.ndarray) -> float:
        return float(averse * exposure @ factors @ exposure / 2)

    leaning = lean(of_one=unit, book=held, covariance=factors, risk_aversion=averse, order=order)
    scale = penalty(held) + order**2 * penalty(unit) + 1e-9
    for side in (1, -1):
        more = penalty(held + side * order * unit) - penalty(held)
        edge = order * (leaning.half_width_added - side * leaning.shift)
        assert edge == pytest.approx(more, abs=1e-9 * scale)


@LAW
@given(APPETITES, EXPOSURES, EXPOSURES)
def test_skew_turns_with_the_book_and_widening_does_not(
    appetite: Appetite, of_one: list[float], book: list[float]
) -> None:
    """domain.md 4.2: skew moves both quotes, widening moves them apart; the two never mix."""
    terms: dict[str, Any] = {
        "of_one": of_one,
        "covariance": covariance(appetite, spot=80, volatility=0.24),
        "risk_aversion": appetite.risk_aversion,
    }
    held, turned, flat = (lean(book=side * np.array(book), **terms) for side in (1, -1, 0))
    assert turned.shift == -held.shift
    assert flat.shift == 0
    assert held.half_width_added == turned.half_width_added == flat.half_width_added >= 0
    bid, ask = around(fair=5.0, half_width=0.04, leaning=held)
    assert ask - bid == pytest.approx(0.08 + 2 * held.half_width_added)
    assert (ask + bid) / 2 == pytest.approx(5.0 + held.shift)


def test_larger_order_is_quoted_wider_and_skewed_no_more() -> None:
    """Twice the units are twice the widening a unit."""
    terms: dict[str, Any] = {
        "of_one": [0, 0, 0.11],
        "book": [0, 0, -2_790],
        "covariance": covariance(Appetite(), spot=80, volatility=0.24),
        "risk_aversion": 2e-4,
    }
    small, large = lean(order=1_000, **terms), lean(order=2_000, **terms)
    assert large.half_width_added == pytest.approx(2 * small.half_width_added)
    assert large.shift == small.shift


def test_lean_broadcasts_over_paths_and_series() -> None:
    """Exposures of (paths, series, 3) meet a book of (paths, 1, 3) and one covariance or many."""
    random = np.random.default_rng(4)
    unit, book = random.normal(size=(5, 4, 3)), random.normal(size=(5, 1, 3))
    appetite = Appetite(gap_chance=0.1, stuck=0.3)
    spots = np.linspace(70, 90, 5)[:, np.newaxis]
    of_path = covariance(appetite, spot=spots, volatility=0.24)
    orders = np.array([1, 10, 100, 1_000])
    leaning = lean(of_one=unit, book=book, covariance=of_path, risk_aversion=2e-4, order=orders)
    assert leaning.shift.shape == leaning.half_width_added.shape == (5, 4)
    alone = lean(
        of_one=unit[3, 2],
        book=book[3, 0],
        covariance=covariance(appetite, spot=85, volatility=0.24),
        risk_aversion=2e-4,
        order=100,
    )
    assert leaning.shift[3, 2] == pytest.approx(float(alone.shift))
    assert leaning.half_width_added[3, 2] == pytest.approx(float(alone.half_width_added))


@pytest.mark.parametrize("zero", ["risk_aversion", "horizon"])
def test_desk_that_minds_nothing_leans_on_nothing(zero: str) -> None:
    """Without risk aversion, or without time to be stuck, there is neither skew nor widening."""
    appetite = Appetite(**{"gap_chance": 0.5, "stuck": 1.0, zero: 0.0})
    book = -1e6 * np.ones(3)
    assert _shift(appetite, np.ones(3), book) == 0


def test_defaults_are_steps_of_their_sliders() -> None:
    """A page that draws the form shows the default that the form has."""
    for control in controls(Appetite):
        number = control.number
        steps = (number.show(control.default) - number.low) / number.step
        assert steps == pytest.approx(round(steps)), control.name


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"stuck": 1.5}, "Direction that cannot be hedged 150 is outside 0 to 100 %"),
        ({"risk_aversion": -1e-4}, r"Risk aversion -1 is outside 0 to 100 per C\$10,000"),
        ({"horizon": np.nan}, "Held for nan is outside 0 to 30 days"),
    ],
)
def test_appetite_that_cannot_be_is_refused(setting: dict[str, float], sentence: str) -> None:
    """The sentence names the setting, the number and its range."""
    with pytest.raises(InvalidInput, match=sentence):
        Appetite(**setting)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: covariance(Appetite(), spot=0, volatility=0.2), "spot must be above zero"),
        (
            lambda: covariance(Appetite(), spot=80, volatility=-1),
            "volatility must not be below zero",
        ),
        (
            lambda: reservation_price(mid=np.nan, inventory=0, **PAPER),
            "mid must be a finite number",
        ),
        (lambda: optimal_spread(decay=0, **PAPER), "decay must be above zero"),
        (
            lambda: lean(
                of_one=[np.inf, 0, 0], book=[0, 0, 0], covariance=np.eye(3), risk_aversion=1
            ),
            "of_one must be a finite number",
        ),
        (
            lambda: lean(of_one=DELTA, book=DELTA, covariance=np.eye(3), risk_aversion=-1),
            "risk_aversion must not be below zero",
        ),
        (
            lambda: around(fair=1, half_width=-0.1, leaning=Lean(np.array(0.0), np.array(0.0))),
            "half_width must not be below zero",
        ),
    ],
)
def test_numbers_that_no_quote_can_use_are_refused(call: Any, sentence: str) -> None:
    """Each refusal names the number and what would be right."""
    with pytest.raises(InvalidInput, match=sentence):
        call()
