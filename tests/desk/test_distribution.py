"""The same day many times: the first is the day shown, more of them change none, long ones end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.desk import distribution as module
from engine.desk.attribution import attribute
from engine.desk.day import play
from engine.desk.distribution import FEWEST, MOST_NUMBERS, Spread, distribution
from engine.desk.plan import Desk, Plan, Quoting
from engine.desk.suggest import textbook
from engine.errors import InvalidInput
from engine.flow.paths import World

from ..exposure.books import X
from .days import ALWAYS, read

DESK = Desk(world=World(gap_chance=0.3))
A_RUN = 6 * 26
"""Steps of a short day x the most customers to be expected in one: 10 + 5 sqrt(10)."""
PLANS = [
    Plan(label="no hedge"),
    Plan(label="textbook", hedge=textbook(DESK, X), decide=ALWAYS),
    Plan(label="yours", hedge=read("108_call_84_17_23.5~5800_share"), quoting=Quoting(lean=1)),
]


def runs(times: int = 30, plans: list[Plan] = PLANS, **change: Any) -> tuple[Spread, ...]:
    """Return the distribution of a short day."""
    return distribution(DESK, X, plans, **{"times": times, "steps": 6, "seed": 5, **change})


def test_the_first_run_is_the_day_that_is_shown() -> None:
    """The same seed: what ``play`` attributes to its one path is the first of the many."""
    world, board, played = play(DESK, X, PLANS, steps=6, seed=5)
    for spread, one in zip(runs(), played, strict=True):
        assert attribute(DESK, world, board, one).total[0] == spread.profit[0]


def test_more_runs_change_none_of_the_first() -> None:
    """Asking for more adds to what has been seen."""
    for few, many in zip(runs(20), runs(90), strict=True):
        assert np.array_equal(few.profit, many.profit[:20])
        assert len(many.profit) == 90


def test_same_seed_same_result_and_another_seed_another() -> None:
    """The same link is the same thousand days for everyone."""
    first, again, other = runs(), runs(), runs(seed=6)
    assert np.array_equal(first[1].profit, again[1].profit)
    assert first[1].parts == again[1].parts
    assert not np.array_equal(first[1].profit, other[1].profit)


def test_another_plan_changes_nothing_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even one of many series, for which the runs are played a few at a time."""
    monkeypatch.setattr(module, "_AT_ONCE", A_RUN * 25)
    lines = "~".join(f"1_call_{60 + n * 0.5:g}_45_24" for n in range(60))
    long = Plan(label="sixty series", hedge=read(lines))
    alone, among = runs(100, [PLANS[1]]), runs(100, [long, PLANS[1]])
    assert np.array_equal(alone[0].profit, among[1].profit)


def test_blocks_keep_memory_small_and_each_is_other_luck(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of 25 runs: the first as without blocks, the next ones not the same days again."""
    plain = runs(25)
    monkeypatch.setattr(module, "_AT_ONCE", A_RUN * 25)
    blocks = runs(100)
    for one, many in zip(plain, blocks, strict=True):
        assert np.array_equal(one.profit, many.profit[:25])
        assert len(set(many.profit.tolist())) == 100


@pytest.mark.parametrize(("room", "played"), [(30, 30), (5, FEWEST)])
def test_long_runs_are_cut(monkeypatch: pytest.MonkeyPatch, room: int, played: int) -> None:
    """Fewer runs than asked for where their tables would be too large, but never under twenty."""
    monkeypatch.setattr(module, "MOST_NUMBERS", A_RUN * room)
    assert [len(one.profit) for one in runs(100)] == [played] * 3


def test_five_thousand_default_days_are_not_cut() -> None:
    """What the sandbox's own slider can ask for in a day is played in full."""
    assert MOST_NUMBERS // (39 * 12) >= 5_000


def test_progress_grows_to_the_whole() -> None:
    """Plan by plan and block by block, never backwards."""
    heard: list[float] = []
    runs(progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1
    assert len(heard) == 3


def test_the_figures_are_those_of_the_profits() -> None:
    """Mean, swing and what one run in a hundred falls below; parts are means that sum up."""
    for spread in runs(200):
        assert spread.mean == pytest.approx(spread.profit.mean())
        assert spread.deviation == pytest.approx(spread.profit.std(ddof=1))
        assert (spread.profit < spread.worst).sum() == 2
        parts = dict(spread.parts)
        assert parts.pop("total") == pytest.approx(spread.mean)
        assert sum(parts.values()) == pytest.approx(spread.mean, abs=1e-6)


def test_one_run_has_no_swing() -> None:
    """A single day says nothing of the others: zero, not a NaN."""
    assert [one.deviation for one in runs(1)] == [0.0, 0.0, 0.0]


def test_hedging_takes_most_of_the_swing() -> None:
    """A thousand default days of the short calls: the textbook's swing is far below no hedge's."""
    bare, hedged, _ = distribution(Desk(), X, PLANS, times=1_000)
    assert hedged.deviation < 0.5 * bare.deviation


def test_what_cannot_be_played_is_refused() -> None:
    """As ``play`` refuses it."""
    for change in ({"days": -1.0}, {"days": np.nan}, {"steps": 0}, {"times": 0}, {"seed": -1}):
        with pytest.raises(InvalidInput, match="must be"):
            runs(**change)
    with pytest.raises(InvalidInput, match="is an option"):
        runs(plans=[Plan(label="no", hedge=read("1_index_put_1400_45_14"))])
