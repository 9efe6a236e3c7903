"""Quotes of every series at once: permitted, leaning, one side only where the plan says so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.desk.plan import Desk, Plan, Quoting
from engine.desk.quoted import FIGURES, Priced, quoted, size_shown
from engine.instruments import claims
from engine.pricing.claims import measure
from engine.quoting.obligations import Obligations
from engine.quoting.quotes import Appetite


def quotes(desk: Desk, plan: Plan, net: list[list[float]]) -> tuple[Priced, np.ndarray]:
    """Return the quotes of the desk's own series for books of these exposures, and fair values."""
    series = claims([one.instrument for one in desk.listed])
    spots = np.full(len(net[0]), desk.market.spot)
    columns = measure(series, FIGURES, **{**vars(desk.market), "spot": spots})
    marks = dict(zip(FIGURES, columns, strict=True))
    priced = quoted(desk, plan, units=series.units, marks=marks, net=np.array(net))
    return priced, marks["value"] / series.units


FLAT = [[0.0], [0.0], [0.0]]


@pytest.mark.parametrize("underlying", ["share", "index"])
def test_a_quote_stands_around_fair_value(underlying: Any) -> None:
    """Bid below and ask above, a half-width or up to a tick more away, in units of C$."""
    desk = Desk(underlying=underlying)
    priced, fair = quotes(desk, Plan(label="plain", quoting=Quoting(half_width=0.06)), FLAT)
    for away in (priced.bid_away[priced.bids], priced.ask_away[priced.offers]):
        assert (away >= 0.06 - 1e-6).all()
        assert (away <= 0.06 + 0.05 + 1e-6).all()
    assert not priced.shift.any()
    assert (priced.bids == (fair > 0.07)).all()
    assert priced.offers.all()
    assert priced.ask - fair == pytest.approx(priced.ask_away)


def test_each_path_leans_on_its_own_book() -> None:
    """Flat, short and long vega side by side: no lean, up, and down by as much."""
    plan = Plan(label="lean", quoting=Quoting(lean=1))
    net = [[0.0] * 3, [0.0] * 3, [0.0, -279_000.0, 279_000.0]]
    priced, _ = quotes(Desk(), plan, net)
    assert not priced.shift[0].any()
    assert (priced.shift[1] > 0).all()
    assert priced.shift[2] == pytest.approx(-priced.shift[1])


@pytest.mark.parametrize(
    ("appetite", "leans"),
    [
        (Appetite(volatility_a_day=0), (False, False, False)),
        (Appetite(volatility_a_day=0, stuck=1), (True, False, False)),
        (Appetite(volatility_a_day=0, gap_chance=0.1, gap_volatility=0), (False, True, False)),
        (Appetite(), (False, False, True)),
    ],
    ids=["hedged freely", "a share that does not trade", "gaps", "moving volatility"],
)
def test_what_the_lean_is_on(appetite: Appetite, leans: tuple[bool, ...]) -> None:
    """Stoikov & Saglam (2009): nothing, net delta, net gamma, net vega, as the world is."""
    desk, plan = Desk(appetite=appetite), Plan(label="lean", quoting=Quoting(lean=1))
    for place, leaned in enumerate(leans):
        net = [[0.0], [0.0], [0.0]]
        net[place] = [[-13_000.0], [-1_473.0], [-279_000.0]][place]
        assert bool(quotes(desk, plan, net)[0].shift.any()) == leaned


def test_a_larger_order_is_quoted_wider() -> None:
    """What one more order would do to the risk is paid for on either side."""
    small, large = (
        quotes(Desk(), Plan(label="lean", quoting=Quoting(lean=1, size=size)), FLAT)[0]
        for size in (10, 500)
    )
    assert (large.ask - large.bid >= small.ask - small.bid - 1e-9).all()
    assert (large.ask - large.bid).sum() > (small.ask - small.bid).sum()


def test_stopping_hides_the_side_that_adds() -> None:
    """Short gamma: no offers; long gamma: no bids; none: both. Without the rule all are shown."""
    net = [[0.0] * 3, [-5.0, 0.0, 5.0], [0.0] * 3]
    stopped, _ = quotes(Desk(), Plan(label="stop", stop=True), net)
    assert [row.all() for row in stopped.offers] == [False, True, True]
    assert [row.all() for row in stopped.bids] == [True, True, False]
    assert not stopped.offers[0].any()
    assert not stopped.bids[2].any()


def test_what_has_no_bid_is_not_bought() -> None:
    """A price that would be zero or less is no bid; the offer stays."""
    wide = Desk(obligations=Obligations(widest=20))
    priced, fair = quotes(wide, Plan(label="wide", quoting=Quoting(half_width=1)), FLAT)
    cheap = fair[0] < 1
    assert cheap.any()
    assert not priced.bids[0][cheap].any()
    assert priced.bids[0][~cheap].all()
    assert priced.offers.all()


def test_no_lean_leads_beyond_all_prices() -> None:
    """However large the book and the aversion: numbers, permitted, and nothing refused."""
    desk = Desk(appetite=Appetite(risk_aversion=0.01, gap_chance=1, horizon=30, stuck=1))
    plan = Plan(label="lean", quoting=Quoting(lean=3, size=500))
    for sign in (-1.0, 1.0):
        priced, _ = quotes(desk, plan, [[sign * 1e9], [sign * 1e8], [sign * 1e11]])
        assert np.isfinite(np.array(priced[:5])).all()
        assert (priced.ask > priced.bid).all()
        assert (priced.bid >= 0).all()


@pytest.mark.parametrize(
    ("wanted", "least", "shown"), [(50, 10, 50), (1, 10, 10), (12.7, 10, 12), (5, 1, 5)]
)
def test_the_size_that_is_shown(wanted: float, least: float, shown: float) -> None:
    """Whole contracts, and never fewer than the obligation asks for."""
    desk = Desk(obligations=Obligations(least_size=least))
    assert size_shown(desk, Plan(label="size", quoting=Quoting(size=wanted))) == shown
