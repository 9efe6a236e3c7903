"""Walks and hedged days: worked examples 3 and 4, and whoever gains what short gamma loses."""

from __future__ import annotations

import pytest

from engine.desk.walk import day_moves, walk
from engine.errors import InvalidInput
from engine.exposure.book import Book, Position, profit

from ..exposure.books import MARKET, MIXED, X
from .days import read


def test_worked_example_3() -> None:
    """domain.md: −1,857 and −1,819, a round trip of −3,676; gamma x move squared says −3,772."""
    there, back = walk(X, MARKET, [81.6, 80])
    assert [round(leg.made) for leg in (there, back)] == [-1_857, -1_819]
    assert round(there.made + back.made) == -3_676
    assert there.traded == pytest.approx(2_297.6, abs=0.05)
    assert back.traded == pytest.approx(-2_297.6, abs=0.05)
    assert round(2 * there.estimate) == -3_772


def test_long_gamma_gains_what_short_gamma_loses() -> None:
    """The sign lives in the quantity: the same walk of the opposite book, leg by leg."""
    opposite = Book(tuple(Position(-p.quantity, p.instrument) for p in MIXED.positions))
    prices = [84, 76, 76, 90]
    for ours, theirs in zip(
        walk(MIXED, MARKET, prices), walk(opposite, MARKET, prices), strict=True
    ):
        assert ours.made == pytest.approx(-theirs.made)
        assert ours.traded == pytest.approx(-theirs.traded)
        assert ours.estimate == pytest.approx(-theirs.estimate)


def test_a_walk_sums_to_the_options_and_the_shares_traded() -> None:
    """Keeping the books by hand: what the options make, and each share bought at its own price."""
    prices = [84.0, 76.0, 90.0]
    held, shares = -float(X.greeks(MARKET).delta), 0.0
    for last, price, leg in zip([80.0, *prices], prices, walk(X, MARKET, prices), strict=False):
        shares += held * (price - last)
        held += leg.traded
    total = sum(leg.made for leg in walk(X, MARKET, prices))
    assert total == pytest.approx(float(profit(X, MARKET, 90.0)) + shares)


def test_a_walk_that_goes_nowhere_makes_nothing() -> None:
    """No move, no trade; no prices, no legs; shares alone need no hedge that changes."""
    (leg,) = walk(X, MARKET, [80])
    assert (leg.made, leg.traded, leg.estimate) == (0, 0, 0)
    assert walk(X, MARKET, []) == ()
    assert [leg.made for leg in walk(read("100_share"), MARKET, [90, 70])] == [0, 0]


@pytest.mark.parametrize("price", [0, -5, float("nan")])
def test_a_price_that_cannot_be_is_refused(price: float) -> None:
    """A sentence, not a trace."""
    with pytest.raises(InvalidInput, match="spot must be"):
        walk(X, MARKET, [81, price])


def test_worked_example_4() -> None:
    """domain.md: a rent of 744; moves of 0.5, 1, 1.5 and 3 dollars leave 560, 7, −914, −5,886."""
    days = day_moves(X, MARKET, volatility=0.24, moves=[0.5, 1.0, 1.5, 3.0])
    assert {round(day.rent) for day in days} == {744}
    assert [round(day.net) for day in days] == [560, 7, -914, -5_886]


def test_whoever_is_long_pays_the_rent() -> None:
    """Long gamma: the day costs 744 and every move brings something back, up or down."""
    down, still, up = day_moves(
        read("250_call_80_45_24"), MARKET, volatility=0.24, moves=[-1, 0, 1]
    )
    assert round(still.net) == round(still.rent) == -744
    assert down.curve == up.curve > 0
