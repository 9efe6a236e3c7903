"""Hull's worked values of options on shares and on an index."""

from __future__ import annotations

from engine.evidence import Row, Source, printed
from engine.evidence._hull import HULL
from engine.evidence._options import Option

TITLE = "Hull's worked values"
SOURCE = Source(
    HULL,
    "examples 15.6, 15.7 and 17.1; solutions manual, problem 15.13",
    "a public test suite that cites page and example",
)
TOPIC, KIND, ORDER = "Option values", "published", 12
PRINTED = (
    ("15.6", Option("call", 40, 42, 0, 0.10, 0.5, 0.20), 4.76),
    ("15.6", Option("put", 40, 42, 0, 0.10, 0.5, 0.20), 0.81),
    ("15.7", Option("call", 60, 40, 0, 0.03, 5, 0.30), 7.04),
    ("17.1", Option("call", 900, 930, 0.03, 0.08, 2 / 12, 0.20), 51.83),
    ("problem 15.13", Option("call", 50, 52, 0, 0.12, 0.25, 0.30), 5.06),
)


def rows() -> tuple[Row, ...]:
    """Return each option's value."""
    return tuple(
        printed(f"{example}: {one.label}", value, one.figure("value"), 2)
        for example, one, value in PRINTED
    )
