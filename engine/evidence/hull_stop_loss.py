"""Hull's stop-loss rule, which does not converge."""

from __future__ import annotations

from collections.abc import Callable

from engine.evidence import Row, Source
from engine.evidence._hull import HULL, PATHS, performance_rows

TITLE = "The stop-loss rule does not converge"
SOURCE = Source(HULL, "table 19.1")
TOPIC, KIND, ORDER, SLOW = "Hedging", "published", 36, True
NOTE = (
    "Covered in full above the strike and not at all below it. Standard deviation of the cost over "
    "the option's price, interest left out, 100,000 paths. Tolerance as in table 19.4."
)
PRINTED = (0.98, 0.93, 0.83, 0.79, 0.77, 0.76)


def rows(
    *, paths: int = PATHS, seed: int = 1, progress: Callable[[float], None] = lambda _: None
) -> tuple[Row, ...]:
    """Return the performance for each time between looks at the price."""
    return performance_rows(
        "stop_loss",
        PRINTED,
        said="looked at",
        digits=2,
        financed=False,
        paths=paths,
        seed=seed,
        progress=progress,
    )
