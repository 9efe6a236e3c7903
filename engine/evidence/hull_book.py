"""Hull's book to more digits than he prints."""

from __future__ import annotations

from engine.evidence import APART, Row, Source, printed
from engine.evidence._hull import WEEKS
from engine.evidence._options import Option

TITLE = "Hull's book to four figures"
SOURCE = Source(APART, "Hull's call, T = 20/52")
TOPIC, KIND, ORDER = "Greeks", "reference", 22
NOTE = "The book itself prints the first figures of each."
_CALL = Option("call", 50, 49, 0, 0.05, WEEKS / 52, 0.20)
PRINTED = (
    ("value", 2.4005, 4),
    ("delta", 0.5216, 4),
    ("gamma", 0.0655, 4),
    ("vega", 12.105, 3),
    ("theta", -4.305, 3),
    ("rho", 8.907, 3),
)


def rows() -> tuple[Row, ...]:
    """Return price and Greeks of one call."""
    return tuple(
        printed(name, value, _CALL.figure(name), digits) for name, value, digits in PRINTED
    )
