"""The figures of the first two lessons, worked out a second time by hand or by other means."""

from __future__ import annotations

from math import sqrt
from statistics import stdev

import pytest

from engine.figures import drawings
from tests.figures.by_hand import Option, column, rows


@pytest.mark.parametrize("contracts", [20.0, 55.0])
@pytest.mark.parametrize("edge", [0.03, 0.25])
def test_the_edge_lifts_the_position(contracts: float, edge: float) -> None:
    """So many dollars at every move, on top of calls that are revalued by another hand."""
    for row in rows("edge_and_exposure", contracts=contracts, edge=edge):
        moved = 80 * (1 + row["move of the share (%)"] / 100)
        lost = contracts * 100 * (Option(moved).call - Option(80).call)
        assert row["edge (C$)"] == pytest.approx(contracts * 100 * edge)
        assert row["position (C$)"] == pytest.approx(-lost, abs=0.01)
        assert row["together (C$)"] == pytest.approx(row["edge (C$)"] - lost, abs=0.02)


@pytest.mark.parametrize("edge", [0.01, 0.03, 0.25, 0.43])
def test_the_rise_that_the_edge_pays_for(edge: float) -> None:
    """At that rise the calls have become dearer by exactly the edge."""
    told = drawings()["edge_and_exposure"](edge=edge).look_for
    rise = float(told.split("a rise of ")[1].split(" %")[0]) / 100
    assert Option(80 * (1 + rise)).call - Option(80).call == pytest.approx(edge, abs=0.003)


@pytest.mark.parametrize("move", [-0.10, -0.02, 0.05, 0.10])
def test_four_positions_are_two_options_and_their_mirrors(move: float) -> None:
    """Calls and puts bought and sold, revalued by another hand; the sold loser loses more."""
    results = {
        row["your book"]: row["gain or loss (C$)"] for row in rows("four_positions", move=move)
    }
    after = 80 * (1 + move)
    assert results["long calls"] == pytest.approx(
        2_000 * (Option(after).call - Option(80).call), abs=0.01
    )
    assert results["long puts"] == pytest.approx(
        2_000 * (Option(after).put - Option(80).put), abs=0.01
    )
    assert results["short calls"] == -results["long calls"]
    assert results["short puts"] == -results["long puts"]
    losers = sorted((name for name in results if results[name] < 0), key=results.__getitem__)
    assert [name.split()[0] for name in losers] == ["short", "long"]


@pytest.mark.parametrize("buyers", [0.5, 0.6, 0.8, 1.0])
def test_netting_needs_no_more_than_each_deal(buyers: float) -> None:
    """A contract is 52.13 shares: one for each deal, or for each contract that is left."""
    of_one = 100 * 0.52135
    for row in rows("netting", buyers=buyers):
        left = abs(row["net position (contracts)"])
        assert row["shares, each deal hedged"] == pytest.approx(
            row["customers served"] * of_one, abs=0.6
        )
        assert row["shares, net hedged"] == pytest.approx(left * of_one, abs=0.6)
        assert left <= row["customers served"]


def test_nothing_nets_where_everybody_buys() -> None:
    """The two lines meet."""
    for row in rows("netting", buyers=1.0):
        assert row["net position (contracts)"] == -row["customers served"]
        assert row["shares, net hedged"] == row["shares, each deal hedged"]


def test_more_buyers_leave_the_book_shorter() -> None:
    """The same customers come on every day of the slide."""
    days = [rows("netting", buyers=share)[-1] for share in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)]
    assert len({day["customers served"] for day in days}) == 1
    ends = [day["net position (contracts)"] for day in days]
    assert ends == sorted(ends, reverse=True)


def test_without_a_hedge_the_two_desks_are_one() -> None:
    """And half a hedge is half way between none and all of it, day by day."""
    none, half, full = (
        column("hedged_or_not", "hedged (C$)", hedged=part) for part in (0.0, 0.5, 1.0)
    )
    assert none == column("hedged_or_not", "left alone (C$)")
    for low, middle, high in zip(none, half, full, strict=True):
        assert middle == pytest.approx((low + high) / 2, abs=1)


def test_the_hedge_is_shares_against_the_delta() -> None:
    """What it brings is the share's move on 52.13 shares a contract, less 1.2 cents each way.

    With all customers buying, the contracts sold are the edge divided by C$3.
    """
    for row in rows("hedged_or_not", buyers=1.0):
        shares = row["edge (C$)"] / 3 * 52.135
        brought = row["hedged (C$)"] - row["left alone (C$)"]
        move = (brought + 2 * 0.012 * shares) / shares
        position = row["left alone (C$)"] - row["edge (C$)"]
        by_hand = -row["edge (C$)"] / 3 * 100 * (Option(80 + move).call - Option(80).call)
        volatility_and_time = abs(position - by_hand)
        assert abs(move) < 4
        assert volatility_and_time < row["edge (C$)"] / 3 * 11.2 * 4


def test_the_months_are_what_the_lesson_says() -> None:
    """Of thirty months two end with a loss without the hedge, none with it; luck is no rule."""
    alone, hedged = (
        [sum(column("hedged_or_not", label, seed=float(month))) for month in range(1, 31)]
        for label in ("left alone (C$)", "hedged (C$)")
    )
    assert sum(total < 0 for total in alone) == 2
    assert min(hedged) > 0
    ahead = sum(one > other for one, other in zip(alone, hedged, strict=True))
    assert 12 <= ahead <= 18


def test_the_hedge_takes_most_of_the_swing() -> None:
    """About a fifth of the standard deviation of a day is left, and the averages are close."""
    alone, hedged = [], []
    for month in range(1, 41):
        alone += column("hedged_or_not", "left alone (C$)", seed=float(month))
        hedged += column("hedged_or_not", "hedged (C$)", seed=float(month))
    assert 0.15 < stdev(hedged) / stdev(alone) < 0.30
    apart = (sum(alone) - sum(hedged)) / len(alone)
    assert abs(apart) < 3 * stdev(alone) / sqrt(len(alone))


def test_the_days_are_what_the_lesson_says() -> None:
    """On thirty days 60 and 80 % buyers end short, and most balanced days end away from zero."""
    ends: dict[str, list[int]] = {"balanced": [], "60 % buyers": [], "80 % buyers": []}
    for day in range(1, 31):
        for row in rows("one_sided_flow", customers=200.0, seed=float(day)):
            ends[row["flow"]].append(row["inventory at the end (contracts)"])
    assert max(ends["60 % buyers"] + ends["80 % buyers"]) < 0
    assert sum(end != 0 for end in ends["balanced"]) > 20
    assert 9 < sqrt(sum(end**2 for end in ends["balanced"]) / 30) < 19


def test_month_10_is_a_lucky_one() -> None:
    """Without a hedge it brings more than twice what the hedged desk makes."""
    alone = sum(column("hedged_or_not", "left alone (C$)", seed=10.0))
    assert alone > 2 * sum(column("hedged_or_not", "hedged (C$)", seed=10.0))
