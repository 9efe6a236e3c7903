"""Paths are the world that was asked for: no more volatility, no other gaps, no other luck."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InvalidInput
from engine.flow.paths import LOWEST_GAP, TRADING_HOURS, Paths, World, paths

from .forms import off_the_slider, settings_of

LAW = settings(deadline=None, derandomize=True, max_examples=100)
COLUMNS = ("share", "before_gap", "index", "implied_shift")
STEPS = 39


def _drawn(world: World, **change: Any) -> Paths:
    return paths(world, **{"days": 1, "steps": STEPS, "paths": 4_000, "seed": 11, **change})


def _returns(prices: np.ndarray) -> np.ndarray:
    return np.diff(np.log(prices), axis=1)


def _gaps(drawn: Paths) -> np.ndarray:
    return drawn.share[:, 1:] / drawn.before_gap - 1


def test_paths_begin_where_the_world_stands_on_one_clock() -> None:
    """Shapes are as promised; 365 days are a year; nothing has moved at the start."""
    drawn = _drawn(World(), days=365, steps=5, paths=3)
    assert drawn.times == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    assert [getattr(drawn, name).shape for name in COLUMNS] == [(3, 6), (3, 5), (3, 6), (3, 6)]
    assert (drawn.share[:, 0] == 80).all()
    assert (drawn.index[:, 0] == 1_420).all()
    assert not drawn.implied_shift[:, 0].any()


def test_same_seed_draws_the_same_paths_and_another_seed_others() -> None:
    """design.md: chance is an argument."""
    world = World(gap_chance=0.5)
    one, again, other = (_drawn(world, seed=seed, paths=50) for seed in (3, 3, 4))
    for name in COLUMNS:
        assert (getattr(one, name) == getattr(again, name)).all()
        assert (getattr(one, name)[:, -1] != getattr(other, name)[:, -1]).all()


def test_more_paths_leave_the_first_ones_as_they_were() -> None:
    """Asking for a larger sample adds to what has been seen and changes none of it."""
    world = World(gap_chance=0.3, gap_hour=2.0)
    few, many = (_drawn(world, days=3, paths=count) for count in (7, 90))
    for name in COLUMNS:
        assert (getattr(many, name)[:7] == getattr(few, name)).all()


def test_turning_one_setting_leaves_the_luck_of_the_others_alone() -> None:
    """Gaps do not move the index or the diffusion; volatility does not move the index."""
    calm, gapped = _drawn(World()), _drawn(World(gap_chance=1.0))
    assert (calm.index == gapped.index).all()
    assert gapped.before_gap[:, 0] == pytest.approx(calm.share[:, 1], rel=1e-12)
    assert (_drawn(World(volatility=0.5)).index == calm.index).all()
    assert (_drawn(World(volatility=0.5)).implied_shift == calm.implied_shift).all()


@pytest.mark.parametrize("volatility", [0.1, 0.24, 0.8])
def test_realised_volatility_is_the_worlds(volatility: float) -> None:
    """The annualised standard deviation of log returns is within three of its standard errors."""
    returns = _returns(_drawn(World(volatility=volatility)).share)
    realised = returns.std(ddof=1) * np.sqrt(365 * STEPS)
    assert realised == pytest.approx(volatility, abs=3 * volatility / np.sqrt(2 * returns.size))


@pytest.mark.parametrize(("drift", "steps"), [(0.0, 1), (0.13, 1), (-0.3, 12)])
def test_expected_price_grows_at_the_drift(drift: float, steps: int) -> None:
    """E S_T = S exp(drift T) within three standard errors: exact lognormal steps, however long."""
    final = _drawn(World(drift=drift), days=365, steps=steps, paths=40_000).share[:, -1]
    error = final.std() / np.sqrt(len(final))
    assert final.mean() == pytest.approx(80 * np.exp(drift), abs=3 * error)
    assert np.log(final).std() == pytest.approx(0.24, abs=3 * 0.24 / np.sqrt(2 * len(final)))


def test_steps_do_not_change_the_distribution_at_the_end() -> None:
    """One step or a hundred: same mean and deviation of the final log price, within its errors."""
    one, hundred = (_drawn(World(), days=30, steps=n, seed=n).share[:, -1] for n in (1, 100))
    error = 0.24 * np.sqrt(30 / 365 * 2 / 4_000)
    assert np.log(one).mean() == pytest.approx(np.log(hundred).mean(), abs=3 * error)
    assert np.log(one).std() == pytest.approx(np.log(hundred).std(), abs=3 * error)


@pytest.mark.parametrize("correlation", [-1.0, -0.4, 0.0, 0.72, 1.0])
def test_correlation_and_beta_are_recovered(correlation: float) -> None:
    """domain.md 3.4: h* = rho s_A / s_H, and what the index does not explain has nothing of it."""
    world = World(correlation=correlation)
    drawn = _drawn(world)
    share, index = _returns(drawn.share).ravel(), _returns(drawn.index).ravel()
    error = 4 / np.sqrt(share.size)
    assert np.corrcoef(share, index)[0, 1] == pytest.approx(correlation, abs=error)
    slope = np.cov(share, index)[0, 1] / index.var(ddof=1)
    assert slope == pytest.approx(world.beta, abs=error * 0.24 / 0.144)
    own = share - world.beta * index
    assert np.mean(own * index) == pytest.approx(0, abs=error * 0.24 * 0.144 / (365 * STEPS))
    unexplained = 0.24 * np.sqrt(1 - correlation**2) / np.sqrt(365 * STEPS)
    assert own.std() == pytest.approx(unexplained, rel=0.02, abs=1e-8)


def test_beta_of_the_worked_example() -> None:
    """domain.md, worked example 7: .72 x 22 / 14.4 = 1.10; an index that stands still has none."""
    assert World(volatility=0.22).beta == pytest.approx(1.10)
    assert World(index_volatility=0.0).beta == 0.0


def test_no_news_is_no_gap() -> None:
    """Without news the price before a gap is the price after the step, to the last bit."""
    drawn = _drawn(World())
    assert (drawn.before_gap == drawn.share[:, 1:]).all()


@pytest.mark.parametrize(
    ("hour", "step"),
    [(0.05, 0), (TRADING_HOURS / 39, 0), (0.2, 1), (3.25, 19), (TRADING_HOURS, 38)],
)
def test_known_news_gaps_every_path_at_its_hour_and_at_no_other(hour: float, step: int) -> None:
    """The gap ends the step that contains the hour; nothing else on the path gaps."""
    gaps = _gaps(_drawn(World(gap_hour=hour)))
    assert (gaps[:, step] != 0).all()
    assert not np.delete(gaps, step, axis=1).any()


def test_known_news_is_that_of_the_first_day() -> None:
    """Over three days of ten steps the news of hour 3.25 is in the fifth step alone."""
    gaps = _gaps(_drawn(World(gap_hour=3.25), days=3, steps=30))
    assert np.nonzero(gaps.any(axis=0))[0].tolist() == [4]


def test_known_news_has_the_size_asked_for() -> None:
    """Mean and standard deviation of the gap are the world's, within three standard errors."""
    gaps = _gaps(_drawn(World(gap_hour=3.0, gap_size=0.06, gap_mean=-0.02)))[:, 17]
    error = 0.06 / np.sqrt(len(gaps))
    assert gaps.mean() == pytest.approx(-0.02, abs=3 * error)
    assert gaps.std() == pytest.approx(0.06, abs=3 * error)


def test_two_point_gap_is_up_or_down_by_its_size() -> None:
    """Every gap is +8 % or -8 % and both come equally often, within three standard errors."""
    gaps = _gaps(_drawn(World(gap_hour=3.0, gap_shape="two-point")))[:, 17]
    assert np.abs(gaps) == pytest.approx(np.full(len(gaps), 0.08))
    assert (gaps > 0).mean() == pytest.approx(0.5, abs=1.5 / np.sqrt(len(gaps)))


@pytest.mark.parametrize("days", [1, 3])
def test_unexpected_news_comes_as_often_as_it_should(days: int) -> None:
    """The number of gaps is within three standard errors of chance x days, at most one a day."""
    gaps = _gaps(_drawn(World(gap_chance=0.1), days=days)) != 0
    tries = days * len(gaps)
    assert gaps.sum() / tries == pytest.approx(0.1, abs=3 * np.sqrt(0.09 / tries))
    of_day = gaps.reshape(len(gaps), days, -1).sum(axis=2)
    assert of_day.max() == 1


def test_certain_unexpected_news_comes_once_a_day_at_any_time() -> None:
    """A chance of 100 % is exactly one gap a day, spread evenly over the day's steps."""
    gaps = _gaps(_drawn(World(gap_chance=1.0), days=2, steps=8)) != 0
    assert (gaps.reshape(-1, 2, 4).sum(axis=2) == 1).all()
    share = gaps.mean(axis=0)
    assert share == pytest.approx(np.full(8, 0.25), abs=3 * np.sqrt(0.1875 / len(gaps)))


def test_part_of_a_day_has_part_of_its_news() -> None:
    """Half a day of certain news has a gap on half of the paths, within three standard errors."""
    gaps = _gaps(_drawn(World(gap_chance=1.0), days=0.5, steps=5)) != 0
    assert gaps.sum() / len(gaps) == pytest.approx(0.5, abs=1.5 / np.sqrt(len(gaps)))


def test_news_of_several_days_in_one_step_multiplies() -> None:
    """Two certain days of +-50 % in a single step leave the share at 1/4, 3/4 or 9/4 of it."""
    world = World(gap_chance=1.0, gap_size=0.5, gap_shape="two-point", volatility=0)
    final = _drawn(world, days=2, steps=1).share[:, 1] / 80
    assert set(np.round(final, 12)) == {0.25, 0.75, 2.25}


def test_gap_without_a_mean_leaves_the_expected_price_alone() -> None:
    """Gaps are not compensated: the mean return is the gap's own mean, within standard errors."""
    for mean in (0.0, 0.05):
        world = World(gap_hour=1.0, gap_mean=mean)
        final = _drawn(world, paths=20_000).share[:, -1] / 80 - 1
        assert final.mean() == pytest.approx(mean, abs=3 * final.std() / np.sqrt(len(final)))


def test_gap_never_takes_all_of_the_price() -> None:
    """The largest size there is leaves a tenth of the share at least."""
    gaps = _gaps(_drawn(World(gap_hour=1.0, gap_size=0.5, gap_mean=-0.5)))
    assert gaps.min() == pytest.approx(LOWEST_GAP)


def test_gap_lifts_implied_volatility_whichever_way_it_goes() -> None:
    """Half a point for every per cent of the gap, up or down, and it stays."""
    drawn = _drawn(World(gap_hour=3.0, implied_wander=0.0))
    lifted = 0.005 * np.abs(_gaps(drawn)[:, 17]) / 0.01
    assert not drawn.implied_shift[:, :18].any()
    assert drawn.implied_shift[:, 18] == pytest.approx(lifted)
    assert (drawn.implied_shift[:, 18:] == drawn.implied_shift[:, 18:19]).all()


@pytest.mark.parametrize("days", [1, 9])
def test_implied_volatility_wanders_by_points_a_day(days: int) -> None:
    """The standard deviation is so many points times the root of days, independent of the share."""
    drawn = _drawn(World(implied_wander=0.02), days=days)
    final, count = drawn.implied_shift[:, -1], len(drawn.share)
    assert final.std() == pytest.approx(0.02 * np.sqrt(days), rel=3 / np.sqrt(2 * count))
    with_share = np.corrcoef(final, drawn.share[:, -1])[0, 1]
    assert with_share == pytest.approx(0, abs=3 / np.sqrt(count))


def test_still_world_stands_still() -> None:
    """Without volatility, wander or news nothing moves."""
    drawn = _drawn(World(volatility=0, index_volatility=0, implied_wander=0), paths=5)
    assert (drawn.share == 80).all()
    assert (drawn.index == 1_420).all()
    assert not drawn.implied_shift.any()


@LAW
@given(settings_of(World), st.sampled_from(["normal", "two-point"]), st.integers(0, 2**32))
def test_every_world_of_the_sliders_has_usable_paths(
    chosen: dict[str, float], shape: Any, seed: int
) -> None:
    """Prices are finite and above zero, volatility moves finite, over a day and over a year."""
    for days in (1, 365):
        world = World(**chosen, gap_shape=shape)
        drawn = paths(world, days=days, steps=7, paths=4, seed=seed)
        for prices in (drawn.share, drawn.before_gap, drawn.index):
            assert np.isfinite(prices).all()
            assert (prices > 0).all()
        assert np.isfinite(drawn.implied_shift).all()


def test_defaults_are_steps_of_their_sliders() -> None:
    """A page that draws the form shows the default that the form has."""
    assert off_the_slider(World) == []


@pytest.mark.parametrize(
    ("settings_given", "sentence"),
    [
        ({"volatility": -0.1}, "Realised volatility -10 is outside 0 to 200 %"),
        ({"spot": 0.0}, r"Share price 0 is outside 0.5 to 10000 C\$"),
        ({"spot": np.nan}, "Share price nan is outside"),
        ({"gap_size": np.inf}, "Size of a gap .* inf is outside"),
        ({"correlation": 1.1}, "Correlation with the index 1.1 is outside -1 to 1"),
        ({"gap_shape": "fat"}, 'gap_shape must be "normal" or "two-point", not "fat"'),
    ],
)
def test_world_that_cannot_be_is_refused(settings_given: dict[str, Any], sentence: str) -> None:
    """The sentence names the setting, the number and what would be right."""
    with pytest.raises(InvalidInput, match=sentence):
        World(**settings_given)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"days": 0}, "days must be a finite number above zero, not 0"),
        ({"days": np.nan}, "days must be a finite number above zero, not nan"),
        ({"steps": 0}, "steps must be a whole number from 1, not 0"),
        ({"steps": 1.5}, "steps must be a whole number from 1, not 1.5"),
        ({"paths": 0}, "paths must be a whole number from 1, not 0"),
        ({"seed": -1}, "seed must be a whole number from 0, not -1"),
        ({"seed": True}, "seed must be a whole number from 0"),
    ],
)
def test_paths_that_cannot_be_drawn_are_refused(asked: dict[str, Any], sentence: str) -> None:
    """A time, count or seed that no paths can be drawn for is named."""
    with pytest.raises(InvalidInput, match=sentence):
        _drawn(World(), **asked)
