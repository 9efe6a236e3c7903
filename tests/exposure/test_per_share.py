"""One option per share: the printed figures, and that contracts are only multiples of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from scipy.special import ndtr

from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.exposure.per_share import per_share
from engine.instruments._option import Option
from engine.instruments.call import Call
from engine.instruments.index_call import IndexCall
from engine.instruments.share import Share
from engine.pricing.market import Market

from .books import LAW, MARKET, instruments


def test_example_1() -> None:
    """domain.md, worked example 1: every figure of the 80 call, to the printed digit."""
    (call,) = per_share([Call()], MARKET)
    printed = (0.056765, -0.027505, 2.7299, 0.52135, 0.058936, 0.11161, -0.03068)
    digits = (6, 6, 4, 5, 6, 5, 5)
    assert tuple(round(one, n) for one, n in zip(call, digits, strict=True)) == printed


def test_example_8() -> None:
    """domain.md, worked example 8: the index call on its future, whatever a point is worth."""
    call = IndexCall(strike=1450, years=60 / 365, volatility=0.14)
    (found,) = per_share([call], Market(spot=1420, rate=0.03, dividend_yield=0.03))
    assert (round(found.price, 3), round(found.delta, 5)) == (19.573, 0.36515)


@LAW
@given(option=instruments().filter(lambda one: isinstance(one, Option)))
def test_a_contract_is_so_many_shares_of_it(option: Option) -> None:
    """Multiplied by the contract's units, the figures are those of a book of one contract."""
    (one,) = per_share([option], MARKET)
    net = desk_greeks(Book.of(Position(1, option)), MARKET)
    assert one.price * option.units == pytest.approx(net.value)
    assert one.delta * option.units == pytest.approx(net.delta_shares)
    assert one.gamma * option.units == pytest.approx(net.gamma_per_dollar)
    assert one.vega_per_point * option.units == pytest.approx(net.vega_per_point)
    assert one.theta_per_day * option.units == pytest.approx(net.theta_per_day)


def test_delta_is_the_discounted_normal_of_d1() -> None:
    """Merton (1973): what was shifted and what has passed counts in both alike."""
    market = Market(spot=83, rate=0.03, volatility_shift=0.02, years_passed=5 / 365)
    (one,) = per_share([Call(strike=85)], market)
    assert one.d1 is not None
    assert float(ndtr(one.d1)) == pytest.approx(one.delta)


@pytest.mark.parametrize("option", [Call(years=0), Call(volatility=0)])
def test_where_nothing_is_uncertain_there_is_no_d1(option: Call) -> None:
    """Expired, or without volatility: nothing to count standard deviations in."""
    assert per_share([option], MARKET)[0][:2] == (None, None)


def test_a_share_is_no_option() -> None:
    """It says what a share has."""
    with pytest.raises(InvalidInput, match="no option"):
        per_share([Call(), Share()], MARKET)
