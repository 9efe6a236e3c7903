"""Which series can tell gamma from vega, and what is said of those that cannot."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.errors import InvalidInput
from engine.exposure.book import Book
from engine.hedging.series import (
    ONE_DIRECTION,
    NoHedge,
    check,
    condition,
    effects,
    name,
    together,
)
from engine.instruments import Instrument
from engine.instruments.call import Call
from engine.instruments.index_call import IndexCall
from engine.instruments.share import Share
from engine.pricing.market import Market

from ..exposure.books import MARKET, X
from .listed import FAR, NEAR, SAME_EXPIRY


def test_effects_of_example_6() -> None:
    """domain.md, worked example 6: delta, gamma and vega of 100 of each option."""
    printed = np.array([[17.67, 53.15], [6.390, 3.863], [4.476, 17.193]])
    assert effects([NEAR, FAR], MARKET) == pytest.approx(printed, abs=5e-3)


def test_example_5() -> None:
    """domain.md, worked example 5: one expiry and one volatility, so vega over gamma is 189.37."""
    _, gamma, vega = effects(SAME_EXPIRY, MARKET)
    assert 100 * vega / gamma == pytest.approx([189.37] * 3, abs=5e-3)
    assert condition(SAME_EXPIRY, MARKET) > ONE_DIRECTION
    assert "C$1.89" in together(SAME_EXPIRY, MARKET)


def test_one_series_has_one_direction() -> None:
    """A single column spans a line, whatever it is; without one there is no direction at all."""
    assert condition([NEAR], MARKET) == math.inf
    assert condition([], MARKET) == math.inf
    assert together([NEAR], MARKET).startswith("This series")


def test_condition_is_between_one_and_infinity() -> None:
    """Two expiries tell the two apart; two strikes with a little skew hardly do."""
    skewed = Call(strike=85, years=45 / 365, volatility=0.235)
    assert 1 <= condition([NEAR, FAR], MARKET) < 5
    assert 50 < condition([SAME_EXPIRY[0], skewed], MARKET) < ONE_DIRECTION
    assert condition([FAR, NEAR], MARKET) == pytest.approx(condition([NEAR, FAR], MARKET))


def test_series_is_called_by_the_days_it_has_left() -> None:
    """A week later the 17-day call has ten."""
    later = Market(spot=80, years_passed=7 / 365)
    assert name(NEAR, later) == "Call 84 (10 days)"


@pytest.mark.parametrize(
    ("series", "says"),
    [
        ([Call(years=0)], "expired; choose a series"),
        ([Call(volatility=0)], "volatility above zero"),
        ([Call(strike=9_000)], "nearer to the spot"),
    ],
)
def test_series_that_does_nothing_is_no_hedge(series: list[Instrument], says: str) -> None:
    """Expired, without volatility or far out of the money: it moves neither gamma nor vega."""
    with pytest.raises(NoHedge, match=says):
        check(series, X, MARKET)


@pytest.mark.parametrize(
    ("series", "says"),
    [
        ([Share()], "no option"),
        ([IndexCall()], "follows the index"),
        ([NEAR, FAR, NEAR], "twice"),
    ],
)
def test_choice_that_makes_no_sense_is_refused(series: list[Instrument], says: str) -> None:
    """A share, an option on something else, the same one again."""
    with pytest.raises(InvalidInput, match=says):
        check(series, X, MARKET)


def test_good_choice_passes() -> None:
    """Series of the book's own underlying, or any for an empty book."""
    check([NEAR, FAR, *SAME_EXPIRY], X, MARKET)
    check([IndexCall(strike=80)], Book(), MARKET)
