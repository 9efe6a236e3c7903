"""A worse quote is filled less often."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from engine.evidence import Row, Source
from engine.evidence.avellaneda_stoikov import WORK
from engine.flow.customers import Customers, arrivals, deals

TITLE = "A worse quote is filled less often"
SOURCE = Source(WORK, "orders are dealt with probability exp(−k × distance)")
TOPIC, KIND, ORDER = "Quotes", "law", 53
NOTE = (
    "Of the same customers, the part that deals at each distance from fair value, k 30 per C$. "
    "Tolerance: three standard errors. A simulator that fills every quote alike cannot show what "
    "leaning does."
)
_DISTANCES = (0.01, 0.02, 0.04, 0.08)


def rows() -> tuple[Row, ...]:
    """Return the part that deals at each distance, and how many deal only at the worse price."""
    customers = Customers(a_day=200, decay=30)
    flow = arrivals(customers, series=1, days=1, steps=39, paths=400, seed=1)
    patience = flow.patience[flow.contracts > 0]
    dealt = [deals(patience, distance=distance, decay=30) for distance in _DISTANCES]
    found = tuple(
        Row(
            f"filled {distance * 100:.0f} cents from fair value",
            chance,
            float(which.mean()),
            3 * float(np.sqrt(chance * (1 - chance) / len(patience))),
        )
        for distance, which in zip(_DISTANCES, dealt, strict=True)
        for chance in [float(np.exp(-30 * distance))]
    )
    turned = sum(int(np.sum(worse & ~better)) for better, worse in pairwise(dealt))
    return (*found, Row("customers who deal only at the worse price", 0, turned, 0, digits=0))
