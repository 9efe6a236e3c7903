"""The walks that the tests of the simulation share.

Twenty thousand paths are enough to tell the printed figures from the wrong ones: the standard error
of a standard deviation is then half a per cent of it.
"""

from __future__ import annotations

import math
from typing import Any

from engine.hedging.costs import Costs
from engine.hedging.policies import policies
from engine.hedging.simulation import geometric_paths

from ..exposure.books import MARKET

PATHS = 20_000
ERROR_OF_SD = 1 / math.sqrt(2 * PATHS)
ALWAYS, NEVER = policies()["at_intervals"], policies()["never"]
FIVE_BP = Costs(per_share=0, proportional=0.0005)


def x_walk(steps: int, paths: int = PATHS) -> dict[str, Any]:
    """Return the 45 days of base case X, the share growing at rate less yield."""
    years = 45 / 365
    spots = geometric_paths(
        spot=80, drift=0.01, volatility=0.24, years=years, steps=steps, paths=paths, seed=9
    )
    return {"market": MARKET, "spots": spots, "years": years / steps}
