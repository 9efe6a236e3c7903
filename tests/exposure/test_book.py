"""A book is the sum of its positions, and its profit is full revaluation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.exposure.book import Book, Position, profit
from engine.instruments.call import Call
from engine.instruments.put import Put
from engine.instruments.share import Share
from engine.pricing import black_scholes
from engine.pricing.market import Market

from .books import HULL, HULL_MARKET, LAW, MARKET, MIXED, X_HEDGED, X, books, hedged

HALF_A_DOLLAR = 0.5


def _dollars(book: Book, spot: float, market: Market = MARKET, **change: float) -> float:
    return float(profit(book, market, spot, **change))


@pytest.mark.parametrize(
    ("name", "printed", "half_a_digit"),
    [
        ("value", 2.4005, 5e-5),
        ("delta", 0.5216, 5e-5),
        ("gamma", 0.0655, 5e-5),
        ("vega", 12.105, 5e-4),
        ("theta", -4.305, 5e-4),
        ("rho", 8.907, 5e-4),
    ],
)
def test_hulls_book(name: str, printed: float, half_a_digit: float) -> None:
    """Hull, "The Greek Letters": 100,000 calls sold; figures a share, theta a year."""
    figure = float(getattr(HULL.greeks(HULL_MARKET), name)) / -100_000
    assert figure == pytest.approx(printed, abs=half_a_digit)


@pytest.mark.parametrize(
    ("jump", "printed"), [(0.05, -18_970), (-0.05, -19_875), (0.10, -71_637), (-0.10, -78_074)]
)
def test_gap_on_hulls_book(jump: float, printed: float) -> None:
    """validation.md: the hedged book jumps before anyone trades, and loses whichever way it goes.

    The printed dollars come from hedging the exact delta, 52,160.47 shares, not 52,160.
    """
    book = hedged(HULL, HULL_MARKET)
    assert _dollars(book, 49 * (1 + jump), HULL_MARKET) == pytest.approx(printed, abs=HALF_A_DOLLAR)


def test_quadratic_estimate_of_hulls_gap() -> None:
    """validation.md: half gamma times the jump squared makes it 78,686 at -10 %."""
    gamma = float(HULL.greeks(HULL_MARKET).gamma)
    assert gamma / 2 * 4.9**2 == pytest.approx(-78_686, abs=HALF_A_DOLLAR)


def test_example_1_premium() -> None:
    """Worked example 1: closing the 250 calls costs the C$68,247 that were received for them."""
    assert float(X.value(**vars(MARKET))) == pytest.approx(-68_247, abs=HALF_A_DOLLAR)


@pytest.mark.parametrize(
    ("move", "option", "with_hedge"),
    [(1, -13_764, -764), (-1, 12_293, -707), (4, -63_294, -11_294), (-4, 40_369, -11_631)],
)
def test_example_1_profit_after_a_move(move: float, option: float, with_hedge: float) -> None:
    """Worked example 1: 13,000 shares take most of a move away, and leave a loss either way."""
    assert _dollars(X, 80 + move) == pytest.approx(option, abs=HALF_A_DOLLAR)
    assert _dollars(X_HEDGED, 80 + move) == pytest.approx(with_hedge, abs=HALF_A_DOLLAR)


@pytest.mark.parametrize("book", [X, X_HEDGED])
def test_example_1_volatility_up_two_points(book: Book) -> None:
    """Worked example 1: two points up cost C$5,580 whatever the share hedge."""
    rise = _dollars(book, 80, volatility_shift=0.02)
    assert rise == pytest.approx(-5_580, abs=HALF_A_DOLLAR)


@pytest.mark.parametrize(
    ("move", "printed"),
    [(-0.05, -3_125), (-0.01, 825), (0.01, -1_808), (0.05, -20_211), (0.10, -68_520)],
)
def test_example_2_full_revaluation(move: float, printed: float) -> None:
    """Worked example 2: the mixed book revalued, every series keeping its own volatility."""
    assert _dollars(MIXED, 80 * (1 + move)) == pytest.approx(printed, abs=HALF_A_DOLLAR)


@pytest.mark.parametrize(
    ("move", "printed"),
    [(-0.05, -5_810), (-0.01, 807), (0.01, -1_792), (0.05, -18_807), (0.10, -62_232)],
)
def test_example_2_delta_and_gamma_estimate(move: float, printed: float) -> None:
    """Worked example 2: delta and gamma alone miss by thousands at 5 to 10 %."""
    greeks, step = MIXED.greeks(MARKET), 80 * move
    estimate = float(greeks.delta) * step + float(greeks.gamma) / 2 * step**2
    assert estimate == pytest.approx(printed, abs=HALF_A_DOLLAR)


def test_example_3_whipsaw() -> None:
    """Worked example 3: up 2 % and back, hedged at both ends, costs C$3,676."""
    start, high = MARKET, Market(spot=81.6, rate=0.03, dividend_yield=0.02)
    book = hedged(X, start)
    bought = -float(book.greeks(high).delta)
    there = _dollars(book, 81.6, start)
    back = _dollars(hedged(book, high), 80, high)
    assert bought == pytest.approx(2_297.6, abs=0.05)
    assert there == pytest.approx(-1_857, abs=HALF_A_DOLLAR)
    assert back == pytest.approx(-1_819, abs=HALF_A_DOLLAR)
    assert there + back == pytest.approx(-3_676, abs=HALF_A_DOLLAR)


def test_example_3_gamma_approximates_the_whipsaw() -> None:
    """Worked example 3: gamma times the move squared, -3,772, comes near the round trip's cost."""
    assert float(X.greeks(MARKET).gamma) * 1.6**2 == pytest.approx(-3_772, abs=HALF_A_DOLLAR)


def test_example_4_gamma_rent() -> None:
    """Worked example 4: .5 gamma sigma^2 S^2 a day is C$744; a realised 30 % makes it -418.5."""
    dollar_gamma = -float(X.greeks(MARKET).gamma) / 2 * 80**2 / 365
    assert dollar_gamma * 0.24**2 == pytest.approx(744, abs=HALF_A_DOLLAR)
    assert -dollar_gamma * (0.30**2 - 0.24**2) == pytest.approx(-418.5, abs=0.05)


@pytest.mark.parametrize(("move", "printed"), [(0.5, 560), (1.0, 7), (1.5, -914), (3.0, -5_886)])
def test_example_4_rent_less_the_move(move: float, printed: float) -> None:
    """Worked example 4: a day's rent less half gamma times the move squared breaks even near 1."""
    gamma = -float(X.greeks(MARKET).gamma)
    rent = gamma / 2 * 0.24**2 * 80**2 / 365
    assert rent - gamma / 2 * move**2 == pytest.approx(printed, abs=HALF_A_DOLLAR)


@pytest.mark.parametrize("series", [Call(strike=80), Call(strike=85), Put(strike=75)])
def test_example_5_one_expiry_has_one_vega_for_a_gamma(series: Call | Put) -> None:
    """Worked example 5: at one expiry and volatility vega/gamma is 189.37 whatever the strike."""
    greeks = Book.of(Position(1, series)).greeks(MARKET)
    assert float(greeks.vega / greeks.gamma) == pytest.approx(189.37, abs=5e-3)


@pytest.mark.parametrize(
    ("jump", "shift", "printed"),
    [
        (-0.12, 0.0, -61_145),
        (-0.12, 0.06, -67_554),
        (-0.08, 0.0, -29_028),
        (-0.08, 0.06, -40_020),
        (0.08, 0.0, -27_266),
        (0.08, 0.06, -39_605),
        (0.12, 0.0, -55_940),
    ],
)
def test_example_11_gap(jump: float, shift: float, printed: float) -> None:
    """Worked example 11: base case X with 13,000 shares jumps, alone or with six points more."""
    profit_of_jump = _dollars(X_HEDGED, 80 * (1 + jump), volatility_shift=shift)
    assert profit_of_jump == pytest.approx(printed, abs=HALF_A_DOLLAR)


def test_example_11_stale_hedge() -> None:
    """Worked example 11: after -8 % the book is left long 8,624 shares."""
    fallen = Market(spot=80 * 0.92, rate=0.03, dividend_yield=0.02)
    assert float(X_HEDGED.greeks(fallen).delta) == pytest.approx(8_624, abs=HALF_A_DOLLAR)


def test_example_14_attribution() -> None:
    """Worked example 14: ten Greeks explain a day, spot 82.4 and 22.5 %, to C$8 of -30,767."""
    greeks, spot, volatility, day = X.greeks(MARKET), 2.4, -0.015, 1 / 365
    parts = {
        "delta": spot,
        "gamma": spot**2 / 2,
        "vega": volatility,
        "theta": day,
        "vanna": spot * volatility,
        "vomma": volatility**2 / 2,
        "charm": spot * day,
        "speed": spot**3 / 6,
        "zomma": spot**2 * volatility / 2,
        "color": spot**2 * day / 2,
    }
    explained = [float(getattr(greeks, name)) * factor for name, factor in parts.items()]
    printed = [-31_281, -4_243, 4_185, 767, 41, 0.2, 13, 71, -266, -48]
    total = _dollars(X, 82.4, volatility_shift=volatility, years_passed=day)
    assert explained == pytest.approx(printed, abs=HALF_A_DOLLAR)
    assert total == pytest.approx(-30_767, abs=HALF_A_DOLLAR)
    assert total - sum(explained[:4]) == pytest.approx(-195, abs=HALF_A_DOLLAR)
    assert total - sum(explained[:7]) == pytest.approx(-250, abs=HALF_A_DOLLAR)
    assert total - sum(explained) == pytest.approx(-8, abs=HALF_A_DOLLAR)


def test_example_14_waterfall() -> None:
    """Worked example 14: time 771, spot -35,445 and volatility 3,907, taken in that order."""
    after_time = _dollars(X, 80, years_passed=1 / 365)
    after_spot = _dollars(X, 82.4, years_passed=1 / 365)
    after_all = _dollars(X, 82.4, years_passed=1 / 365, volatility_shift=-0.015)
    steps = [after_time, after_spot - after_time, after_all - after_spot]
    assert steps == pytest.approx([771, -35_445, 3_907], abs=HALF_A_DOLLAR)


@LAW
@given(books, st.floats(20, 500), st.floats(-0.05, 0.15))
def test_parts_sum_to_the_whole(book: Book, spot: float, rate: float) -> None:
    """The book's value and Greeks are the sums of its positions', each taken alone."""
    market = Market(spot=spot, rate=rate, dividend_yield=0.02)
    whole, parts = book.greeks(market), book.position_greeks(market)
    alone = [Book.of(position).greeks(market) for position in book.positions]
    for name in whole._fields:
        column = getattr(parts, name)
        assert column == pytest.approx([float(getattr(one, name)) for one in alone], rel=1e-12)
        size = float(np.sum(np.abs(column)))
        assert float(getattr(whole, name)) == pytest.approx(float(column.sum()), abs=1e-12 * size)
    size = float(np.sum(np.abs(parts.value)))
    assert float(book.value(**vars(market))) == pytest.approx(
        float(whole.value), abs=1e-12 * size + 1e-12
    )


@LAW
@given(books, books)
def test_joined_books_add_up(one: Book, other: Book) -> None:
    """Positions of two books in one book make the sum of their profits."""
    joined = one.plus(*other.positions)
    size = sum(float(np.abs(book.position_greeks(MARKET).value).sum()) + 1 for book in (one, other))
    together = _dollars(joined, 84)
    assert together == pytest.approx(_dollars(one, 84) + _dollars(other, 84), abs=1e-11 * size)


def test_empty_book_is_worth_nothing_everywhere() -> None:
    """Nothing held has a value, Greeks and expiries of nothing, on a point and on a grid."""
    empty = Book()
    assert float(empty.value(**vars(MARKET))) == 0
    assert [float(figure) for figure in empty.greeks(MARKET)] == [0] * 12
    assert empty.value(spot=[[70.0], [90.0]], volatility_shift=[0.0, 0.1]).tolist() == [[0, 0]] * 2
    assert empty.expiries() == []


def test_zero_contracts_add_nothing() -> None:
    """A line of zero contracts changes no figure and holds no expiry."""
    with_nothing = X.plus(Position(0, Put(strike=60, years=0.5)))
    assert with_nothing.greeks(MARKET) == X.greeks(MARKET)
    assert with_nothing.expiries() == X.expiries()


def test_expiries_are_those_of_the_options_held_nearest_first() -> None:
    """Each expiry once, whatever the number of series; shares have none."""
    assert MIXED.expiries() == [17 / 365, 45 / 365, 108 / 365]


def test_expired_series_is_worth_its_payoff_and_moves_like_it() -> None:
    """A sold call that expired in the money is a hundred shares sold at the strike."""
    book = Book.of(Position(-2, Call(strike=75, years=0)), Position(-2, Call(strike=85, years=0)))
    greeks = book.greeks(MARKET)
    assert float(book.value(**vars(MARKET))) == pytest.approx(-1_000)
    assert (float(greeks.delta), float(greeks.gamma), float(greeks.vega)) == (-200, 0, 0)


def test_series_without_volatility_is_worth_its_forward() -> None:
    """At zero volatility a call in the money is shares less the discounted strike."""
    book = Book.of(Position(1, Call(strike=70, years=1, volatility=0)))
    certain = 100 * (80 * np.exp(-0.02) - 70 * np.exp(-0.03))
    assert float(book.value(**vars(MARKET))) == pytest.approx(float(certain))


def test_scenario_beyond_an_expiry_keeps_what_the_expired_option_paid() -> None:
    """Thirty days on, a 17-day call is its payoff and a 45-day call has 15 days left."""
    held = Book.of(
        Position(1, Call(strike=78, years=17 / 365)), Position(1, Call(strike=85, years=45 / 365))
    )
    left = black_scholes.price(
        kind="call",
        spot=82,
        strike=85,
        years=15 / 365,
        volatility=0.24,
        rate=0.03,
        dividend_yield=0.02,
    )
    later = held.value(**{**vars(MARKET), "spot": 82, "years_passed": 30 / 365})
    assert float(later) == pytest.approx(400 + 100 * float(left))


def test_market_given_as_whole_numbers_is_the_same_market() -> None:
    """A spot of 80 is a spot of 80.0 for every figure."""
    whole = MIXED.greeks(Market(spot=80, rate=0.03, dividend_yield=0.02))
    for name, figure in MIXED.greeks(MARKET)._asdict().items():
        assert float(getattr(whole, name)) == float(figure), name


def test_profit_of_no_change_is_nothing() -> None:
    """Where nothing moves nothing is made, whatever the market was to begin with."""
    market = Market(spot=77.0, rate=0.04, volatility_shift=0.03, years_passed=0.02)
    assert _dollars(MIXED, 77.0, market) == 0


def test_shares_alone_make_their_move() -> None:
    """900 shares make C$900 a dollar and do not care for volatility or time."""
    shares = Book.of(Position(900, Share()))
    assert _dollars(shares, 83) == pytest.approx(2_700)
    assert _dollars(shares, 83, volatility_shift=0.1, years_passed=1) == pytest.approx(2_700)
