"""Hull's ledger of a hedge that ends out of the money."""

from __future__ import annotations

from engine.evidence import Row, Source
from engine.evidence._hull import HULL
from engine.evidence._ledger import ledger_rows

TITLE = "Twenty weeks of hedging that end out of the money"
SOURCE = Source(HULL, "table 19.3")
TOPIC, KIND, ORDER = "Hedging", "published", 33
NOTE = "As the table before it, along a path on which nobody exercises."
SPOTS = (
    *(49.00, 49.75, 52.00, 50.00, 48.38, 48.25, 48.75, 49.63, 48.25, 48.25, 51.12),
    *(51.50, 49.88, 49.88, 48.75, 47.50, 48.00, 46.25, 48.13, 46.63, 48.12),
)
DELTA = (
    *(0.522, 0.568, 0.705, 0.579, 0.459, 0.443, 0.475, 0.540, 0.420, 0.410, 0.658),
    *(0.692, 0.542, 0.538, 0.400, 0.236, 0.261, 0.062, 0.183, 0.007, 0.000),
)
RUNNING = (
    *(2557.8, 2789.2, 3504.3, 2877.7, 2299.9, 2224.9, 2383.0, 2707.9, 2131.5, 2085.4, 3355.2),
    *(3533.5, 2788.7, 2771.4, 2101.4, 1324.4, 1445.7, 526.7, 1109.6, 290.0, 256.6),
)


def rows() -> tuple[Row, ...]:
    """Return the cost of the hedge, every week's delta and cumulative cost."""
    return ledger_rows(spots=SPOTS, delta=DELTA, running=RUNNING, cost=256_600, received=0)
