"""A day obeys what markets obey: one luck for all plans, fair games, quotes that bite, expiries."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from engine.desk.day import drawn, play, replay
from engine.desk.plan import Desk, Plan, Quoting
from engine.desk.suggest import textbook
from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.flow.customers import Customers
from engine.flow.paths import World
from engine.hedging.costs import FREE, Costs, trade_cost
from engine.hedging.policies import View, policies
from engine.pricing.black_scholes import FloatArray
from engine.quoting.obligations import Obligations
from engine.quoting.quotes import Appetite

from ..exposure.books import X
from .days import ALWAYS, FAIR, NOBODY, QUIET, one_day, read

BARE = Plan(label="no hedge")
BUSY = Desk(customers=Customers(a_day=300))
LEANING = Plan(label="leaning", quoting=Quoting(lean=3))


def _within_three_errors(profit: FloatArray) -> bool:
    return abs(float(profit.mean())) <= 3 * float(profit.std()) / np.sqrt(len(profit))


# ---- one luck -------------------------------------------------------------------------------


def test_every_plan_meets_the_same_path_and_another_plan_changes_nothing() -> None:
    """validation.md: two policies compared on the same seed see the same path and customers."""
    desk = replace(BUSY, world=World(gap_chance=0.5))
    other = Plan(
        label="other", hedge=read("40_call_84_17_23.5~9000_share"), quoting=Quoting(lean=2)
    )
    textbooks = Plan(label="textbook", hedge=textbook(desk, X), decide=ALWAYS)
    _, _, alone = play(desk, X, [textbooks], count=30)
    _, _, among = play(desk, X, [BARE, other, textbooks, LEANING], count=30)
    for name in ("profit", "held", "spread", "cost", "financing", "dealt"):
        assert np.array_equal(getattr(alone[0], name), getattr(among[2], name)), name


def test_hedging_changes_no_deal() -> None:
    """Quotes that do not lean bring the same customers, whatever is done about the risk."""
    plans = [BARE, Plan(label="textbook", hedge=textbook(BUSY, X), decide=ALWAYS)]
    _, _, (none, hedged) = play(BUSY, X, plans, count=30)
    assert np.array_equal(none.dealt, hedged.dealt)
    assert np.array_equal(none.spread, hedged.spread)
    assert np.array_equal(none.contracts, hedged.contracts)
    assert not np.array_equal(none.held, hedged.held)


@pytest.mark.parametrize("policy", sorted(policies()))
def test_a_path_does_not_depend_on_the_others(policy: str) -> None:
    """The day that is shown is the first of the thousand, for every rule and with a lean."""
    desk = replace(BUSY, world=World(gap_chance=0.5))
    plan = Plan(label=policy, decide=policies()[policy], quoting=Quoting(lean=1), stop=True)
    _, _, (one,) = play(desk, Book(), [plan], count=1)
    _, _, (many,) = play(desk, Book(), [plan], count=40)
    assert one.profit[0] == many.profit[0]
    assert np.array_equal(one.held[:, 0], many.held[:, 0])


def test_same_seed_same_day_and_another_seed_another() -> None:
    """design.md: chance is an argument."""
    runs = [play(BUSY, X, [BARE], count=4, seed=seed)[2][0].profit for seed in (5, 5, 6)]
    assert np.array_equal(runs[0], runs[1])
    assert (runs[0] != runs[2]).all()


def test_progress_is_heard_plan_by_plan() -> None:
    """A bar that grows to the whole."""
    heard: list[float] = []
    play(BUSY, X, [BARE, BARE], progress=heard.append)
    assert heard == [0.5, 1.0]


@pytest.mark.parametrize("change", [{"days": 0}, {"steps": 0}, {"count": 0}, {"seed": -1}])
def test_a_day_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    """A sentence, not a trace."""
    with pytest.raises(InvalidInput, match="must be"):
        play(BUSY, X, [BARE], **change)


# ---- fair games -----------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [2, 5, 20])
def test_hedged_at_every_step_makes_nothing_on_average(steps: int) -> None:
    """validation.md: realised as implied, no costs: mean 0 within 3 standard errors, however often.

    Over five days, the share growing at rate less yield.
    """
    plan = Plan(label="always", hedge=textbook(FAIR, X), decide=ALWAYS)
    _, _, (hedged,) = play(FAIR, X, [plan], days=5, steps=steps, count=4_000, seed=1)
    assert _within_three_errors(hedged.profit)


def test_no_hedge_makes_nothing_on_average_either() -> None:
    """The premium is fair: unhedged, the mean is 0 too, and the swing many times as large."""
    plan = Plan(label="always", hedge=textbook(FAIR, X), decide=ALWAYS)
    _, _, (bare, hedged) = play(FAIR, X, [BARE, plan], days=5, steps=5, count=10_000, seed=2)
    assert _within_three_errors(bare.profit)
    assert bare.profit.std() > 5 * hedged.profit.std()


def test_another_volatility_than_implied_is_no_fair_game() -> None:
    """Worked example 4: 30 % against 24 % costs C$418.5 a day in theory; the mean says so."""
    desk = replace(FAIR, world=replace(FAIR.world, volatility=0.30))
    plan = Plan(label="always", hedge=textbook(desk, X), decide=ALWAYS)
    _, _, (hedged,) = play(desk, X, [plan], days=1, steps=10, count=4_000)
    error = float(hedged.profit.std()) / np.sqrt(4_000)
    assert float(hedged.profit.mean()) == pytest.approx(-418.5, abs=3 * error)
    assert not _within_three_errors(hedged.profit)


def test_four_times_as_many_rebalancings_halve_the_swing() -> None:
    """validation.md, Derman & Kamal: the swing goes with one over the root of their number.

    Twenty days, once a day against four times a day. The error of a ratio of two standard
    deviations of 2,000 fat-tailed paths is about 3 %; board lots add a little noise of their own.
    """
    rule = policies()["at_intervals"]
    plans = [
        Plan(label=str(every), hedge=textbook(FAIR, X), decide=partial(rule, every=every))
        for every in (4, 1)
    ]
    _, _, (seldom, often) = play(FAIR, X, plans, days=20, steps=80, count=2_000, seed=4)
    assert often.profit.std() / seldom.profit.std() == pytest.approx(0.5, abs=0.05)


def test_an_index_class_is_a_fair_game_too() -> None:
    """Black 76: a future needs no carry, so index options hedged with futures make nothing."""
    world = World(index_volatility=0.14, implied_wander=0)
    desk = Desk(underlying="index", world=world, customers=NOBODY, costs=FREE)
    book = read("-40_index_call_1450_60_14")
    plan = Plan(label="always", hedge=textbook(desk, book), decide=ALWAYS)
    _, _, (bare, hedged) = play(desk, book, [BARE, plan], days=5, steps=5, count=4_000)
    assert _within_three_errors(bare.profit)
    assert _within_three_errors(hedged.profit)


# ---- quotes that bite -----------------------------------------------------------------------


def _dealt(desk: Desk, *quotings: Quoting, stop: bool = False) -> list[FloatArray]:
    plans = [Plan(label=str(n), quoting=one, stop=stop) for n, one in enumerate(quotings)]
    return [one.dealt.sum(axis=0) for one in play(desk, X, plans, count=200)[2]]


def test_a_wider_quote_is_dealt_at_less_on_every_path() -> None:
    """validation.md: a worse quote is filled less often; and nobody deals who did not before."""
    widths = [Quoting(half_width=half) for half in (0.01, 0.03, 0.06, 0.12, 0.25)]
    dealt = _dealt(BUSY, *widths)
    for narrow, wide in pairwise(dealt):
        assert (wide <= narrow).all()
        assert wide.sum() < narrow.sum()


def test_no_quote_is_wider_than_permitted() -> None:
    """Beyond the widest spread that is allowed the width changes nothing any more."""
    desk = replace(BUSY, obligations=Obligations(widest=0.20))
    wide, wider = _dealt(desk, Quoting(half_width=0.5), Quoting(half_width=1.0))
    assert wide.sum() > 0
    assert np.array_equal(wide, wider)


def test_nobody_deals_more_than_the_size_shown() -> None:
    """Ten contracts shown, orders of thousands: every deal is of ten."""
    desk = Desk(customers=Customers(a_day=20, contracts=1_000_000, decay=0))
    _, _, (played,) = play(desk, Book(), [Plan(label="ten", quoting=Quoting(size=10))], count=50)
    came = drawn(desk, days=1, steps=39, count=50, seed=1)[1].contracts
    here = (came > 0).sum(axis=1)
    assert here.sum() > 500
    assert np.array_equal(played.dealt, 10.0 * here)


def test_less_than_the_smallest_size_cannot_be_shown() -> None:
    """The obligation is to show at least ten: one contract wanted is ten shown."""
    one, ten = _dealt(BUSY, Quoting(size=1), Quoting(size=10))
    assert np.array_equal(one, ten)
    assert one.sum() > 0


def test_a_lean_brings_what_offsets_the_book() -> None:
    """Short vega leans both prices up: customers buy less from us and sell us more."""
    _, _, (steady, leaning) = play(BUSY, X, [BARE, LEANING], count=300)
    net = [one.contracts[-1].sum(axis=1).mean() for one in (steady, leaning)]
    assert net[1] > net[0] + 50


def test_a_lean_counts_what_the_index_hedge_stands_for() -> None:
    """A share that cannot be traded: quotes lean on net delta, and futures bought bring it down."""
    stuck = Appetite(stuck=1.0, volatility_a_day=0)
    desk = replace(BUSY, appetite=stuck, world=replace(QUIET, volatility=0.24))
    futures = replace(LEANING, hedge=read("4_index_future"))
    _, _, (bare, hedged) = play(desk, X, [LEANING, futures], steps=1, count=300)
    net = [one.contracts[-1].sum(axis=1).mean() for one in (bare, hedged)]
    assert net[1] < net[0] - 10


@pytest.mark.parametrize("book", ["-2000_call_80_45_24", "2000_call_80_45_24"])
def test_stopping_never_adds_to_the_gamma_held(book: str) -> None:
    """Short gamma: no option is sold to anybody; long gamma: none is bought. The rest goes on."""
    held = read(book)
    plan = Plan(label="stop", stop=True)
    _, board, (played,) = play(BUSY, held, [plan], count=100)
    start = board.contracts(held)
    towards_flat = -np.sign(start.sum()) * np.diff(
        np.concatenate([np.tile(start, (1, 100, 1)), played.contracts]), axis=0
    )
    assert (towards_flat >= 0).all()
    assert played.dealt.sum() > 0


def test_a_book_without_gamma_stops_nothing() -> None:
    """Neither side adds to what is not there."""
    desk = replace(BUSY, customers=Customers(a_day=1))
    plans = [BARE, Plan(label="stop", stop=True)]
    _, _, (open_, stopped) = play(desk, Book(), plans, steps=1, count=400)
    assert np.array_equal(open_.dealt, stopped.dealt)


def test_a_lean_without_measure_is_a_price_that_nobody_takes() -> None:
    """A million contracts and the greatest aversion: prices end, nothing is refused."""
    desk = replace(BUSY, appetite=Appetite(risk_aversion=0.01, gap_chance=1.0, horizon=30))
    plan = replace(LEANING, quoting=Quoting(lean=3, size=500))
    for book in ("-1000000_call_80_45_24", "1000000_call_80_45_24"):
        _, _, (played,) = play(desk, read(book), [plan], count=5)
        assert np.isfinite(played.profit).all()


# ---- hedges and their costs -----------------------------------------------------------------


def test_the_hedge_stays_within_half_a_lot_of_what_the_rule_wants() -> None:
    """Shares trade in board lots: what is held is whole lots, at most fifty from flat."""
    desk = replace(FAIR, world=replace(FAIR.world, volatility=0.5))
    _, board, (played,) = play(desk, X, [Plan(label="always", decide=ALWAYS)], count=20)
    delta = np.einsum("tps,tps->tp", played.contracts, board.marks["delta"][:-1])
    assert (np.abs(delta + played.held)[1:] <= 50 + 1e-9).all()
    assert (played.held % 100 == 0).all()


def test_a_rule_that_wants_nothing_trades_nothing() -> None:
    """Never is never: the cost is that of the exits taken in the morning, in the first step."""
    hedge = read("108_call_84_17_23.5~4_index_future~5800_share")
    desk = Desk(customers=NOBODY)
    _, _, (played,) = play(desk, X, [Plan(label="once", hedge=hedge)], count=5)
    once = trade_cost(hedge.on("share").positions, desk.market, desk.costs)
    once += trade_cost(hedge.on("index").positions, desk.index_market, desk.costs)
    assert played.cost[0] == pytest.approx(once)
    assert not played.cost[1:].any()


def test_every_trade_of_shares_pays_its_cents() -> None:
    """A step's cost is the shares traded in it times 1.2 cents and a basis point of their value."""
    costs = Costs(per_share=0.012, proportional=0.0001)
    desk = Desk(customers=NOBODY, costs=costs)
    world, _, (played,) = play(desk, X, [Plan(label="always", decide=ALWAYS)], count=10)
    traded = np.abs(np.diff(played.held, axis=0))
    assert traded.sum() > 0
    price = world.share.T[1:-1]
    assert played.cost[1:] == pytest.approx(traded * (0.012 + 0.0001 * price))


def test_an_index_hedge_pays_for_each_contract() -> None:
    """C$5 a contract: C$1,450 a point are seven futures and one mini, and not 7.25 futures."""
    desk = Desk(underlying="index", customers=NOBODY)

    def buy(view: View) -> FloatArray:
        return np.full_like(view.held, 1_450.0)

    _, _, (played,) = play(desk, Book(), [Plan(label="buy", decide=buy)], count=3)
    assert played.held[1:].tolist() == [[1_450.0] * 3] * 38
    assert played.cost.sum(axis=0) == pytest.approx([40.0] * 3)


def test_the_rule_sees_the_nearest_expiry_and_the_book_as_it_is() -> None:
    """``View``: years to the nearest expiry, which moves on once that one is past."""
    seen: list[View] = []

    def look(view: View) -> FloatArray:
        seen.append(view)
        return view.held

    book = read("-100_call_80_2_24~-100_call_80_45_24")
    play(FAIR, book, [Plan(label="look", decide=look)], days=4, steps=4, count=2)
    days = [view.years_left * 365 for view in seen]
    assert days == pytest.approx([1.0, 43.0, 42.0])
    assert [view.step for view in seen] == [1, 2, 3]
    assert (seen[0].gamma < 0).all()
    assert (seen[0].flat > 0).all()


def test_the_rule_counts_what_the_index_hedge_stands_for() -> None:
    """Futures worth the delta leave nothing for shares to do; without a beta they stand for nil."""
    still = replace(QUIET, volatility=0.24, correlation=0.72)
    seen: list[FloatArray] = []

    def look(view: View) -> FloatArray:
        seen.append(view.flat)
        return view.held

    for world in (still, replace(still, correlation=0.0), replace(still, index_volatility=0.0)):
        desk = Desk(world=replace(world, drift=0), customers=NOBODY)
        plan = Plan(label="look", hedge=read("4_index_future"), decide=look)
        play(desk, X, [plan], days=1 / 39, steps=2, count=1)
    with_beta, uncorrelated, unmoved = (float(flat[0]) for flat in seen)
    stands_for = 4 * 200 * 1_420 / (0.72 * 0.24 / 0.144) / 80
    assert with_beta == pytest.approx(13_034 - stands_for, abs=100)
    assert uncorrelated == pytest.approx(13_034, abs=100)
    assert unmoved == uncorrelated


def test_an_option_on_the_index_is_no_hedge_of_a_share() -> None:
    """Its price would need a second volatility: the sentence says what to take instead."""
    with pytest.raises(InvalidInput, match="hedge the share with index futures or fund units"):
        play(Desk(), X, [Plan(label="no", hedge=read("4_index_call_1420_45_14"))])


# ---- expiry ---------------------------------------------------------------------------------


def test_what_expires_in_the_middle_is_cash_and_moves_no_more() -> None:
    """Two of four days are past: the calls paid what they were worth then, whatever came after."""
    book = read("-10_call_80_2_24")
    world, flow = drawn(FAIR, days=4, steps=4, count=50, seed=1)
    crash = replace(world, share=world.share.copy(), before_gap=world.before_gap.copy())
    crash.share[:, 3:] /= 2
    crash.before_gap[:, 2:] /= 2
    (whole,) = replay(FAIR, book, [BARE], world, flow)[2]
    (halved,) = replay(FAIR, book, [BARE], crash, flow)[2]
    assert whole.profit == pytest.approx(halved.profit)
    assert (whole.contracts[:2, :, -1] == -10).all()
    assert not whole.contracts[2:].any()
    paid = -1_000 * np.maximum(world.share[:, 2] - 80, 0.0)
    sold = -float(book.value(**vars(FAIR.market)))
    assert whole.profit - whole.financing.sum(axis=0) == pytest.approx(sold + paid)


@pytest.mark.parametrize("days", [0, 1 / 39 / 2])
def test_what_expires_today_or_within_a_step_is_settled(days: float) -> None:
    """Expiry today pays at once what it is worth; within a step, at that step's end."""
    book = Book(
        tuple(
            replace(p, instrument=replace(p.instrument, years=days / 365))
            for p in read("-10_call_75_1_24").positions
        )
    )
    world, _, played, found = one_day(FAIR, book, BARE)
    moved = 0.0 if days == 0 else -1_000 * (world.share[:, 1] - 80)
    assert found.total - found.financing == pytest.approx(moved, abs=6)
    assert not played.contracts[1:].any()


def test_nobody_deals_in_what_has_expired() -> None:
    """After 108 days the whole listing is past: customers come, and find nothing."""
    desk = Desk(customers=Customers(a_day=60))
    _, board, (played,) = play(desk, Book(), [BARE], days=120, steps=120, count=3)
    assert played.dealt[:107].sum() > 0
    assert not played.dealt[108:].any()
    for column, years in enumerate(board.claims.years):
        assert not played.contracts[round(years * 365) :, :, column].any()


# ---- financing ------------------------------------------------------------------------------


def test_interest_on_a_futures_class_is_on_the_premium_only() -> None:
    """A future costs nothing to hold: 700 index futures and no premium pay no interest."""
    desk = Desk(
        underlying="index", world=replace(QUIET, index_volatility=0), customers=NOBODY, costs=FREE
    )
    futures = Plan(label="futures", hedge=read("700_index_future"))
    _, _, (with_futures, bare) = play(desk, read("-40_index_call_1450_60_14"), [futures, BARE])
    assert with_futures.financing.sum() == pytest.approx(bare.financing.sum(), abs=1e-6)
    premium = -float(read("-40_index_call_1450_60_14").value(**vars(desk.market)))
    assert bare.financing.sum() == pytest.approx(premium * np.expm1(0.03 / 365), rel=0.01)


def test_shares_cost_interest_and_bring_dividends() -> None:
    """13,000 shares of C$80 for a day: three per cent go, two come, of C$1.04 million."""
    desk = Desk(world=QUIET, customers=NOBODY, costs=FREE)
    plan = Plan(label="shares", hedge=read("13000_share"))
    _, _, (played,) = play(desk, Book(), [plan], steps=1)
    assert played.financing.sum() == pytest.approx(-1_040_000 * (0.03 - 0.02) / 365, rel=1e-3)
    assert played.profit[0] == pytest.approx(played.financing.sum())
