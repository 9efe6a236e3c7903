"""Black-Scholes-Merton held against what was published, QuantLib, and 50-digit differentiation."""

from __future__ import annotations

import math
from typing import Any

import pytest
import QuantLib

from engine.pricing import black_scholes
from engine.pricing.black_scholes import Greeks

from . import reference
from .draws import rows, wide_box

CLOSE = 1e-10
AGAINST_QUANTLIB = {
    "value": (),
    "delta": ("spot",),
    "gamma": ("spot",),
    "vega": ("years",),
    "theta": ("spot", "years"),
    "rho": ("years",),
    "vanna": ("spot", "years"),
}
"""The figures that QuantLib has, and what its calculator asks for to give them."""

BASE_CASE_X = {
    "kind": "call",
    "spot": 80,
    "strike": 80,
    "years": 45 / 365,
    "volatility": 0.24,
    "rate": 0.03,
    "dividend_yield": 0.02,
}

HAUG_VALUES = [
    ("call", 65, 60, 0.00, 0.08, 0.25, 0.30, 2.1334),
    ("put", 95, 100, 0.05, 0.10, 0.50, 0.20, 2.4648),
    ("call", 19, 19, 0.10, 0.10, 0.75, 0.28, 1.7011),
    ("put", 19, 19, 0.10, 0.10, 0.75, 0.28, 1.7011),
    ("put", 70, 75, 0.05, 0.10, 0.50, 0.35, 4.0870),
]

HAUG_GREEKS = [
    ("delta", "call", 100, 105, 0.10, 0.10, 0.5, 0.36, 0.5946),
    ("gamma", "call", 60, 55, 0.00, 0.10, 0.75, 0.30, 0.0278),
    ("gamma", "put", 60, 55, 0.00, 0.10, 0.75, 0.30, 0.0278),
    ("vega", "call", 60, 55, 0.00, 0.10, 0.75, 0.30, 18.9358),
    ("theta", "put", 405, 430, 0.05, 0.07, 1 / 12, 0.20, -31.1924),
]


def _option(
    kind: str, strike: float, spot: float, held: float, rate: float, years: float, volatility: float
) -> dict[str, Any]:
    return {
        "kind": kind,
        "strike": strike,
        "spot": spot,
        "dividend_yield": held,
        "rate": rate,
        "years": years,
        "volatility": volatility,
    }


@pytest.mark.parametrize("row", HAUG_VALUES)
def test_value_is_the_one_haug_1998_prints(row: tuple[Any, ...]) -> None:
    """Haug, "The Complete Guide to Option Pricing Formulas" (1998), printed to four decimals."""
    assert float(black_scholes.price(**_option(*row[:-1]))) == pytest.approx(row[-1], abs=5e-5)


@pytest.mark.parametrize("row", HAUG_GREEKS)
def test_greek_is_the_one_haug_1998_prints(row: tuple[Any, ...]) -> None:
    """Haug (1998) prints one option for each of delta, gamma, vega and theta a year."""
    figures = black_scholes.greeks(**_option(*row[1:-1]))
    assert float(getattr(figures, row[0])) == pytest.approx(row[-1], abs=5e-5)


@pytest.mark.parametrize(
    ("name", "units", "printed", "half_a_digit"),
    [
        ("value", 1, 2.7299, 5e-5),
        ("delta", 1, 0.52135, 5e-6),
        ("gamma", 1, 0.058936, 5e-7),
        ("vega", 100, 0.11161, 5e-6),
        ("theta", 365, -0.03068, 5e-6),
    ],
)
def test_base_case_x(name: str, units: int, printed: float, half_a_digit: float) -> None:
    """The lessons' at-the-money call of domain.md: per point of volatility, per calendar day."""
    figure = float(getattr(black_scholes.greeks(**BASE_CASE_X), name))
    assert figure / units == pytest.approx(printed, abs=half_a_digit)


def test_derman_and_kamal_value_and_vega() -> None:
    """Derman & Kamal: one month at the money, S 100, 20 %, r 5 %: worth 2.5121, vega 11.458."""
    figures = black_scholes.greeks(
        kind="call", spot=100, strike=100, years=1 / 12, volatility=0.20, rate=0.05
    )
    assert float(figures.value) == pytest.approx(2.5121, abs=5e-5)
    assert float(figures.vega) == pytest.approx(11.458, abs=5e-4)


@pytest.mark.parametrize("name", Greeks._fields)
def test_figure_is_the_derivative_it_claims_to_be(name: str) -> None:
    """Each figure is its mpmath derivative to 1e-10, relative, over the whole wide box.

    Some figures cross zero, where no relative error can hold. No floor is needed for them: the
    draws are seeded, and none lies close enough to a crossing for the rule to need excusing.
    """
    columns = wide_box(250, widest=7)
    ours = getattr(black_scholes.greeks(**columns), name)
    for figure, option in zip(ours.tolist(), rows(columns), strict=True):
        truth = reference.figure(name, option)
        assert abs(figure / truth - 1) <= CLOSE, f"{name} {figure!r}, not {truth}, of {option}"


@pytest.mark.parametrize("name", AGAINST_QUANTLIB)
def test_figure_is_quantlibs(name: str) -> None:
    """Each figure is that of QuantLib's BlackCalculator, fed exact times, to 1e-10, relative.

    Within two standard deviations only: further out QuantLib's own normal distribution is good to
    fewer digits than ours (mpmath judges there). Its volga has another convention.
    """
    columns = wide_box(2_000, widest=2)
    ours = getattr(black_scholes.greeks(**columns), name)
    for figure, option in zip(ours.tolist(), rows(columns), strict=True):
        theirs = _quantlib(name, option)
        assert abs(figure / theirs - 1) <= CLOSE, f"{name} {figure!r}, not {theirs!r}, of {option}"


def _quantlib(name: str, option: dict[str, Any]) -> float:
    spot, years, rate = option["spot"], option["years"], option["rate"]
    side = QuantLib.Option.Call if option["kind"] == "call" else QuantLib.Option.Put
    calculator = QuantLib.BlackCalculator(
        QuantLib.PlainVanillaPayoff(side, option["strike"]),
        spot * math.exp((rate - option["dividend_yield"]) * years),
        option["volatility"] * math.sqrt(years),
        math.exp(-rate * years),
    )
    return float(getattr(calculator, name)(*(option[key] for key in AGAINST_QUANTLIB[name])))
