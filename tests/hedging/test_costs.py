"""What trading costs: by the share, the contract and the future, the same both ways."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.controls import controls, read_settings
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.hedging.costs import (
    FREE,
    Costs,
    is_future,
    per_contract_cost,
    trade_cost,
    unit_rate,
)
from engine.instruments import Instrument, kinds
from engine.instruments.call import Call
from engine.instruments.etf import Etf
from engine.instruments.index_future import IndexFuture
from engine.instruments.index_mini import IndexMini
from engine.instruments.share import Share

from ..exposure.books import MARKET, X
from .listed import FAR, INDEX_MARKET, NEAR

LAW = settings(deadline=None, derandomize=True, max_examples=60)
linear = pytest.mark.parametrize("instrument", [Share(), Etf(), IndexFuture(), IndexMini()])


def test_hedge_of_example_6() -> None:
    """domain.md, worked example 6: 13,000 shares at 0.012 cost 156."""
    assert trade_cost([Position(13_000, Share())], MARKET, Costs()) == pytest.approx(156)


def test_option_costs_a_fee_and_a_share_of_its_premium() -> None:
    """C$1 a contract and 1 % of the 2.7299 x 100 that worked example 1 prints."""
    option = X.positions[0].instrument
    cost = per_contract_cost(option, MARKET, Costs(per_contract=1, of_premium=0.01))
    assert cost == pytest.approx(1 + 2.7299, abs=5e-5)


@pytest.mark.parametrize(
    ("instrument", "cost"), [(IndexFuture(), 5.0), (IndexMini(), 5.0), (Etf(), 0.012 + 0.0355)]
)
def test_index_instruments(instrument: Instrument, cost: float) -> None:
    """A future costs its fee, whatever its size; a fund unit (C$35.50) costs what a share does."""
    assert per_contract_cost(instrument, INDEX_MARKET, Costs(proportional=0.001)) == pytest.approx(
        cost
    )


@linear
def test_unit_rate_is_the_cost_of_a_unit(instrument: Instrument) -> None:
    """What a unit of the underlying costs, times the units of a contract, is the contract's."""
    costs = Costs(proportional=0.0007)
    rate = unit_rate(instrument, costs)
    of_one = per_contract_cost(instrument, INDEX_MARKET, costs)
    assert (rate.fixed + rate.fraction * 1420) * instrument.units == pytest.approx(of_one)
    share = rate.one_way(np.array([1420.0])) * 1420 * instrument.units
    assert share == pytest.approx([of_one])


def test_only_futures_are_futures() -> None:
    """Of all that can be held, what stands for many points of the index and has no strike."""
    assert {name for name, kind in kinds().items() if is_future(kind())} == {
        "index_future",
        "index_mini",
    }


def test_option_has_no_cost_a_unit() -> None:
    """Its cost depends on its premium, so it is asked for a contract at a time."""
    with pytest.raises(InvalidInput, match="option"):
        unit_rate(Call(), Costs())


@LAW
@given(
    st.lists(st.integers(-1_000_000, 1_000_000), min_size=3, max_size=3),
    st.lists(st.floats(0, 0.2), min_size=5, max_size=5),
)
def test_cost_is_above_zero_and_the_same_both_ways(
    quantities: list[int], rates: list[float]
) -> None:
    """Whatever is traded: never a gain, as dear to sell as to buy, and the sum of its parts."""
    costs = Costs(**dict(zip(vars(FREE), rates, strict=True)))
    trade = [Position(n, i) for n, i in zip(quantities, [NEAR, FAR, Share()], strict=True)]
    back = [Position(-line.quantity, line.instrument) for line in trade]
    cost = trade_cost(trade, MARKET, costs)
    assert cost >= 0
    assert trade_cost(back, MARKET, costs) == cost
    assert sum(trade_cost([line], MARKET, costs) for line in trade) == pytest.approx(cost)


def test_nothing_traded_costs_nothing() -> None:
    """Neither an empty trade nor a free market asks for anything."""
    assert trade_cost((), MARKET, Costs()) == 0
    assert trade_cost(Book.of(Position(7, NEAR), Position(0, Share())).positions, MARKET, FREE) == 0


@pytest.mark.parametrize("name", list(vars(FREE)))
@pytest.mark.parametrize("value", [-0.01, float("nan"), float("inf")])
def test_cost_that_pays_is_refused(name: str, value: float) -> None:
    """A cost below zero or without a number is named."""
    with pytest.raises(InvalidInput, match=name):
        Costs(**{name: value})


def test_form_reads_what_people_type() -> None:
    """Basis points and per cent are the shown units of the two fractions."""
    assert len(controls(Costs)) == 5
    typed = read_settings(Costs, {"proportional": 5, "of_premium": 2.5})
    assert typed == {"proportional": 0.0005, "of_premium": 0.025}
