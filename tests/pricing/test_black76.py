"""Black 1976 held against what was published, QuantLib, 50-digit differentiation and its laws."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import QuantLib
from hypothesis import given

from engine.errors import InvalidInput
from engine.pricing import black76, black_scholes
from engine.pricing.black_scholes import Greeks

from . import reference
from .draws import LAW, contracts, kinds, rows, wide_box

CLOSE = 1e-10


def _on_forward(option: dict[str, Any]) -> dict[str, Any]:
    """Return an option on a share as the same option on a future: no yield, spot the forward."""
    kept = {key: entry for key, entry in option.items() if key not in ("spot", "dividend_yield")}
    return {**kept, "forward": option["spot"]}


@pytest.mark.parametrize("kind", ["call", "put"])
def test_value_is_the_one_haug_1998_prints(kind: str) -> None:
    """Haug (1998), options on futures: 19 at 19, nine months, 10 %, 28 % are each worth 1.7011."""
    value = black76.price(kind=kind, forward=19, strike=19, years=0.75, volatility=0.28, rate=0.10)
    assert float(value) == pytest.approx(1.7011, abs=5e-5)


def test_short_index_option_of_the_worked_example() -> None:
    """domain.md, worked example 8: SXO 1450 call, future 1,420, 60 days, 14 %, r 3 %."""
    figures = black76.greeks(
        kind="call", forward=1_420, strike=1_450, years=60 / 365, volatility=0.14, rate=0.03
    )
    assert float(figures.value) == pytest.approx(19.573, abs=5e-4)
    assert float(figures.delta) == pytest.approx(0.36515, abs=5e-6)


@pytest.mark.parametrize("name", Greeks._fields)
def test_figure_is_the_derivative_it_claims_to_be(name: str) -> None:
    """Each figure is the mpmath derivative of Black's value by the forward, to 1e-10, relative."""
    columns = wide_box(100, widest=6, carry=False)
    ours = getattr(black76.greeks(**_on_forward(columns)), name)
    for figure, option in zip(ours.tolist(), rows(columns), strict=True):
        truth = reference.figure(name, option, reference.forward_value)
        assert abs(figure / truth - 1) <= CLOSE, f"{name} {figure!r}, not {truth}, of {option}"


@pytest.mark.parametrize("name", ["value", "delta", "gamma", "vega"])
def test_figure_is_quantlibs(name: str) -> None:
    """Each figure is QuantLib's by the forward, to 1e-10, within two standard deviations."""
    columns = wide_box(1_000, widest=2, carry=False)
    ours = getattr(black76.greeks(**_on_forward(columns)), name)
    for figure, option in zip(ours.tolist(), rows(columns), strict=True):
        theirs = _quantlib(name, option)
        assert abs(figure / theirs - 1) <= CLOSE, f"{name} {figure!r}, not {theirs!r}, of {option}"


def _quantlib(name: str, option: dict[str, Any]) -> float:
    side = QuantLib.Option.Call if option["kind"] == "call" else QuantLib.Option.Put
    forward, years = option["spot"], option["years"]
    calculator = QuantLib.BlackCalculator(
        QuantLib.PlainVanillaPayoff(side, option["strike"]),
        forward,
        option["volatility"] * math.sqrt(years),
        math.exp(-option["rate"] * years),
    )
    answers = {
        "value": calculator.value,
        "delta": calculator.deltaForward,
        "gamma": calculator.gammaForward,
        "vega": lambda: calculator.vega(years),
    }
    return float(answers[name]())


@LAW
@given(kinds, contracts())
def test_black_equation(kind: str, contract: dict[str, float]) -> None:
    """Theta + .5 sigma^2 F^2 gamma - r V = 0: a future costs nothing to hold (Black 1976)."""
    option = _on_forward(contract)
    figures = black76.greeks(kind=kind, **option)
    terms = (
        float(figures.theta),
        0.5 * option["volatility"] ** 2 * option["forward"] ** 2 * float(figures.gamma),
        -option["rate"] * float(figures.value),
    )
    assert abs(sum(terms)) <= 1e-11 * sum(map(abs, terms)) + 1e-14 * option["forward"]


@LAW
@given(kinds, contracts())
def test_rho_is_minus_time_times_value(kind: str, contract: dict[str, float]) -> None:
    """The rate moves the discounting alone, so rho = -T V."""
    figures = black76.greeks(kind=kind, **_on_forward(contract))
    assert float(figures.rho) == -contract["years"] * float(figures.value)


@LAW
@given(contracts())
def test_call_less_put_is_the_discounted_forward(contract: dict[str, float]) -> None:
    """Put-call parity on futures: C - P = exp(-rT) (F - K)."""
    option = _on_forward(contract)
    call, put = (float(black76.price(kind=kind, **option)) for kind in ("call", "put"))
    forward = math.exp(-option["rate"] * option["years"]) * (option["forward"] - option["strike"])
    assert call - put == pytest.approx(forward, abs=1e-13 * (option["forward"] + option["strike"]))


@LAW
@given(kinds, contracts())
def test_option_on_the_forward_is_the_option_on_the_share(
    kind: str, contract: dict[str, float]
) -> None:
    """At one expiry the share and its forward end at one price, so their options are worth one."""
    carry = (contract["rate"] - contract["dividend_yield"]) * contract["years"]
    forward = contract["spot"] * math.exp(carry)
    on_forward = black76.price(kind=kind, **{**_on_forward(contract), "forward": forward})
    on_share = black_scholes.price(kind=kind, **contract)
    assert float(on_forward) == pytest.approx(float(on_share), abs=1e-13 * contract["spot"])


def test_every_figure_has_the_whole_broadcast_shape() -> None:
    """Rho too has the shape of all inputs together."""
    figures = black76.greeks(
        kind="put", forward=[[90.0], [110.0]], strike=100, years=[0.1, 0.2, 0.3], volatility=0.2
    )
    assert {np.shape(figure) for figure in figures} == {(2, 3)}


@pytest.mark.parametrize("bad", [0.0, -5.0, math.nan])
def test_forward_that_means_nothing_is_refused(bad: float) -> None:
    """A forward at or below zero has no logarithm and is refused."""
    with pytest.raises(InvalidInput):
        black76.price(kind="call", forward=bad, strike=80, years=0.5, volatility=0.2)
