"""The signature is the form: what is read, shown, listed and refused."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.controls import Control, Number, controls, read_settings
from engine.errors import InvalidInput

DAYS = Number("Expiry", 0, 730, unit="days", scale=365)
PERCENT = Number("Volatility", 0, 200, step=0.5, unit="%", scale=100)
PLAIN = Number("Contracts", -100, 100)
LAW = settings(deadline=None, derandomize=True)


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form with two controls and one field that no control is drawn for."""

    years: Annotated[float, DAYS] = 45 / 365
    note: str = ""
    volatility: Annotated[float, "not a control", PERCENT] = 0.24


def _draw(contracts: Annotated[int, PLAIN] = 20, title: str = "", plain: float = 1.0) -> None:
    """Stand for a figure's function: one control, two parameters without."""


@pytest.mark.parametrize(
    ("number", "shown", "engine"), [(DAYS, 73, 0.2), (PERCENT, 24.5, 0.245), (PLAIN, -20, -20)]
)
def test_shown_and_engine_units(number: Number, shown: float, engine: float) -> None:
    """73 days are 0.2 years and 24.5 % is 0.245, in both directions."""
    assert number.read(shown) == pytest.approx(engine, rel=1e-15)
    assert number.show(engine) == shown


@LAW
@given(st.sampled_from([DAYS, PERCENT, PLAIN]), st.integers(0, 1_000))
def test_reading_what_was_shown_changes_nothing(number: Number, part: int) -> None:
    """Any value on a control survives the way to the engine and back, exactly."""
    shown = number.low + (number.high - number.low) * part / 1_000
    value = number.read(shown)
    assert number.show(value) == pytest.approx(shown, abs=1e-6)
    assert number.show(number.read(number.show(value))) == number.show(value)


@pytest.mark.parametrize("end", [-100, 100])
def test_ends_of_the_range_belong_to_it(end: float) -> None:
    """The lowest and the highest number are allowed."""
    assert PLAIN.read(end) == end


@pytest.mark.parametrize(
    ("number", "shown", "sentence"),
    [
        (DAYS, 731, "Expiry 731 is outside 0 to 730 days"),
        (DAYS, -0.5, "Expiry -0.5 is outside 0 to 730 days"),
        (PLAIN, 101, "Contracts 101 is outside -100 to 100"),
        (PERCENT, math.nan, "Volatility nan is outside 0 to 200 %"),
        (PERCENT, math.inf, "Volatility inf is outside 0 to 200 %"),
        (PERCENT, -math.inf, "Volatility -inf is outside 0 to 200 %"),
    ],
)
def test_number_outside_its_range_is_refused(number: Number, shown: float, sentence: str) -> None:
    """The sentence names the label, the number, the range and its unit."""
    with pytest.raises(InvalidInput) as refusal:
        number.read(shown)
    assert str(refusal.value) == sentence


def test_form_of_a_dataclass_is_its_annotated_fields_in_order() -> None:
    """Fields without a Number are no controls; defaults are in the engine's units."""
    assert controls(Form) == (
        Control("years", DAYS, 45 / 365),
        Control("volatility", PERCENT, 0.24),
    )


def test_form_of_a_function_is_its_annotated_parameters() -> None:
    """A figure's function is a form like a dataclass."""
    assert controls(_draw) == (Control("contracts", PLAIN, 20.0),)


def test_settings_are_read_into_the_engines_units() -> None:
    """What a person wrote becomes the arguments of the form."""
    assert read_settings(Form, {"years": 73, "volatility": 24.5}) == {
        "years": pytest.approx(0.2),
        "volatility": pytest.approx(0.245),
    }
    assert Form(**read_settings(Form, {})) == Form()


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        ({"strike": 80}, 'unknown setting "strike"; there are: years, volatility'),
        ({"note": 1}, 'unknown setting "note"; there are: years, volatility'),
        ({"years": "soon"}, 'setting "years" needs a number, not "soon"'),
        ({"years": "45"}, 'setting "years" needs a number, not "45"'),
        ({"years": True}, 'setting "years" needs a number, not "True"'),
        ({"years": None}, 'setting "years" needs a number, not "None"'),
        ({"years": [45]}, 'setting "years" needs a number, not "[45]"'),
        ({"years": 45, "volatility": 201}, "Volatility 201 is outside 0 to 200 %"),
    ],
)
def test_setting_that_cannot_be_used_is_refused(shown: dict[str, Any], sentence: str) -> None:
    """Unknown names, what is no number and what is out of range are told apart."""
    with pytest.raises(InvalidInput) as refusal:
        read_settings(Form, shown)
    assert str(refusal.value) == sentence


def test_form_without_controls_says_that_there_are_none() -> None:
    """Where nothing can be set, the sentence says so."""

    def bare() -> None:
        """Take nothing."""

    with pytest.raises(InvalidInput, match="there are: none"):
        read_settings(bare, {"spot": 80})
