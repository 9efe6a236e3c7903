"""Hedging with something related: the size that leaves least, and what no size removes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InvalidInput
from engine.hedging.related import Relation, contracts, daily_risk, exact_contracts
from engine.instruments.etf import Etf
from engine.instruments.index_call import IndexCall
from engine.instruments.index_future import IndexFuture
from engine.instruments.share import Share

LAW = settings(deadline=None, derandomize=True, max_examples=100)
OF_INDEX = [
    *(0.021, 0.035, -0.046, 0.001, 0.044, -0.029, -0.026, -0.029, 0.048, -0.006),
    *(-0.036, -0.011, 0.019, -0.027, 0.029),
]
OF_SHARE = [
    *(0.029, 0.020, -0.044, 0.008, 0.026, -0.019, -0.010, -0.007, 0.043, 0.011),
    *(-0.036, -0.018, 0.009, -0.032, 0.023),
]
BANK = {"dollar_delta": -4.2e6, "price": 1420.0, "relation": Relation()}

relations = st.builds(
    Relation,
    share_volatility=st.floats(0, 2),
    index_volatility=st.floats(0.01, 2),
    correlation=st.floats(-1, 1),
)


def test_hulls_minimum_variance_hedge() -> None:
    """Hull, minimum-variance hedge: sd .0263 and .0313, rho .928, h* .78, rho^2 .862."""
    relation = Relation.from_changes(share=OF_SHARE, index=OF_INDEX)
    assert relation.share_volatility == pytest.approx(0.0263, abs=5e-5)
    assert relation.index_volatility == pytest.approx(0.0313, abs=5e-5)
    assert relation.correlation == pytest.approx(0.928, abs=5e-4)
    assert relation.beta == pytest.approx(0.78, abs=5e-3)
    assert relation.effectiveness == pytest.approx(0.862, abs=5e-4)


def test_hulls_number_of_contracts() -> None:
    """Hull, the same: 2,000,000 units short against contracts of 42,000 units are 37 bought."""
    relation = Relation.from_changes(share=OF_SHARE, index=OF_INDEX)
    bought = contracts(dollar_delta=-2e6, price=42_000, relation=relation, instrument=Share())
    assert bought == 37


def test_example_7() -> None:
    """domain.md, worked example 7: 16.27, so buy 16, and a day's sd of 58,207 falls to 40,400."""
    assert Relation().beta == pytest.approx(1.10)
    future = {**BANK, "instrument": IndexFuture()}
    assert exact_contracts(**future) == pytest.approx(16.27, abs=5e-3)
    assert contracts(**future) == 16
    risk = daily_risk(**future, contracts=16, days_in_year=252)
    assert risk.unhedged == pytest.approx(58_207, abs=0.5)
    assert risk.hedged == pytest.approx(40_400, abs=0.5)
    assert risk.variance_removed == pytest.approx(0.518, abs=5e-4)
    assert risk.deviation_removed == pytest.approx(0.306, abs=5e-4)


def test_dollar_for_dollar_of_example_7() -> None:
    """domain.md, worked example 7: 15 contracts leave 40,526; the size is the smaller error."""
    risk = daily_risk(**BANK, contracts=15, instrument=IndexFuture(), days_in_year=252)
    assert risk.hedged == pytest.approx(40_526, abs=0.5)
    assert risk.size_error < risk.floor / 10


@pytest.mark.parametrize(("correlation", "left"), [(0.90, 0.44), (0.95, 0.31), (0.99, 0.14)])
def test_what_correlation_leaves(correlation: float, left: float) -> None:
    """domain.md, section 3.4: the share of the standard deviation that stays."""
    assert Relation(correlation=correlation).residual_share == pytest.approx(left, abs=5e-3)


def test_relation_comes_back_from_what_it_makes() -> None:
    """A hundred thousand seeded days drawn with a relation show it, within four standard errors."""
    normal = np.random.default_rng(7).standard_normal((2, 100_000))
    index = 0.144 * normal[0]
    share = 0.22 * (0.72 * normal[0] + math.sqrt(1 - 0.72**2) * normal[1])
    found = Relation.from_changes(share=share, index=index)
    slope_error = 0.22 * math.sqrt(1 - 0.72**2) / 0.144 / math.sqrt(100_000)
    assert found.beta == pytest.approx(1.10, abs=4 * slope_error)
    assert found.correlation == pytest.approx(0.72, abs=4 * (1 - 0.72**2) / math.sqrt(100_000))


@LAW
@given(relations, st.floats(-1e8, 1e8), st.floats(10, 10_000))
def test_no_size_leaves_less_than_the_exact_one(
    relation: Relation, dollar_delta: float, price: float
) -> None:
    """The ratio is the minimum: there the floor is reached, and any other size is above it."""
    given_ = {"dollar_delta": dollar_delta, "price": price, "relation": relation}
    best = exact_contracts(**given_, instrument=IndexFuture())
    risks = [
        daily_risk(**given_, contracts=best + off, instrument=IndexFuture()) for off in (0, -3, 2)
    ]
    assert risks[0].hedged == pytest.approx(risks[0].floor, rel=1e-6, abs=1e-2)
    assert all(risk.hedged >= risks[0].floor for risk in risks)
    assert risks[0].floor == pytest.approx(risks[0].unhedged * relation.residual_share)
    assert all(math.isfinite(figure) for risk in risks for figure in risk)


@LAW
@given(relations, st.floats(-1e8, 1e8))
def test_hedge_is_opposite_to_what_it_hedges(relation: Relation, dollar_delta: float) -> None:
    """Short exposure buys where the two move together and sells where they move apart."""
    bought = exact_contracts(
        dollar_delta=dollar_delta, price=1420, relation=relation, instrument=Etf()
    )
    assert bought * dollar_delta * relation.correlation <= 0


def test_finer_instrument_comes_nearer() -> None:
    """Fund units of C$35.50 reach the floor that futures of C$284,000 miss."""
    units = contracts(**BANK, instrument=Etf())
    fine = daily_risk(**BANK, contracts=units, instrument=Etf())
    coarse = daily_risk(**BANK, contracts=16, instrument=IndexFuture())
    assert fine.size_error < coarse.size_error / 10


def test_risk_grows_with_the_root_of_time() -> None:
    """Four days are twice one, no days are nothing."""
    one, four, none = (
        daily_risk(**BANK, contracts=16, instrument=IndexFuture(), days=n) for n in (1, 4, 0)
    )
    assert four.hedged == pytest.approx(2 * one.hedged)
    assert none == (0, 0, 0)
    assert none.variance_removed == none.deviation_removed == none.size_error == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"index_volatility": 0.0}, "index_volatility"),
        ({"share_volatility": -0.1}, "share_volatility"),
        ({"correlation": 1.2}, "correlation"),
        ({"correlation": float("nan")}, "correlation"),
    ],
)
def test_relation_without_a_ratio_is_refused(change: dict[str, float], says: str) -> None:
    """An index that does not move, or no correlation at all, has no beta."""
    with pytest.raises(InvalidInput, match=says):
        Relation(**change)


@pytest.mark.parametrize(
    ("share", "index", "says"),
    [
        ([0.01], [0.02], "at least two"),
        ([0.01, 0.02], [0.02, 0.02], "all the same"),
        ([0.01, float("nan")], [0.02, 0.03], "finite"),
    ],
)
def test_changes_that_show_nothing_are_refused(
    share: list[float], index: list[float], says: str
) -> None:
    """Too few, never moving, or no number: a sentence each."""
    with pytest.raises(InvalidInput, match=says):
        Relation.from_changes(share=share, index=index)


def test_share_that_does_not_move_needs_no_hedge() -> None:
    """No volatility of its own: a beta of zero and no contracts."""
    relation = Relation.from_changes(share=[0.01, 0.01, 0.01], index=[0.02, -0.01, 0.03])
    assert relation.beta == 0
    assert contracts(dollar_delta=1e6, price=1420, relation=relation, instrument=Etf()) == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"price": 0.0}, "price"),
        ({"dollar_delta": float("inf")}, "dollar_delta"),
        ({"instrument": IndexCall()}, "option"),
    ],
)
def test_hedge_that_cannot_be_sized_is_refused(change: dict[str, object], says: str) -> None:
    """A price of nothing, an exposure without end, an option in place of a future."""
    with pytest.raises(InvalidInput, match=says):
        contracts(**{**BANK, "instrument": IndexFuture(), **change})  # type: ignore[arg-type]
