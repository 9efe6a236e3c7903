"""The example results of a numerical library: six calls."""

from __future__ import annotations

from engine.evidence import Row, Source, printed
from engine.evidence._options import Option

TITLE = "Six calls of the NAG Library"
SOURCE = Source(
    "NAG Library Manual (2017, 2022)",
    "s30aaf, example program results, Mark 28.5",
)
TOPIC, KIND, ORDER = "Option values", "published", 13
PRINTED = (
    (58, 0.7, 5.9198),
    (58, 0.8, 6.5506),
    (60, 0.7, 5.0809),
    (60, 0.8, 5.6992),
    (62, 0.7, 4.3389),
    (62, 0.8, 4.9379),
)
"""Strike, years and value at a spot of 55, 30 % and a rate of 10 %."""


def rows() -> tuple[Row, ...]:
    """Return each option's value."""
    options = [Option("call", strike, 55, 0, 0.10, years, 0.30) for strike, years, _ in PRINTED]
    return tuple(
        printed(one.label, value, one.figure("value"))
        for one, (*_, value) in zip(options, PRINTED, strict=True)
    )
