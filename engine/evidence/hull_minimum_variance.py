"""Hull's hedge with a related product: fifteen months of fuel and of futures."""

from __future__ import annotations

from engine.evidence import Row, Source, printed
from engine.evidence._hull import HULL
from engine.hedging.related import Relation

TITLE = "Hedging with a related product"
SOURCE = Source(HULL, "section 3.4, the minimum-variance hedge ratio")
TOPIC, KIND, ORDER = "Hedging", "published", 31
NOTE = "2,000,000 gallons to hedge with futures on 42,000 gallons each."
FUTURES = (
    *(0.021, 0.035, -0.046, 0.001, 0.044, -0.029, -0.026, -0.029),
    *(0.048, -0.006, -0.036, -0.011, 0.019, -0.027, 0.029),
)
FUEL = (
    *(0.029, 0.020, -0.044, 0.008, 0.026, -0.019, -0.010, -0.007),
    *(0.043, 0.011, -0.036, -0.018, 0.009, -0.032, 0.023),
)


def rows() -> tuple[Row, ...]:
    """Return deviations, correlation, ratio, whole contracts and effectiveness."""
    relation = Relation.from_changes(share=FUEL, index=FUTURES)
    contracts = round(relation.beta * 2_000_000 / 42_000)
    return (
        printed(
            "standard deviation of the futures price's changes", 0.0313, relation.index_volatility
        ),
        printed(
            "standard deviation of the fuel price's changes", 0.0263, relation.share_volatility
        ),
        printed("correlation", 0.928, relation.correlation, 3),
        printed("minimum-variance ratio", 0.78, relation.beta, 2),
        Row("contracts", 37, contracts, 0, digits=0),
        printed(
            "effectiveness: the part of the variance removed", 0.862, relation.effectiveness, 3
        ),
    )
