"""Ways to hedge side by side: worked example 6's table of scenarios."""

from __future__ import annotations

import pytest

from engine.desk.compare import SCENARIOS, compare
from engine.exposure.book import Book, Position
from engine.hedging.underlying import to_flat

from ..exposure.books import MARKET, X
from ..hedging.listed import FAR, NEAR
from .days import read

EXAMPLE_6 = {
    "no hedge": ([], (-10_895, -48_957, 54_172, -8_370, 43_180, 3_946)),
    "delta": ([], (-495, -7_357, -29_028, -8_370, -40_020, 3_946)),
    "delta and gamma": ([Position(231, NEAR)], (69, 1_978, -12_027, -5_103, -22_340, 347)),
    "delta and vega": ([Position(162, FAR)], (-288, -4_212, -16_131, -16, -13_432, 2_346)),
    "all three": (
        [Position(157, NEAR), Position(121, FAR)],
        (-3, 1_151, -7_469, 90, -7_774, 305),
    ),
}
"""domain.md, example 6: options first, then the shares that take the delta to flat in board lots.

The printed table is that of whole board lots: with exactly flat shares the second line would begin
−468, −7,250, −29,244.
"""


@pytest.mark.parametrize("way", EXAMPLE_6)
def test_worked_example_6(way: str) -> None:
    """domain.md: the whole table of scenarios, to the dollar, with board lots of shares."""
    options, expected = EXAMPLE_6[way]
    shares = to_flat(X.plus(*options), MARKET) if way != "no hedge" else ()
    (found,) = compare(X, MARKET, {way: Book((*options, *shares))})
    assert found.name == way
    assert tuple(round(made) for made in found.made) == expected


def test_ways_are_told_in_their_order_and_scenarios_too() -> None:
    """A row for each way, a figure for each scenario; the hedge comes back with it."""
    hedge = read("13000_share")
    bare, hedged = compare(X, MARKET, {"none": Book(), "shares": hedge}, SCENARIOS[:2])
    assert (bare.name, hedged.name, hedged.hedge) == ("none", "shares", hedge)
    assert len(bare.made) == len(hedged.made) == 2
    assert hedged.made[0] - bare.made[0] == pytest.approx(13_000 * 0.80)


def test_a_book_on_nothing_makes_nothing() -> None:
    """An empty book with an empty hedge: zero in every scenario."""
    assert compare(Book(), MARKET, {"none": Book()})[0].made == (0.0,) * len(SCENARIOS)
