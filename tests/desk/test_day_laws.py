"""What holds on any day: the parts sum to the cent, nothing is NaN, more risk is more of it all."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.desk.attribution import Attribution, attribute, running
from engine.desk.day import play
from engine.desk.plan import Desk, Plan
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.flow.customers import Customers
from engine.flow.paths import World
from engine.hedging.costs import Costs
from engine.hedging.policies import policies
from engine.quoting.obligations import Obligations
from engine.quoting.quotes import Appetite

from ..exposure.books import X, books
from ..flow.forms import settings_of
from .days import NOBODY, close, one_day, quotings, read

LAW = settings(deadline=None, derandomize=True, max_examples=200)
WORLDS = st.builds(
    lambda numbers, shape: World(**numbers, gap_shape=shape),
    settings_of(World),
    st.sampled_from(["normal", "two-point"]),
)
PLAIN_WORLDS = st.builds(
    World,
    volatility=st.sampled_from([0.0, 0.24, 0.6]),
    gap_chance=st.sampled_from([0.0, 1.0]),
    gap_hour=st.sampled_from([0.0, 2.0]),
    gap_shape=st.sampled_from(["normal", "two-point"]),
    implied_wander=st.sampled_from([0.0, 0.01, 0.1]),
    correlation=st.sampled_from([-1.0, 0.0, 0.72, 1.0]),
    index_volatility=st.sampled_from([0.0, 0.144]),
)
HEDGES = st.sampled_from(
    [
        "",
        "13000_share",
        "-700_share~40_call_84_17_23.5~-3_put_75_0_27",
        "157_call_84_17_23.5~121_call_80_108_23.5~3800_share",
        "4_index_future~-3_index_mini~35000_etf",
        "-2_index_future~40_index_call_1450_60_14~7_index_mini",
        "1000000_share~-1000000_put_80_1_0",
    ]
).map(read)


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    """Draw a situation: half of them as a person would, half at any stops of the sliders."""
    try:
        return Desk(
            underlying=draw(st.sampled_from(["share", "index"])),
            world=draw(st.one_of(PLAIN_WORLDS, WORLDS)),
            customers=draw(
                st.builds(
                    Customers,
                    a_day=st.sampled_from([0.0, 60.0, 500.0]),
                    buyers=st.sampled_from([0.0, 0.8, 1.0]),
                    contracts=st.sampled_from([1.0, 10.0, 1e6]),
                    decay=st.sampled_from([0.0, 30.0, 1_000.0]),
                )
            ),
            costs=Costs(**draw(settings_of(Costs))),
            appetite=Appetite(**draw(settings_of(Appetite))),
            obligations=Obligations(**draw(settings_of(Obligations))),
        )
    except InvalidInput:
        assume(False)
        raise


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw what a market maker may decide: any rule, at its own defaults."""
    name = draw(st.sampled_from(sorted(policies())))
    return Plan(
        label=name,
        hedge=draw(HEDGES),
        decide=partial(policies()[name]),
        quoting=draw(quotings),
        stop=draw(st.booleans()),
    )


def _parts(found: Attribution) -> list[np.ndarray]:
    return [column for name, column in found._asdict().items() if name != "total"]


@LAW
@given(
    desk=desks(),
    book=st.one_of(books, st.sampled_from([Book(), X])),
    plan=plans(),
    days=st.sampled_from([0.25, 1.0, 20.0, 60.0]),
    steps=st.sampled_from([1, 2, 7]),
    seed=st.integers(0, 999_999),
)
def test_the_parts_sum_to_the_total_on_any_day(
    desk: Desk, book: Book, plan: Plan, days: float, steps: int, seed: int
) -> None:
    """validation.md: P&L attribution sums to the total to the cent, for any path.

    Whatever the world, rule, hedge and book (expired, without volatility, a million contracts): no
    NaN, and nothing raised but InvalidInput for an index option against a share.
    """
    whole = [*book.positions, *plan.hedge.positions]
    foreign = [
        p.instrument
        for p in whole
        if p.instrument.underlying == "index" and p.instrument.payoff != "linear"
    ]
    if desk.underlying == "share" and foreign:
        with pytest.raises(InvalidInput, match="follows the index and is an option"):
            play(desk, book, [plan], days=days, steps=steps, seed=seed)
        return
    world, board, played, found = one_day(
        desk, book, plan, days=days, steps=steps, count=3, seed=seed
    )
    assert all(np.isfinite(column).all() for column in found)
    largest = np.max(np.abs(_parts(found)), axis=0)
    assert (np.abs(sum(_parts(found)) - found.total) <= 0.005 + 1e-12 * largest).all()
    assert (np.abs(found.total - played.profit) <= 0.0051 + 1e-12 * largest).all()
    so_far = running(desk, world, board, played)
    assert so_far.shape == (steps + 1,)
    assert so_far[0] == 0
    assert abs(so_far[-1] - found.total[0]) <= 0.006 + 1e-9 * largest[0]


@pytest.mark.parametrize("policy", sorted(policies()))
@pytest.mark.parametrize("underlying", ["share", "index"])
def test_every_rule_sums_on_the_sandboxs_own_day(policy: str, underlying: Any) -> None:
    """The default world with gaps, customers and a lean, for every rule on both classes."""
    desk = Desk(underlying=underlying, world=World(gap_chance=0.5))
    book = read("-250_call_80_45_24" if underlying == "share" else "-40_index_call_1450_60_14")
    plan = Plan(label=policy, decide=policies()[policy])
    _, _, played, found = one_day(desk, book, plan)
    assert np.round(sum(_parts(found)) * 100).tolist() == np.round(found.total * 100).tolist()
    assert played.dealt.sum() > 0


@settings(deadline=None, derandomize=True, max_examples=25)
@given(world=PLAIN_WORLDS, scale=st.sampled_from([2.0, -1.0, -3.0]), hedge=HEDGES)
def test_a_book_so_many_times_as_large_does_so_many_times_as_much(
    world: World, scale: float, hedge: Book
) -> None:
    """The sign lives in the quantity: without customers and trades every part but cost scales."""
    desk = Desk(world=world, customers=NOBODY)
    hedge = Book(tuple(p for p in hedge.positions if "Index" not in type(p.instrument).__name__))
    times = [
        Book(tuple(Position(scale * p.quantity, p.instrument) for p in one.positions))
        for one in (X, hedge)
    ]
    found = one_day(desk, X, Plan(label="one", hedge=hedge))[3]
    more = one_day(desk, times[0], Plan(label="more", hedge=times[1]))[3]
    for name in ("delta", "gamma", "theta", "vega", "basis", "gap"):
        assert close(getattr(more, name) / abs(scale), getattr(found, name) * np.sign(scale)), name
    assert close(more.hedge_cost, found.hedge_cost * abs(scale))


def test_an_empty_book_without_customers_makes_nothing() -> None:
    """Nothing in, nothing out: not a cent, and no minus zero."""
    found = one_day(Desk(customers=NOBODY), Book(), Plan(label="none"))[3]
    for column in found:
        assert not column.any()
        assert not np.signbit(column).any()


def test_the_index_never_meets_company_news() -> None:
    """A gap is one company's own: on the index neither price nor volatility jumps for it."""
    desk = Desk(underlying="index", world=World(gap_chance=1.0, implied_wander=0))
    world, board, (played,) = play(desk, Book(), [Plan(label="one")], count=5)
    found = attribute(desk, world, board, played)
    assert not world.implied_shift.any()
    assert not found.gap.any()
    assert not found.vega.any()
