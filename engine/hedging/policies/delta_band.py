"""Trade back to flat when the delta has left a band of fixed width."""

from typing import Annotated

import numpy as np

from engine.controls import Number
from engine.hedging.policies import View
from engine.pricing.black_scholes import FloatArray

LABEL = "Outside a delta band"


def decide(
    view: View, *, width: Annotated[float, Number("Band", 0, 100_000, 100, "shares")] = 500
) -> FloatArray:
    """Leave a net delta within the width to either side of zero alone, and take more to flat."""
    return np.where(np.abs(view.held - view.flat) > width, view.flat, view.held)
