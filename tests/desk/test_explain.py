"""Why a value changed: worked example 14 to the dollar, and laws of the rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.desk.explain import CROSS, FIRST, THIRD, explain
from engine.exposure.book import Book, Position, profit
from engine.instruments.share import Share

from ..exposure.books import MARKET, MIXED, X, books

LAW = settings(deadline=None, derandomize=True, max_examples=60)
EXAMPLE_14 = {"spot": 82.4, "volatility_shift": -0.015, "years": 1 / 365}


def test_worked_example_14() -> None:
    """domain.md: every printed part of the day, and residuals of −195, −250 and −8."""
    found = explain(X, MARKET, **EXAMPLE_14)
    assert round(found.total) == -30_767
    assert {name: round(found.parts[name]) for name in FIRST} == {
        "delta": -31_281,
        "gamma": -4_243,
        "vega": 4_185,
        "theta": 767,
    }
    assert round(found.parts["vanna"]) == 41
    assert round(found.parts["vomma"], 1) == 0.2
    assert round(found.parts["charm"]) == 13
    assert [round(found.parts[name]) for name in THIRD] == [71, -266, -48]
    names = (FIRST, FIRST + CROSS, FIRST + CROSS + THIRD)
    assert [round(found.residual(one)) for one in names] == [-195, -250, -8]


def test_the_hedged_day_of_example_14() -> None:
    """domain.md: 13,000 shares make 31,200, net +433, and the new net delta is −3,646."""
    hedged = X.plus(Position(13_000, Share()))
    assert round(explain(hedged, MARKET, **EXAMPLE_14).total) == 433
    then = replace(MARKET, spot=82.4, volatility_shift=-0.015, years_passed=1 / 365)
    assert round(float(hedged.greeks(then).delta)) == -3_646


@pytest.mark.parametrize("book", [X, MIXED])
def test_small_moves_are_explained_to_the_third_order(book: Book) -> None:
    """Taylor: a tenth of the move leaves at most a hundredth of what the ten Greeks leave."""

    def left(size: float) -> float:
        move = {"spot": 80 + 2 * size, "volatility_shift": 0.01 * size, "years": size / 365}
        return abs(explain(book, MARKET, **move).residual(FIRST + CROSS + THIRD))

    assert left(0.1) <= 0.015 * left(1.0)


def test_a_market_that_has_moved_already_is_where_the_change_begins() -> None:
    """Shifts and days add to those of the market, as prices do not."""
    moved = replace(MARKET, volatility_shift=0.02, years_passed=5 / 365)
    found = explain(X, moved, spot=81, volatility_shift=0.01, years=1 / 365)
    direct = profit(X, moved, 81, volatility_shift=0.03, years_passed=6 / 365)
    assert found.total == pytest.approx(float(direct))


@LAW
@given(book=books.map(lambda book: book.on("share")), days=st.sampled_from([0, 1, 1_825]))
def test_any_book_has_an_explanation(book: Book, days: float) -> None:
    """Expired, without volatility, a million contracts: the parts and the rest sum to the whole."""
    found = explain(book, MARKET, spot=60, volatility_shift=-0.5, years=days / 365)
    assert np.isfinite([*found.parts.values(), found.total]).all()
    whole = sum(found.parts.values()) + found.residual(tuple(found.parts))
    assert whole == pytest.approx(
        found.total, rel=1e-6, abs=1e-6 * max(map(abs, [1, *found.parts.values()]))
    )
