"""Customers come as often, lean as much and walk away as soon as they were asked to."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InvalidInput
from engine.flow.customers import Arrivals, Customers, arrivals, deal_probability, deals

from .forms import off_the_slider, settings_of

LAW = settings(deadline=None, derandomize=True, max_examples=100)
DISTANCES = st.floats(-5, 5)
DECAYS = st.floats(0, 1_000)


def _drawn(customers: Customers, **change: Any) -> Arrivals:
    asked = {"series": 6, "days": 1, "steps": 39, "paths": 1_000, "seed": 5, **change}
    return arrivals(customers, **asked)


def _came(drawn: Arrivals) -> np.ndarray:
    return drawn.contracts > 0


def test_number_of_customers_is_poisson() -> None:
    """Mean and variance of a day's customers are both 60, and of a step's 60 / 39."""
    counts = _came(_drawn(Customers(), paths=4_000)).sum(axis=1)
    a_day = counts.sum(axis=0)
    assert a_day.mean() == pytest.approx(60, abs=3 * np.sqrt(60 / 4_000))
    assert a_day.var() == pytest.approx(60, rel=3 * np.sqrt(2 / 4_000) + 0.01)
    assert counts.mean() == pytest.approx(60 / 39, abs=3 * np.sqrt(60 / 39 / counts.size))
    assert counts.var() == pytest.approx(60 / 39, rel=0.03)


def test_customers_come_by_the_day_however_it_is_split() -> None:
    """Three days in five steps have three days of customers."""
    count = _came(_drawn(Customers(), days=3, steps=5)).sum() / 1_000
    assert count == pytest.approx(180, abs=3 * np.sqrt(180 / 1_000))


@pytest.mark.parametrize("buyers", [0.0, 0.35, 0.8, 1.0])
def test_flow_leans_as_asked(buyers: float) -> None:
    """The share of customers that buys is within three standard errors of the setting."""
    drawn = _drawn(Customers(buyers=buyers))
    side = drawn.side[_came(drawn)]
    assert set(np.unique(side)) <= {-1, 1}
    error = np.sqrt(buyers * (1 - buyers) / side.size)
    assert (side == 1).mean() == pytest.approx(buyers, abs=3 * error)


@pytest.mark.parametrize("mean", [1, 3, 10, 1_000_000])
def test_orders_are_geometric_and_of_at_least_one_contract(mean: int) -> None:
    """Mean m and standard deviation m sqrt(1 - 1/m) of a geometric number from one."""
    drawn = _drawn(Customers(contracts=mean))
    orders = drawn.contracts[_came(drawn)]
    deviation = np.sqrt(mean * (mean - 1))
    assert orders.min() >= 1
    assert orders.mean() == pytest.approx(mean, abs=3.5 * deviation / np.sqrt(orders.size))
    assert orders.std() == pytest.approx(deviation, rel=0.03)


def test_small_order_is_as_likely_as_a_geometric_one() -> None:
    """P(n) = (1 - p)^(n - 1) p with p = 1 / mean, for the first few n."""
    drawn = _drawn(Customers(contracts=4))
    orders = drawn.contracts[_came(drawn)]
    for count in (1, 2, 3, 7):
        chance = 0.75 ** (count - 1) * 0.25
        error = np.sqrt(chance * (1 - chance) / orders.size)
        assert (orders == count).mean() == pytest.approx(chance, abs=3.5 * error)


def test_series_are_wanted_by_their_weight() -> None:
    """Weights need not add up to one; a series without weight is never wanted."""
    drawn = _drawn(Customers(), series=[0, 3, 1, 0, 4, 0])
    wanted = np.bincount(drawn.series[_came(drawn)], minlength=6)
    error = 3 * np.sqrt(0.25 / wanted.sum())
    assert wanted / wanted.sum() == pytest.approx([0, 0.375, 0.125, 0, 0.5, 0], abs=error)
    assert not wanted[[0, 3, 5]].any()


def test_so_many_series_are_wanted_equally() -> None:
    """A number of series is as many equal weights."""
    by_number, by_weight = _drawn(Customers(), series=3), _drawn(Customers(), series=[2, 2, 2])
    assert (by_number.series == by_weight.series).all()
    assert set(np.unique(by_number.series)) == {0, 1, 2}


def test_slots_that_nobody_fills_are_at_the_end_of_their_step() -> None:
    """They hold zeros and a patience that deals at no price, and one step uses every slot."""
    drawn = _drawn(Customers())
    came = _came(drawn)
    assert (np.diff(came.astype(int), axis=1) <= 0).all()
    assert came[:, -1].any()
    for column, nobody in zip(drawn, (0, 0, 0, 1.0), strict=True):
        assert (column[~came] == nobody).all()
    assert not deals(drawn.patience[~came], distance=-1, decay=30).any()


def test_patience_is_uniform() -> None:
    """Patience below u has chance u: that is what makes the probability of a deal come true."""
    drawn = _drawn(Customers())
    patience = drawn.patience[_came(drawn)]
    assert ((patience >= 0) & (patience < 1)).all()
    for share in (0.1, 0.5, 0.9):
        error = np.sqrt(share * (1 - share) / patience.size)
        assert (patience < share).mean() == pytest.approx(share, abs=3 * error)


def test_same_seed_draws_the_same_customers_and_another_seed_others() -> None:
    """validation.md: two policies compared on the same seed see the same customers."""
    one, again, other = (_drawn(Customers(), seed=seed) for seed in (3, 3, 4))
    for first, second in zip(one, again, strict=True):
        assert (first == second).all()
    assert _came(one).sum() != _came(other).sum()


def test_more_paths_leave_the_first_ones_as_they_were() -> None:
    """A larger sample has the customers of the smaller one, though a step may have more slots."""
    few, many = _drawn(Customers(), paths=3), _drawn(Customers(), paths=500)
    slots = few.side.shape[1]
    assert not many.contracts[:, slots:, :3].any()
    for first, more in zip(few, many, strict=True):
        assert (more[:, :slots, :3] == first).all()


def test_leaning_the_flow_turns_sellers_into_buyers_and_changes_nothing_else() -> None:
    """The same customers come, with the same orders and patience; buyers stay buyers."""
    less, more = _drawn(Customers(buyers=0.5)), _drawn(Customers(buyers=0.8))
    assert (more.side >= less.side).all()
    for first, second in zip(less[1:], more[1:], strict=True):
        assert (first == second).all()


def test_larger_average_order_makes_no_order_smaller() -> None:
    """The same customers come with as much or more."""
    small, large = _drawn(Customers(contracts=5)), _drawn(Customers(contracts=20))
    assert (large.contracts >= small.contracts).all()
    assert (large.patience == small.patience).all()


def test_nobody_comes_where_there_are_no_customers() -> None:
    """No customers are one empty slot a step, not an error."""
    drawn = _drawn(Customers(a_day=0))
    assert drawn.side.shape == (39, 1, 1_000)
    assert not drawn.contracts.any()


def test_probability_of_a_deal_is_exponential_in_the_distance() -> None:
    """Avellaneda-Stoikov 2008: exp(-k d); the default turns 26 % away for each cent."""
    chance = deal_probability(distance=[0.0, 0.01, 0.04], decay=30)
    assert chance == pytest.approx([1.0, 0.740818, 0.301194], abs=1e-6)


def test_price_better_than_fair_is_always_dealt() -> None:
    """The probability is never above one, and every patience there is deals."""
    assert deal_probability(distance=[-0.5, -1e-9, 0.0], decay=30).tolist() == [1.0, 1.0, 1.0]
    drawn = _drawn(Customers())
    taken = deals(drawn.patience, distance=-0.01, decay=30)
    assert (taken == _came(drawn)).all()


@LAW
@given(DISTANCES, st.floats(0, 5), DECAYS)
def test_worse_price_is_dealt_by_a_subset(distance: float, worse: float, decay: float) -> None:
    """validation.md: a worse quote is filled less often, and by nobody who refused the better."""
    patience = np.linspace(0, 1, 101)
    at_better = deals(patience, distance=distance, decay=decay)
    at_worse = deals(patience, distance=distance + worse, decay=decay)
    assert not (at_worse & ~at_better).any()
    chances = deal_probability(distance=[distance, distance + worse], decay=decay)
    assert 0 <= chances[1] <= chances[0] <= 1


@pytest.mark.parametrize("distance", [0.005, 0.03, 0.1])
def test_share_of_deals_is_the_probability(distance: float) -> None:
    """The share of customers who deal is within three standard errors of exp(-k d)."""
    drawn = _drawn(Customers())
    patience = drawn.patience[_came(drawn)]
    chance = np.exp(-30 * distance)
    error = np.sqrt(chance * (1 - chance) / patience.size)
    dealt = deals(patience, distance=distance, decay=30)
    assert dealt.mean() == pytest.approx(chance, abs=3 * error)


@LAW
@given(settings_of(Customers).filter(lambda chosen: chosen["a_day"] <= 200), st.integers(0, 2**32))
def test_all_customers_of_the_sliders_can_be_drawn(chosen: dict[str, float], seed: int) -> None:
    """Sides, series, orders and patience are what they may be, whatever the form says."""
    drawn = arrivals(Customers(**chosen), series=[1, 0, 2], days=1, steps=4, paths=3, seed=seed)
    came = _came(drawn)
    assert (np.abs(drawn.side) == came).all()
    assert np.isin(drawn.series[came], (0, 2)).all()
    assert (drawn.contracts >= 0).all()
    assert np.isfinite(drawn.patience).all()


def test_defaults_are_steps_of_their_sliders() -> None:
    """A page that draws the form shows the default that the form has."""
    assert off_the_slider(Customers) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"series": 0}, "series must be a whole number from 1, not 0"),
        ({"series": [0.0, 0.0]}, "no series has any weight: give at least one"),
        ({"series": [1, -1]}, "series needs a number of series, or a weight from 0 for each"),
        ({"series": [1, np.nan]}, "series needs a number of series"),
        ({"series": [[1]]}, "series needs a number of series"),
        ({"series": []}, "no series has any weight"),
        ({"days": -1}, "days must be a finite number above zero, not -1"),
        ({"steps": 0}, "steps must be a whole number from 1, not 0"),
        ({"paths": 2.5}, "paths must be a whole number from 1, not 2.5"),
        ({"seed": -3}, "seed must be a whole number from 0, not -3"),
    ],
)
def test_arrivals_that_cannot_be_drawn_are_refused(change: dict[str, Any], sentence: str) -> None:
    """What cannot be used is named, with what would be right."""
    with pytest.raises(InvalidInput, match=sentence):
        _drawn(Customers(), **change)


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"buyers": 1.2}, "Customers who buy 120 is outside 0 to 100 %"),
        ({"a_day": -1}, "Customers a day -1 is outside"),
        ({"contracts": 0}, "Average order 0 is outside 1 to"),
        ({"decay": np.nan}, "Price sensitivity nan is outside"),
    ],
)
def test_customers_that_cannot_be_are_refused(setting: dict[str, float], sentence: str) -> None:
    """The sentence names the setting, the number and its range."""
    with pytest.raises(InvalidInput, match=sentence):
        Customers(**setting)


@pytest.mark.parametrize(
    ("distance", "decay", "sentence"),
    [
        (np.inf, 30, "show no size where there is no price"),
        (np.nan, 30, "distance must be a finite number"),
        (0.1, -1, "decay must be a finite number that is not below zero"),
        (0.1, np.nan, "decay must be a finite number"),
    ],
)
def test_deal_at_no_price_is_refused(distance: float, decay: float, sentence: str) -> None:
    """A side that is not quoted has no size; it has no distance that is no number."""
    with pytest.raises(InvalidInput, match=sentence):
        deal_probability(distance=distance, decay=decay)
