"""The documented examples of a financial toolbox: the five Greeks of a call and a put."""

from __future__ import annotations

from engine.evidence import Row, Source, printed
from engine.evidence._options import Option

TITLE = "The Greeks of MATLAB's Financial Toolbox"
SOURCE = Source(
    "MathWorks, Financial Toolbox documentation (since 2006)",
    "examples of blsdelta, blsgamma, blsvega, blstheta and blsrho",
)
TOPIC, KIND, ORDER = "Greeks", "published", 24
NOTE = "Strike and spot 50, a quarter of a year, 30 %, rate 12 % (10 % for delta, as documented)."
_CALL = Option("call", 50, 50, 0, 0.12, 0.25, 0.30)
PRINTED = (
    ("call delta", "delta", _CALL._replace(rate=0.10), 0.5955),
    ("put delta", "delta", _CALL._replace(rate=0.10, kind="put"), -0.4045),
    ("gamma", "gamma", _CALL, 0.0512),
    ("vega", "vega", _CALL, 9.6035),
    ("call theta", "theta", _CALL, -8.9630),
    ("put theta", "theta", _CALL._replace(kind="put"), -3.1404),
    ("call rho", "rho", _CALL, 6.6686),
    ("put rho", "rho", _CALL._replace(kind="put"), -5.4619),
)


def rows() -> tuple[Row, ...]:
    """Return each Greek."""
    return tuple(printed(what, value, one.figure(name)) for what, name, one, value in PRINTED)
