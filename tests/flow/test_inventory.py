"""A day of customers at fixed prices: what is dealt is what is held."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.errors import InvalidInput
from engine.flow.customers import Customers, arrivals
from engine.flow.inventory import Inventory, inventory
from engine.flow.paths import TRADING_HOURS


def _day(customers: Customers | None = None, **change: Any) -> Inventory:
    asked = {"series": 4, "half_spread": 0.03, "seed": 2, **change}
    return inventory(customers or Customers(), **asked)


def test_deals_add_up_to_what_is_held() -> None:
    """Net contracts of each series are the sum of its deals, after every one of them."""
    day = _day()
    assert len(day.fills) > 10
    for number, held in enumerate(day.held, start=1):
        for series in range(4):
            dealt = sum(fill.contracts for fill in day.fills[:number] if fill.series == series)
            assert held[series] == dealt
    assert day.net.tolist() == day.held[-1].tolist()


def test_deals_are_in_the_order_of_the_day() -> None:
    """No deal is before the one above it, before the open or after the close."""
    hours = [fill.hours for fill in _day(Customers(a_day=500)).fills]
    assert hours == sorted(hours)
    assert len(set(hours)) == len(hours)
    assert 0 < hours[0] < hours[-1] < TRADING_HOURS


def test_one_sided_buying_leaves_us_short() -> None:
    """brief.md 3: customers who only buy leave us short in everything, sellers long."""
    bought, sold = _day(Customers(buyers=1.0)), _day(Customers(buyers=0.0))
    assert (bought.net < 0).all()
    assert (bought.net == -sold.net).all()


def test_everybody_deals_at_the_fair_price() -> None:
    """Without a spread nobody walks away; far from fair nobody deals."""
    free, far = _day(half_spread=0.0), _day(half_spread=10.0)
    assert len(free.fills) == free.came > 0
    assert far.fills == ()
    assert far.came == free.came
    assert far.net.tolist() == [0, 0, 0, 0]
    assert far.held.shape == (0, 4)


def test_who_deals_at_a_wide_price_deals_at_a_narrow_one() -> None:
    """The same customers meet both: the deals of the wider spread are among the narrower one's."""
    wide = {(fill.hours, fill.series, fill.contracts) for fill in _day(half_spread=0.05).fills}
    narrow = {(fill.hours, fill.series, fill.contracts) for fill in _day(half_spread=0.01).fills}
    assert wide < narrow


def test_customers_are_those_of_the_simulation() -> None:
    """The day is the path of that number of a run with many paths and the same seed."""
    run = arrivals(Customers(), series=4, days=1, steps=39, paths=50, seed=2)
    for path in (0, 7):
        day = _day(half_spread=0.0, path=path)
        there = run.contracts[..., path] > 0
        expected = -(run.side * run.contracts)[..., path][there]
        assert [fill.contracts for fill in day.fills] == expected.tolist()
        assert [fill.series for fill in day.fills] == run.series[..., path][there].tolist()


def test_each_series_may_have_its_own_half_spread() -> None:
    """A series far from fair is not dealt in; a deal notes the distance of its series."""
    day = _day(half_spread=[0.0, 10.0, 0.02, 10.0])
    assert {fill.series: fill.distance for fill in day.fills} == {0: 0.0, 2: 0.02}
    assert day.net[[1, 3]].tolist() == [0, 0]


def test_no_customers_leave_nothing() -> None:
    """A day without customers ends flat."""
    day = _day(Customers(a_day=0))
    assert (day.came, day.fills, day.net.tolist()) == (0, (), [0, 0, 0, 0])


def test_weights_may_be_given_for_the_series() -> None:
    """Weights are as many series, and the one without any is not held."""
    day = _day(series=[1, 0, 1], half_spread=0.0)
    assert len(day.net) == 3
    assert np.nonzero(day.net)[0].tolist() == [0, 2]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"half_spread": [0.1, 0.2]}, "half_spread needs one number, or one for each of 4 series"),
        ({"half_spread": np.nan}, "distance must be a finite number"),
        ({"path": -1}, "path must be a whole number from 0, not -1"),
        ({"steps": 0}, "steps must be a whole number from 1, not 0"),
        ({"series": 0, "half_spread": 0.0}, "series must be a whole number from 1, not 0"),
    ],
)
def test_day_that_cannot_be_drawn_is_refused(change: dict[str, Any], sentence: str) -> None:
    """What cannot be used is named, with what would be right."""
    with pytest.raises(InvalidInput, match=sentence):
        _day(**change)
