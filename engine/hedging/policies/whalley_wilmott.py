"""Trade to the edge of a band that costs, gamma and risk aversion set (Whalley-Wilmott, 1997)."""

from typing import Annotated

import numpy as np

from engine.controls import Number
from engine.hedging.policies import View
from engine.hedging.theory import half_width
from engine.pricing.black_scholes import FloatArray

LABEL = "Whalley-Wilmott band"


def decide(
    view: View,
    *,
    risk_aversion: Annotated[
        float, Number("Risk aversion", 0.01, 100, 0.01, "per C$10,000", scale=10_000)
    ] = 1e-4,
) -> FloatArray:
    """Hold within ``theory.half_width`` of flat, and trade no further than its edge."""
    width = half_width(
        gamma=view.gamma,
        spot=view.spot,
        cost=view.cost,
        risk_aversion=risk_aversion,
        rate=view.rate,
        years_left=view.years_left,
    )
    return np.clip(view.held, view.flat - width, view.flat + width)
