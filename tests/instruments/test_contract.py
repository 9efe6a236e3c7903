"""The exam that every instrument sits: what holds for one contract of anything that can be held.

No instrument is named here. A file added to the menu is examined from then on.
"""

from __future__ import annotations

import math
from dataclasses import fields
from itertools import product
from typing import Any

import numpy as np
import pytest

from engine.controls import Control, controls
from engine.exposure import notation
from engine.exposure.book import Book, Position
from engine.instruments import Instrument, claims, kind_of, kinds, kinds_on
from engine.pricing import claims as pricing
from engine.pricing.market import Market

STENCIL = np.array([-2, -1, 1, 2])
SLOPE = np.array([1, -8, 8, -1]) / 12
RATES = {"rate": 0.03, "dividend_yield": 0.02}
SPOTS = (0.9, 1.0, 1.08)
"""Where the underlying stands, as a multiple of the strike (of C$80 where there is none)."""

every_kind = pytest.mark.parametrize("kind", kinds())
every_kind_and_spot = pytest.mark.parametrize(("kind", "at"), list(product(kinds(), SPOTS)))


def _spot(instrument: Instrument, at: float) -> float:
    return getattr(instrument, "strike", 80.0) * at


def _figures(instrument: Instrument, **market: Any) -> dict[str, float]:
    """Return the twelve figures of one contract long."""
    greeks = pricing.greeks(claims([instrument]), **{**RATES, **market})
    return {name: float(column[0]) for name, column in greeks._asdict().items()}


def _values(instrument: Instrument, **market: Any) -> np.ndarray:
    return pricing.value(claims([instrument]), **{**RATES, **market})[..., 0]


def _settings(form: tuple[Control, ...]) -> list[dict[str, float]]:
    """Return the form at its defaults and with each control in turn at either end."""
    defaults = {control.name: control.default for control in form}
    ends = [
        {control.name: control.number.read(end)}
        for control in form
        for end in (control.number.low, control.number.high)
    ]
    return [defaults, *({**defaults, **end} for end in ends)]


@every_kind_and_spot
def test_slope_of_value_is_delta(kind: str, at: float) -> None:
    """Move the underlying a little: the contract gains its delta for each dollar."""
    instrument = kinds()[kind]()
    spot = _spot(instrument, at)
    step = spot * 1e-4
    slope = SLOPE @ _values(instrument, spot=spot + step * STENCIL) / step
    assert slope == pytest.approx(_figures(instrument, spot=spot)["delta"], rel=1e-7, abs=1e-7)


@every_kind_and_spot
def test_slope_of_delta_is_gamma(kind: str, at: float) -> None:
    """Move the underlying a little: the delta changes by gamma for each dollar."""
    instrument = kinds()[kind]()
    spot = _spot(instrument, at)
    step = spot * 1e-4
    deltas = [_figures(instrument, spot=place)["delta"] for place in spot + step * STENCIL]
    gamma = _figures(instrument, spot=spot)["gamma"]
    assert SLOPE @ deltas / step == pytest.approx(gamma, rel=1e-6, abs=1e-7)


@every_kind_and_spot
def test_slope_by_volatility_is_vega(kind: str, at: float) -> None:
    """Shift the volatility a little: the contract gains its vega for each 1.00."""
    instrument = kinds()[kind]()
    spot = _spot(instrument, at)
    shifted = _values(instrument, spot=spot, volatility_shift=1e-4 * STENCIL)
    slope = SLOPE @ np.broadcast_to(shifted, STENCIL.shape) / 1e-4
    assert slope == pytest.approx(_figures(instrument, spot=spot)["vega"], rel=1e-7, abs=1e-6)


@every_kind_and_spot
def test_slope_by_the_calendar_is_theta(kind: str, at: float) -> None:
    """Let a little time pass: the contract gains its theta for each year."""
    instrument = kinds()[kind]()
    spot = _spot(instrument, at)
    passed = _values(instrument, spot=spot, years_passed=1e-5 * STENCIL)
    slope = SLOPE @ np.broadcast_to(passed, STENCIL.shape) / 1e-5
    assert slope == pytest.approx(_figures(instrument, spot=spot)["theta"], rel=1e-6, abs=1e-5)


@every_kind_and_spot
def test_short_is_minus_long(kind: str, at: float) -> None:
    """Sign symmetry: turning the quantity turns the value and every Greek, and nothing else."""
    instrument = kinds()[kind]()
    market = Market(spot=_spot(instrument, at), **RATES)
    long, short = (Book.of(Position(quantity, instrument)) for quantity in (7, -7))
    for bought, sold in zip(long.greeks(market), short.greeks(market), strict=True):
        assert float(sold) == -float(bought)
    assert float(short.value(**vars(market))) == -float(long.value(**vars(market)))


@every_kind_and_spot
def test_figures_scale_with_the_quantity(kind: str, at: float) -> None:
    """Twenty contracts are twenty times one, and none are nothing."""
    instrument = kinds()[kind]()
    market = Market(spot=_spot(instrument, at), **RATES)
    figures = _figures(instrument, spot=market.spot)
    for quantity in (20, 0):
        book = Book.of(Position(quantity, instrument))
        for name, figure in book.greeks(market)._asdict().items():
            assert float(figure) == pytest.approx(quantity * figures[name], rel=1e-13), name
        assert float(book.value(**vars(market))) == pytest.approx(quantity * figures["value"])


@every_kind
def test_every_setting_has_finite_figures(kind: str) -> None:
    """No end of a control's range makes a figure that cannot be shown."""
    for settings in _settings(controls(kinds()[kind])):
        instrument = kinds()[kind](**settings)
        for spot in (0.01, 80, 10_000):
            figures = _figures(instrument, spot=spot)
            assert all(map(math.isfinite, figures.values())), (settings, spot, figures)


@every_kind
def test_every_field_is_a_control_whose_default_it_allows(kind: str) -> None:
    """The signature is the form: what can be set can be drawn, and starts inside its range."""
    form = controls(kinds()[kind])
    assert [control.name for control in form] == [field.name for field in fields(kinds()[kind])]
    for control in form:
        shown = control.number.show(control.default)
        assert control.number.low <= shown <= control.number.high, control
        assert control.number.low < control.number.high, control
        assert control.number.step > 0, control
        assert control.number.label, control
        assert math.isclose(control.number.read(shown), control.default, rel_tol=1e-6), control


@every_kind
def test_words_and_units_are_there(kind: str) -> None:
    """People can read what it is called, what it is counted in, and what one contract covers."""
    item = kinds()[kind]
    assert item.label[0].isupper()
    first = item.counted_in.split()[0]
    assert first.islower() or first.isupper()
    assert item.units > 0
    assert item.payoff in ("linear", "call", "put")
    assert item.__doc__, f"say in a docstring what a {item.label} is"


@every_kind
def test_kind_is_the_name_of_its_file(kind: str) -> None:
    """Where an instrument's code is found is told by its name alone."""
    assert kind_of(kinds()[kind]()) == kind


@every_kind
def test_notation_gives_the_instrument_back(kind: str) -> None:
    """An address carries the exact contract, at its defaults and at either end of every range."""
    for settings in _settings(controls(kinds()[kind])):
        book = Book.of(Position(-3, kinds()[kind](**settings)))
        assert notation.read(notation.write(book)) == (book, [])


def test_menu_is_in_order_and_every_label_is_its_own() -> None:
    """People see the instruments in one order, and no two by one name."""
    items = list(kinds().values())
    assert items == sorted(items, key=lambda item: item.order)
    assert len({item.label for item in items}) == len(items)
    assert len({item.counted_in for item in items}) == len(items)


def _pairs() -> list[tuple[str, str]]:
    """Return the kinds that are the call and the put on as many units of the underlying."""
    by_payoff = {
        payoff: [kind for kind in kinds() if kinds()[kind].payoff == payoff]
        for payoff in ("call", "put")
    }
    both = product(by_payoff["call"], by_payoff["put"])
    covers = {name: (kind.underlying, kind.units) for name, kind in kinds().items()}
    return [(call, put) for call, put in both if covers[call] == covers[put]]


@pytest.mark.parametrize(("call", "put"), _pairs())
def test_call_less_put_is_shares_less_the_strike_owed(call: str, put: str) -> None:
    """Put-call parity between instruments: without a yield a bought call and a sold put are shares.

    What remains is the strike, owed at expiry, the same at every spot.
    """
    market = {"spot": np.array([60.0, 80.0, 100.0]), "rate": 0.03, "dividend_yield": 0.0}
    bought, sold = kinds()[call](), kinds()[put]()
    held = next(kind() for kind in kinds_on(bought.underlying).values() if kind.payoff == "linear")
    shares = bought.units / held.units * _values(held, **market)
    owed = bought.units * bought.strike * math.exp(-0.03 * bought.years)
    difference = _values(bought, **market) - _values(sold, **market)
    assert difference == pytest.approx(shares - owed, rel=1e-12)
