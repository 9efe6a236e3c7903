"""Hull's ledger of a hedge that ends in the money."""

from __future__ import annotations

from engine.evidence import Row, Source
from engine.evidence._hull import HULL
from engine.evidence._ledger import ledger_rows

TITLE = "Twenty weeks of hedging that end in the money"
SOURCE = Source(HULL, "table 19.2")
TOPIC, KIND, ORDER = "Hedging", "published", 32
NOTE = (
    "100,000 calls sold, shares traded every week to the delta of three decimals, interest every "
    "week, amounts rounded to the hundred as printed. Every digit must be the same."
)
SPOTS = (
    *(49.00, 48.12, 47.37, 50.25, 51.75, 53.12, 53.00, 51.87, 51.38, 53.00, 49.88),
    *(48.50, 49.88, 50.37, 52.13, 51.88, 52.87, 54.87, 54.62, 55.87, 57.25),
)
DELTA = (
    *(0.522, 0.458, 0.400, 0.596, 0.693, 0.774, 0.771, 0.706, 0.674, 0.787, 0.550),
    *(0.413, 0.542, 0.591, 0.768, 0.759, 0.865, 0.978, 0.990, 1.000, 1.000),
)
RUNNING = (
    *(2557.8, 2252.3, 1979.8, 2966.6, 3471.5, 3905.1, 3893.0, 3559.5, 3398.5, 4000.7, 2822.3),
    *(2160.6, 2806.2, 3055.7, 3981.3, 3938.4, 4502.6, 5126.9, 5197.3, 5258.2, 5263.3),
)


def rows() -> tuple[Row, ...]:
    """Return the cost of the hedge, every week's delta and cumulative cost."""
    return ledger_rows(
        spots=SPOTS, delta=DELTA, running=RUNNING, cost=263_300, received=100_000 * 50
    )
