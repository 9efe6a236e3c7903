"""Hull's printed ledgers, row by row."""

from __future__ import annotations

from itertools import pairwise

import pytest

from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.hedging.policies import policies
from engine.hedging.replay import Row, ledger
from engine.hedging.simulation import simulate

from ..exposure.books import HULL, HULL_MARKET

IN_THE_MONEY = [
    *(49.00, 48.12, 47.37, 50.25, 51.75, 53.12, 53.00, 51.87, 51.38, 53.00, 49.88),
    *(48.50, 49.88, 50.37, 52.13, 51.88, 52.87, 54.87, 54.62, 55.87, 57.25),
]
OUT_OF_THE_MONEY = [
    *(49.00, 49.75, 52.00, 50.00, 48.38, 48.25, 48.75, 49.63, 48.25, 48.25, 51.12),
    *(51.50, 49.88, 49.88, 48.75, 47.50, 48.00, 46.25, 48.13, 46.63, 48.12),
]
PATHS = {"in": IN_THE_MONEY, "out": OUT_OF_THE_MONEY}
DELTA = {
    "in": [
        *(0.522, 0.458, 0.400, 0.596, 0.693, 0.774, 0.771, 0.706, 0.674, 0.787, 0.550),
        *(0.413, 0.542, 0.591, 0.768, 0.759, 0.865, 0.978, 0.990, 1.000, 1.000),
    ],
    "out": [
        *(0.522, 0.568, 0.705, 0.579, 0.459, 0.443, 0.475, 0.540, 0.420, 0.410, 0.658),
        *(0.692, 0.542, 0.538, 0.400, 0.236, 0.261, 0.062, 0.183, 0.007, 0.000),
    ],
}
PAID = {
    "in": [
        *(2557.8, -308.0, -274.7, 984.9, 502.0, 430.3, -15.9, -337.2, -164.4, 598.9, -1182.2),
        *(-664.4, 643.5, 246.8, 922.7, -46.7, 560.4, 620.0, 65.5, 55.9, 0.0),
    ],
    "out": [
        *(2557.8, 228.9, 712.4, -630.0, -580.6, -77.2, 156.0, 322.6, -579.0, -48.2, 1267.8),
        *(175.1, -748.2, -20.0, -672.7, -779.0, 120.0, -920.4, 582.4, -820.7, -33.7),
    ],
}
RUNNING = {
    "in": [
        *(2557.8, 2252.3, 1979.8, 2966.6, 3471.5, 3905.1, 3893.0, 3559.5, 3398.5, 4000.7, 2822.3),
        *(2160.6, 2806.2, 3055.7, 3981.3, 3938.4, 4502.6, 5126.9, 5197.3, 5258.2, 5263.3),
    ],
    "out": [
        *(2557.8, 2789.2, 3504.3, 2877.7, 2299.9, 2224.9, 2383.0, 2707.9, 2131.5, 2085.4, 3355.2),
        *(3533.5, 2788.7, 2771.4, 2101.4, 1324.4, 1445.7, 526.7, 1109.6, 290.0, 256.6),
    ],
}
INTEREST = {
    "in": [
        *(2.5, 2.2, 1.9, 2.9, 3.3, 3.8, 3.7, 3.4, 3.3, 3.8, 2.7, 2.1, 2.7, 2.9, 3.8, 3.8, 4.3),
        *(4.9, 5.0, 5.1),
    ],
    "out": [
        *(2.5, 2.7, 3.4, 2.8, 2.2, 2.1, 2.3, 2.6, 2.1, 2.0, 3.2, 3.4, 2.7, 2.7, 2.0, 1.3, 1.4),
        *(0.5, 1.1, 0.3),
    ],
}
"""Hull, Tables 19.2 and 19.3, weeks 0 to 20; amounts in thousands of dollars."""
DELIVERED = {"in": 100_000 * 50.0, "out": 0.0}
COST = {"in": 263_300, "out": 256_600}
every_table = pytest.mark.parametrize("path", PATHS)


def _printed(path: str) -> tuple[Row, ...]:
    """Return the ledger rounded as the book rounds it: every amount to the hundred dollars."""
    return ledger(HULL, HULL_MARKET, spots=PATHS[path], step_years=1 / 52, to_the=100)


@every_table
def test_hulls_deltas_to_three_places(path: str) -> None:
    """Hull, Tables 19.2 and 19.3: the delta of every week, which is the shares held."""
    assert [row.target / 100_000 for row in _printed(path)] == pytest.approx(DELTA[path], abs=1e-9)


@every_table
def test_every_amount_of_hulls_tables(path: str) -> None:
    """Hull, Tables 19.2 and 19.3: paid, running cost and interest of every week, to the digit."""
    rows = _printed(path)
    assert [row.paid / 1_000 for row in rows] == pytest.approx(PAID[path], abs=1e-6)
    assert [row.running / 1_000 for row in rows] == pytest.approx(RUNNING[path], abs=1e-6)
    assert [row.interest / 1_000 for row in rows[:-1]] == pytest.approx(INTEREST[path], abs=1e-6)


@every_table
def test_cost_of_the_hedge(path: str) -> None:
    """Hull: $5,263,300 less the strike received is 263,300; out of the money 256,600."""
    last = _printed(path)[-1]
    assert last.running - DELIVERED[path] == pytest.approx(COST[path], abs=1e-6)


@every_table
def test_ledger_and_simulation_agree(path: str) -> None:
    """Unrounded, the ledger ends where the walk along the same single path does."""
    last = ledger(HULL, HULL_MARKET, spots=PATHS[path], step_years=1 / 52)[-1]
    outcome = simulate(
        HULL,
        HULL_MARKET,
        spots=[PATHS[path]],
        years=1 / 52,
        decide=policies()["at_intervals"],
        lot=100,
    )
    cost = last.running - DELIVERED[path]
    assert float(outcome.hedging_cost[0]) == pytest.approx(cost)
    assert cost == pytest.approx(COST[path], abs=350)


def test_ledger_adds_up() -> None:
    """Each running cost is the one before, its interest and what was paid since."""
    rows = ledger(HULL, HULL_MARKET, spots=IN_THE_MONEY, step_years=1 / 52)
    for before, row in pairwise(rows):
        assert row.running == pytest.approx(before.running + before.interest + row.paid)
        assert row.bought == row.target - before.target


def test_edges_of_a_ledger() -> None:
    """No prices are no rows, an empty book buys nothing, and a price of nothing is refused."""
    assert ledger(HULL, HULL_MARKET, spots=[], step_years=1 / 52) == ()
    (row,) = ledger(Book(), HULL_MARKET, spots=[49], step_years=1 / 52)
    assert (row.bought, row.running) == (0, 0)
    with pytest.raises(InvalidInput, match="spot"):
        ledger(HULL, HULL_MARKET, spots=[0.0], step_years=1 / 52)
