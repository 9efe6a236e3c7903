"""What the figures show, computed a second time by other means or held to worked examples."""

from __future__ import annotations

from math import sqrt
from statistics import fmean

import pytest

from engine.figures import drawings
from tests.figures.by_hand import Option, column

SOLD = -20 * 100
BASE = 250.0
"""Contracts of the base case: 250 calls sold, share and strike C$80, 45 days, 24 %."""


@pytest.mark.parametrize("move", [0.5, 1.6, 2.0, 10.0])
def test_whipsaw_is_its_own_trades(move: float) -> None:
    """Bought and sold at the prices shown, the shares lose exactly what the figure says."""
    traded = column("whipsaw", "shares traded", move=move)
    prices = column("whipsaw", "share price (C$)", move=move)
    assert prices == [80.0, 80.0 + move, 80.0]
    assert traded == [
        round(-SOLD * Option(80.0).delta),
        round(-SOLD * Option(80.0 + move).delta) - round(-SOLD * Option(80.0).delta),
        round(-SOLD * Option(80.0).delta) - round(-SOLD * Option(80.0 + move).delta),
    ]
    held = column("whipsaw", "shares held", move=move)
    assert held == [sum(traded[: stop + 1]) for stop in range(3)]
    up = SOLD * (Option(80.0 + move).call - Option(80.0).call) + held[0] * move
    result = column("whipsaw", "result so far (C$)", move=move)
    assert result[0] == 0
    assert result[1] == pytest.approx(up, abs=0.5)
    assert result[2] == pytest.approx((held[0] - held[1]) * move, abs=0.5)


def test_whipsaw_meets_the_worked_example() -> None:
    """250 calls, C$80 to C$81.60 and back: 2,297.6 shares each way, C$3,676 lost."""
    traded = column("whipsaw", "shares traded", contracts=BASE, move=1.6)
    assert traded[1] == -traded[2] == pytest.approx(2_297.6, abs=1)
    up, back = column("whipsaw", "result so far (C$)", contracts=BASE, move=1.6)[1:]
    assert up == pytest.approx(-1_857, abs=2)
    assert back == pytest.approx(-3_676, abs=2)


def test_whipsaw_says_what_it_shows() -> None:
    """The words carry the figures of the table."""
    figure = drawings()["whipsaw"](contracts=20.0, move=2.0)
    assert figure.rows[1]["shares traded"] == 227
    assert "lost: −C$454" in figure.look_for
    assert "bought 227 shares at C$82" in figure.look_for
    assert "−C$454" in figure.alt


def test_five_channels_meet_the_base_case() -> None:
    """Direction, volatility, one day, and a gap of 8 % (C$27,266 after 13,000 shares)."""
    effects = column("five_channels", "profit or loss (C$)", contracts=BASE)
    gap = -27_266 - 13_000 * 6.40
    assert effects == pytest.approx([-10_895, -5_580, 771, gap], abs=1)


def test_five_channels_are_revalued_one_at_a_time() -> None:
    """Each event by itself, from the same start, at another book."""
    days, volatility = 20 / 365, 0.35
    effects = column("five_channels", "profit or loss (C$)", days=days, volatility=volatility)
    before = Option(80.0, days, volatility).call
    after = [
        Option(80.8, days, volatility).call,
        Option(80.0, days, volatility + 0.02).call,
        Option(80.0, days - 1 / 365, volatility).call,
        Option(86.4, days, volatility).call,
    ]
    assert effects == pytest.approx([SOLD * (one - before) for one in after], abs=0.01)


def test_a_stale_hedge_meets_the_worked_example() -> None:
    """250 calls with 13,000 shares: the gaps of 4, 8 and 12 % either way."""
    rows = drawings()["stale_hedge"](contracts=BASE).rows
    hedged = {row["move (%)"]: row["hedged (C$)"] for row in rows}
    bare = {row["move (%)"]: row["unhedged (C$)"] for row in rows}
    assert hedged[-12] == pytest.approx(-61_145, abs=1)
    assert hedged[-8] == pytest.approx(-29_028, abs=1)
    assert hedged[8] == pytest.approx(-27_266, abs=1)
    assert hedged[12] == pytest.approx(-55_940, abs=1)
    assert hedged[0] == bare[0] == 0
    assert bare[4] == pytest.approx(-48_957, abs=1)
    assert bare[-8] == pytest.approx(54_172, abs=1)


def test_the_delta_curve_is_the_slope_of_the_value() -> None:
    """Every row of the table, by another formula's hand."""
    for row in drawings()["delta_curve"]().rows:
        years = float(row["time to expiry"].removesuffix(" days")) / 365
        expected = SOLD * Option(row["share price (C$)"], years).delta
        assert row["book delta (shares)"] == pytest.approx(expected, abs=0.06)


def test_delta_falls_as_the_share_rises() -> None:
    """At each expiry, and most steeply at the shortest."""
    rows = drawings()["delta_curve"]().rows
    falls = []
    for expiry in dict.fromkeys(row["time to expiry"] for row in rows):
        deltas = [row["book delta (shares)"] for row in rows if row["time to expiry"] == expiry]
        assert deltas == sorted(deltas, reverse=True)
        falls.append(deltas[1] - deltas[3])
    assert falls == sorted(falls)


def test_flow_ends_where_its_tilt_says() -> None:
    """Over days of 1,000 customers, inventory is on average (sellers - buyers) of them."""
    days = [
        column("one_sided_flow", "inventory at the end (contracts)", customers=1_000.0, seed=day)
        for day in (1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0, 34.0)
    ]
    for ends, buyers in zip(zip(*days, strict=True), (0.5, 0.6, 0.8), strict=True):
        error = sqrt(4 * buyers * (1 - buyers) * 1_000 / len(days))
        assert fmean(ends) == pytest.approx(1_000 * (1 - 2 * buyers), abs=3 * error)


def test_a_day_of_flow_is_one_contract_a_customer() -> None:
    """The end has the parity of the customers, nobody exceeds them, more buyers end shorter."""
    for customers in (20.0, 25.0, 200.0):
        label = "inventory at the end (contracts)"
        ends = column("one_sided_flow", label, customers=customers)
        assert all(abs(end) <= customers and (end - customers) % 2 == 0 for end in ends)
        assert ends == sorted(ends, reverse=True)


def test_another_day_is_another_day() -> None:
    """The seed is the day: the same one comes back, another one differs."""
    label = "inventory at the end (contracts)"
    assert column("one_sided_flow", label, seed=7.0) == column("one_sided_flow", label)
    assert column("one_sided_flow", label, seed=8.0) != column("one_sided_flow", label)
