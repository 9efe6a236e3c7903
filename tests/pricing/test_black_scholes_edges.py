"""Where the formula divides by nothing, the answer is still a number, and the right one."""

from __future__ import annotations

import itertools
import math
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from engine.errors import InvalidInput
from engine.pricing import black_scholes
from engine.pricing.black_scholes import Greeks

GOOD: dict[str, Any] = {
    "kind": "call",
    "spot": 80.0,
    "strike": 80.0,
    "years": 0.25,
    "volatility": 0.24,
    "rate": 0.03,
    "dividend_yield": 0.02,
}
BARELY = (0.0, 1e-12, 1e-6)
CARRY = ((0.0, 0.0), (0.03, 0.02), (-0.02, 0.05))
CERTAIN = [
    (years, volatility)
    for years, volatility in itertools.product((0.0, 1e-12, 45 / 365), (0.0, 1e-12, 0.24))
    if volatility * years**0.5 < 1e-5
]
"""Times and volatilities that leave no doubt about where the underlying ends."""


@pytest.fixture(autouse=True)
def _warnings_are_failures() -> Iterator[None]:
    with warnings.catch_warnings(), np.errstate(all="warn", under="ignore"):
        warnings.simplefilter("error")
        yield


def _intrinsic(option: dict[str, Any]) -> float:
    """Return what the option pays when the underlying ends where its forward says."""
    held = option["spot"] * math.exp(-option["dividend_yield"] * option["years"])
    owed = option["strike"] * math.exp(-option["rate"] * option["years"])
    return max(held - owed, 0.0) if option["kind"] == "call" else max(owed - held, 0.0)


@pytest.mark.parametrize("kind", ["call", "put"])
@pytest.mark.parametrize("strike", [40, 79.99, 80, 80.01, 160, 8_000, 0.5])
@pytest.mark.parametrize("years", [*BARELY, 45 / 365, 5])
def test_every_figure_is_finite(kind: str, strike: float, years: float) -> None:
    """No corner of time, volatility, moneyness and carry makes a NaN, an infinity or a warning."""
    for volatility, (rate, held) in itertools.product((*BARELY, 0.24, 5), CARRY):
        figures = black_scholes.greeks(
            kind=kind,
            spot=80,
            strike=strike,
            years=years,
            volatility=volatility,
            rate=rate,
            dividend_yield=held,
        )
        broken = [name for name in Greeks._fields if not np.isfinite(getattr(figures, name))]
        assert not broken, (broken, volatility, rate, held)


@pytest.mark.parametrize("kind", ["call", "put"])
@pytest.mark.parametrize("strike", [40, 79, 81, 160])
@pytest.mark.parametrize(("years", "volatility"), CERTAIN)
def test_without_doubt_the_value_is_intrinsic_and_the_delta_a_step(
    kind: str, strike: float, years: float, volatility: float
) -> None:
    """At expiry, without volatility, or both, an option is a forward or nothing."""
    option = {**GOOD, "kind": kind, "strike": strike, "years": years, "volatility": volatility}
    figures, intrinsic = black_scholes.greeks(**option), _intrinsic(option)
    sign = 1 if kind == "call" else -1
    step = sign * math.exp(-0.02 * years) if intrinsic else 0.0
    assert float(figures.value) == pytest.approx(intrinsic, abs=1e-12)
    assert float(figures.delta) == pytest.approx(step, abs=1e-15)
    doubt = Greeks._fields[6:]
    assert {name: float(getattr(figures, name)) for name in ("gamma", "vega")} == {
        "gamma": 0,
        "vega": 0,
    }
    assert [float(getattr(figures, name)) for name in doubt if name != "charm"] == [0] * 5
    assert float(figures.charm) == pytest.approx(0.02 * step, abs=1e-15)


@pytest.mark.parametrize(("years", "volatility"), [(0.0, 0.24), (0.25, 0.0), (0.0, 0.0)])
def test_exactly_at_the_money_without_doubt_the_delta_is_a_half(
    years: float, volatility: float
) -> None:
    """On the step itself the call is half a share, and what would be infinite there is zero."""
    figures = black_scholes.greeks(
        kind=["call", "put"], spot=80, strike=80, years=years, volatility=volatility
    )
    assert figures.value.tolist() == [0, 0]
    assert figures.delta.tolist() == [0.5, -0.5]
    assert figures.gamma.tolist() == [0, 0]


@pytest.mark.parametrize("strike", [70, 80, 90])
@pytest.mark.parametrize("shrinking", ["years", "volatility"])
def test_limit_is_reached_without_a_jump(strike: float, shrinking: str) -> None:
    """The value at zero is what the values just above zero approach."""
    option = {**GOOD, "strike": strike}
    limit = float(black_scholes.price(**{**option, shrinking: 0.0}))
    for little in (1e-6, 1e-9, 1e-12):
        near = float(black_scholes.price(**{**option, shrinking: little}))
        assert near == pytest.approx(limit, abs=50 * math.sqrt(little))


@pytest.mark.parametrize("kind", ["call", "put"])
def test_deep_out_is_nothing_and_deep_in_is_the_forward(kind: str) -> None:
    """Forty standard deviations away an option is sure to end as it stands."""
    figures = black_scholes.greeks(**{**GOOD, "kind": kind, "strike": [1e-3, 1e7]})
    deep_in, deep_out = (0, 1) if kind == "call" else (1, 0)
    assert figures.value[deep_out] == figures.delta[deep_out] == 0
    assert abs(figures.delta[deep_in]) == pytest.approx(math.exp(-0.02 * 0.25), rel=1e-15)
    assert figures.gamma.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        *itertools.product(("spot", "strike"), (0, -1, math.nan, math.inf, -math.inf)),
        *itertools.product(("years", "volatility"), (-1e-9, -1, math.nan, math.inf)),
        *itertools.product(("rate", "dividend_yield"), (math.nan, math.inf)),
        *itertools.product(("kind",), ("straddle", "Call", "", None, 1)),
    ],
)
def test_input_that_means_nothing_is_refused_by_name(name: str, bad: Any) -> None:
    """What no formula can use is refused with a sentence that names the input."""
    for ask in (black_scholes.price, black_scholes.greeks):
        with pytest.raises(InvalidInput, match=f"^{name} must "):
            ask(**{**GOOD, name: bad})


def test_one_bad_row_is_enough_to_refuse_a_column() -> None:
    """A column with one spot below zero is refused, not answered in part."""
    with pytest.raises(InvalidInput, match="spot must be above zero"):
        black_scholes.price(**{**GOOD, "spot": [80, -80]})
    with pytest.raises(InvalidInput, match="kind must be"):
        black_scholes.price(**{**GOOD, "kind": ["call", "warrant"]})


@pytest.mark.parametrize("tiny", [1e-13, 1e-160, 1e-310, 5e-324])
def test_what_is_too_small_to_divide_by_counts_as_nothing(tiny: float) -> None:
    """A denormal time or volatility gives finite figures, as at expiry."""
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        for years, volatility in ((tiny, 0.24), (0.12, tiny), (tiny, tiny)):
            greeks = black_scholes.greeks(
                kind="call", spot=80, strike=80, years=years, volatility=volatility, rate=0.03
            )
            assert all(np.isfinite(figure) for figure in greeks)
