"""The cheapest whole contracts within tolerances, and a plain word where there are none."""

from __future__ import annotations

import math
import re
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InvalidInput
from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.hedging.costs import FREE, Costs, trade_cost
from engine.hedging.options import Solved, Tolerances, solve
from engine.hedging.series import NoHedge, aims, effects
from engine.instruments import Instrument
from engine.instruments.call import Call
from engine.instruments.index_call import IndexCall
from engine.instruments.index_future import IndexFuture
from engine.instruments.index_mini import IndexMini
from engine.instruments.share import Share
from engine.pricing.market import Market

from ..exposure.books import MARKET, MIXED, X
from .listed import EACH, FAR, INDEX_BOOK, INDEX_MARKET, NEAR, SAME_EXPIRY

TIGHT = Tolerances(gamma=10, vega=10)
BIG = Book.of(Position(-1_000_000, X.positions[0].instrument))
SHARES = Book.of(Position(1_234, Share()))


def _quantities(solved: Solved) -> list[float]:
    return [position.quantity for position in solved.positions]


def test_example_6_by_integer_programme() -> None:
    """domain.md, worked example 6: gamma 400, vega 600, half a lot of delta: 108/100/5,800."""
    solved = solve(X, MARKET, [NEAR, FAR], each=EACH)
    assert solved.positions == (Position(108, NEAR), Position(100, FAR), Position(5_800, Share()))
    assert solved.cost == pytest.approx(1_048, abs=0.5)


def test_hedge_of_delta_alone_in_example_6() -> None:
    """domain.md, worked example 6: 156 for the shares alone, as gamma and vega are left alone."""
    alone = Tolerances(gamma=math.inf, vega=math.inf)
    solved = solve(X, MARKET, [NEAR, FAR], tolerances=alone, each=EACH)
    assert solved.positions == (Position(13_000, Share()),)
    assert solved.cost == pytest.approx(156)


def _brute_force(book: Book, tolerances: Tolerances, reach: int) -> float:
    """Return the least cost over every pair of quantities, and the shares that suit each best."""
    start, effect = aims(desk_greeks(book, MARKET)), effects([NEAR, FAR], MARKET)
    least = math.inf
    for pair in product(range(-reach, reach + 1), repeat=2):
        delta, gamma, vega = start + effect @ pair
        if abs(gamma) > tolerances.gamma or abs(vega) > tolerances.vega:
            continue
        lots = math.ceil(max(abs(delta) - tolerances.delta, 0) / 100)
        if abs(delta) - 100 * lots >= -tolerances.delta:
            least = min(least, float(np.dot(EACH, np.abs(pair))) + 1.2 * lots)
    return least


@settings(deadline=None, derandomize=True, max_examples=12)
@given(
    st.integers(-40, 40),
    st.integers(-40, 40),
    st.builds(
        Tolerances,
        delta=st.integers(50, 400),
        gamma=st.integers(5, 200),
        vega=st.integers(15, 200),
    ),
)
def test_nothing_is_cheaper(calls: int, puts: int, tolerances: Tolerances) -> None:
    """The programme costs what the best of all pairs of quantities costs, tried one by one."""
    book = Book.of(Position(calls, SAME_EXPIRY[0]), Position(puts, SAME_EXPIRY[2]))
    solved = solve(book, MARKET, [NEAR, FAR], tolerances=tolerances, each=EACH)
    assert tolerances.met(solved.residual)
    assert solved.cost == pytest.approx(_brute_force(book, tolerances, 60), abs=0.01)


@pytest.mark.parametrize("book", [X, MIXED])
@pytest.mark.parametrize("tolerances", [Tolerances(), TIGHT])
def test_answer_keeps_what_it_promises(book: Book, tolerances: Tolerances) -> None:
    """Within tolerances by full revaluation, whole contracts and lots, at the cost it says."""
    solved = solve(book, MARKET, [NEAR, FAR], tolerances=tolerances)
    assert solved.residual == desk_greeks(book.plus(*solved.positions), MARKET)
    assert tolerances.met(solved.residual)
    assert solved.cost == pytest.approx(trade_cost(solved.positions, MARKET, Costs()))
    for position in solved.positions:
        assert position.quantity % (100 if position.instrument == Share() else 1) == 0


def test_wider_tolerances_cost_no_more() -> None:
    """Asking for less is never dearer."""
    costs = [
        solve(X, MARKET, [NEAR, FAR], tolerances=Tolerances(gamma=g, vega=2 * g), each=EACH).cost
        for g in (20, 100, 400, 1_000)
    ]
    assert costs == sorted(costs, reverse=True)


def test_more_series_cost_no_more() -> None:
    """A series that may be used and need not be can only help."""
    few = solve(X, MARKET, [NEAR, FAR], tolerances=TIGHT).cost
    many = solve(X, MARKET, [NEAR, FAR, *SAME_EXPIRY], tolerances=TIGHT).cost
    assert many <= few * (1 + 1e-4)


def test_free_market_trades_no_more_than_it_must() -> None:
    """Without costs, buying and selling the same for nothing is still not done."""
    solved = solve(X, MARKET, [NEAR, FAR], costs=FREE)
    assert solved.cost == 0
    assert sum(map(abs, _quantities(solved))) <= 13_000


def test_depth_binds() -> None:
    """No more than the depth of each is traded, though another choice would be cheaper."""
    solved = solve(X, MARKET, [NEAR, FAR], each=EACH, depth=105)
    assert max(abs(p.quantity) for p in solved.positions if p.instrument != Share()) <= 105
    assert solved.cost > 1_047.7


def test_options_alone_without_the_underlying() -> None:
    """Three series can do for three Greeks."""
    solved = solve(X, MARKET, [NEAR, FAR, SAME_EXPIRY[2]], with_underlying=False)
    assert Share() not in [position.instrument for position in solved.positions]
    assert Tolerances().met(solved.residual)


def test_index_book_is_hedged_with_index_instruments() -> None:
    """Index options and futures, in whole contracts of either size."""
    series = [
        IndexCall(strike=1_430, years=30 / 365, volatility=0.15),
        IndexCall(strike=1_420, years=120 / 365, volatility=0.14),
    ]
    limits = Tolerances(delta=25, gamma=5, vega=500)
    futures = (IndexFuture(), IndexMini())
    solved = solve(INDEX_BOOK, INDEX_MARKET, series, tolerances=limits, instruments=futures, lot=1)
    assert limits.met(solved.residual)


def test_million_contracts() -> None:
    """A book of a million contracts is hedged as exactly as one of 250, given the depth."""
    solved = solve(BIG, MARKET, [NEAR, FAR], depth=10_000_000)
    assert Tolerances().met(solved.residual)
    assert len(solved.positions) == 3


@pytest.mark.parametrize(
    "book", [Book(), Book.of(Position(0, NEAR)), Book.of(Position(40, Share()))]
)
@pytest.mark.parametrize("series", [[], [NEAR, FAR], [Call(years=0)]])
def test_nothing_to_do(book: Book, series: list[Instrument]) -> None:
    """A book within tolerances already trades nothing, whatever was chosen."""
    solved = solve(book, MARKET, series)
    assert (solved.positions, solved.cost) == ((), 0)
    assert "nothing to do" in solved.note


def test_shares_need_no_series() -> None:
    """Where only delta is out, the underlying does it."""
    assert solve(SHARES, MARKET, []).positions == (Position(-1_200, Share()),)


def test_book_at_expiry_or_without_volatility() -> None:
    """Expired or certain options leave a step of delta, which shares take away."""
    for option in (Call(strike=70, years=0), Call(strike=70, volatility=0)):
        book = Book.of(Position(-100, option))
        assert abs(solve(book, MARKET, []).residual.delta_shares) <= 50


def test_one_direction_still_solves_what_lies_along_it() -> None:
    """domain.md, example 5: one expiry hedges a book of it, and the note says what it cannot do."""
    solved = solve(X, MARKET, SAME_EXPIRY[1:])
    assert Tolerances().met(solved.residual)
    assert "only together" in solved.note


def test_nearly_one_direction_is_said() -> None:
    """A little skew makes it solvable, and dear: the note gives the condition number."""
    skewed = Call(strike=85, years=45 / 365, volatility=0.235)
    solved = solve(X, MARKET, [SAME_EXPIRY[2], skewed])
    assert "condition number" in solved.note
    assert solve(X, MARKET, [NEAR, FAR]).note == ""


NOT_POSSIBLE: list[tuple[Book, list[Instrument], dict[str, object], str]] = [
    (
        MIXED,
        [*SAME_EXPIRY],
        {"tolerances": TIGHT},
        "only together.*another expiry, or allow a gamma",
    ),
    (X, [NEAR], {"tolerances": TIGHT}, "This series moves.*another expiry"),
    (X, [], {}, "neither gamma nor vega; choose listed options"),
    (X, [], {"with_underlying": False}, "nothing is chosen"),
    (SHARES, [], {"tolerances": Tolerances(delta=10)}, "allow a delta of 34$"),
    (X, [NEAR, FAR], {"depth": 50}, "depth of 50 contracts is too small"),
    (X, [NEAR, FAR], {"depth": 0}, "depth of 0 contracts is too small"),
    (BIG, [NEAR, FAR], {}, "depth of 5,000 contracts is too small"),
    (X, [NEAR, FAR], {"with_underlying": False}, "allow a delta of 1,776 or"),
    (X, [Call(years=0)], {}, "has expired"),
    (X, [Call(volatility=0)], {}, "volatility above zero"),
]


@pytest.mark.parametrize(("book", "series", "asked", "says"), NOT_POSSIBLE)
def test_what_cannot_be_met_says_why_and_what_instead(
    book: Book, series: list[Instrument], asked: dict[str, object], says: str
) -> None:
    """One plain sentence that names the number, and another choice."""
    with pytest.raises(NoHedge) as raised:
        solve(book, MARKET, series, **asked)  # type: ignore[arg-type]
    assert re.search(says, str(raised.value)), str(raised.value)
    assert not re.search(r"\b(nan|inf)\b", str(raised.value))


@pytest.mark.parametrize(
    ("book", "series", "with_underlying"), [(SHARES, [], True), (X, [NEAR, FAR], False)]
)
def test_tolerance_that_is_named_can_be_met(
    book: Book, series: list[Instrument], with_underlying: bool
) -> None:
    """What the refusal says would do does, and a little less does not."""
    asked = Tolerances(delta=10)
    with pytest.raises(NoHedge) as raised:
        solve(book, MARKET, series, tolerances=asked, with_underlying=with_underlying)
    named = re.search(r"a delta of ([\d,]+)", str(raised.value))
    assert named is not None
    least = float(named[1].replace(",", ""))
    for delta, possible in ((least, True), (least - 1.01, False)):
        asked = Tolerances(delta=delta)
        try:
            solve(book, MARKET, series, tolerances=asked, with_underlying=with_underlying)
        except NoHedge:
            assert not possible
        else:
            assert possible


def test_tolerances_of_zero() -> None:
    """Whole contracts never leave exactly nothing: the smallest that would do are named.

    Half a second, since a programme without an answer searches as long as it may.
    """
    nothing = Tolerances(delta=0, gamma=0, vega=0)
    with pytest.raises(NoHedge, match=r"allow a delta of .* and a gamma of .* and a vega of"):
        solve(X, MARKET, [NEAR, FAR], tolerances=nothing, seconds=0.25)


def test_time_that_runs_out_is_said() -> None:
    """Ten series and next to no tolerance take longer than a moment: an answer, or a word on it."""
    series = [
        Call(strike=strike, years=days / 365, volatility=0.2 + abs(strike - 80) / 1_000)
        for strike in (70.0, 75.0, 80.0, 85.0, 90.0)
        for days in (17, 108)
    ]
    hard = Tolerances(delta=1, gamma=0.005, vega=0.005)
    try:
        solved = solve(MIXED, MARKET, series, tolerances=hard, seconds=0.1)
    except NoHedge as problem:
        assert "within 0.1 s" in str(problem)
    else:
        assert "Stopped after 0.1 s" in solved.note
        assert hard.met(solved.residual)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"depth": -1}, "depth"),
        ({"lot": 0}, "lot"),
        ({"each": [1.0]}, "2 series need 2 costs"),
        ({"each": [1.0, -1.0]}, "zero or above"),
        ({"instruments": (IndexFuture(),)}, "follows the index"),
    ],
)
def test_what_no_programme_can_use_is_refused(change: dict[str, object], says: str) -> None:
    """A depth or a cost below zero, another underlying."""
    with pytest.raises(InvalidInput, match=says):
        solve(X, MARKET, [NEAR, FAR], **change)  # type: ignore[arg-type]


@pytest.mark.parametrize("greek", ["delta", "gamma", "vega"])
@pytest.mark.parametrize("limit", [-1.0, math.nan])
def test_tolerance_below_zero_is_refused(greek: str, limit: float) -> None:
    """The Greek is named."""
    with pytest.raises(InvalidInput, match=greek):
        Tolerances(**{greek: limit})


def test_later_market_prices_the_series_as_they_are_then() -> None:
    """A week later and a point up: the answer holds in that market."""
    later = Market(spot=82, rate=0.03, volatility_shift=0.01, years_passed=7 / 365)
    solved = solve(X, later, [NEAR, FAR])
    assert solved.residual == desk_greeks(X.plus(*solved.positions), later)
    assert Tolerances().met(solved.residual)
