"""Each part is what its name says: the jump alone, the basis alone, the trades' own costs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.desk.attribution import attribute, running
from engine.desk.day import play
from engine.desk.exits import entry_cost
from engine.desk.plan import Desk, Plan
from engine.exposure.book import Book, profit
from engine.flow.customers import Customers
from engine.flow.paths import World
from engine.hedging.costs import FREE
from engine.instruments.call import Call
from engine.pricing.market import Market

from ..exposure.books import MARKET, X
from .days import ALWAYS, FAIR, NOBODY, QUIET, along, close, one_day, read

SHARES = read("13000_share")
NEWS = Desk(
    world=World(gap_hour=2.0, gap_volatility=0.75, gap_shape="two-point", gap_size=0.08),
    customers=NOBODY,
    costs=FREE,
)
HELD = Plan(label="13,000 shares", hedge=SHARES)


def test_worked_example_14() -> None:
    """domain.md: up to 82.4, a point and a half down, one day: four Greeks leave −195 of −30,767.

    The hedge of 13,000 shares makes 31,200; its financing is −85 and +57, and the premium that was
    taken in earns 5 to 6 of it back.
    """
    shift = np.array([[0.0, -0.015]])
    book, hedged = (
        along(FAIR, X, plan, [80, 82.4], implied_shift=shift) for plan in (Plan(label="bare"), HELD)
    )
    assert [round(float(part[0])) for part in (book.gamma, book.vega, book.theta)] == [
        -4243,
        4185,
        767,
    ]
    assert round(float(book.delta[0])) == -31_281
    assert round(float(book.unexplained[0])) == -195
    assert float(hedged.delta[0] - book.delta[0]) == 31_200
    interest = (float(X.value(**vars(MARKET))) + 1_040_000) * -0.03 / 365
    dividends = 1_040_000 * 0.02 / 365
    assert [round(interest), round(dividends)] == [-80, 57]
    assert float(hedged.financing[0]) == pytest.approx(interest + dividends, abs=0.05)


def test_the_gap_is_the_revaluation_of_the_jump_and_nothing_else() -> None:
    """Worked example 11: held with 13,000 shares, eight per cent either way, volatility with it.

    At 80 the fall costs C$40,020; here the jump comes after two hours, from where the share is by
    then: each path's gap is the book's change of value in that moment.
    """
    world, _, _, found = one_day(NEWS, X, HELD, count=30)
    step = 11
    before, after = world.before_gap[:, step], world.share[:, step + 1]
    for row in range(30):
        moment = Market(
            spot=before[row],
            rate=0.03,
            dividend_yield=0.02,
            years_passed=world.times[step + 1],
            volatility_shift=world.implied_shift[row, step + 1] - 0.75 * 0.08,
        )
        there = world.implied_shift[row, step + 1]
        whole = X.plus(*SHARES.positions)
        jump = float(profit(whole, moment, after[row], volatility_shift=there))
        assert float(found.gap[row]) == pytest.approx(jump, abs=0.006)
    assert set(np.round(after / before, 6)) == {0.92, 1.08}


def test_a_gap_from_the_opening_price_costs_what_the_example_says() -> None:
    """Worked example 11: −8 % −40,020 with volatility, −29,028 without, as the engine's parts."""
    for points, loss in ((0.75, -40_020), (0.0, -29_028)):
        desk = replace(NEWS, world=replace(NEWS.world, gap_volatility=points))
        world, board, (played,) = play(desk, X, [HELD], days=1e-9, steps=1)
        prices = np.array([[80.0, 80.0 * 0.92]])
        moved = replace(
            world,
            share=prices,
            before_gap=np.array([[80.0]]),
            implied_shift=np.array([[0.0, points * 0.08]]),
        )
        assert float(attribute(desk, moved, board, played).gap[0]) == pytest.approx(loss, abs=1)


def test_without_a_gap_there_is_no_gap_part() -> None:
    """Diffusion is delta, gamma and the rest; not a cent of it is called a gap."""
    found = one_day(Desk(), X, HELD, count=50)[3]
    assert not found.gap.any()
    assert found.gamma.all()


def test_a_gap_is_not_told_twice() -> None:
    """Nothing but the jump happens: gap is all of it, and volatility that came with it is in it."""
    desk = replace(NEWS, world=replace(NEWS.world, volatility=0.0, implied_wander=0.0))
    found = one_day(desk, X, HELD, count=10)[3]
    assert found.gap.all()
    assert not found.gamma.any()
    assert not found.vega.any()
    assert close(found.delta, np.zeros(10))


def test_the_basis_is_what_the_index_did_on_its_own() -> None:
    """In one step: index dollars x (index return − share return / beta); nil without futures."""
    desk = Desk(customers=NOBODY, world=World(volatility=0.22))
    plan = Plan(label="futures", hedge=read("16_index_future"))
    world, _, _, found = one_day(desk, Book(), plan, steps=1, count=200)
    index, share = (prices[:, 1] / prices[:, 0] - 1 for prices in (world.index, world.share))
    dollars = 16 * 200 * 1_420
    assert close(found.basis, dollars * (index - share / 1.1))
    assert close(found.delta, dollars * share / 1.1)
    assert not one_day(desk, X, HELD)[3].basis.any()


def test_the_basis_swings_by_the_shares_own_moves() -> None:
    """Worked example 7: a day's standard deviation is what ``Left.basis`` says, within 3 errors."""
    desk = Desk(customers=NOBODY, world=World(volatility=0.22, implied_wander=0))
    plan = Plan(label="futures", hedge=read("16_index_future"))
    _, _, _, found = one_day(desk, Book(), plan, steps=1, count=4_000)
    swing = 16 * 284_000 / 1.1 * 0.22 * np.sqrt(1 - 0.72**2) / np.sqrt(365)
    assert found.basis.std() == pytest.approx(swing, rel=3 / np.sqrt(8_000))


def test_without_a_beta_all_that_the_index_does_is_basis() -> None:
    """No correlation: the futures are no direction in the share, and their result has a name."""
    desk = Desk(customers=NOBODY, world=World(correlation=0))
    plan = Plan(label="futures", hedge=read("16_index_future"))
    world, _, _, found = one_day(desk, Book(), plan)
    assert close(found.basis, 16 * 200 * (world.index[:, -1] - 1_420))
    assert not found.delta.any()


def test_the_hedge_cost_is_that_of_the_trades() -> None:
    """In the morning what ``entry_cost`` says; over the day a cent and a fifth a share more."""
    desk = Desk(customers=NOBODY)
    hedge = read("108_call_84_17_23.5~4_index_future~5800_share")
    bought = one_day(desk, X, Plan(label="once", hedge=hedge))[3]
    assert close(bought.hedge_cost, -entry_cost(desk, hedge))
    _, _, played, traded = one_day(desk, X, replace(HELD, decide=ALWAYS))
    shares = np.abs(np.diff(played.held, axis=0, prepend=13_000)).sum(axis=0)
    assert close(traded.hedge_cost, -156 - 0.012 * shares)


def test_the_spread_is_the_edge_times_the_contracts() -> None:
    """Every deal three cents from fair, give or take the tick: C$3 to C$4 a contract of 100."""
    desk = Desk(customers=Customers(a_day=200), world=QUIET)
    _, _, played, found = one_day(desk, Book(), Plan(label="quotes"), steps=1)
    edge = found.spread / played.dealt.sum(axis=0)
    assert ((edge >= 3) & (edge <= 8)).all()
    assert found.spread.min() > 0


def test_one_deal_earns_its_own_distance_from_fair() -> None:
    """One series, one customer: spread is contracts x 100 x (ask − fair), to the cent."""
    desk = Desk(customers=Customers(a_day=1, buyers=1.0, contracts=7, decay=0), world=QUIET)
    _, board, played, found = one_day(desk, Book(), Plan(label="quotes"), steps=1, count=50)
    fair = board.marks["value"][0] / 100
    tick = np.where(fair + 0.03 < 3, 0.01, 0.05)
    ask = np.ceil((fair + 0.03) / tick - 1e-6) * tick
    expected = -(played.contracts[0] * 100 * (ask - fair)).sum(axis=1)
    assert found.spread == pytest.approx(expected, abs=0.006)
    assert found.spread.any()


def test_running_goes_from_nothing_to_the_total() -> None:
    """The line on the chart ends where the table does, and step by step it is what was made."""
    desk = Desk(world=World(gap_chance=1.0))
    plan = Plan(label="all", hedge=read("4_index_future~5800_share"), decide=ALWAYS)
    world, board, played, found = one_day(desk, X, plan)
    line = running(desk, world, board, played)
    assert line.shape == (40,)
    assert line[0] == 0
    assert line[-1] == pytest.approx(float(found.total[0]), abs=0.006)
    first = X.plus(*plan.hedge.on("share").positions)
    made = float(
        profit(
            first,
            MARKET,
            world.share[0, 1],
            volatility_shift=world.implied_shift[0, 1],
            years_passed=world.times[1],
        )
    )
    futures = 800 * float(world.index[0, 1] - 1_420)
    dealt = played.contracts[0, 0] - board.contracts(first)
    on_deals = float(dealt @ (board.marks["value"][1, 0] - board.marks["value"][0, 0]))
    rest = float(played.spread[0, 0] - played.cost[0, 0] + played.financing[0, 0])
    assert line[1] == pytest.approx(made + futures + on_deals + rest)


def test_time_alone_is_theta() -> None:
    """Nothing moves: theta is the day's, what it leaves is the carry's curve, the rest is nil."""
    desk = replace(FAIR, world=QUIET)
    found = one_day(desk, X, Plan(label="bare"))[3]
    assert float(found.theta[0]) == pytest.approx(767, abs=5)
    for name in ("delta", "gamma", "vega", "basis", "gap", "spread", "hedge_cost"):
        assert not getattr(found, name).any(), name
    assert abs(float(found.unexplained[0])) < 1
    assert isinstance(X.positions[0].instrument, Call)
