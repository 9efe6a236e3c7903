"""Haug's worked values: shares, a share with a yield, an index, a future and a currency."""

from __future__ import annotations

from engine.evidence import Row, Source, printed
from engine.evidence._options import Option

TITLE = "Option values, one by one"
SOURCE = Source(
    "Haug, The Complete Guide to Option Pricing Formulas (1998)",
    "pages 2 to 8 and 27",
    "QuantLib's test suite, europeanoption.cpp",
)
TOPIC, KIND, ORDER = "Option values", "published", 10
NOTE = "Options on a future carry a yield equal to the rate; a currency's yield is its own rate."
PRINTED = (
    (Option("call", 65, 60, 0, 0.08, 0.25, 0.30), 2.1334),
    (Option("put", 95, 100, 0.05, 0.10, 0.50, 0.20), 2.4648),
    (Option("call", 19, 19, 0.10, 0.10, 0.75, 0.28), 1.7011),
    (Option("put", 19, 19, 0.10, 0.10, 0.75, 0.28), 1.7011),
    (Option("call", 1.60, 1.56, 0.08, 0.06, 0.50, 0.12), 0.0291),
    (Option("put", 70, 75, 0.05, 0.10, 0.50, 0.35), 4.0870),
    (Option("call", 40, 42, 0.08, 0.04, 0.75, 0.35), 5.0975),
)


def rows() -> tuple[Row, ...]:
    """Return each option's value."""
    return tuple(printed(one.label, value, one.figure("value")) for one, value in PRINTED)
