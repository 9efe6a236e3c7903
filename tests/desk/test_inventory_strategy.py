"""Avellaneda & Stoikov's own experiment, and the laws that it has to obey."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.controls import controls
from engine.desk.inventory_strategy import Comparison, Experiment, Result, play
from engine.errors import InvalidInput

PUBLISHED = [
    (0.1, "inventory", 1.49, 65.0, 6.6, 0.08, 2.9),
    (0.1, "symmetric", 1.49, 68.4, 12.7, 0.26, 8.4),
    (0.01, "inventory", 1.35, 68.6, 8.7, 0.12, 5.1),
    (0.01, "symmetric", 1.35, 68.8, 12.8, 0.09, 8.7),
    (1.0, "inventory", 3.02, 31.4, 5.0, 0.02, 1.7),
    (1.0, "symmetric", 3.02, 44.0, 11.0, 0.00, 5.1),
]
"""Quantitative Finance 8 (2008) 217-224, tables 1, 2 and 3: risk aversion, strategy, average
spread, mean and standard deviation of profit, and of final inventory, of 1,000 paths each."""


def _played(risk_aversion: float = 0.1, paths: int = 1_000, **change: Any) -> Comparison:
    return play(Experiment(risk_aversion=risk_aversion, **change), paths=paths, seed=1)


@pytest.mark.parametrize(
    ("risk_aversion", "strategy", "spread", "profit", "deviation", "final", "final_deviation"),
    PUBLISHED,
)
def test_published_table(
    risk_aversion: float,
    strategy: str,
    spread: float,
    profit: float,
    deviation: float,
    final: float,
    final_deviation: float,
) -> None:
    """Means within three standard errors of their 1,000 paths, deviations within 10 %."""
    result: Result = getattr(_played(risk_aversion), strategy)
    assert result.spread.mean() == pytest.approx(spread, abs=0.005)
    assert result.profit.mean() == pytest.approx(profit, abs=3 * deviation / np.sqrt(1_000))
    assert result.profit.std(ddof=1) == pytest.approx(deviation, rel=0.10)
    inventory = result.final_inventory
    assert inventory.mean() == pytest.approx(final, abs=3 * final_deviation / np.sqrt(1_000))
    assert inventory.std(ddof=1) == pytest.approx(final_deviation, rel=0.10)


@pytest.mark.parametrize("risk_aversion", [0.01, 0.1, 1.0])
def test_leaning_gives_up_profit_for_much_less_risk(risk_aversion: float) -> None:
    """The paper's finding, path by path: less profit on average, and far less that is uncertain."""
    leaning, steady = _played(risk_aversion)
    gap = steady.profit - leaning.profit
    assert gap.mean() > -3 * gap.std() / np.sqrt(len(gap))
    assert leaning.profit.std() < 0.75 * steady.profit.std()
    assert leaning.final_inventory.std() < 0.75 * steady.final_inventory.std()


def test_symmetric_strategy_earns_half_the_spread_on_each_deal() -> None:
    """In closed form: 2 n p deals of half a spread, and a binomial inventory, within its errors."""
    result = _played(paths=4_000).symmetric
    half = result.spread[0] / 2
    chance = 140 * np.exp(-1.5 * half) * 0.005
    variance = 2 * 200 * chance * (1 - chance)
    error = result.profit.std() / np.sqrt(4_000)
    assert result.profit.mean() == pytest.approx(2 * 200 * chance * half, abs=3 * error)
    assert result.final_inventory.std() == pytest.approx(np.sqrt(variance), rel=0.034)


def test_without_risk_aversion_the_two_are_one() -> None:
    """The paper: as the risk aversion goes to zero the strategies become identical."""
    leaning, steady = _played(0.0)
    assert (leaning.profit == steady.profit).all()
    assert (leaning.final_inventory == steady.final_inventory).all()
    assert leaning.spread[0] == pytest.approx(2 / 1.5)


def test_without_volatility_there_is_nothing_to_lean_against() -> None:
    """A price that stands still makes inventory harmless: the same quotes, the same profit."""
    leaning, steady = _played(volatility=0.0)
    assert (leaning.profit == steady.profit).all()
    assert leaning.profit.min() > 0


def test_nobody_comes_nothing_is_earned() -> None:
    """Without customers both end flat with nothing."""
    for result in _played(arrivals=0.0, paths=10):
        assert not result.profit.any()
        assert not result.final_inventory.any()


def test_same_seed_is_the_same_luck_and_more_paths_leave_the_first() -> None:
    """validation.md: compared on the same seed, the same path and the same customers."""
    few, many = _played(paths=5), _played(paths=300)
    other = play(Experiment(), paths=5, seed=2)
    for first, more, elsewhere in zip(few, many, other, strict=True):
        assert (more.profit[:5] == first.profit).all()
        assert (elsewhere.profit != first.profit).any()


def test_result_is_by_path() -> None:
    """One profit, one final inventory in whole units and one spread for each path."""
    for result in _played(paths=7):
        assert [column.shape for column in result] == [(7,), (7,), (7,)]
        assert (result.final_inventory == np.round(result.final_inventory)).all()


def test_every_extreme_of_the_sliders_can_be_played() -> None:
    """Each setting at either end of its slider has finite results."""
    for control in controls(Experiment):
        for shown in (control.number.low, control.number.high):
            setting = {control.name: control.number.read(shown)}
            for result in play(Experiment(**setting), paths=3, seed=1):
                assert all(np.isfinite(column).all() for column in result), control.name


def test_defaults_are_steps_of_their_sliders() -> None:
    """A page that draws the form shows the default that the form has."""
    for control in controls(Experiment):
        number = control.number
        steps = (number.show(control.default) - number.low) / number.step
        assert steps == pytest.approx(round(steps)), control.name


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"risk_aversion": -1.0}, r"Risk aversion -1 is outside 0 to 10 per C\$"),
        ({"steps": 0.0}, "Steps 0 is outside 1 to 2000"),
        ({"mid": np.nan}, "Mid price nan is outside"),
    ],
)
def test_experiment_that_cannot_be_is_refused(setting: dict[str, float], sentence: str) -> None:
    """The sentence names the setting, the number and its range."""
    with pytest.raises(InvalidInput, match=sentence):
        Experiment(**setting)


@pytest.mark.parametrize(("paths", "seed"), [(0, 1), (1.5, 1), (np.nan, 1), (10, -1), (10, 0.5)])
def test_play_that_cannot_be_is_refused(paths: Any, seed: Any) -> None:
    """Whole numbers of paths and seeds only."""
    with pytest.raises(InvalidInput, match="paths must be a whole number from 1, seed one from 0"):
        play(Experiment(), paths=paths, seed=seed)
