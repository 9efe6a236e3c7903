"""The ladder: hedging works on what is held, the other rungs on what comes, and by how much."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.desk.day import drawn, play
from engine.desk.plan import Desk, Plan, Quoting
from engine.desk.responses import expected_flow, quotes_now, responses
from engine.exposure.book import Book
from engine.exposure.limits import Limits
from engine.flow.customers import Customers
from engine.quoting.obligations import Obligations
from engine.quoting.quotes import Appetite

from ..exposure.books import X, books
from ..flow.forms import settings_of
from .days import QUIET, quotings, read

PLAN = Plan(label="quotes", quoting=Quoting(size=40, half_width=0.03))
LADDER = ("hedge", "smaller", "wider", "stop")


def rungs(desk: Desk | None = None, book: Book = X, plan: Plan = PLAN) -> dict[str, Any]:
    """Return the responses by name."""
    return {one.name: one for one in responses(desk or Desk(), book, plan)}


def test_four_rungs_in_the_order_of_the_ladder() -> None:
    """domain.md, section 4.2: hedge, smaller, wider, stop."""
    assert tuple(rungs()) == LADDER


def test_hedging_works_on_what_is_held() -> None:
    """The dollar delta is 417 % of its limit; 13,000 shares bring it to 1 %, and flow stays."""
    one = rungs()["hedge"]
    assert (one.use.name, one.use.text) == ("delta_dollars", "417 %")
    assert (one.use_then.name, one.use_then.text) == ("delta_dollars", "1 %")
    assert one.flow_then == one.flow


@pytest.mark.parametrize("name", LADDER[1:])
def test_the_others_work_on_what_comes(name: str) -> None:
    """What is held stays as it is; less comes, from buyers above all, and less vega with it."""
    one = rungs()[name]
    assert one.use_then == one.use
    assert one.flow_then.bought < one.flow.bought
    assert abs(one.flow_then.vega) < abs(one.flow.vega)
    assert abs(one.flow_then.gamma) < abs(one.flow.gamma)


def test_stopping_stops_one_side_only() -> None:
    """Short gamma: nothing is sold any more, and what brings the risk down still comes."""
    one = rungs()["stop"]
    assert one.flow_then.bought == 0
    assert one.flow_then.sold == one.flow.sold > 0
    assert one.flow_then.gamma > 0
    long = rungs(book=read("250_call_80_45_24"))["stop"]
    assert long.flow_then.sold == 0
    assert long.flow_then.bought == long.flow.bought > 0


def test_smaller_ends_at_the_smallest_size_and_wider_at_the_widest_spread() -> None:
    """Within what is permitted, no rung goes further; at the end it changes nothing."""
    least = Plan(label="least", quoting=Quoting(size=10, half_width=0.25))
    found = rungs(plan=least)
    assert found["smaller"].flow_then == found["smaller"].flow
    assert found["wider"].flow_then == found["wider"].flow
    narrow = Desk(obligations=Obligations(widest=0.08))
    twice, ended = rungs()["wider"], rungs(narrow)["wider"]
    assert twice.flow_then.bought < ended.flow_then.bought < ended.flow.bought


def test_hedging_counts_what_futures_have_taken_already() -> None:
    """With two futures on, only the rest is bought: not the whole delta once more."""
    only_delta = {**dict.fromkeys(vars(Limits()), 1e9), "delta_dollars": 250_000}
    book = X.plus(*read("2_index_future").positions)
    one = rungs(Desk(limits=Limits(**only_delta)), book)["hedge"]
    assert one.use.name == "delta_dollars"
    assert one.use.used == pytest.approx(-1_042_693 + 2 * 284_000 / 1.2, abs=1)
    assert abs(one.use_then.used) <= 50 * 80


def test_an_order_is_geometric_and_dealt_up_to_the_size() -> None:
    """Mean 10 up to 5: 10 x (1 − 0.9^5) = 4.0951 contracts for each customer who deals."""
    desk = Desk(
        customers=Customers(a_day=100, buyers=1.0, contracts=10, decay=0),
        obligations=Obligations(least_size=5),
    )
    flow = expected_flow(desk, Book(), Plan(label="five", quoting=Quoting(size=5)))
    assert flow.bought == pytest.approx(100 * 10 * (1 - 0.9**5))
    assert flow.sold == 0


@pytest.mark.parametrize("stop", [False, True])
@pytest.mark.parametrize("size", [10, 40])
def test_what_is_expected_is_what_comes_on_average(size: float, stop: bool) -> None:
    """Two thousand days at the quotes of now: contracts and vega, mean within three errors."""
    desk = Desk(world=QUIET, customers=Customers(a_day=60))
    plan = Plan(label="quotes", quoting=Quoting(size=size, half_width=0.03), stop=stop)
    expected = expected_flow(desk, X, plan)
    _, board, (played,) = play(desk, X, [plan], steps=1, count=2_000, seed=9)
    came = played.contracts[0] - board.contracts(X)
    vega = came @ board.marks["vega"][0, 0] / 100
    gamma = came @ board.marks["gamma"][0, 0] * 80**2 / 100
    for seen, said in (
        (played.dealt.sum(axis=0), expected.bought + expected.sold),
        (came.sum(axis=1), expected.sold - expected.bought),
        (vega, expected.vega),
        (gamma, expected.gamma),
    ):
        assert seen.mean() == pytest.approx(said, abs=3 * seen.std() / np.sqrt(2_000))


def test_what_is_quoted_now_is_what_the_first_customers_meet() -> None:
    """The table of quotes and the day: one function, one lean, the same distance from fair."""
    desk = Desk(customers=Customers(a_day=500, decay=0, buyers=1.0, contracts=1), world=QUIET)
    plan = Plan(label="lean", quoting=Quoting(lean=1), hedge=read("4_index_future~100_share"))
    priced, fair = quotes_now(desk, X.plus(*plan.hedge.positions), plan)
    _, board, (played,) = play(desk, X, [plan], steps=1, count=20)
    start = board.contracts(X.plus(*plan.hedge.positions))
    sold = (start - played.contracts[0])[:, : len(fair)]
    assert (sold * 100 * priced.ask_away[0]).sum(axis=1) == pytest.approx(played.spread[0])
    assert drawn(desk, days=1, steps=1, count=20, seed=1)[1].contracts.sum() == played.dealt.sum()


def test_quotes_are_permitted_and_lean_up_when_short() -> None:
    """On ticks, no wider than allowed, and both prices higher for a book that is short vega."""
    leaning = replace(PLAN, quoting=Quoting(lean=1))
    priced, fair = quotes_now(Desk(), X, leaning)
    assert priced.shift.min() > 0
    assert (priced.ask - priced.bid <= 0.5 + 1e-9).all()
    ticks = np.where(priced.bid < 3, 0.01, 0.05)
    assert np.round(priced.bid / ticks, 6) == pytest.approx(np.round(priced.bid / ticks))
    assert priced.bids.all()
    assert fair == pytest.approx(priced.bid[0] + priced.bid_away[0])


def test_worked_example_13() -> None:
    """domain.md: −2,790 a point leans by 0.558 points: 6.23 cents on the call at the money.

    For ten contracts, the smallest size: an order of fifty widens the quote by half a cent more.
    """
    plan = Plan(label="lean", quoting=Quoting(lean=1, half_width=0.04, size=10))
    (priced, fair), money = quotes_now(Desk(), X, plan), 3
    assert fair[money] == pytest.approx(2.73, abs=0.005)
    assert float(priced.shift[0, money]) == pytest.approx(0.0623, abs=0.00005)
    assert (float(priced.bid[0, money]), float(priced.ask[0, money])) == (2.75, 2.84)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    book=books,
    underlying=st.sampled_from(["share", "index"]),
    customers=settings_of(Customers),
    appetite=settings_of(Appetite),
    quoting=quotings,
    stop=st.booleans(),
)
def test_any_desk_has_its_four_rungs(
    book: Book,
    underlying: Any,
    customers: dict[str, float],
    appetite: dict[str, float],
    quoting: Quoting,
    stop: bool,
) -> None:
    """Numbers throughout, and smaller, wider or stopped never brings more contracts."""
    desk = Desk(
        underlying=underlying, customers=Customers(**customers), appetite=Appetite(**appetite)
    )
    found = rungs(desk, book, Plan(label="any", quoting=quoting, stop=stop))
    for name in LADDER:
        one = found[name]
        assert np.isfinite(
            [*one.flow, *one.flow_then, one.use.fraction, one.use_then.fraction]
        ).all()
    if not quoting.lean:
        for name in LADDER[1:]:
            now, then = found[name].flow, found[name].flow_then
            assert then.bought + then.sold <= (now.bought + now.sold) * (1 + 1e-9)
