"""What the figures on fast markets and on income show, computed a second time by other means."""

from __future__ import annotations

from math import exp, sqrt
from statistics import fmean

import pytest

from engine.figures import drawings
from tests.figures.by_hand import RATE, YEARS, Option, column


@pytest.mark.parametrize("delay", [0.0, 0.75, 2.0, 4.0])
def test_a_late_offer_is_the_value_of_an_earlier_moment(delay: float) -> None:
    """C$80, C$0.40 a second for four seconds, and the offer three cents above an older value."""
    for row in drawings()["stale_quote"](delay=delay).rows:
        second = row["seconds after the news"]
        spot = 80 + 0.4 * min(second, 4)
        seen = 80 + 0.4 * min(max(second - delay, 0), 4)
        assert row["share price (C$)"] == pytest.approx(spot)
        assert row["fair value (C$ a share)"] == pytest.approx(Option(spot).call, abs=0.0006)
        offer = Option(seen).call + 0.03
        assert row["your offer (C$ a share)"] == pytest.approx(offer, abs=0.0006)
        result = (offer - Option(spot).call) * 50 * 100
        assert row["result of a sale (C$)"] == pytest.approx(result, abs=0.6)


def test_a_punctual_offer_keeps_its_edge() -> None:
    """Three cents on 5,000 shares at every second; a later offer never does better."""
    assert set(column("stale_quote", "result of a sale (C$)", delay=0.0)) == {150}
    worst = [min(column("stale_quote", "result of a sale (C$)", delay=d / 4)) for d in range(17)]
    assert worst == sorted(worst, reverse=True)


def test_the_window_meets_the_worked_example() -> None:
    """Five sales in a second: 5,000 shares trip on the fifth."""
    net = column("protection_window", "net delta in the window (shares)")
    assert net == pytest.approx([-2_080, -3_410, -4_660, -3_670, -6_730], abs=1)
    assert column("protection_window", "contracts in the window") == [40, 75, 125, 155, 215]
    assert column("protection_window", "what happens") == ["filled"] * 4 + ["trips"]


@pytest.mark.parametrize("limit", range(1_000, 8_001, 500))
def test_the_first_sum_at_the_limit_trips(limit: int) -> None:
    """What comes before is filled, what comes after finds no quote."""
    net = column("protection_window", "net delta in the window (shares)", limit=limit)
    reached = [abs(one) >= limit for one in net]
    expected = ["filled"] * 5
    if any(reached):
        first = reached.index(True)
        expected[first:] = ["trips"] + ["gone"] * (4 - first)
    assert column("protection_window", "what happens", limit=limit) == expected


def test_a_window_that_is_over_begins_anew() -> None:
    """Three seconds apart, a window of five holds two sales, and nothing trips."""
    contracts = column("protection_window", "contracts in the window", spacing=3.0)
    assert contracts == [40, 75, 50, 80, 60]
    assert set(column("protection_window", "what happens", spacing=3.0)) == {"filled"}


@pytest.mark.parametrize(("greeks", "left"), [(4.0, -195), (7.0, -250), (10.0, -8)])
def test_attribution_meets_the_worked_example(greeks: float, left: int) -> None:
    """250 calls and 13,000 shares, C$82.40 and 1.5 points less a day later: C$433 and its parts."""
    rows = {row["part"]: row["C$"] for row in drawings()["attribution"](greeks=greeks).rows}
    parts = [rows[name] for name in ("delta", "gamma", "vega", "theta")]
    assert parts == pytest.approx([-81, -4_243, 4_185, 767], abs=1)
    assert rows["unexplained"] == left
    assert rows["result"] == 433


@pytest.mark.parametrize("greeks", [4.0, 7.0, 10.0])
@pytest.mark.parametrize("after", [76.0, 80.0, 83.6])
def test_attribution_adds_up(greeks: float, after: float) -> None:
    """To a full revaluation of the calls and the shares."""
    *parts, total = column("attribution", "C$", greeks=greeks, after=after)
    calls = -25_000 * (Option(after, 44 / 365, 0.225).call - Option(80.0).call)
    assert total == pytest.approx(calls + 13_000 * (after - 80), abs=0.6)
    assert sum(parts) == pytest.approx(total, abs=4)


@pytest.mark.parametrize("day", [1.0, 7.0, 18.0])
def test_a_day_is_the_sum_of_its_parts(day: float) -> None:
    """Edge, costs and the market make the result; edge and costs only grow."""
    rows = drawings()["day_at_the_desk"](day=day).rows
    names = [f"{name} (C$)" for name in ("edge", "hedges", "market", "result")]
    edge, costs, market, result = ([row[name] for row in rows] for name in names)
    for parts in zip(edge, costs, market, result, strict=True):
        assert sum(parts[:3]) == pytest.approx(parts[3], abs=2)
    assert edge == sorted(edge)
    assert costs == sorted(costs, reverse=True)


def test_the_days_are_as_the_lesson_tells_them() -> None:
    """Edge on each of 24 days, a loss on three; days 15 and 18 share their edge and little else."""
    last = [drawings()["day_at_the_desk"](day=float(day)).rows[-1] for day in range(1, 25)]
    edges, results = ([row[f"{name} (C$)"] for row in last] for name in ("edge", "result"))
    assert min(edges) > 0
    assert sum(result < 0 for result in results) == 3
    assert edges[14] == pytest.approx(edges[17], rel=0.05)
    assert results[14] > 2 * edges[14]
    assert results[17] < -edges[17]
    costs = last[17]["hedges (C$)"]
    assert (edges[17], costs, results[17]) == pytest.approx((650, -80, -1_400), rel=0.03)
    assert fmean(results) == pytest.approx(fmean(edges), rel=0.3)


@pytest.mark.parametrize("cost", [0.0, 1.0, 2.5])
@pytest.mark.parametrize("decay", [20.0, 30.0, 60.0])
def test_the_best_quote_is_where_calculus_puts_it(cost: float, decay: float) -> None:
    """What is left is exp(-decay h) (h - c): best at h = 1 / decay + c, c two trades of delta."""
    delta = (Option(80.001).call - Option(79.999).call) / 0.002
    best = 100 / decay + 2 * delta * cost
    words = drawings()["income"](cost=cost, decay=decay).look_for
    said = float(words.partition("most is left ")[2].partition(" cents")[0])
    assert said == pytest.approx(best, abs=0.13)


def test_income_is_customers_times_what_each_brings() -> None:
    """60 customers of 10 contracts, exp(-30 h) of them deal, and delta is traded twice."""
    delta = (Option(80.001).call - Option(79.999).call) / 0.002
    for row in drawings()["income"](cost=1.0).rows:
        cents = row["distance from fair (cents)"]
        contracts = 600 * exp(-0.3 * cents)
        assert row["contracts dealt"] == pytest.approx(contracts, abs=0.06)
        assert row["edge (C$)"] == pytest.approx(contracts * cents, abs=0.6)
        assert row["hedges (C$)"] == pytest.approx(-contracts * 2 * delta, abs=0.6)


def test_the_average_is_premium_less_value_at_what_comes() -> None:
    """The seller keeps the implied value and owes the realised one, with interest to expiry."""
    for row in drawings()["realised_against_implied"](contracts=20.0, implied=0.24).rows:
        realised = row["realised volatility (%)"] / 100
        expected = (
            2_000 * (Option(80.0).call - Option(volatility=realised).call) * exp(RATE * YEARS)
        )
        assert row["average result (C$)"] == pytest.approx(expected, abs=0.6)


def test_lives_scatter_about_their_average() -> None:
    """Their mean distance is within what daily hedging leaves, and both signs occur."""
    rows = drawings()["realised_against_implied"]().rows
    away = [row[f"life {n} (C$)"] - row["average result (C$)"] for row in rows for n in (1, 2, 3)]
    typical = sqrt(3.14159 / 4) * 20 * 11.161 * 24 / sqrt(45)
    assert abs(fmean(away)) < 3 * typical / sqrt(len(away))
    assert min(away) < 0 < max(away)
