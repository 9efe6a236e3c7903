"""Stoikov and Sağlam: what inventory does to the quotes of an option market maker."""

from __future__ import annotations

import math
from collections.abc import Sequence

from engine.evidence import Row, Source
from engine.quoting.quotes import Appetite, covariance, lean

TITLE = "Which inventory moves an option's quotes"
SOURCE = Source(
    "Stoikov and Sağlam, Option Market Making under Inventory Risk, "
    "Review of Derivatives Research 12 (2009)",
    "pages 55 to 79: three cases",
    "the abstract",
)
TOPIC, KIND, ORDER = "Quotes", "published", 52
NOTE = (
    "The sign of the lean: 1 if prices move up, −1 if they move down, 0 if they stay. A long "
    "inventory moves them down. Exposures are delta, gamma and vega."
)
DELTA, GAMMA, VEGA = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
FREE = Appetite(volatility_a_day=0, gap_chance=0, stuck=0)
STUCK = Appetite(volatility_a_day=0, gap_chance=0, stuck=1)
MOVING = Appetite(volatility_a_day=0.01, gap_chance=0, stuck=0)
GAPS = Appetite(volatility_a_day=0, gap_chance=0.05, stuck=0)
CASES = (
    ("hedged freely: quotes of delta, long delta", FREE, DELTA, DELTA, 0),
    ("hedged freely: quotes of gamma, long gamma", FREE, GAMMA, GAMMA, 0),
    ("hedged freely: quotes of vega, long vega", FREE, VEGA, VEGA, 0),
    ("illiquid share: quotes of delta, long delta", STUCK, DELTA, DELTA, -1),
    ("illiquid share: quotes of delta, short delta", STUCK, DELTA, DELTA, 1),
    ("illiquid share: quotes of vega, long delta", STUCK, VEGA, DELTA, 0),
    ("moving volatility: quotes of vega, long vega", MOVING, VEGA, VEGA, -1),
    ("moving volatility: quotes of vega, short vega", MOVING, VEGA, VEGA, 1),
    ("gaps: quotes of gamma, long gamma", GAPS, GAMMA, GAMMA, -1),
    ("gaps: quotes of gamma, short gamma", GAPS, GAMMA, GAMMA, 1),
    ("gaps: quotes of vega, long gamma", GAPS, VEGA, GAMMA, -1),
    ("gaps: quotes of delta, long gamma", GAPS, DELTA, GAMMA, 0),
)


def rows() -> tuple[Row, ...]:
    """Return the sign of the lean in each case."""
    return tuple(
        Row(what, sign, _sign(appetite, of_one, held, -1 if "short" in what else 1), 0, digits=0)
        for what, appetite, of_one, held, sign in CASES
    )


def _sign(
    appetite: Appetite, of_one: Sequence[float], held: Sequence[float], quantity: int
) -> float:
    leaning = lean(
        of_one=of_one,
        book=[1_000 * quantity * exposure for exposure in held],
        covariance=covariance(appetite, spot=80, volatility=0.24),
        risk_aversion=appetite.risk_aversion,
    )
    shift = float(leaning.shift)
    return math.copysign(1, shift) if shift else 0.0
