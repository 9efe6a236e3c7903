"""The sentence that reads the numbers back: sides, counts, and a trade that is the difference."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from pages.ui import book_state
from pages.ui.component import joined
from pages.ui.live_book import SCRIPTS, forms

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SPEAK = """([state, forms]) =>
  readBack(state, forms, reader(state, forms, state.days, state.shift))"""
SHORT = "-20_call_80_45_24"


@pytest.fixture(scope="module")
def read_back(browser: Browser) -> Iterator[Callable[..., str]]:
    """Return a function that says what the live book says of an address."""
    page = browser.new_page()
    page.add_script_tag(content=joined(SCRIPTS))

    def said(**address: str) -> str:
        state, notes = book_state.read(address, {})
        assert notes == []
        return str(page.evaluate(SPEAK, [state.shown(), forms()]))

    yield said
    page.close()


@pytest.mark.parametrize(
    ("book", "sentence"),
    [
        (
            SHORT,
            "You are short 20 calls. If the share rises C$1, your delta goes from −1,043 to "
            "−1,159: you would have to buy 116 more shares.",
        ),
        (
            "1_put_80_45_24",
            "You are long 1 put. If the share rises C$1, your delta goes from −48 to −42: you "
            "could sell 6 shares.",
        ),
        (
            "-5_share~5_call_80_0_24~-5_put_200_0_24",
            "You are short 5 shares, long 5 calls and short 5 puts. If the share rises C$1, your "
            "delta goes from +745 to +995: you could sell 250 shares.",
        ),
        (
            "900_share",
            "You are long 900 shares. If the share rises C$1, your delta stays at +900 shares: "
            "nothing to trade.",
        ),
        ("none", "Your book is empty. Add a line to see what it does."),
        ("0_call_80_45_24", "Your book is empty. Add a line to see what it does."),
    ],
)
def test_the_sentence_says_what_you_hold_and_would_do(
    read_back: Callable[..., str], book: str, sentence: str
) -> None:
    """Short gamma buys into a rise, long gamma sells, shares alone do nothing."""
    assert read_back(spot="80", book=book) == sentence


@pytest.mark.parametrize("spot", [f"{60 + n * 2.3:.1f}" for n in range(18)])
def test_the_trade_is_the_difference_of_the_deltas_told(
    read_back: Callable[..., str], spot: str
) -> None:
    """Whoever subtracts the two deltas gets the number of shares."""
    sentence = read_back(spot=spot, book=SHORT).replace("−", "-").replace(",", "")
    told = re.search(r"from (\S+) to (\S+): .* (?:buy|sell) (\d+)", sentence)
    if told is None:
        assert "nothing to trade" in sentence
    else:
        before, after, trade = map(int, told.groups())
        assert trade == abs(after - before)
