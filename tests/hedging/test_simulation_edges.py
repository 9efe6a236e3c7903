"""Expiries on the way, odd moments, huge and empty books, and walks that are refused."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.hedging.policies import View, policies
from engine.hedging.simulation import CELLS, simulate
from engine.instruments import Instrument
from engine.instruments.call import Call
from engine.instruments.index_future import IndexFuture
from engine.instruments.put import Put
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import Market

from ..exposure.books import MARKET, X
from .walks import ALWAYS, FIVE_BP, NEVER, x_walk


def test_option_that_expires_on_the_way_pays_then() -> None:
    """Two weeks of a four-week path: it pays at week two's price, whatever comes after."""
    sold = Book.of(Position(-1, Call(strike=100, years=0.2, volatility=0.2)))
    spots = np.array([[100, 110, 120, 60, 60.0], [100, 95, 90, 150, 150]])
    market = Market(spot=100)
    outcome = simulate(sold, market, spots=spots, years=0.1, decide=NEVER)
    assert outcome.hedging_cost == pytest.approx([2_000, 0])


def test_expiry_between_two_moments_settles_at_the_next() -> None:
    """The first moment at or after the expiry."""
    sold = Book.of(Position(-1, Put(strike=100, years=0.15, volatility=0.2)))
    spots = [[100, 100, 90, 60, 60.0]]
    outcome = simulate(sold, Market(spot=100), spots=spots, years=0.1, decide=NEVER)
    assert outcome.hedging_cost == pytest.approx([1_000])


def test_hedge_is_gone_when_the_options_are() -> None:
    """After the last expiry, flat is nothing held, and the hedger sells what is left."""
    seen = []

    def watch(view: View) -> FloatArray:
        seen.append((view.step, float(view.flat[0]), float(view.gamma[0]), view.years_left))
        return view.flat

    sold = Book.of(Position(-1, Call(strike=100, years=0.2, volatility=0.2)))
    simulate(sold, Market(spot=100), spots=[[100.0] * 5], years=0.1, decide=watch)
    assert [step for step, *_ in seen] == [0, 1, 2, 3]
    assert seen[1][1] > 0
    assert seen[1][3] == pytest.approx(0.1)
    assert [rest for _, *rest in seen[2:]] == [[0, 0, 0], [0, 0, 0]]


def test_what_has_passed_counts() -> None:
    """Starting a week in is the walk of options that are a week shorter."""
    week = 7 / 365
    shorter = Book.of(Position(-250, Call(strike=80, years=45 / 365 - week, volatility=0.24)))
    later = Market(spot=80, rate=0.03, dividend_yield=0.02, years_passed=week)
    spots = [[80.0, 82, 79, 81]]
    passed = simulate(X, later, spots=spots, years=2 / 365, decide=ALWAYS)
    direct = simulate(shorter, MARKET, spots=spots, years=2 / 365, decide=ALWAYS)
    assert passed.profit == pytest.approx(direct.profit)


@pytest.mark.parametrize("lot", [100, 1])
def test_lots_round_what_is_held(lot: float) -> None:
    """Every trade is whole lots, and the rounding costs no more than its size explains."""
    walk = x_walk(20, 200)
    outcome = simulate(X, **walk, decide=ALWAYS, lot=lot)
    assert np.all(outcome.traded % lot == 0)
    exact = simulate(X, **walk, decide=ALWAYS)
    assert np.abs(outcome.profit - exact.profit).max() < 20 * lot


def test_moments_may_be_uneven() -> None:
    """Overnight and intraday steps: the same total time is the same interest and theta."""
    spots = [[80.0, 80, 80]]
    even = simulate(X, MARKET, spots=spots, years=0.01, decide=NEVER)
    uneven = simulate(X, MARKET, spots=spots, years=[0, 0.003, 0.02], decide=NEVER)
    assert uneven.profit == pytest.approx(even.profit)


def test_blocks_and_progress() -> None:
    """Paths walked in blocks come back in order, and the share done rises to one."""
    told: list[float] = []
    paths = 2 * CELLS + 100
    walk = x_walk(2, paths)
    outcome = simulate(X, **walk, decide=ALWAYS, progress=told.append)
    assert outcome.profit.shape == (paths,)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) == 3
    tail = {**walk, "spots": walk["spots"][-50:]}
    assert simulate(X, **tail, decide=ALWAYS).profit == pytest.approx(outcome.profit[-50:])


def test_million_contracts_and_no_contracts() -> None:
    """A book of a million scales; zero contracts and no book at all make nothing."""
    walk = x_walk(5, 20)
    one = simulate(X, **walk, decide=ALWAYS).profit
    big = Book.of(Position(-1_000_000, X.positions[0].instrument))
    assert simulate(big, **walk, decide=ALWAYS).profit == pytest.approx(4_000 * one)
    for empty in (Book(), Book.of(Position(0, Call()))):
        outcome = simulate(empty, **walk, decide=ALWAYS)
        assert not any(column.any() for column in outcome)


@pytest.mark.parametrize("option", [Call(years=0), Call(volatility=0), Put(strike=80, years=0)])
@pytest.mark.parametrize("name", policies())
def test_expiry_today_and_no_volatility_are_finite(option: Instrument, name: str) -> None:
    """Every rule walks a book without time or without uncertainty to a finite end."""
    book = Book.of(Position(-10, option))
    outcome = simulate(book, **x_walk(5, 50), decide=policies()[name], costs=FIVE_BP)
    assert all(np.all(np.isfinite(column)) for column in outcome)


GOOD: dict[str, Any] = {"spots": [[80.0, 81.0]], "years": 0.1, "decide": NEVER}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"spots": [80.0, 81.0]}, "paths by moments"),
        ({"spots": [[80.0]]}, "two prices"),
        ({"spots": np.empty((0, 3))}, "at least one path"),
        ({"spots": [[80.0, 0.0]]}, "above zero"),
        ({"spots": [[80.0, math.nan]]}, "finite"),
        ({"years": 0.0}, "years must be a step above zero"),
        ({"years": math.nan}, "years"),
        ({"years": [0, 0.1, 0.2]}, "2 rising moments"),
        ({"years": [0.1, 0.2]}, "from 0"),
        ({"implied_shift": [0.0, 0.1, 0.2]}, "implied_shift"),
        ({"lot": 0}, "lot"),
        ({"instrument": Call()}, "option"),
        ({"instrument": IndexFuture()}, "follows the index"),
    ],
)
def test_walk_that_cannot_be_walked_is_refused(change: dict[str, Any], says: str) -> None:
    """One sentence that names what is wrong."""
    with pytest.raises(InvalidInput, match=says):
        simulate(X, MARKET, **{**GOOD, **change})
