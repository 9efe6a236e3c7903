"""The situation and the decisions: one underlying's market, its lots, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.controls import controls
from engine.desk.plan import Desk, Quoting, Run
from engine.errors import InvalidInput
from engine.flow.paths import World
from engine.instruments.index_future import IndexFuture
from engine.instruments.index_mini import IndexMini
from engine.instruments.share import Share

from ..flow.forms import off_the_slider


@pytest.mark.parametrize("form", [Quoting, Run])
def test_defaults_are_steps_of_their_sliders(form: Any) -> None:
    """A page that draws the form shows the default that the form has."""
    assert controls(form)
    assert off_the_slider(form) == []


def test_a_share_is_priced_with_its_dividends_and_an_index_on_its_future() -> None:
    """Black 76: the future carries nothing, so its yield is the rate."""
    share, index = Desk(), Desk(underlying="index")
    assert (share.market.spot, share.market.rate, share.market.dividend_yield) == (80, 0.03, 0.02)
    assert (index.market.spot, index.market.dividend_yield) == (1_420, 0.03)
    assert share.index_market == index.market
    assert (share.volatility, index.volatility) == (0.24, 0.144)


def test_what_a_class_is_hedged_with() -> None:
    """Shares in board lots; futures by the piece, the mini the smallest: C$50 a point."""
    share, index = Desk(), Desk(underlying="index")
    assert (share.direct, share.lot) == ((Share(),), 100)
    assert (index.direct, index.lot) == ((IndexFuture(), IndexMini()), 50)


def test_what_dollars_of_the_index_stand_for() -> None:
    """domain.md, example 7: at a beta of 1.10 C$4.54 million of futures are 4.13 of the share."""
    desk = Desk(world=World(volatility=0.22))
    assert desk.stands_for(4_544_000.0) == pytest.approx(4_544_000 / 1.1)
    assert desk.stands_for(np.array([1.1, -2.2])) == pytest.approx([1, -2])
    for world in (World(correlation=0), World(index_volatility=0), World(volatility=0)):
        assert Desk(world=world).stands_for(4_544_000.0) == 0


def test_company_news_is_the_companys() -> None:
    """A class on the index meets the same world without it."""
    world = World(gap_chance=0.5, gap_hour=2.0)
    assert Desk(world=world).world_of_class == world
    calm = Desk(underlying="index", world=world).world_of_class
    assert (calm.gap_chance, calm.gap_hour) == (0.0, 0.0)
    assert calm.index_volatility == world.index_volatility


def test_the_relation_is_that_of_the_world() -> None:
    """One beta wherever it is asked for; an index that never moves has none, and says so."""
    desk = Desk(world=World(volatility=0.3, index_volatility=0.2, correlation=0.5))
    assert desk.relation.beta == pytest.approx(desk.world.beta) == pytest.approx(0.75)
    with pytest.raises(InvalidInput, match="index_volatility must be above zero"):
        _ = Desk(world=World(index_volatility=0)).relation


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"half_width": -0.01}, "half_width must be a number from 0, not -0.01"),
        ({"half_width": np.inf}, "half_width must be a number from 0, not inf"),
        ({"size": 0.5}, "size must be a number from 1, not 0.5"),
        ({"size": np.nan}, "size must be a number from 1, not nan"),
        ({"lean": -1.0}, "lean must be a number from 0, not -1"),
    ],
)
def test_a_quote_that_cannot_be_shown_is_refused(setting: dict[str, float], sentence: str) -> None:
    """The sentence names the setting, the number and what would be right."""
    with pytest.raises(InvalidInput, match=sentence):
        Quoting(**setting)
