"""What is shown is always permitted, and never differs from the ideal without saying why."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.controls import controls
from engine.errors import InvalidInput
from engine.quoting.obligations import Obligations, permitted, permitted_prices, tick

LAW = settings(deadline=None, derandomize=True, max_examples=300)
RULES = Obligations()
NICKELS = Obligations(threshold=0.5)
"""A class outside the penny programme: five cents from C$0.50 (m-x.ca, equity options)."""
MIDDLES = st.floats(-1, 60)
HALVES = st.floats(0, 3)


@st.composite
def rules(draw: st.DrawFn) -> Obligations:
    """Draw any rules that a person's sliders could set and a quote could obey."""
    cents = st.integers(1, 100).map(lambda count: count / 100)
    below, above, widest = draw(cents), draw(cents), draw(st.integers(1, 400)) / 20
    assume(widest >= max(below, above))
    threshold = draw(st.integers(0, 40)) / 2
    return Obligations(
        tick_below=below, tick_above=above, threshold=threshold, widest=widest, least_size=10
    )


def _on_tick(price: float, obligations: Obligations) -> bool:
    step = float(tick(price, obligations))
    return abs(price / step - round(price / step)) < 1e-6


@pytest.mark.parametrize(
    ("obligations", "bid", "ask"), [(RULES, 2.75, 2.84), (NICKELS, 2.75, 2.85)]
)
def test_worked_example_13(obligations: Obligations, bid: float, ask: float) -> None:
    """domain.md, example 13: 2.7922 +- .04 is 2.75 / 2.84 at .01 and 2.75 / 2.85 at .05."""
    shown = permitted(bid=2.7522, ask=2.8322, size=20, obligations=obligations)
    assert (shown.bid, shown.ask, shown.bid_size, shown.ask_size) == (bid, ask, 20, 20)


@pytest.mark.parametrize(
    ("price", "step"), [(0.0, 0.01), (2.99, 0.01), (2.9999, 0.01), (3.0, 0.05), (400.0, 0.05)]
)
def test_ticks_of_the_penny_programme(price: float, step: float) -> None:
    """domain.md 2.1: below C$3.00 one cent, from there five."""
    assert float(tick(price, RULES)) == step


@pytest.mark.parametrize(
    ("bid", "ask", "shown"),
    [
        (2.75, 2.84, (2.75, 2.84)),
        (0.29, 0.57, (0.29, 0.57)),
        (2.9949, 3.0001, (2.99, 3.05)),
        (2.996, 2.997, (2.99, 3.0)),
        (3.0, 3.049, (3.0, 3.05)),
        (3.04, 3.06, (3.0, 3.1)),
        (17.501, 17.62, (17.5, 17.65)),
    ],
)
def test_bid_goes_down_and_ask_up_to_the_tick(
    bid: float, ask: float, shown: tuple[float, float]
) -> None:
    """Away from the middle, on the tick of its own side of C$3; what is on it stays."""
    found = permitted(bid=bid, ask=ask, size=10, obligations=RULES)
    assert (found.bid, found.ask) == shown


@LAW
@given(rules(), MIDDLES, HALVES)
def test_shown_quote_obeys_every_rule(obligations: Obligations, middle: float, half: float) -> None:
    """On the tick, a tick apart at least, no wider than permitted, no bid below zero."""
    shown = permitted(bid=middle - half, ask=middle + half, size=10, obligations=obligations)
    assert _on_tick(shown.bid, obligations)
    assert _on_tick(shown.ask, obligations)
    assert 0 <= shown.bid < shown.ask
    assert shown.ask - shown.bid <= obligations.widest + 1e-6


@LAW
@given(MIDDLES, st.floats(0, 0.2))
def test_quote_that_is_narrow_enough_is_never_drawn_in(middle: float, half: float) -> None:
    """The bid is never above the ideal one (nor below zero), the ask never below it."""
    shown = permitted(bid=middle - half, ask=middle + half, size=10, obligations=RULES)
    assert shown.bid <= max(middle - half, 0.0) + 1e-6
    assert shown.ask >= middle + half - 1e-6
    assert shown.bid > middle - half - 0.05 - 1e-6
    assert shown.ask < max(middle + half, 0.0) + 0.05 + 1e-6


@LAW
@given(st.floats(1, 60), st.floats(0.3, 3))
def test_wide_quote_is_drawn_in_about_its_middle(middle: float, half: float) -> None:
    """As wide as permitted to within a tick, its middle within a tick of the ideal one."""
    shown = permitted(bid=middle - half, ask=middle + half, size=10, obligations=RULES)
    step = float(tick(shown.ask, RULES))
    assert 0.5 - step - 1e-6 <= shown.ask - shown.bid <= 0.5 + 1e-6
    assert (shown.bid + shown.ask) / 2 == pytest.approx(middle, abs=step + 1e-6)


@LAW
@given(rules(), st.lists(st.tuples(MIDDLES, HALVES), min_size=1, max_size=20))
def test_many_quotes_at_once_are_shown_as_one_by_one(
    obligations: Obligations, quotes: list[tuple[float, float]]
) -> None:
    """A simulation's arrays and a page's single quote obey the same rules."""
    middles, halves = np.array(quotes).T
    bids, asks = permitted_prices(
        bid=middles - halves, ask=middles + halves, obligations=obligations
    )
    for number, (middle, half) in enumerate(zip(middles, halves, strict=True)):
        shown = permitted(bid=middle - half, ask=middle + half, size=10, obligations=obligations)
        assert (shown.bid, shown.ask) == (bids[number], asks[number])


@LAW
@given(rules(), MIDDLES, HALVES)
def test_shown_quote_is_shown_as_it_is(
    obligations: Obligations, middle: float, half: float
) -> None:
    """What is permitted is permitted: showing it again changes nothing and says nothing."""
    shown = permitted(bid=middle - half, ask=middle + half, size=10, obligations=obligations)
    again = permitted(bid=shown.bid, ask=shown.ask, size=10, obligations=obligations)
    assert again[:4] == shown[:4]
    assert again.notes == () or not shown.bid


@LAW
@given(MIDDLES, HALVES, st.integers(0, 50))
def test_every_change_has_its_sentence(middle: float, half: float, size: int) -> None:
    """There is a note if and only if what is shown is not what was wanted."""
    bid, ask = middle - half, middle + half
    shown = permitted(bid=bid, ask=ask, size=size, obligations=RULES)
    apart = (abs(shown.bid - bid), abs(shown.ask - ask))
    changed = max(apart) > 1e-6 or size < 10 or not shown.bid
    assert bool(shown.notes) == changed


@pytest.mark.parametrize(
    ("bid", "ask", "size", "notes"),
    [
        (2.75, 2.84, 10, ()),
        (
            2.7522,
            2.8322,
            4,
            (
                "The bid of C$2.7522 goes down to C$2.75: the tick is C$0.01.",
                "The ask of C$2.8322 goes up to C$2.84: the tick is C$0.01.",
                "4 contracts are too few to show: the size is 10.",
            ),
        ),
        (
            4.0,
            5.0,
            10,
            ("C$4.00 to C$5.00 becomes C$4.25 to C$4.75: the spread may be C$0.50 at most.",),
        ),
        (
            3.04,
            3.51,
            10,
            ("C$3.04 to C$3.51 becomes C$3.00 to C$3.50: the spread may be C$0.50 at most.",),
        ),
        (-0.02, 0.03, 10, ("There is no bid: −C$0.02 is below the lowest price, C$0.01.",)),
        (2.75, 2.75, 10, ("The ask of C$2.75 goes up to C$2.76: the tick is C$0.01.",)),
    ],
)
def test_sentences(bid: float, ask: float, size: int, notes: tuple[str, ...]) -> None:
    """Each names the number wanted, the number shown and the rule."""
    assert permitted(bid=bid, ask=ask, size=size, obligations=RULES).notes == notes


@pytest.mark.parametrize("bid", [-0.4, -0.001, 0.0, 0.004])
def test_bid_below_the_first_tick_is_no_bid(bid: float) -> None:
    """It is shown as 0 for no contracts, while the ask stands for its size."""
    shown = permitted(bid=bid, ask=0.05, size=30, obligations=RULES)
    assert (shown.bid, shown.bid_size, shown.ask_size) == (0.0, 0, 30)
    assert shown.notes[0].startswith("There is no bid")


def test_ask_is_a_tick_at_least_whatever_the_lean() -> None:
    """A lean that takes even the ask below zero shows the lowest price there is."""
    shown = permitted(bid=-0.05, ask=-0.02, size=10, obligations=RULES)
    assert (shown.bid, shown.ask) == (0.0, 0.01)


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, (10, 10)),
        (9, (10, 10)),
        (10, (10, 10)),
        (25, (25, 25)),
        ((5, 40), (10, 40)),
        ((12.9, 10), (12, 10)),
        (1_000_000, (1_000_000, 1_000_000)),
    ],
)
def test_size_is_raised_to_the_smallest(size: Any, shown: tuple[int, int]) -> None:
    """Whole contracts, one size for both sides or one for each."""
    found = permitted(bid=2.75, ask=2.84, size=size, obligations=RULES)
    assert (found.bid_size, found.ask_size) == shown


def test_size_of_a_bid_that_is_not_there_needs_no_sentence() -> None:
    """Without a bid its size breaks no rule."""
    shown = permitted(bid=-1, ask=0.05, size=(2, 10), obligations=Obligations(widest=2))
    assert shown.bid_size == 0
    assert not any("contracts" in note for note in shown.notes)


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ({"bid": 3.0, "ask": 2.9}, "the bid is above the ask: quote a bid that is not above"),
        ({"bid": np.nan, "ask": 2.9}, "bid must be a finite number"),
        ({"bid": 1.0, "ask": np.inf}, "ask must be a finite number"),
        ({"bid": 1.0, "ask": 1e300}, r"a price is further than C\$1,000,000 from zero"),
        ({"bid": 1.0, "ask": 2.0, "size": -1}, "size must not be below zero"),
        ({"bid": 1.0, "ask": 2.0, "size": np.nan}, "size must be a finite number"),
    ],
)
def test_quote_that_is_none_is_refused(quote: dict[str, float], sentence: str) -> None:
    """A crossed quote or a number that is none is named."""
    with pytest.raises(InvalidInput, match=sentence):
        permitted(**{"size": 10, **quote}, obligations=RULES)


def test_one_crossed_quote_among_many_is_refused() -> None:
    """A simulation cannot quote a loss to itself unseen."""
    with pytest.raises(InvalidInput, match="the bid is above the ask"):
        permitted_prices(bid=[1.0, 2.0], ask=[1.1, 1.9], obligations=RULES)


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"widest": 0.05, "tick_above": 0.1}, r"the widest spread C\$0.05 is less than one tick"),
        ({"least_size": 0}, "Smallest size 0 is outside 1 to 1000 contracts"),
        ({"tick_below": 0}, "Tick of low prices 0 is outside"),
    ],
)
def test_rules_that_no_quote_can_obey_are_refused(setting: dict[str, float], sentence: str) -> None:
    """The sentence names the setting and what would be right."""
    with pytest.raises(InvalidInput, match=sentence):
        Obligations(**setting)


def test_defaults_are_steps_of_their_sliders() -> None:
    """A page that draws the form shows the default that the form has."""
    for control in controls(Obligations):
        number = control.number
        steps = (number.show(control.default) - number.low) / number.step
        assert steps == pytest.approx(round(steps)), control.name
