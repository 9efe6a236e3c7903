"""Haug's table of options on a future: three prices, three volatilities, two times, both kinds."""

from __future__ import annotations

from engine.evidence import Row, Source
from engine.pricing import black76

TITLE = "Options on a future, 36 values"
SOURCE = Source(
    "Haug, The Complete Guide to Option Pricing Formulas (1998)",
    "page 24, European values",
    "QuantLib's test suite, europeanoption.cpp",
)
TOPIC, KIND, ORDER = "Option values", "published", 11
NOTE = (
    "Black's formula of 1976 with a strike of 100 and a rate of 10 %. Tolerance: one unit of the "
    "last digit, for two of the printed values are one higher than the formula gives."
)
PRINTED = {
    ("call", 0.1): (
        *(0.0205, 1.8734, 9.9413),
        *(0.3150, 3.1217, 10.3556),
        *(0.9474, 4.3693, 11.1381),
    ),
    ("call", 0.5): (
        *(0.8069, 4.0232, 10.5769),
        *(2.7026, 6.6997, 12.7857),
        *(4.9329, 9.3679, 15.3086),
    ),
    ("put", 0.1): (
        *(9.9210, 1.8734, 0.0408),
        *(10.2155, 3.1217, 0.4551),
        *(10.8479, 4.3693, 1.2376),
    ),
    ("put", 0.5): (
        *(10.3192, 4.0232, 1.0646),
        *(12.2149, 6.6997, 3.2734),
        *(14.4452, 9.3679, 5.7963),
    ),
}
"""By kind and years: volatilities of 15, 25 and 35 %, each at futures of 90, 100 and 110."""
_CASES = [(volatility, forward) for volatility in (0.15, 0.25, 0.35) for forward in (90, 100, 110)]


def rows() -> tuple[Row, ...]:
    """Return each option's value."""
    return tuple(
        Row(
            f"{kind}, future {forward}, {years:g} years, {100 * volatility:g} %",
            value,
            float(
                black76.price(
                    kind=kind,
                    forward=forward,
                    strike=100,
                    years=years,
                    volatility=volatility,
                    rate=0.10,
                )
            ),
            0.0001,
        )
        for (kind, years), values in PRINTED.items()
        for (volatility, forward), value in zip(_CASES, values, strict=True)
    )
