"""Hull's hedges with options: one Greek and then the delta to zero."""

from __future__ import annotations

from engine.evidence import Row, Source
from engine.evidence._hull import HULL
from engine.hedging.theory import gamma_neutral

TITLE = "Gamma or vega to zero, and the delta with it"
SOURCE = Source(
    HULL,
    "section 19.6, and the problem of a portfolio of options on sterling",
    "published solutions of the problem",
)
TOPIC, KIND, ORDER = "Hedging", "published", 30
NOTE = (
    "Section 19.6: a flat book with a gamma of −3,000; a call with delta 0.62, gamma 1.50. "
    "Sterling: delta −450, gamma −6,000, vega −4,000; an option of delta 0.6, gamma 1.5, vega 0.8."
)


def rows() -> tuple[Row, ...]:
    """Return options and units of the underlying to trade; below zero is sold."""
    calls, shares = gamma_neutral(gamma=-3_000, option_delta=0.62, option_gamma=1.50)
    for_gamma = gamma_neutral(delta=-450, gamma=-6_000, option_delta=0.6, option_gamma=1.5)
    # Any Greek that the underlying lacks is taken to zero by the same proportion.
    for_vega = gamma_neutral(delta=-450, gamma=-4_000, option_delta=0.6, option_gamma=0.8)
    return (
        _whole("section 19.6: calls", 2_000, calls),
        _whole("section 19.6: shares", -1_240, shares),
        _whole("sterling, gamma to zero: options", 4_000, for_gamma[0]),
        _whole("sterling, gamma to zero: pounds", -1_950, for_gamma[1]),
        _whole("sterling, vega to zero: options", 5_000, for_vega[0]),
        _whole("sterling, vega to zero: pounds", -2_550, for_vega[1]),
    )


def _whole(what: str, value: float, ours: float) -> Row:
    return Row(what, value, ours, 1e-6, digits=0)
