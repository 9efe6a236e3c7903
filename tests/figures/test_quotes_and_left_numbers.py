"""Figures on quotes and on what is left: a second computation, or the worked examples."""

from __future__ import annotations

from itertools import pairwise
from math import exp, pi, sqrt

import pytest

from engine.figures import drawings
from tests.figures.by_hand import Option, rows

CONTRACTS = 250
SHARES = 100 * CONTRACTS
HELD = round(SHARES * Option(80.0).delta)
DAY = 0.24 / sqrt(365)
"""One standard deviation of a calendar day's return."""


def hedged(spot: float, volatility: float = 0.24, held: int = HELD) -> float:
    """Return what the sold calls and the shares make when the share goes to a price at once."""
    return held * (spot - 80) - SHARES * (
        Option(spot, volatility=volatility).call - Option(80.0).call
    )


def test_the_skewed_quote_meets_the_worked_example() -> None:
    """250 calls short: 0.558 points, 6.23 cents, C$2.75 to C$2.84."""
    before, skewed, widened = rows("skew_or_widen")
    assert (before["bid (C$)"], before["ask (C$)"]) == (2.69, 2.77)
    assert (skewed["bid (C$)"], skewed["ask (C$)"]) == (2.75, 2.84)
    assert (widened["bid (C$)"], widened["ask (C$)"]) == (2.62, 2.84)


def test_a_skew_has_a_side_and_a_width_has_none() -> None:
    """Long is short in a mirror: skewed prices change sides, widened ones do not."""
    _, down, wide = rows("skew_or_widen", inventory=250.0)
    _, up, same = rows("skew_or_widen", inventory=-250.0)
    assert (wide["bid (C$)"], wide["ask (C$)"]) == (same["bid (C$)"], same["ask (C$)"])
    assert up["bid (C$)"] + down["ask (C$)"] == pytest.approx(2 * 2.73, abs=0.011)
    assert up["sellers who deal (%)"] > up["buyers who deal (%)"]
    assert down["sellers who deal (%)"] < down["buyers who deal (%)"]
    bare = rows("skew_or_widen", inventory=0.0)
    assert len({(row["bid (C$)"], row["ask (C$)"]) for row in bare}) == 1


@pytest.mark.parametrize("skew", [0.0, 1.0, 2.0, 5.0])
def test_chances_fall_by_the_exponential(skew: float) -> None:
    """48 buyers and 12 sellers, 10 contracts each, e to the -30 per dollar of distance."""
    buyers, sellers = rows("deal_chance", skew=skew)
    bought = 480 * exp(-0.3 * (4 + skew))
    sold = 120 * min(1.0, exp(-0.3 * (4 - skew)))
    assert buyers["contracts a day"] == round(bought)
    assert sellers["contracts a day"] == round(sold)


def test_more_skew_leaves_less_inventory() -> None:
    """The same customers: the stronger the lean, the nearer to zero the day ends."""
    ends = [
        abs(rows("inventory_with_skew", strength=strength)[1]["inventory at the end (contracts)"])
        for strength in (0.0, 0.5, 1.0, 2.0, 3.0)
    ]
    assert ends == sorted(ends, reverse=True)
    bare, same = rows("inventory_with_skew", strength=0.0)
    assert {**same, "quotes": bare["quotes"]} == bare


def test_prices_that_stand_still_earn_four_cents_on_each_share() -> None:
    """Without a skew each deal has the same edge, so the day's edge counts its contracts."""
    (bare, _) = rows("inventory_with_skew")
    edge = bare["edge earned (C$)"]
    assert edge % 4 == 0
    assert edge / 4 >= abs(bare["inventory at the end (contracts)"])


def test_what_is_left_is_each_risk_by_itself() -> None:
    """Five minis stand for C$295,833 of the share; the rest of the delta is shares."""
    sizes = [row["size (C$)"] for row in rows("what_is_left")]
    stands_for = 5 * 50 * 1_420 / (0.72 * 0.24 / 0.144)
    held = round(SHARES * Option(80.0).delta - stands_for / 80)
    basis = stands_for * DAY * sqrt(1 - 0.72**2)
    volatility = SHARES * (Option(80.0, volatility=0.2401).call - Option(80.0).call) * 100
    execution = SHARES * Option(80.0).delta * 80 * DAY * sqrt(10 / 390)
    event = -hedged(86.4, 0.28, held)
    assert sizes == pytest.approx([basis, volatility, execution, event], rel=1e-3)


def test_without_a_related_product_there_is_no_basis() -> None:
    """And the gap costs less, because the share's own hedge jumps with it."""
    basis, *_, event = (row["size (C$)"] for row in rows("what_is_left", related=0.0))
    assert basis == 0
    assert event == pytest.approx(-min(hedged(86.4, 0.28), hedged(73.6, 0.28)), abs=1)
    assert event < rows("what_is_left")[-1]["size (C$)"]


def test_a_gap_is_revalued_in_full() -> None:
    """The jump by another hand; it does not depend on the hedges on the way."""
    for row in rows("gap_loss"):
        expected = hedged(80 * (1 + row["move (%)"] / 100))
        assert row["in one jump (C$)"] == pytest.approx(expected, abs=1)
    jumps = [[row["in one jump (C$)"] for row in rows("gap_loss", hedges=n)] for n in (1.0, 40.0)]
    assert jumps[0] == jumps[1]


def test_gap_meets_the_worked_example() -> None:
    """12 % down with 13,000 shares: -61,145. With 34 more of them C$9.60 a share more."""
    text = drawings()["gap_loss"]().look_for
    assert "−C$29,246 for −8 %" in text
    assert hedged(80 * 0.88, held=13_000) == pytest.approx(-61_145, abs=1)
    assert hedged(80 * 0.92, held=13_000) == pytest.approx(-29_028, abs=1)


def test_small_steps_take_the_loss_away() -> None:
    """With one hedge the two are one; each halving of the steps about halves the loss."""
    first = rows("gap_loss", hedges=1.0)
    assert all(row["in steps (C$)"] == row["in one jump (C$)"] for row in first)
    losses = [-rows("gap_loss", hedges=n)[3]["in steps (C$)"] for n in (5.0, 10.0, 20.0, 40.0)]
    assert all(1.8 < more / less < 2.2 for more, less in pairwise(losses))


def test_the_hedging_error_meets_the_formula() -> None:
    """Kamal and Derman's error for 45 and 20 hedges; an average near nothing."""
    vega = SHARES * (Option(80.0, volatility=0.2401).call - Option(80.0).call) * 10_000
    for hedges in (20.0, 45.0):
        average, error, *_ = (row["result (C$)"] for row in rows("hedging_error", hedges=hedges))
        expected = sqrt(pi / 4) * vega * 0.24 / sqrt(hedges)
        assert error == pytest.approx(expected, rel=0.07)
        assert abs(average) < 3 * expected / sqrt(1_000)


def test_every_life_is_counted() -> None:
    """The bars add up to all lives, whatever the number of hedges."""
    for hedges in (1.0, 9.0, 45.0):
        datasets = drawings()["hedging_error"](hedges=hedges).chart["datasets"]  # type: ignore[index]
        shares = [row["share"] for data in datasets.values() for row in data if "share" in row]
        assert sum(shares) == pytest.approx(100, abs=0.2)
