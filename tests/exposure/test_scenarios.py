"""A scenario grid is full revaluation of each of its cells, in one call."""

from __future__ import annotations

import numpy as np
import pytest

from engine.errors import InvalidInput
from engine.exposure.book import Book, Position, profit
from engine.exposure.scenarios import scenario_grid
from engine.instruments import kinds
from engine.pricing.market import Market

from .books import MARKET, MIXED, X_HEDGED

MOVES = np.linspace(-0.20, 0.20, 21)
SHIFTS = np.linspace(-0.10, 0.10, 21)


def _thousand_positions() -> Book:
    """Return a seeded book of every kind of instrument, each series on its own terms."""
    random, menu = np.random.default_rng(1_000), list(kinds().values())
    lines = []
    for kind in random.choice(len(menu), 1_000):
        field_names = menu[kind].__dataclass_fields__
        drawn = {"strike": random.uniform(60, 100), "years": random.uniform(0, 1)}
        settings = {name: float(value) for name, value in drawn.items() if name in field_names}
        lines.append(Position(float(random.integers(-50, 50)), menu[kind](**settings)))
    return Book(tuple(lines))


def test_grid_is_the_worked_gap_example() -> None:
    """domain.md, worked example 11: base case X with 13,000 shares, jumps down, shifts across."""
    grid = scenario_grid(
        X_HEDGED, MARKET, spot_moves=[-0.12, -0.08, 0.08], volatility_moves=[0.0, 0.06]
    )
    printed = np.array([[-61_145, -67_554], [-29_028, -40_020], [-27_266, -39_605]])
    assert grid == pytest.approx(printed, abs=0.5)


def test_grid_is_a_loop_of_single_valuations() -> None:
    """Each cell is the profit of its own move and shift, asked for alone."""
    grid = scenario_grid(MIXED, MARKET, spot_moves=MOVES, volatility_moves=SHIFTS)
    for down, move in enumerate(MOVES):
        for across, shift in enumerate(SHIFTS):
            alone = profit(MIXED, MARKET, 80 * (1 + move), volatility_shift=shift)
            assert grid[down, across] == pytest.approx(float(alone), abs=1e-7)


def test_grid_of_no_move_is_nothing() -> None:
    """The cell where nothing moves makes nothing, though the market had moved before."""
    market = Market(spot=75.0, rate=0.03, volatility_shift=0.04, years_passed=0.01)
    grid = scenario_grid(MIXED, market, spot_moves=[0.0], volatility_moves=[0.0])
    assert grid.tolist() == [[0.0]]


def test_volatility_moves_come_on_top_of_the_markets_own_shift() -> None:
    """Two points on a market that is one point up already are three points in all."""
    moved = Market(spot=80.0, rate=0.03, dividend_yield=0.02, volatility_shift=0.01)
    grid = scenario_grid(MIXED, moved, spot_moves=[0.05], volatility_moves=[0.02])
    alone = profit(MIXED, moved, 84.0, volatility_shift=0.03)
    assert grid[0, 0] == pytest.approx(float(alone), abs=1e-7)


def test_thousand_positions_on_a_grid_of_441_cells() -> None:
    """One call values a market maker's whole book on 21 by 21 cells."""
    book = _thousand_positions()
    grid = scenario_grid(book, MARKET, spot_moves=MOVES, volatility_moves=SHIFTS)
    assert grid.shape == (21, 21)
    for down, across in ((0, 0), (3, 17), (10, 10), (20, 5), (20, 20)):
        market = Market(
            spot=80 * (1 + MOVES[down]),
            rate=0.03,
            dividend_yield=0.02,
            volatility_shift=SHIFTS[across],
        )
        looped = sum(
            float(Book.of(line).greeks(market).value - Book.of(line).greeks(MARKET).value)
            for line in book.positions
        )
        assert grid[down, across] == pytest.approx(looped, rel=1e-9, abs=1e-6)


def test_empty_book_has_a_grid_of_nothing() -> None:
    """With nothing held every scenario makes nothing, and the grid keeps its shape."""
    grid = scenario_grid(Book(), MARKET, spot_moves=MOVES, volatility_moves=SHIFTS[:3])
    assert grid.shape == (21, 3)
    assert not grid.any()


def test_share_hedge_does_not_care_for_volatility() -> None:
    """A grid of shares alone has the same figure in every column."""
    shares = Book(tuple(line for line in MIXED.positions if line.instrument.payoff == "linear"))
    grid = scenario_grid(shares, MARKET, spot_moves=[-0.1, 0.1], volatility_moves=SHIFTS)
    assert grid.shape == (2, 21)
    assert grid == pytest.approx(np.repeat([[-72_000.0], [72_000.0]], 21, axis=1))


def test_volatility_that_falls_below_zero_stays_at_the_floor() -> None:
    """A shift beyond every series' own volatility prices them without any."""
    grid = scenario_grid(MIXED, MARKET, spot_moves=[0.03], volatility_moves=[-0.3, -0.9])
    assert grid[0, 0] == pytest.approx(grid[0, 1], abs=1e-9)


def test_fall_of_all_there_is_cannot_be_valued() -> None:
    """A share at nothing has no logarithm: -100 % is refused, not answered with a NaN."""
    with pytest.raises(InvalidInput, match="spot"):
        scenario_grid(MIXED, MARKET, spot_moves=[-1.0], volatility_moves=[0.0])
