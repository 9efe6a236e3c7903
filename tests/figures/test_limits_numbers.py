"""Figures on limits and margin, computed again by other means or held to worked examples."""

from __future__ import annotations

from typing import Any

import pytest

from engine.figures import drawings
from tests.figures.by_hand import SPOT, Option
from tests.figures.by_hand import rows as table

BARE, SHARES, OPTIONS = "no hedge", "shares", "options too"
NEAR, MIDDLE, FAR = 17 / 365, 45 / 365, 108 / 365


def rows(name: str, key: str, **settings: float) -> dict[Any, dict[str, Any]]:
    """Return a figure's rows by one of their columns."""
    return {row[key]: row for row in table(name, **settings)}


def test_limit_use_meets_the_worked_example() -> None:
    """Direction 52 %, gamma 82 % and amber, vega 43 %."""
    found = rows("limit_use", "limit")
    assert found["Net direction"]["used"] == pytest.approx(-129_970, abs=5)
    assert found["Net direction"]["use (%)"] == pytest.approx(52.0, abs=0.1)
    assert found["Gamma"]["used"] == pytest.approx(-98_470, abs=5)
    assert found["Gamma"]["use (%)"] == pytest.approx(82.1, abs=0.1)
    assert found["Gamma"]["band"] == "amber"
    assert found["Vega"]["use (%)"] == pytest.approx(42.7, abs=0.1)
    assert found["Concentration"]["used"] == pytest.approx(100 * 300 / 560, abs=0.1)


@pytest.mark.parametrize("sold", [-80.0, -60.0, 40.0, 80.0])
def test_limit_use_follows_the_trade(sold: float) -> None:
    """A near call adds its gamma, and the largest series becomes a part of more contracts."""
    held, now = rows("limit_use", "limit"), rows("limit_use", "limit", sold=sold)
    each = Option(SPOT, NEAR).gamma * 100 * SPOT**2 / 100
    assert now["Gamma"]["used"] == pytest.approx(held["Gamma"]["used"] - sold * each, abs=1)
    contracts = 300 + 120 + abs(80 + sold) + 60
    assert now["Whole class"]["used"] == contracts
    assert now["Concentration"]["used"] == pytest.approx(100 * 300 / contracts, abs=0.1)


def test_sixty_near_calls_bring_gamma_down_and_concentration_to_its_limit() -> None:
    """As the lesson says: 51 % and 100 %."""
    found = rows("limit_use", "limit", sold=-60.0)
    assert found["Gamma"]["use (%)"] == pytest.approx(51.3, abs=0.1)
    assert found["Concentration"]["band"] == "breach"


def test_responses_work_on_what_is_held_or_on_what_comes() -> None:
    """Only options change the use at once; size, width and stopping change tonight's."""
    found = rows("response_map", "response")
    held, tonight = (
        [row[column] for row in found.values()] for column in list(found["less size"])[1:]
    )
    now = dict(zip(found, held, strict=True))
    later = dict(zip(found, tonight, strict=True))
    assert now.pop("hedge: options") == pytest.approx(51.3, abs=0.1)
    assert set(now.values()) == {82.1}
    assert later["hedge: shares"] == later["do nothing"] > 100
    order = ("do nothing", "less size", "wider quotes", "add no more")
    assert [later[name] for name in order] == sorted((later[name] for name in order), reverse=True)


def test_more_buyers_bring_more_gamma() -> None:
    """The more customers buy, the nearer the limit tonight; at once nothing changes."""
    label = "expected tonight (%)"
    ends = [
        rows("response_map", "response", buyers=b)["do nothing"][label] for b in (0.5, 0.7, 0.9)
    ]
    assert ends == sorted(ends) and ends[0] < 100 < ends[1]


def test_sides_are_added_as_in_the_worked_example() -> None:
    """30,500 short calls and 21,000 long puts: 51,500 bearish contracts, 103 % of 50,000."""
    figure = drawings()["position_sides"]()
    bearish = [row["contracts"] for row in figure.rows if row["side"] == "bearish"]
    assert bearish == [30_500, 21_000]
    assert "51,500" in figure.look_for and "103 %" in figure.look_for
    without = drawings()["position_sides"](long_puts=0.0)
    assert "61 %" in without.look_for


def loss(move: float, factor: float, shares: float) -> float:
    """Return what 250 short calls at C$80 and shares lose in a day with that move."""
    after = Option(SPOT * (1 + move), MIDDLE - 1 / 365, 0.24 * factor).call
    return 25_000 * (after - Option().call) - shares * SPOT * move


@pytest.mark.parametrize("shares", [0.0, 9_500.0, 13_000.0, 26_000.0])
def test_the_scan_is_sixteen_revaluations(shares: float) -> None:
    """Each scenario by another formula's hand."""
    for row in drawings()["margin_scan"](shares=shares).rows:
        number = row["scenario"]
        third = (0, 1, -1, 2, -2, 3, -3)[(number - 1) // 2] if number <= 14 else 0
        move = 0.10 * third / 3 if number <= 14 else {15: 0.2, 16: -0.2}[number]
        factor = 1.0 if number > 14 else 1.25 if number % 2 else 0.75
        weight = 0.35 if number > 14 else 1.0
        assert row["share (%)"] == pytest.approx(100 * move, abs=0.06)
        assert row["calls alone, loss (C$)"] == pytest.approx(weight * loss(move, factor, 0), abs=1)
        hedged = weight * loss(move, factor, shares)
        assert row["with shares, loss (C$)"] == pytest.approx(hedged, abs=1)


def test_the_scan_meets_the_worked_example() -> None:
    """C$154,488 from scenario 11 bare, C$52,157 from scenario 13 hedged."""
    found = rows("margin_scan", "scenario")
    bare = {number: row["calls alone, loss (C$)"] for number, row in found.items()}
    hedged = {number: row["with shares, loss (C$)"] for number, row in found.items()}
    assert max(bare, key=bare.__getitem__) == 11 and bare[11] == 154_488
    assert max(hedged, key=hedged.__getitem__) == 13 and hedged[13] == 52_157


def test_margin_is_lowest_where_rise_and_fall_cost_the_same() -> None:
    """Near the delta: with fewer shares a rise decides, with more a fall."""
    for shares, worst in ((10_000.0, 11), (12_000.0, 11), (14_000.0, 13), (16_000.0, 13)):
        found = rows("margin_scan", "scenario", shares=shares)
        hedged = {number: row["with shares, loss (C$)"] for number, row in found.items()}
        assert max(hedged, key=hedged.__getitem__) == worst
        assert hedged[worst] > 52_157


def test_margin_by_hedge_meets_the_worked_example() -> None:
    """Three books by three methods."""
    found = {
        (row["book"], row["method"]): row["margin (C$)"]
        for row in drawings()["margin_by_hedge"]().rows
    }
    scan, ten, alone = "16 scenarios", "10 moves to ±15 %", "each option alone"
    assert [found[book, scan] for book in (BARE, SHARES, OPTIONS)] == [154_488, 52_157, 16_526]
    assert [found[book, ten] for book in (BARE, SHARES)] == [236_987, 89_403]
    assert {found[book, alone] for book in (BARE, SHARES, OPTIONS)} == {600_000}


def test_the_ten_moves_of_the_book_with_options() -> None:
    """The worst of ten moves, by another formula's hand."""

    def value(spot: float) -> float:
        return (
            -25_000 * Option(spot).call
            + 15_700 * Option(spot, NEAR, 0.235, 84).call
            + 12_100 * Option(spot, FAR, 0.235).call
            + 3_800 * spot
        )

    worst = max(value(SPOT) - value(SPOT * (1 + 0.03 * step)) for step in range(-5, 6))
    found = rows("margin_by_hedge", "margin (C$)")
    assert round(worst) in found


@pytest.mark.parametrize("budget", [50_000.0, 150_000.0, 300_000.0])
def test_room_is_the_budget_over_what_one_call_needs(budget: float) -> None:
    """At a range of 10 % each book's margin is that of the worked example."""
    found = rows("room_to_quote", "book", budget=budget)
    for book, margin in ((BARE, 154_488), (SHARES, 52_157), (OPTIONS, 16_526)):
        assert found[book]["margin of 250 calls (C$)"] == margin
        assert found[book]["short calls that fit"] == pytest.approx(budget / margin * 250, abs=1)


def test_room_shrinks_as_the_scan_looks_further() -> None:
    """For every book, and always less without a hedge than with one."""
    before = dict.fromkeys((BARE, SHARES, OPTIONS), 10**9)
    for reach in (0.06, 0.10, 0.15, 0.20):
        found = rows("room_to_quote", "book", price_range=reach)
        room = {name: row["short calls that fit"] for name, row in found.items()}
        assert room[BARE] < room[SHARES] < room[OPTIONS]
        assert all(room[name] < before[name] for name in room)
        before = room


def test_the_order_of_margins_that_is_asked_about() -> None:
    """Shares on the wrong side, none, on the right side, options too."""
    wrong = max(
        weight * loss(move, factor, -13_000.0)
        for move, factor, weight in ((0.10, 1.25, 1.0), (0.2, 1.0, 0.35), (-0.10, 1.25, 1.0))
    )
    assert wrong > 154_488 > 52_157 > 16_526
