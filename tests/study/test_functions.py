"""The functions of formulas: a key computed with them agrees with the simulators."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.exposure import notation
from engine.exposure.greeks import desk_greeks
from engine.pricing.market import Market
from engine.study.numbers import functions
from engine.study.numbers.formula import BadFormula, parse
from tests.study.written import LAW

BOOK = "-250_call_80_45_24~40_put_75_45_27~9000_share"
FIGURES = {
    "value": "value",
    "delta": "delta_shares",
    "gamma": "gamma_per_dollar",
    "vega": "vega_per_point",
    "theta": "theta_per_day",
    "rho": "rho_per_basis_point",
}


def value(text: str, **names: float) -> float:
    """Return what a formula comes to."""
    return float(parse(text).value(names))


@pytest.mark.parametrize("name", functions.known())
def test_each_function_says_how_it_is_written(name: str) -> None:
    """Its name, its arguments, and one sentence that a teacher can read."""
    function = functions.known()[name]
    assert function.usage.startswith(f"{name}(") and function.usage.endswith(")")
    assert function.says.endswith(".") and len(function.says) <= 100
    assert function.takes(function.fewest) and not function.takes(function.fewest - 1)


@pytest.mark.parametrize("name", functions.known())
def test_each_function_takes_arrays(name: str) -> None:
    """All variants at once: as many answers as variants, each what it would be alone."""
    function = functions.known()[name]
    columns = np.array([0.2, 0.3])
    spots = np.array([79.0, 81.0])
    given = [
        "-20_call_80_45_24" if place in function.texts else spots if place == 1 else columns
        for place in range(function.fewest)
    ]
    together = np.asarray(function.compute(*given), dtype=float)
    assert together.shape == (2,)
    for place in range(2):
        alone = [one if isinstance(one, str) else one[place] for one in given]
        assert together[place] == pytest.approx(float(function.compute(*alone)), nan_ok=True)


@pytest.mark.parametrize("figure", FIGURES)
@given(st.floats(60, 100), st.floats(0, 0.1), st.floats(0, 0.1))
@settings(LAW, max_examples=20)
def test_a_book_s_figures_are_the_desk_s(
    figure: str, spot: float, rate: float, dividend: float
) -> None:
    """In the same units as every page of the app."""
    book, _ = notation.read(BOOK)
    net = desk_greeks(book, Market(spot=spot, rate=rate, dividend_yield=dividend))
    text = f'book_{figure}("{BOOK}", spot, rate, dividend)'
    found = value(text, spot=spot, rate=rate, dividend=dividend)
    assert found == pytest.approx(getattr(net, FIGURES[figure]))


@given(st.floats(60, 100), st.floats(60, 100), st.floats(0.01, 1), st.floats(0.05, 0.8))
@LAW
def test_calls_and_puts_keep_parity(spot: float, strike: float, years: float, vol: float) -> None:
    """Call less put is the forward; the deltas differ by one share, gamma and vega are shared."""
    names = {"spot": spot, "strike": strike, "years": years, "vol": vol}
    arguments = "spot, strike, years, 0.03, vol"
    forward = spot - strike * math.exp(-0.03 * years)
    price = value(f"call_price({arguments}) - put_price({arguments})", **names)
    assert price == pytest.approx(forward, abs=1e-8)
    delta = value(f"call_delta({arguments}) - put_delta({arguments})", **names)
    assert delta == pytest.approx(1)


def test_greeks_are_slopes_in_the_units_that_they_say() -> None:
    """A point, a day, a basis point: the price moves by the Greek when that much passes."""
    at = "80, 82, {years}, {rate}, {vol}, 0.02"
    base = value(f"call_price({at.format(years='45/365', rate='0.03', vol='0.24')})")
    day = value(f"call_price({at.format(years='44/365', rate='0.03', vol='0.24')})")
    point = value(f"call_price({at.format(years='45/365', rate='0.03', vol='0.25')})")
    basis = value(f"call_price({at.format(years='45/365', rate='0.0301', vol='0.24')})")
    here = at.format(years="45/365", rate="0.03", vol="0.24")
    assert day - base == pytest.approx(value(f"call_theta({here})"), rel=0.02)
    assert point - base == pytest.approx(value(f"vega({here})"), rel=0.01)
    assert basis - base == pytest.approx(value(f"call_rho({here})"), rel=0.01)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('book_profit("-250_call_80_45_24", 80, 83.2)', -48_957),
        ('book_profit("-250_call_80_45_24", 80, 80, 3)', -8_370),
        ('book_profit("-250_call_80_45_24", 80, 80, 0, 5)', 3_946),
        ('scan_margin("-250_call_80_45_24", 80)', 154_488),
        ('haircut("-250_call_80_45_24", 80)', 236_987),
        ("related_contracts(-4200000, hedge_ratio(0.72, 0.22, 0.144), 1420, 200)", 16.27),
        ("gamma_profit(-1473.4, 1.6)", -1_886),
        ("gamma_rent(-1473.4, 80, 0.24)", -744),
        ("break_even_move(80, 0.24)", 1.005),
        ("hedge_band(-1473.4, 80, 0.0005, 0.0001, 45/365)", 1_091),
        ("leland_vol(0.20, 0.005, 1)", 0.2655),
        ("risk_left(0.72)", 0.694),
        ("reservation_price(2.73, -20, 0.1, 0.05, 1)", 2.735),
        ("best_spread(0.1, 0.05, 1, 60)", 0.0336),
        ("deal_chance(0.04, 30)", 0.3012),
        ("bid_on_tick(2.7522, 0.05)", 2.75),
        ("ask_on_tick(2.8322, 0.05)", 2.85),
        ("round_to(13033.7, 100)", 13_000),
        ("normal(1.96)", 0.975),
    ],
)
def test_functions_give_the_worked_examples(text: str, expected: float) -> None:
    """The printed numbers of the worked examples, to the digits printed."""
    assert value(text) == pytest.approx(expected, rel=2e-3)


@pytest.mark.parametrize(
    "text",
    [
        'book_delta("", 80)',
        'book_delta("-20_cal_80", 80)',
        'book_delta("40_index_call", 80)',
        'book_value("-20_call_80_45_24", -1)',
        'book_profit("-20_call_80_45_24", 80, 81, 0, -3)',
        'scan_margin("-20_call_80_45_24", 0)',
        "break_even_move(80, 1 / 0)",
        "leland_vol(0, 0.005, 1)",
        "deal_chance(1, -1)",
    ],
)
def test_what_the_engine_refuses_is_a_letter_or_not_finite(text: str) -> None:
    """Never a number that means nothing, never a traceback."""
    try:
        assert not math.isfinite(value(text))
    except BadFormula as letter:
        assert letter.remedy


@given(st.floats(-1e6, 1e6), st.integers(0, 4))
@LAW
def test_rounding_goes_to_the_nearest(x: float, decimals: int) -> None:
    """Never further than half a unit of the last decimal."""
    found = value("round(x, d)", x=x, d=decimals)
    assert abs(found - x) <= 0.5 * 10.0**-decimals * (1 + 1e-6) + 1e-8
