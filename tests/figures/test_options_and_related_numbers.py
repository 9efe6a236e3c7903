"""Figures on hedging with options and with related products, computed a second time."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from engine.figures import drawings
from tests.figures.by_hand import SPOT, YEARS, Option, rows

NEAR, FAR = 17 / 365, 108 / 365


@pytest.mark.parametrize("far", [0.0, 60.0, 162.0, 240.0])
def test_a_shift_of_volatility_is_a_revaluation(far: float) -> None:
    """Of 250 sold calls and the far calls bought; shares add nothing at an unchanged price."""
    for row in rows("volatility_shift", bought_calls=far):
        points = row["change of volatility (points)"] / 100
        of_sold = -25_000 * (Option(SPOT, YEARS, 0.24 + points).call - Option().call)
        of_far = (
            100 * far * (Option(SPOT, FAR, 0.235 + points).call - Option(SPOT, FAR, 0.235).call)
        )
        assert row["calls (C$)"] == pytest.approx(of_sold, abs=0.6)
        assert row["+ shares (C$)"] == row["calls (C$)"]
        assert row["+ far calls (C$)"] == pytest.approx(of_sold + of_far, abs=0.6)


def test_a_shift_of_volatility_meets_the_worked_example() -> None:
    """Worked example 1: two points cost C$5,580 whatever the shares."""
    made = {row["change of volatility (points)"]: row for row in rows("volatility_shift")}
    assert made[2]["+ shares (C$)"] == pytest.approx(-5_580, abs=1)


@pytest.mark.parametrize("strike", [72.0, 80.0, 86.0])
def test_gamma_and_vega_of_a_contract(strike: float) -> None:
    """By the density of the normal distribution, and vega by its relation to gamma."""
    for row in rows("gamma_and_vega_by_expiry", strike=strike):
        days = row["days to expiry"]
        of_gamma = row["gamma of a contract (shares per C$1)"]
        assert of_gamma == pytest.approx(
            100 * Option(SPOT, days / 365, 0.24, strike).gamma, abs=0.006
        )
        of_vega = row["vega of a contract (C$ a point)"]
        assert of_vega == pytest.approx(
            100 * Option(SPOT, days / 365, 0.24, strike).vega, abs=0.006
        )


def test_gamma_falls_and_vega_rises_with_time_at_the_strike() -> None:
    """The sentence below the figure."""
    found = rows("gamma_and_vega_by_expiry")
    gammas = [row["gamma of a contract (shares per C$1)"] for row in found]
    vegas = [row["vega of a contract (C$ a point)"] for row in found]
    assert gammas == sorted(gammas, reverse=True)
    assert vegas == sorted(vegas)


def test_one_expiry_is_one_line() -> None:
    """Vega over gamma is S squared times volatility times time, whatever the strike (example 5)."""
    *points, need = rows("same_expiry", far_sold=60.0)
    assert len(points) == 15
    for point in points:
        days = float(point["what"].split(", ")[-1].removesuffix(" days"))
        line = SPOT**2 * 0.24 * days / 365 / 100
        ratio = point["vega (C$ a point)"] / point["gamma (shares per C$1)"]
        assert ratio == pytest.approx(line, rel=0.005)
    gammas = 25_000 * Option().gamma + 6_000 * Option(SPOT, FAR, 0.235).gamma
    vegas = 25_000 * Option().vega + 6_000 * Option(SPOT, FAR, 0.235).vega
    assert need["gamma (shares per C$1)"] == pytest.approx(gammas, abs=0.6)
    assert need["vega (C$ a point)"] == pytest.approx(vegas, abs=0.6)


def test_without_a_second_expiry_the_need_is_on_the_line() -> None:
    """250 calls of 45 days need exactly what 250 calls of 45 days bring."""
    found = {row["what"]: row for row in rows("same_expiry", far_sold=0.0)}
    same, need = found["250 calls, C$80, 45 days"], found["what the book needs"]
    assert list(same.values())[1:] == list(need.values())[1:]


def test_two_expiries_have_the_need_between_their_lines() -> None:
    """The cross lies above the line of 45 days and below that of 108, however many are sold."""
    lines = [SPOT**2 * 0.24 * days / 365 / 100 for days in (45, 108)]
    for far in (10.0, 60.0, 100.0):
        *_, need = rows("same_expiry", far_sold=far)
        ratio = need["vega (C$ a point)"] / need["gamma (shares per C$1)"]
        assert lines[0] < ratio < lines[1]


@pytest.mark.parametrize("far", [0.0, 60.0, 100.0])
def test_the_lines_reach_beyond_the_need(far: float) -> None:
    """Each line passes the cross in one of the two directions, and so can be compared with it."""
    figure = drawings()["same_expiry"](far_sold=far)
    *_, need = figure.rows
    ends: dict[str, tuple[float, float]] = {}
    assert figure.chart
    for data in figure.chart["datasets"].values():
        for row in data:
            if "expiry" in row:
                ends[row["expiry"]] = max(ends.get(row["expiry"], (0, 0)), (row["x"], row["y"]))
    assert len(ends) == 3
    for gammas, vegas in ends.values():
        beyond = gammas > need["gamma (shares per C$1)"], vegas > need["vega (C$ a point)"]
        assert any(beyond)


def test_a_near_call_below_its_strike_loses_gamma_as_days_pass() -> None:
    """What the live book says of ten days: the near call's gamma shrinks, the sold call's grows."""
    assert Option(SPOT, 7 / 365, 0.235, 84).gamma < Option(SPOT, NEAR, 0.235, 84).gamma
    assert Option(SPOT, 35 / 365, 0.24).gamma > Option().gamma


def test_the_steps_meet_worked_example_6() -> None:
    """157 near and 121 far calls, then 3,800 shares: −28 shares, −2.8, −7.1, theta 767 to 39."""
    steps = [list(row.values())[1:] for row in rows("greeks_after_each_step")]
    assert [row[0] for row in steps] == pytest.approx([-13_033.7, -1_473.4, -2_790.2, 767.0])
    assert [row[2] for row in steps] == pytest.approx([-28.3, -2.8, -7.1, 39.4], abs=0.06)
    options_only = (
        -13_033.7
        + 15_700 * Option(SPOT, NEAR, 0.235, 84).delta
        + 12_100 * Option(SPOT, FAR, 0.235).delta
    )
    assert steps[0][1] == pytest.approx(options_only, abs=0.1)
    assert [row[1] for row in steps[1:]] == [row[2] for row in steps[1:]]


@pytest.mark.parametrize(
    ("correlation", "removed", "left"), [(0.9, 81.0, 43.6), (0.6, 36.0, 80.0), (0.0, 0.0, 100.0)]
)
def test_variance_and_swing_at_a_correlation(
    correlation: float, removed: float, left: float
) -> None:
    """Squares and roots that can be done in the head; 0.9 leaves 44 % (misconception 12)."""
    found = {row["correlation"]: row for row in rows("risk_left")}[correlation]
    assert found["variance removed (%)"] == removed
    assert found["standard deviation left (%)"] == left


def test_the_size_of_a_hedge_meets_worked_example_7() -> None:
    """C$4.2 million: 58,207 without futures, 40,400 with 16, 40,526 with 15."""
    found = {row["SXF futures bought"]: row["swing of a day (C$)"] for row in rows("hedge_size")}
    assert found[0] == 58_207
    assert found[16] == 40_400
    assert min(found.values()) == found[16]


def test_the_size_of_a_hedge_is_the_spread_of_two_normal_moves() -> None:
    """By simulation of share and index: an independent way to the same standard deviation."""
    luck = np.random.default_rng(11)
    index, other = luck.standard_normal((2, 400_000))
    day = 1 / sqrt(252)
    share = 0.22 * day * (0.72 * index + sqrt(1 - 0.72**2) * other)
    for row in rows("hedge_size"):
        futures = row["SXF futures bought"] * 1_420 * 200 * 0.144 * day * index
        swing = float(np.std(-4_200_000 * share + futures))
        assert row["swing of a day (C$)"] == pytest.approx(swing, rel=0.01)


@pytest.mark.parametrize("correlation", [0.3, 0.72, 0.9])
def test_the_days_look_like_their_world(correlation: float) -> None:
    """Deviations of a trading day: 22 % and 14.4 % a year; what is left is sqrt(1 - rho^2)."""
    share, index, missed = (
        row["standard deviation (%)"] for row in rows("basis_scatter", correlation=correlation)
    )
    assert share == pytest.approx(22 / sqrt(252), rel=0.05)
    assert index == pytest.approx(14.4 / sqrt(252), rel=0.05)
    assert missed == pytest.approx(share * sqrt(1 - correlation**2), rel=0.06)


def test_a_perfect_correlation_leaves_nothing() -> None:
    """Every day on the line."""
    *_, missed = rows("basis_scatter", correlation=1.0)
    assert missed["standard deviation (%)"] < 0.05
