"""Suggestions: the worked examples' hedges, sentences that hold their numbers, plain problems."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.desk.exits import entry_cost
from engine.desk.plan import Desk
from engine.desk.suggest import Suggestion, suggest, textbook
from engine.exposure import notation
from engine.exposure.book import Book, Position
from engine.exposure.greeks import desk_greeks
from engine.flow.paths import World
from engine.hedging.costs import Costs
from engine.hedging.options import Tolerances
from engine.instruments.etf import Etf
from engine.instruments.index_future import IndexFuture
from engine.instruments.index_mini import IndexMini
from engine.instruments.share import Share

from ..exposure.books import MARKET, MIXED, X, books
from ..hedging.listed import FAR, INDEX_BOOK, NEAR, SAME_EXPIRY
from .days import read

EXAMPLE_6 = Desk(costs=Costs(per_contract=3.250416, of_premium=0.00660086))
"""C$3.50 a contract of the near series and C$6.00 of the far one."""
EXAMPLE_7 = Desk(world=World(volatility=0.22))
INDEX = Desk(underlying="index", world=World(index_volatility=0.14))
BOTH = ["underlying", "options"]
TIGHT = Tolerances(gamma=10, vega=10)


def _written(found: Suggestion) -> str:
    return notation.write(found.hedge)


# ---- worked examples ------------------------------------------------------------------------


def test_worked_example_1() -> None:
    """domain.md: short 13,034 shares of delta, buy 13,000, −34 left: in one sentence."""
    found = suggest(Desk(), X, exits=["underlying"])
    assert _written(found) == "13000_share"
    assert found.sentences == (
        "The book is short 13,034 shares of delta, so buy 13,000 shares: the delta that is left is "
        "−34, and gamma and vega are what they were.",
    )
    assert found.problem == ""


def test_the_opposite_book_is_hedged_the_opposite_way() -> None:
    """Sign words too: long, sell, plus."""
    (sentence,) = suggest(Desk(), read("250_call_80_45_24"), exits=["underlying"]).sentences
    assert sentence.startswith("The book is long 13,034 shares of delta, so sell 13,000 shares")
    assert "left is +34" in sentence


def test_worked_example_6() -> None:
    """domain.md: 108, 100 and 5,800 shares cost C$1,048, and nothing cheaper does it."""
    found = suggest(EXAMPLE_6, X, exits=BOTH, series=[NEAR, FAR])
    assert _written(found) == "108_call_84_17_23.5~100_call_80_108_23.5~5800_share"
    assert round(entry_cost(EXAMPLE_6, found.hedge)) == 1_048
    options, shares = found.sentences
    assert "buy 108 calls (strike 84, 17 days) and buy 100 calls (strike 80, 108 days)" in options
    assert "gamma goes from −1,473 to −397 shares per C$1" in options
    assert "vega from −2,790 to −587 C$ a volatility point" in options
    assert "(C$1,048 in all)" in options
    assert "short 5,810 shares of delta, so buy 5,800 shares" in shares


def test_worked_example_7() -> None:
    """domain.md: beta 1.10 x 4.2 million / 284,000 = 16.27, so buy 16; 69 % of the swing stays."""
    bank = Book.of(Position(-52_500, Share()))
    found = suggest(EXAMPLE_7, bank, exits=["related"], product=IndexFuture())
    assert _written(found) == "16_index_future"
    assert found.sentences == (
        "The book is short C$4,200,000 of delta. Beta 1.10 × C$4,200,000 / C$284,000 each = 16.27, "
        "so buy 16 SXF futures. With a correlation of 0.72 the share's own moves stay: 69\u00a0% "
        "of the swing.",
    )


def test_worked_example_8() -> None:
    """domain.md: −1,460.6 dollars a point are seven SXF and one SXM; −10.6 is left."""
    found = suggest(INDEX, INDEX_BOOK, exits=["underlying"])
    assert _written(found) == "7_index_future~1_index_mini"
    assert found.sentences == (
        "The book is short C$1,461 a point of delta, so buy 7 SXF futures and buy 1 SXM mini "
        "future: the delta that is left is −11, and gamma and vega are what they were.",
    )


def test_worked_example_5() -> None:
    """domain.md: one expiry cannot aim at gamma and vega of a mixed book; shares still can."""
    found = suggest(Desk(), MIXED, exits=BOTH, series=list(SAME_EXPIRY), tolerances=TIGHT)
    assert found.problem.startswith("Other options cannot do it as chosen: ")
    assert "choose a series of another expiry" in found.problem
    assert found.problem.endswith(".")
    assert _written(found) == "1600_share"
    assert len(found.sentences) == 1


# ---- what each exit may and may not do ------------------------------------------------------


def test_the_cost_that_is_claimed_is_that_of_the_whole_hedge() -> None:
    """With room for delta the cheapest trade is short of flat: it is suggested as it was solved."""
    roomy = Tolerances(delta=2_000)
    found = suggest(EXAMPLE_6, X, exits=BOTH, series=[NEAR, FAR], tolerances=roomy)
    cost = entry_cost(EXAMPLE_6, found.hedge)
    assert f"(C${cost:,.0f} in all)" in found.sentences[0]
    assert cost < 1_048 - 1_900 * 0.012
    left = desk_greeks(X.plus(*found.hedge.positions), MARKET)
    assert roomy.met(left)


def test_a_book_that_needs_no_option_says_so_and_trades_the_shares() -> None:
    """Ten calls: gamma and vega are small enough, 500 shares are not kept quiet."""
    found = suggest(Desk(), read("-10_call_80_45_24"), exits=BOTH, series=[NEAR, FAR])
    assert _written(found) == "500_share"
    needless, shares = found.sentences
    assert needless == "Gamma and vega are within your tolerances: no option has to be traded."
    assert "short 521 shares of delta, so buy 500 shares" in shares


def test_a_book_within_its_tolerances_is_left_alone() -> None:
    """All three met: nothing to do, whatever is ticked."""
    roomy = Tolerances(delta=20_000, gamma=2_000, vega=3_000)
    found = suggest(Desk(), X, exits=BOTH, series=[NEAR], tolerances=roomy)
    assert not found.hedge.positions
    assert found.sentences == (
        "Within these tolerances already: nothing to do.",
        "The book is short 13,034 shares of delta: within your tolerance, so there is nothing to "
        "do in the underlying.",
    )


def test_options_alone_leave_the_direction_to_the_other_exits() -> None:
    """Without the underlying the delta is no aim; the related product then takes what is left."""
    alone = suggest(Desk(), X, exits=["options"], series=[NEAR, FAR])
    assert {p.instrument.payoff for p in alone.hedge.positions} == {"call"}
    both = suggest(Desk(), X, exits=["options", "related"], series=[NEAR, FAR], product=IndexMini())
    assert both.hedge.positions[: len(alone.hedge.positions)] == alone.hedge.positions
    after = X.plus(*alone.hedge.positions)
    dollars = abs(desk_greeks(after, MARKET).delta_dollars)
    assert f"short C${dollars:,.0f} of delta" in both.sentences[1]


def test_the_underlying_comes_before_the_related_product() -> None:
    """What is flat needs no proxy."""
    exits = ["related", "underlying"]
    assert _written(suggest(Desk(), X, exits=exits, product=IndexFuture())) == "13000_share"


def test_fund_units_trade_in_lots() -> None:
    """Units go by the hundred, as shares do: whatever the exact number is."""
    found = suggest(Desk(), X, exits=["related"], product=Etf())
    (position,) = found.hedge.positions
    assert position.quantity == 35_200
    assert "Beta 1.20 × C$1,042,693 / C$35.50 each = 35,245.97" in found.sentences[0]
    assert "so buy 35,200 XIU units" in found.sentences[0]


def test_a_negative_correlation_sells() -> None:
    """A share that rises when the index falls: true minus signs in the sentence."""
    desk = Desk(world=World(correlation=-0.5))
    found = suggest(desk, X, exits=["related"], product=IndexFuture())
    (position,) = found.hedge.positions
    assert position.quantity < 0
    assert "Beta −0.83 ×" in found.sentences[0]
    assert "so sell 3 SXF futures. With a correlation of −0.50" in found.sentences[0]


@pytest.mark.parametrize(
    ("world", "said"),
    [
        (World(index_volatility=0), "cannot do it: index_volatility must be above zero"),
        (World(correlation=0), "no more than half of the smallest trade"),
        (World(volatility=0), "no more than half of the smallest trade"),
    ],
)
def test_a_product_that_has_nothing_in_common(world: World, said: str) -> None:
    """Said in words; nothing is traded."""
    found = suggest(Desk(world=world), X, exits=["related"], product=IndexFuture())
    assert not found.hedge.positions
    assert said in " ".join([*found.sentences, found.problem])


def test_an_index_has_no_related_product() -> None:
    """Its futures are its underlying: the sentence says which exit to choose."""
    found = suggest(INDEX, INDEX_BOOK, exits=["related"])
    assert found == Suggestion(
        Book(), (), "An index's own futures are its underlying: choose that exit."
    )
    missing = suggest(Desk(), X, exits=["related"])
    assert missing.problem == "Choose a future or fund units to hedge with."


@pytest.mark.parametrize(
    ("series", "why"),
    [
        ([], "the underlying changes neither gamma nor vega; choose listed options, or allow"),
        ([replace(NEAR, years=0.0)], "Call 84 (0 days) has expired"),
        ([replace(NEAR, volatility=0.0)], "has no gamma or vega to hedge with"),
        ([NEAR, NEAR], "a series is chosen twice"),
        ([Share()], "is no option"),
        ([INDEX_BOOK.positions[0].instrument], "follows the index"),
    ],
    ids=["none", "expired", "no volatility", "twice", "a share", "another underlying"],
)
def test_options_that_cannot_do_it(series: list[Any], why: str) -> None:
    """The problem is a sentence with its reason, and the shares are suggested all the same."""
    found = suggest(Desk(), X, exits=BOTH, series=series)
    assert found.problem.startswith("Other options cannot do it as chosen: ")
    assert why in found.problem
    assert _written(found) == "13000_share"
    assert suggest(Desk(), X, exits=["options"], series=series).hedge == Book()


def test_a_million_contracts_are_too_many_for_the_depth() -> None:
    """The depth is named, with what it would take."""
    found = suggest(Desk(), read("-1000000_call_80_45_24"), exits=BOTH, series=[NEAR, FAR])
    assert "the depth of 5,000 contracts is too small" in found.problem
    assert _written(found) == "52134700_share"


@pytest.mark.parametrize("text", ["", "0_call_80_45_24", "-100_call_90_0_24", "5_call_90_45_0"])
@pytest.mark.parametrize("exits", [["underlying"], BOTH, ["related"], ["options"]])
def test_a_book_that_needs_nothing_gets_nothing(text: str, exits: list[str]) -> None:
    """Empty, of zero contracts, expired out of the money, without volatility: no trade, no fault.

    The delta of the options is nothing in each of them.
    """
    found = suggest(Desk(), read(text), exits=exits, series=[NEAR, FAR], product=IndexFuture())
    assert not found.hedge.positions
    assert found.problem == ""
    assert found.sentences


def test_no_exit_no_trade() -> None:
    """Quotes and stopping trade nothing."""
    assert suggest(Desk(), X, exits=["quotes", "stop"]) == Suggestion(Book(), ())


def test_a_delta_that_is_nothing_is_not_called_long() -> None:
    """No sign word without a sign."""
    found = suggest(Desk(), Book(), exits=["underlying"])
    assert found.sentences == ("The book has no delta: nothing to do in the underlying.",)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(book=books, underlying=st.sampled_from(["share", "index"]))
def test_any_book_gets_an_answer_in_words(book: Book, underlying: Any) -> None:
    """Whatever is held: sentences that end as sentences do, and a flat delta to half a lot."""
    desk = Desk(underlying=underlying)
    found = suggest(desk, book, exits=["underlying"])
    assert all(sentence.endswith(".") for sentence in found.sentences)
    assert not any(word in " ".join(found.sentences) for word in ("nan", "inf", "None"))
    left = book.on(underlying).plus(*found.hedge.positions)
    delta = float(left.greeks(desk.market).delta)
    assert abs(delta) <= desk.lot / 2 + 1e-6 * max(map(abs, [1.0, *left.quantities]))
    assert textbook(desk, book) == found.hedge
    assert math.isfinite(entry_cost(desk, found.hedge))
