"""Trade back to flat by the clock."""

from typing import Annotated

from engine.controls import Number
from engine.hedging.policies import View
from engine.pricing.black_scholes import FloatArray

LABEL = "At fixed intervals"


def decide(
    view: View, *, every: Annotated[float, Number("Every", 1, 1_000, unit="steps")] = 1
) -> FloatArray:
    """Go to flat at the first step and at every so many after it, however far it is."""
    return view.flat if view.step % max(round(every), 1) == 0 else view.held
