"""How the desk stands before and after its exits: worked examples, and zero where nothing is."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.desk.exits import Standing, entry_cost, gap, part, proxy_dollars, standing
from engine.desk.plan import Desk
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.limits import Limits
from engine.exposure.margin import haircut, scan_margin
from engine.flow.paths import World
from engine.hedging.costs import Costs
from engine.hedging.related import Relation, daily_risk
from engine.instruments.index_future import IndexFuture
from engine.instruments.share import Share

from ..exposure.books import MIXED, X, books
from ..hedging.listed import INDEX_BOOK
from .days import read

LAW = settings(deadline=None, derandomize=True, max_examples=60)
SHARES = read("13000_share")
EXAMPLE_6 = read("157_call_84_17_23.5~121_call_80_108_23.5~3800_share")
EXAMPLE_7 = Desk(world=World(volatility=0.22))
BANK = Book.of(Position(-52_500, Share()))
"""C$4.2 million of bank shares, short."""
ALL_OF_IT = read("13000_share~-40_call_84_17_23.5~7_put_75_45_27~16_index_future~-3_etf")


def _used(now: Standing) -> dict[str, float]:
    return {use.name: use.used for use in now.uses}


def test_worked_example_1() -> None:
    """domain.md: −13,033.7 shares, −1,042,693 dollars; 13,000 bought leave −33.7 and cost C$156."""
    before, after = standing(Desk(), X), standing(Desk(), X, SHARES)
    assert before.net.delta_shares == pytest.approx(-13_033.7, abs=0.05)
    assert before.net.delta_dollars == pytest.approx(-1_042_693, abs=1)
    assert after.net.delta_shares == pytest.approx(-33.7, abs=0.05)
    assert after.net[3:6] == before.net[3:6]
    assert (before.cost, after.cost) == (0.0, 156.0)
    assert before.left.direction == pytest.approx(1_042_693.4 * 0.24 / math.sqrt(365))
    assert after.left.volatility == before.left.volatility == pytest.approx(2_790.16, abs=0.01)


def test_worked_example_6() -> None:
    """domain.md: 157, 121 and 3,800 leave −28 shares, −2.8, −7.1 a point, and theta +39 a day."""
    after = standing(Desk(), X, EXAMPLE_6)
    assert after.net.delta_shares == pytest.approx(-28, abs=0.5)
    assert after.net.gamma_per_dollar == pytest.approx(-2.8, abs=0.05)
    assert after.net.vega_per_point == pytest.approx(-7.1, abs=0.05)
    assert after.net.theta_per_day == pytest.approx(39, abs=0.5)


def test_worked_example_7() -> None:
    """domain.md: 16 futures take the swing of C$4.2 million from 58,207 to 40,400 a trading day.

    A calendar day here: the same by the root of 252 over 365, whole as direction and basis.
    """
    before, after = standing(EXAMPLE_7, BANK), standing(EXAMPLE_7, BANK, read("16_index_future"))
    clock = math.sqrt(252 / 365)
    assert before.left.direction == pytest.approx(58_207 * clock, abs=1)
    assert before.left.basis == 0
    share_swing, stands_for = 0.22 / math.sqrt(365), 16 * 284_000 / 1.1
    assert after.left.basis == pytest.approx(stands_for * share_swing * math.sqrt(1 - 0.72**2))
    assert after.left.direction == pytest.approx(abs(stands_for - 4.2e6) * share_swing)
    risk = daily_risk(
        dollar_delta=-4.2e6,
        contracts=16,
        price=1_420,
        relation=Relation(),
        instrument=IndexFuture(),
    )
    assert risk.hedged == pytest.approx(40_400 * clock, abs=1)
    assert after.left.basis == pytest.approx(risk.hedged, rel=0.02)


def test_worked_example_8() -> None:
    """domain.md: seven SXF and one SXM leave −10.6 dollars a point of the 40 index calls."""
    desk = Desk(underlying="index", world=World(index_volatility=0.14))
    after = standing(desk, INDEX_BOOK, read("7_index_future~1_index_mini"))
    assert after.net.delta_shares == pytest.approx(-10.6, abs=0.05)
    assert after.cost == 40.0
    assert after.left.basis == 0


@pytest.mark.parametrize(
    ("size", "points", "still", "exact"),
    [
        (-0.12, 0.50, -61_145, -67_554),
        (-0.08, 0.75, -29_028, -40_020),
        (0.08, 0.75, -27_266, -39_605),
    ],
)
def test_worked_example_11(size: float, points: float, still: float, exact: float) -> None:
    """domain.md: what a gap costs with 13,000 shares, without and with six points of volatility."""
    found = gap(Desk(world=World(gap_volatility=points)), X.plus(*SHARES.positions), size)
    assert found.still == pytest.approx(still, abs=0.5)
    assert found.exact == pytest.approx(exact, abs=0.5)


def test_example_11_is_the_event_that_is_left() -> None:
    """The worse of both ways: eight per cent down, C$40,020."""
    desk = Desk(world=World(gap_volatility=0.75))
    assert standing(desk, X, SHARES).left.event == pytest.approx(40_020, abs=0.5)


def test_the_stale_hedge_of_example_11() -> None:
    """domain.md: after −8 % it leaves +8,624 shares; delta and gamma say −67,571 for −12 %."""
    hedged = X.plus(*SHARES.positions)
    assert gap(Desk(), hedged, -0.08).delta_after == pytest.approx(8_624, abs=0.5)
    assert gap(Desk(), hedged, -0.12).estimate == pytest.approx(-67_571, abs=2)


@pytest.mark.parametrize(
    ("hedge", "margin", "capital"),
    [("", 154_488, 236_987), ("13000_share", 52_157, 89_403), ("example 6", 16_526, 29_600)],
)
def test_worked_example_12(hedge: str, margin: float, capital: float) -> None:
    """domain.md: the scan asks 154,488 naked, 52,157 with shares, 16,526 with example 6's hedge."""
    after = standing(Desk(), X, EXAMPLE_6 if hedge == "example 6" else read(hedge))
    assert _used(after)["margin"] == pytest.approx(margin, abs=0.6)
    assert _used(after)["capital"] == pytest.approx(capital, abs=0.6)


def test_worked_example_15() -> None:
    """domain.md: 52 % of the dollar delta, 82 % of the dollar gamma, 43 % of the vega."""
    text = {use.name: use.text for use in standing(Desk(), MIXED).uses}
    assert text["delta_dollars"] == "52 %"
    assert text["gamma_dollars"] == "82 %"
    assert text["vega_per_point"] == "43 %"


def test_futures_ask_for_margin_of_their_own() -> None:
    """On another underlying a hedge is no offset: both are asked for, delta alone is netted."""
    futures = read("4_index_future")
    before, after = standing(Desk(), X), standing(Desk(), X, futures)
    market = Desk().index_market
    assert _used(after)["margin"] - _used(before)["margin"] == pytest.approx(
        scan_margin(futures, market).requirement
    )
    assert _used(after)["capital"] - _used(before)["capital"] == pytest.approx(
        haircut(futures, market).requirement
    )
    assert abs(_used(after)["delta_dollars"]) < 0.2 * abs(_used(before)["delta_dollars"])


# ---- laws -----------------------------------------------------------------------------------


@LAW
@given(hedge=books, underlying=st.sampled_from(["share", "index"]))
def test_the_parts_of_a_hedge_make_up_the_whole(hedge: Book, underlying: Any) -> None:
    """Each position is in one part and one only, and the costs of the parts sum up."""
    desk = Desk(underlying=underlying)
    parts = [part(hedge, name, desk) for name in ("underlying", "options", "related")]
    assert sum(len(one.positions) for one in parts) == len(hedge.positions)
    assert {p for one in parts for p in one.positions} == set(hedge.positions)
    assert sum(entry_cost(desk, one) for one in parts) == pytest.approx(entry_cost(desk, hedge))


def test_the_parts_by_name() -> None:
    """Shares; options on the share; what follows the index."""
    named = {name: part(ALL_OF_IT, name, Desk()) for name in ("underlying", "options", "related")}
    assert [[p.quantity for p in one.positions] for one in named.values()] == [
        [13_000],
        [-40, 7],
        [16, -3],
    ]


def test_costs_add_up_by_what_is_traded() -> None:
    """Futures by the piece, shares by the share, options by the contract: nothing twice."""
    costs = Costs(per_share=0.01, per_contract=2, of_premium=0, per_future=7)
    desk = Desk(costs=costs)
    assert entry_cost(desk, read("100_share")) == pytest.approx(1)
    assert entry_cost(desk, read("-100_share~3_call_80_45_24")) == pytest.approx(7)
    assert entry_cost(desk, read("-4_index_future")) == pytest.approx(28)
    assert entry_cost(desk, Book()) == 0


@LAW
@given(
    book=books,
    hedge=st.one_of(books, st.just(ALL_OF_IT)),
    underlying=st.sampled_from(["share", "index"]),
    world=st.builds(
        World,
        volatility=st.sampled_from([0.0, 0.24]),
        index_volatility=st.sampled_from([0.0, 0.144]),
        correlation=st.sampled_from([-1.0, 0.0, 0.01, 0.72, 1.0]),
        gap_size=st.sampled_from([0.0, 0.08, 0.5]),
    ),
    limit=st.sampled_from([0.0, 250_000.0]),
)
def test_every_figure_is_a_number(
    book: Book, hedge: Book, underlying: Any, world: World, limit: float
) -> None:
    """Limits of zero, an index that never moves, a million contracts: no exception, no NaN."""
    names = vars(Limits())
    limits = Limits(**dict.fromkeys(names, min(limit, 1.0))) if not limit else Limits()
    desk = Desk(underlying=underlying, world=world, limits=limits)
    now = standing(desk, book, hedge)
    assert np.isfinite(now.net).all()
    assert np.isfinite([use.fraction for use in now.uses]).all()
    assert np.isfinite(now.left).all()
    assert min(now.left) >= 0
    assert now.cost >= 0


def test_an_empty_book_leaves_nothing() -> None:
    """Nothing held: no exposure, no cost, no risk, nothing of any limit used."""
    now = standing(Desk(), Book())
    assert not any(now.net)
    assert not any(now.left)
    assert now.cost == 0
    assert {use.fraction for use in now.uses} == {0.0}


def test_limits_of_zero_are_said_to_be_zero() -> None:
    """Any use of nothing is the whole; no division by it."""
    limits = Limits(**dict.fromkeys(vars(Limits()), 0))
    now = standing(Desk(limits=limits), X)
    assert {use.text for use in now.uses} == {"limit is zero"}


@pytest.mark.parametrize(
    ("world", "swing"),
    [
        (World(correlation=0), 0.144),
        (World(volatility=0), 0.144),
        (World(index_volatility=0), 0.0),
        (World(correlation=1), 0.0),
        (World(correlation=-1), 0.0),
    ],
)
def test_the_basis_at_the_ends(world: World, swing: float) -> None:
    """Without anything in common all that the future does is basis; with all in common nothing."""
    found = standing(Desk(world=world), X, read("16_index_future")).left.basis
    assert found == pytest.approx(16 * 284_000 * swing / math.sqrt(365))


def test_a_negative_correlation_is_hedged_the_other_way() -> None:
    """Below zero the beta turns: what was bought stands for a short holding of the share."""
    plus, minus = (Desk(world=World(correlation=rho)) for rho in (0.72, -0.72))
    futures = read("4_index_future")
    assert proxy_dollars(plus, futures) == pytest.approx(-proxy_dollars(minus, futures))
    assert proxy_dollars(plus, futures) == pytest.approx(4 * 284_000 / 1.2)
    assert proxy_dollars(plus, X) == 0


def test_execution_is_the_hedge_for_its_minutes() -> None:
    """domain.md and the lesson: until it is in place the market moves; at once is no risk.

    13,000 shares of C$80 for ten of 390 minutes, at 24 %.
    """
    ten, none = (standing(Desk(minutes=m), X, SHARES).left.execution for m in (10.0, 0.0))
    assert ten == pytest.approx(1_040_000 * 0.24 / math.sqrt(365) * math.sqrt(10 / 390))
    assert none == 0
    in_book = standing(Desk(), X.plus(*read("4_index_future").positions))
    assert in_book.left.execution == 0


def test_the_event_is_the_worse_of_both_ways() -> None:
    """Short calls with shares lose either way; long ones gain either way, and zero is the least."""
    short, long = X.plus(*SHARES.positions), read("250_call_80_45_24~-13000_share")
    losses = [-gap(Desk(), short, size).exact for size in (-0.08, 0.08)]
    assert standing(Desk(), short).left.event == pytest.approx(max(losses))
    assert standing(Desk(), long).left.event == 0


def test_futures_do_not_gap_with_the_share() -> None:
    """Company news moves the company: the event is the same with the index hedge as without."""
    events = [standing(Desk(), X, hedge).left.event for hedge in (None, read("4_index_future"))]
    assert events[0] == events[1] > 0


@pytest.mark.parametrize("change", [{"minutes": -1.0}, {"minutes": math.nan}])
def test_a_time_that_does_not_pass_is_refused(change: dict[str, float]) -> None:
    """A sentence that names the number."""
    with pytest.raises(InvalidInput, match="minutes must be a number from 0"):
        replace(Desk(), **change)


def test_a_gap_that_leaves_no_price_is_refused() -> None:
    """A fall of the whole price is no gap that anything can be priced after."""
    with pytest.raises(InvalidInput, match="spot must be above zero"):
        gap(Desk(), X, -1.0)
