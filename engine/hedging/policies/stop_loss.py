"""Cover options in the money in full and the others not at all (Hull's stop-loss strategy)."""

from engine.hedging.policies import View
from engine.pricing.black_scholes import FloatArray

LABEL = "Stop-loss"


def decide(view: View) -> FloatArray:
    """Hold a share for every call above its strike, and be short one for every put below."""
    return view.covered
