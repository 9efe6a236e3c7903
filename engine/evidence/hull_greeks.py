"""The Greeks that Hull prints for the book which his chapter hedges."""

from __future__ import annotations

from engine.evidence import Row, Source, printed
from engine.evidence._hull import HULL
from engine.evidence._options import Option

TITLE = "Hull's Greeks"
SOURCE = Source(
    HULL,
    "examples 19.1, 19.2, 19.4, 19.6, 19.7 and 19.9",
    "a public test suite that cites page and example",
)
TOPIC, KIND, ORDER = "Greeks", "published", 21
NOTE = "Call 50, spot 49, 20 weeks (0.3846 years as printed), 20 %, rate 5 %; 19.9 is a put."
_CALL = Option("call", 50, 49, 0, 0.05, 0.3846, 0.20)
_PUT = Option("put", 87, 90, 0.03, 0.09, 0.5, 0.25)


def rows() -> tuple[Row, ...]:
    """Return each Greek to the digits that the book prints."""
    return (
        printed("19.1: delta", 0.522, _CALL.figure("delta"), 3),
        printed("19.2: theta a year", -4.31, _CALL.figure("theta"), 2),
        printed("19.4: gamma", 0.066, _CALL.figure("gamma"), 3),
        printed("19.6: vega", 12.1, _CALL.figure("vega"), 1),
        printed("19.7: rho", 8.91, _CALL.figure("rho"), 2),
        printed(f"19.9: delta of a {_PUT.label}", -0.3215, _PUT.figure("delta")),
    )
