"""A column of claims is its claims one by one, on any grid of markets."""

from __future__ import annotations

import numpy as np
import pytest

from engine.errors import InvalidInput
from engine.pricing import black_scholes, claims
from engine.pricing.black_scholes import Greeks
from engine.pricing.claims import Claims

Row = tuple[str, float, float, float, float]
MIXED: tuple[Row, ...] = (
    ("put", 100, 75, 45 / 365, 0.27),
    ("linear", 1, 0, 0, 0),
    ("call", 100, 85, 45 / 365, 0.22),
    ("linear", 200, 0, 0, 0),
    ("call", 10, 80, 17 / 365, 0.24),
)
RATES = {"rate": 0.03, "dividend_yield": 0.02}


def _columns(*rows: Row) -> Claims:
    payoff, units, strike, years, volatility = zip(*rows, strict=True) if rows else [()] * 5
    numbers = (np.array(column, dtype=float) for column in (units, strike, years, volatility))
    return Claims(np.array(payoff, dtype=np.str_), *numbers)


def test_linear_claim_is_so_many_units_of_the_underlying() -> None:
    """A share is worth the spot, has a delta of one, and no other Greek whatever the market."""
    figures = claims.greeks(_columns(MIXED[1], MIXED[3]), spot=80, years_passed=1, **RATES)
    assert figures.value.tolist() == [80, 16_000]
    assert figures.delta.tolist() == [1, 200]
    assert all(not column.any() for column in figures[2:])


def test_option_claim_is_units_times_the_option() -> None:
    """A contract on 100 shares is worth, and moves as, 100 options."""
    _, units, strike, years, volatility = MIXED[0]
    single = black_scholes.greeks(
        kind="put", spot=80.0, strike=strike, years=years, volatility=volatility, **RATES
    )
    contract = claims.greeks(_columns(MIXED[0]), spot=80.0, **RATES)
    for name in Greeks._fields:
        assert getattr(contract, name)[0] == pytest.approx(
            units * float(getattr(single, name)), rel=1e-14
        )


@pytest.mark.parametrize("name", Greeks._fields)
def test_mixed_column_keeps_its_order(name: str) -> None:
    """Each row of a mixed column has the figures that it has alone."""
    together = getattr(claims.greeks(_columns(*MIXED), spot=80, **RATES), name)
    alone = [getattr(claims.greeks(_columns(row), spot=80, **RATES), name)[0] for row in MIXED]
    assert together == pytest.approx(alone, rel=1e-14)


def test_value_is_the_value_of_the_greeks() -> None:
    """Both ways of asking give one value."""
    columns = _columns(*MIXED)
    assert claims.value(columns, spot=80.0, **RATES) == pytest.approx(
        claims.greeks(columns, spot=80.0, **RATES).value, rel=1e-15
    )


def test_spot_given_as_a_whole_number_is_the_same_spot() -> None:
    """A spot of 80 is a spot of 80.0: no value loses its cents for want of a decimal point."""
    columns = _columns(*MIXED)
    whole, with_point = (claims.greeks(columns, spot=spot, **RATES) for spot in (80, 80.0))
    for name in Greeks._fields:
        assert getattr(whole, name).tolist() == getattr(with_point, name).tolist(), name


def test_grid_of_markets_is_its_markets_one_by_one() -> None:
    """Spots down, shifts across, claims last: each cell is a single valuation."""
    columns = _columns(*MIXED)
    spots, shifts, passed = np.array([70.0, 80.0, 90.0]), np.array([-0.02, 0.03]), 0.01
    grid = claims.value(
        columns, spot=spots[:, None], volatility_shift=shifts, years_passed=passed, **RATES
    )
    assert grid.shape == (3, 2, len(MIXED))
    for down, spot in enumerate(spots):
        for across, shift in enumerate(shifts):
            cell = claims.value(
                columns, spot=spot, volatility_shift=shift, years_passed=passed, **RATES
            )
            assert grid[down, across] == pytest.approx(cell, rel=1e-13)


@pytest.mark.parametrize("rows", [(), MIXED[1:2], MIXED[:1], MIXED])
def test_shape_is_the_markets_and_then_the_claims(rows: tuple[Row, ...]) -> None:
    """Shares alone, options alone, both and nothing fill the same grid."""
    spots, shifts = np.linspace(70, 90, 4)[:, None], np.linspace(-0.1, 0.1, 3)
    columns = _columns(*rows)
    assert claims.value(columns, spot=spots, volatility_shift=shifts).shape == (4, 3, len(rows))
    assert claims.value(columns, spot=80).shape == (len(rows),)
    assert {column.shape for column in claims.greeks(columns, spot=80)} == {(len(rows),)}


@pytest.mark.parametrize(
    ("spot", "paid"), [(60.0, (1_500, 0)), (80.0, (0, 0)), (100.0, (0, 1_500))]
)
def test_claim_that_expires_within_the_scenario_is_worth_what_it_pays(
    spot: float, paid: tuple[float, float]
) -> None:
    """Time past the expiry is no negative time: what expired has paid, what is later lives on."""
    columns = _columns(MIXED[0], MIXED[2], ("call", 100, 80, 1.0, 0.24))
    value = claims.value(columns, spot=spot, years_passed=60 / 365, **RATES)
    left = black_scholes.price(
        kind="call", spot=spot, strike=80, years=305 / 365, volatility=0.24, **RATES
    )
    assert value == pytest.approx([*paid, 100 * float(left)], rel=1e-12)


def test_shift_never_takes_a_volatility_below_zero() -> None:
    """Beyond the floor a further fall of volatility changes nothing."""
    columns = _columns(*MIXED)
    at_floor = claims.value(columns._replace(volatility=np.zeros(5)), spot=80, **RATES)
    for shift in (-0.27, -0.5, -10):
        assert claims.value(columns, spot=80, volatility_shift=shift, **RATES) == pytest.approx(
            at_floor, abs=1e-10
        )


def test_shift_moves_every_series_own_volatility() -> None:
    """Two points up reprices each option at its own volatility plus two points."""
    columns = _columns(*MIXED)
    higher = columns._replace(volatility=columns.volatility + 0.02)
    shifted = claims.greeks(columns, spot=80, volatility_shift=0.02, **RATES)
    for ours, theirs in zip(shifted, claims.greeks(higher, spot=80, **RATES), strict=True):
        assert ours == pytest.approx(theirs, rel=1e-14)


@pytest.mark.parametrize("rows", [MIXED, MIXED[1:2], ()])
def test_spot_below_zero_is_refused_even_without_an_option(rows: tuple[Row, ...]) -> None:
    """No book, not even one of shares alone, is valued at a spot that cannot be."""
    with pytest.raises(InvalidInput, match="spot"):
        claims.value(_columns(*rows), spot=[80, -1])


MARKETS = {
    "spot": np.array([70.0, 80.0, 90.0])[:, None],
    "rate": np.array([0.01, 0.05]),
    "dividend_yield": np.array([[0.0], [0.02], [0.04]]),
    "volatility_factor": np.array([0.75, 1.25]),
    "volatility_shift": 0.01,
    "years_passed": np.array([[0.0], [10 / 365], [60 / 365]]),
}
"""Six markets, three by two, in which everything that can move does."""


@pytest.mark.parametrize("rows", [(), MIXED[1:2], MIXED[:1], MIXED])
def test_figures_in_many_markets_are_those_of_each_market(rows: tuple[Row, ...]) -> None:
    """Each market input broadcasts: every cell has the twelve figures of its own market alone."""
    columns = _columns(*rows)
    together = claims.greeks(columns, **MARKETS)
    assert {column.shape for column in together} == {(3, 2, len(rows))}
    whole = {name: np.broadcast_to(column, (3, 2)) for name, column in MARKETS.items()}
    for cell in np.ndindex(3, 2):
        alone = claims.greeks(columns, **{name: float(at[cell]) for name, at in whole.items()})
        for figure, single in zip(together, alone, strict=True):
            assert figure[cell] == pytest.approx(single, rel=1e-13)


def test_only_what_is_asked_comes_back_in_the_order_asked() -> None:
    """A choice of figures is those of all twelve, to the last bit; none is none."""
    columns = _columns(*MIXED)
    everything = claims.greeks(columns, **MARKETS)
    chosen = ("theta", "value", "color", "delta")
    for name, figure in zip(chosen, claims.measure(columns, chosen, **MARKETS), strict=True):
        assert np.array_equal(figure, getattr(everything, name)), name
    assert claims.measure(columns, (), **MARKETS) == ()


def test_figures_for_a_simulation_are_the_five_of_the_textbook() -> None:
    """Asked for nothing in particular: value, delta, gamma, vega and theta."""
    columns = _columns(*MIXED)
    everything = claims.greeks(columns, spot=80, **RATES)
    for figure, whole in zip(claims.measure(columns, spot=80, **RATES), everything, strict=False):
        assert np.array_equal(figure, whole)
    assert len(claims.measure(columns, spot=80, **RATES)) == 5


@pytest.mark.parametrize("rows", [(), MIXED])
def test_figure_that_does_not_exist_is_refused(rows: tuple[Row, ...]) -> None:
    """The sentence names it, and what there is."""
    with pytest.raises(InvalidInput, match='no figure "detla"; there are: value, delta, gamma'):
        claims.measure(_columns(*rows), ("value", "detla"), spot=80)


def test_factor_multiplies_every_series_own_volatility_before_the_shift() -> None:
    """A quarter less and a point more: 24 % becomes 19 %, and a share does not care."""
    columns = _columns(*MIXED)
    moved = columns._replace(volatility=columns.volatility * 0.75 + 0.01)
    factored = claims.value(
        columns, spot=80, volatility_factor=0.75, volatility_shift=0.01, **RATES
    )
    assert factored == pytest.approx(claims.value(moved, spot=80, **RATES), rel=1e-14)


def test_answers_share_nothing_with_the_claims_or_each_other() -> None:
    """Writing into one figure changes no other, and no input."""
    columns = _columns(*MIXED)
    value, delta = claims.measure(columns, ("value", "delta"), spot=80, **RATES)
    before = delta.copy()
    value[:] = 0
    assert np.array_equal(delta, before)
    assert np.array_equal(columns.strike, _columns(*MIXED).strike)
