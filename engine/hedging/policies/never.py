"""Never trade: what the other rules are measured against."""

from engine.hedging.policies import View
from engine.pricing.black_scholes import FloatArray

LABEL = "Do not hedge"


def decide(view: View) -> FloatArray:
    """Hold what is held."""
    return view.held
