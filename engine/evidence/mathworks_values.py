"""The documented examples of a financial toolbox: a share, an index, a currency and a future."""

from __future__ import annotations

from engine.evidence import Row, Source, printed
from engine.evidence._options import Option

TITLE = "The examples of MATLAB's Financial Toolbox"
SOURCE = Source(
    "MathWorks, Financial Toolbox documentation (since 2006)",
    "examples of blsprice and blkprice",
)
TOPIC, KIND, ORDER = "Option values", "published", 14
PRINTED = (
    (Option("call", 95, 100, 0, 0.10, 0.25, 0.50), 13.6953),
    (Option("put", 95, 100, 0, 0.10, 0.25, 0.50), 6.3497),
    (Option("call", 980, 910, 0.025, 0.02, 0.25, 0.25), 19.6863),
    (Option("put", 980, 910, 0.025, 0.02, 0.25, 0.25), 90.4683),
    (Option("call", 1.6, 1.6, 0.11, 0.08, 0.3333, 0.20), 0.0639),
    (Option("call", 20, 20, 0.09, 0.09, 4 / 12, 0.25), 1.1166),
    (Option("put", 20, 20, 0.09, 0.09, 4 / 12, 0.25), 1.1166),
)


def rows() -> tuple[Row, ...]:
    """Return each option's value."""
    return tuple(printed(one.label, value, one.figure("value")) for one, value in PRINTED)
