"""Laws that hold for every European option, whatever its numbers: parity, the equation, slopes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InvalidInput
from engine.pricing import black_scholes
from engine.pricing.black_scholes import Greeks

from .draws import LAW, contracts, kinds, wide_box

Contract = dict[str, float]

SHARED = ("gamma", "vega", "vanna", "vomma", "speed", "zomma", "color")
"""What a call and a put of one series share: parity has no curvature and no volatility."""


def _numbers(kind: str, contract: Contract) -> dict[str, float]:
    figures = black_scholes.greeks(kind=kind, **contract)
    return {name: float(figure) for name, figure in figures._asdict().items()}


def _legs(contract: Contract) -> tuple[float, float]:
    """Return the discounted spot and the discounted strike of the contract."""
    held = np.exp(-contract["dividend_yield"] * contract["years"])
    owed = np.exp(-contract["rate"] * contract["years"])
    return float(contract["spot"] * held), float(contract["strike"] * owed)


@LAW
@given(contracts())
def test_call_less_put_is_the_forward(contract: Contract) -> None:
    """Put-call parity (Stoll 1969): C - P = S exp(-qT) - K exp(-rT)."""
    held, owed = _legs(contract)
    call, put = (float(black_scholes.price(kind=kind, **contract)) for kind in ("call", "put"))
    assert call - put == pytest.approx(held - owed, abs=1e-13 * (held + owed))


@LAW
@given(contracts())
def test_parity_of_the_greeks(contract: Contract) -> None:
    """Parity differentiated: what a call has more than a put is what a forward has."""
    held, owed = _legs(contract)
    call, put = _numbers("call", contract), _numbers("put", contract)
    spot, years = contract["spot"], contract["years"]
    rate, dividend_yield = contract["rate"], contract["dividend_yield"]
    forward = {
        "delta": held / spot,
        "theta": dividend_yield * held - rate * owed,
        "rho": years * owed,
        "charm": dividend_yield * held / spot,
    }
    for name, figure in forward.items():
        size = 1 + abs(call[name]) + abs(put[name])
        assert call[name] - put[name] == pytest.approx(figure, abs=1e-13 * size), name


@LAW
@given(contracts())
def test_call_and_put_of_a_series_share_their_curvature(contract: Contract) -> None:
    """Gamma, vega and all that derives from them are the same for the call and the put."""
    call, put = _numbers("call", contract), _numbers("put", contract)
    assert {name: call[name] for name in SHARED} == {name: put[name] for name in SHARED}


@LAW
@given(kinds, contracts())
def test_black_scholes_equation(kind: str, contract: Contract) -> None:
    """Theta + .5 sigma^2 S^2 gamma + (r - q) S delta - r V = 0 (Black & Scholes 1973, Merton 1973).

    The terms cancel, so the sum is held to rounding of the largest of them.
    """
    figures, spot = _numbers(kind, contract), contract["spot"]
    terms = (
        figures["theta"],
        0.5 * contract["volatility"] ** 2 * spot**2 * figures["gamma"],
        (contract["rate"] - contract["dividend_yield"]) * spot * figures["delta"],
        -contract["rate"] * figures["value"],
    )
    assert abs(sum(terms)) <= 1e-11 * sum(map(abs, terms)) + 1e-14 * spot


@LAW
@given(kinds, contracts())
def test_vega_is_gamma_times_variance(kind: str, contract: Contract) -> None:
    """vega = S^2 gamma sigma T: without it no two options could show that vega cannot be hedged."""
    figures = _numbers(kind, contract)
    by_gamma = contract["spot"] ** 2 * figures["gamma"] * contract["volatility"] * contract["years"]
    assert figures["vega"] == pytest.approx(by_gamma, rel=1e-12)


@LAW
@given(kinds, contracts(), st.sampled_from(["value", "delta", "gamma"]))
def test_next_greek_is_the_slope_by_spot(kind: str, contract: Contract, name: str) -> None:
    """Delta is the slope of value, gamma that of delta, speed that of gamma."""
    slope_of = {"value": "delta", "delta": "gamma", "gamma": "speed"}
    step = 1e-3 * contract["spot"] * contract["volatility"] * contract["years"] ** 0.5
    spots = contract["spot"] + step * np.array([-2, -1, 1, 2])
    beside = getattr(black_scholes.greeks(**{**contract, "kind": kind, "spot": spots}), name)
    slope = float(beside @ [1, -8, 8, -1]) / (12 * step)
    size = abs(_numbers("call", contract)[name]) / step
    assert slope == pytest.approx(_numbers(kind, contract)[slope_of[name]], abs=2e-10 * size)


@LAW
@given(kinds, contracts())
def test_value_lies_between_the_bounds_of_no_arbitrage(kind: str, contract: Contract) -> None:
    """An option is worth at least its forward's intrinsic value, and at most what it promises."""
    held, owed = _legs(contract)
    value = float(black_scholes.price(kind=kind, **contract))
    ahead, most = (held - owed, held) if kind == "call" else (owed - held, owed)
    rounding = 1e-13 * (held + owed)
    assert max(ahead, 0) - rounding <= value <= most + rounding


@LAW
@given(kinds, contracts(), st.floats(0.001, 1_000))
def test_value_scales_with_the_currency(kind: str, contract: Contract, factor: float) -> None:
    """Counting spot and strike in another coin changes the value alike and the delta not at all."""
    other = {
        **contract,
        "spot": contract["spot"] * factor,
        "strike": contract["strike"] * factor,
    }
    here, there = _numbers(kind, contract), _numbers(kind, other)
    assert there["value"] == pytest.approx(
        here["value"] * factor, rel=1e-9, abs=1e-13 * other["spot"]
    )
    assert there["delta"] == pytest.approx(here["delta"], abs=1e-12)


def test_price_is_the_value_of_the_greeks() -> None:
    """Asking for the price alone gives the very number that comes with the Greeks."""
    columns = wide_box(500, widest=9)
    assert np.array_equal(black_scholes.price(**columns), black_scholes.greeks(**columns).value)


@pytest.mark.parametrize("name", Greeks._fields)
def test_column_of_options_is_its_options_one_by_one(name: str) -> None:
    """Vectorised and single results are the same numbers."""
    columns = wide_box(60, widest=5)
    together = getattr(black_scholes.greeks(**columns), name)
    for place in range(60):
        alone = black_scholes.greeks(**{key: column[place] for key, column in columns.items()})
        assert float(getattr(alone, name)) == pytest.approx(together[place], rel=1e-13)


def test_inputs_broadcast_and_every_figure_has_the_whole_shape() -> None:
    """Two kinds by three spots by four volatilities are twenty-four options."""
    figures = black_scholes.greeks(
        kind=np.array(["call", "put"])[:, None, None],
        spot=np.array([70.0, 80.0, 90.0])[:, None],
        strike=80,
        years=0.25,
        volatility=[0.1, 0.2, 0.3, 0.4],
    )
    assert {figure.shape for figure in figures} == {(2, 3, 4)}
    alone = black_scholes.greeks(kind="put", spot=70, strike=80, years=0.25, volatility=0.4)
    for together, single in zip(figures, alone, strict=True):
        assert together[1, 0, 3] == pytest.approx(float(single), rel=1e-13)


def test_no_options_have_no_figures() -> None:
    """An empty column is an empty answer, not an error."""
    none = np.array([])
    figures = black_scholes.greeks(
        kind=none.astype(str), spot=80, strike=none, years=none, volatility=none
    )
    assert {figure.shape for figure in figures} == {(0,)}


@pytest.mark.parametrize("name", Greeks._fields)
def test_figure_asked_for_alone_is_the_same_figure(name: str) -> None:
    """Whatever else is computed with it, a figure is the same to the last bit."""
    columns = wide_box(200, widest=5)
    (alone,) = black_scholes.figures([name], **columns)
    assert np.array_equal(alone, getattr(black_scholes.greeks(**columns), name))


def test_figure_that_does_not_exist_is_refused() -> None:
    """A name that is no field of the Greeks is named back, with those there are."""
    with pytest.raises(InvalidInput, match='no figure "lambda"'):
        black_scholes.figures(["lambda"], kind="call", spot=1, strike=1, years=1, volatility=1)


@pytest.mark.parametrize(
    "shape", [(50_000,), (20_001, 3), (3, 9_001), (1, 30_000), (7, 40, 200), (30_000, 1)]
)
def test_many_options_are_few_options_many_times(shape: tuple[int, ...]) -> None:
    """However large the answer, and whatever broadcasts along it, each cell is its own option."""
    random = np.random.default_rng(7)
    spot, strike = random.uniform(60, 100, shape), random.uniform(60, 100, shape[-1:])
    years = random.uniform(0, 1, (*shape[:-1], 1))
    kind = np.where(np.arange(shape[0]) % 2, "call", "put").reshape(-1, *[1] * (len(shape) - 1))
    terms = {"strike": strike, "years": years, "volatility": 0.3, "rate": 0.03}
    together = black_scholes.greeks(kind=kind, spot=spot, **terms)
    assert {figure.shape for figure in together} == {shape}
    full = [np.broadcast_to(column, shape) for column in (kind, spot, strike, years)]
    for place in random.integers(0, spot.size, 40):
        one = np.unravel_index(place, shape)
        alone = black_scholes.greeks(
            kind=full[0][one],
            spot=full[1][one],
            strike=full[2][one],
            years=full[3][one],
            volatility=0.3,
            rate=0.03,
        )
        for figure, single in zip(together, alone, strict=True):
            assert figure[one] == pytest.approx(float(single), rel=1e-13, abs=1e-300)


def test_an_expired_row_among_many_changes_no_other() -> None:
    """Options at expiry, without volatility and alive side by side have the figures of each."""
    years, volatility = np.array([0.0, 0.25, 0.25]), np.array([0.24, 0.0, 0.24])
    terms = {"kind": "call", "spot": 82.0, "strike": 80.0, "rate": 0.03}
    together = black_scholes.greeks(years=years, volatility=volatility, **terms)
    for place in range(3):
        alone = black_scholes.greeks(years=years[place], volatility=volatility[place], **terms)
        for figure, single in zip(together, alone, strict=True):
            assert figure[place] == pytest.approx(float(single), rel=1e-14)
