"""The example results of a numerical library: every Greek of one put, to the third order."""

from __future__ import annotations

from engine.evidence import Row, Source, printed
from engine.evidence._options import Option

TITLE = "Eleven Greeks of the NAG Library"
SOURCE = Source(
    "NAG Library Manual (2017, 2022)",
    "s30abf, example program results, Mark 26.2",
)
TOPIC, KIND, ORDER = "Greeks", "published", 23
_PUT = Option("put", 60, 55, 0, 0.10, 0.7, 0.30)
NOTE = "A put with a strike of 60, spot 55, 0.7 years, 30 %, rate 10 %."
PRINTED = (
    ("value", 6.0245),
    ("delta", -0.4770),
    ("gamma", 0.0289),
    ("vega", 18.3273),
    ("theta", -0.7014),
    ("rho", -22.5811),
    ("vanna", 0.2566),
    ("charm", -0.2137),
    ("speed", -0.0006),
    ("color", 0.0215),
    ("zomma", -0.0972),
    ("vomma", -0.6816),
)


def rows() -> tuple[Row, ...]:
    """Return each figure of the put."""
    return tuple(printed(name, value, _PUT.figure(name)) for name, value in PRINTED)
