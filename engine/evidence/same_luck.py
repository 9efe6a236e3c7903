"""Two ways through a day meet the same prices and the same customers."""

from __future__ import annotations

from collections.abc import Callable

from engine.desk.day import STEPS_A_DAY
from engine.evidence import Row, Source
from engine.evidence._days import DESK, PLANS, days
from engine.flow.customers import arrivals
from engine.flow.paths import paths as prices
from engine.pricing.black_scholes import FloatArray

TITLE = "The same seed is the same luck"
SOURCE = Source("a fair comparison", "one seed, two plans, 200 days")
TOPIC, KIND, ORDER = "The desk", "law", 61
NOTE = "How many numbers differ, of 200 days with gaps, customers and hedging."


def rows(
    *, paths: int = 200, seed: int = 1, progress: Callable[[float], None] = lambda _: None
) -> tuple[Row, ...]:
    """Return how many prices and customers differ, and how many more paths change the first."""
    one, other = (
        prices(DESK.world, days=1, steps=STEPS_A_DAY, paths=count, seed=seed)
        for count in (paths, 2 * paths)
    )
    weights = [listed.weight for listed in DESK.listed]
    few, many = (
        arrivals(DESK.customers, series=weights, days=1, steps=STEPS_A_DAY, paths=count, seed=seed)
        for count in (paths, 2 * paths)
    )
    played_on, _, (beside, _) = days(paths, seed)
    _, _, (alone,) = days(paths, seed, PLANS[:1])
    slots = few.patience.shape[1]
    progress(1.0)
    return (
        _differ("prices that the plans saw and the seed did not draw", played_on.share, one.share),
        _differ("profits changed by playing a second plan", beside.profit, alone.profit),
        _differ("prices changed by drawing more paths", one.share, other.share[:paths]),
        _differ(
            "customers changed by drawing more paths",
            few.patience,
            many.patience[:, :slots, :paths],
        ),
    )


def _differ(what: str, here: FloatArray, there: FloatArray) -> Row:
    return Row(what, 0, int((here != there).sum()), 0, digits=0)
