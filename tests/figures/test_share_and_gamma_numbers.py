"""Figures on hedging with shares: computed again by hand or held to worked examples."""

from __future__ import annotations

from math import pi, sqrt

import pytest

from engine.figures import drawings
from tests.figures.by_hand import Option, rows

BASE = 250.0
"""Contracts of the base case: 250 calls sold, share and strike C$80, 45 days, 24 %."""


@pytest.mark.parametrize("hedge", [0.0, 0.5, 1.0, 2.0])
def test_share_hedge_is_calls_and_shares(hedge: float) -> None:
    """Each line by itself, and the sum of the two."""
    held = round(hedge * 2_000 * Option(80.0).delta)
    for row in rows("share_hedge", hedge=hedge):
        spot = row["share price (C$)"]
        calls = -2_000 * (Option(spot).call - Option(80.0).call)
        assert row["calls alone (C$)"] == pytest.approx(calls, abs=0.51)
        assert row["shares alone (C$)"] == pytest.approx(held * (spot - 80), abs=0.51)
        assert row["calls and shares (C$)"] == pytest.approx(calls + held * (spot - 80), abs=0.51)


def test_share_hedge_meets_the_worked_example() -> None:
    """250 calls: unhedged, 4 % up loses C$48,957; 13,034 shares bring C$41,709 of it back."""
    last = rows("share_hedge", contracts=BASE)[-1]
    assert last["share price (C$)"] == 83.2
    assert last["calls alone (C$)"] == -48_957
    assert last["calls and shares (C$)"] == pytest.approx(-48_957 + 13_034 * 3.2, abs=1)


def test_share_hedge_says_which_way_it_leans() -> None:
    """Level with the whole hedge; short of delta with half of it, long with twice of it."""
    says = {hedge: drawings()["share_hedge"](hedge=hedge).look_for for hedge in (0.5, 1.0, 2.0)}
    assert "moves like −522 shares" in says[0.5]
    assert "is level" in says[1.0]
    assert "moves like +1,042 shares" in says[2.0]


def test_gamma_by_spot_is_the_second_slope() -> None:
    """At both times to expiry, by the formula written out."""
    for row in rows("gamma_by_spot", days=5 / 365):
        spot = row["share price (C$)"]
        start = row["gamma with 45 days left (shares per C$1)"]
        chosen = row["gamma with 5 days left (shares per C$1)"]
        assert start == pytest.approx(-2_000 * Option(spot, 45 / 365).gamma, abs=0.06)
        assert chosen == pytest.approx(-2_000 * Option(spot, 5 / 365).gamma, abs=0.06)


def test_gamma_by_spot_meets_the_base_case() -> None:
    """250 calls at the money: −1,473.4 shares per C$1."""
    middle = rows("gamma_by_spot", contracts=BASE)[6]
    assert middle["share price (C$)"] == 80
    assert middle["gamma with 45 days left (shares per C$1)"] == -1_473.4


def test_a_day_of_gamma_against_theta_meets_the_worked_example() -> None:
    """250 calls, hedged: no move +C$771; a day later, other moves by hand."""
    day = {row["move in a day (C$)"]: row for row in rows("gamma_against_theta", contracts=BASE)}
    label = "result of the hedged book (C$)"
    assert day[0][label] == pytest.approx(771, abs=1)
    for move in (-1.92, 0.64, 1.92):
        calls = -25_000 * (Option(80 + move, 44 / 365).call - Option(80).call)
        assert day[move][label] == pytest.approx(calls + 13_034 * move, abs=0.51)


def test_the_break_even_moves_are_where_nothing_is_earned() -> None:
    """S sigma / sqrt(365): C$1.005 at 24 %, and C$2.51 at 60 %; the sign turns there."""
    for volatility, even in ((0.24, "C$1.00"), (0.60, "C$2.51")):
        figure = drawings()["gamma_against_theta"](volatility=volatility)
        assert f"about {even} either way" in figure.look_for
        assert 80 * volatility / sqrt(365) == pytest.approx(float(even[2:]), abs=0.006)
    signs = {
        row["move in a day (C$)"]: row["result of the hedged book (C$)"] > 0
        for row in rows("gamma_against_theta")
    }
    assert all(paid == (abs(move) < 1.005) for move, paid in signs.items())


def test_rehedging_meets_the_formulas() -> None:
    """Kamal and Derman's error, and Leland's premium at 5 basis points, written out."""
    vega_of_book = 2_000 * 100 * Option().vega
    for row in rows("rehedging"):
        trades = row["trades"]
        error = sqrt(pi / 4) * vega_of_book * 0.24 / sqrt(trades)
        leland = sqrt(8 / pi) * 0.0005 / (0.24 * sqrt(45 / 365 / trades))
        dearer = 2_000 * (Option(80.0, volatility=0.24 * sqrt(1 + leland)).call - Option(80.0).call)
        assert row["typical error (C$)"] == pytest.approx(error, abs=0.51)
        assert row["expected cost of trading (C$)"] == pytest.approx(dearer, abs=0.51)


def test_rehedging_four_times_as_often_halves_and_doubles() -> None:
    """From 12 to 48 trades: half the error, about twice the cost."""
    table = {row["trades"]: row for row in rows("rehedging")}
    errors = [table[trades]["typical error (C$)"] for trades in (12, 48)]
    costs = [table[trades]["expected cost of trading (C$)"] for trades in (12, 48)]
    assert errors[0] == pytest.approx(2 * errors[1], abs=2)
    assert costs[1] == pytest.approx(2 * costs[0], rel=0.03)


def test_rehedging_for_nothing_costs_nothing() -> None:
    """Without a cost of trading only the error is left."""
    assert {row["expected cost of trading (C$)"] for row in rows("rehedging", cost=0.0)} == {0}


def test_a_stale_hedge_tells_its_ends_in_words() -> None:
    """12 % up and down, without shares and with 1,000 of them, by hand."""
    ends = []
    for spot in (89.6, 70.4):
        calls = -2_000 * (Option(spot).call - Option(80.0).call)
        ends += [calls, calls + 1_000 * (spot - 80)]
    words = drawings()["stale_hedge"]().alt
    for amount in ends:
        assert f"{'−' if amount < 0 else '+'}C${abs(amount):,.0f}" in words


@pytest.mark.parametrize(("move", "price"), [(0.5, "C$80.50"), (2.0, "C$82 "), (3.5, "C$83.50")])
def test_whipsaw_writes_prices_with_their_cents(move: float, price: str) -> None:
    """No price is written with one decimal."""
    figure = drawings()["whipsaw"](move=move)
    assert price in figure.look_for
    assert price in figure.alt
