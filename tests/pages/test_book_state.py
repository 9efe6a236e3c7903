"""The book's state: what an address says, what the browser sends, and back again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.exposure import notation
from pages.ui import book_state

PRESETS = {"plain": {"spot": "80", "book": "-20_call_80_45_24"}}


def test_a_bare_address_is_the_first_preset() -> None:
    """Nothing asked for gives the first book."""
    state, notes = book_state.read({}, PRESETS)
    assert notation.write(state.book) == "-20_call_80_45_24"
    assert state.preset == "plain"
    assert notes == []


def test_an_address_is_read_back_exactly() -> None:
    """Writing a state and reading it again changes nothing."""
    address = {"spot": "83.4", "start": "80", "shift": "-2.5", "days": "12", "yield": "0"}
    address |= {"show": "vega_profit", "book": "-20_call_80_45_24~900_share"}
    state, notes = book_state.read(address, PRESETS)
    again, _ = book_state.read(state.address(), PRESETS)
    assert notes == []
    assert again == state
    assert state.address() == address


def test_an_empty_book_stays_empty() -> None:
    """A book without lines is a book, not a missing one."""
    state, _ = book_state.read({"book": "none"}, PRESETS)
    assert state.book.positions == ()
    assert state.address()["book"] == "none"


@pytest.mark.parametrize("value", ["-5", "0", "1e99", "nan", "inf", "", "12,5"])
def test_an_absurd_spot_is_named_and_replaced(value: str) -> None:
    """A share price that cannot be gives a sentence and the default."""
    state, notes = book_state.read({"spot": value, "book": "none"}, PRESETS)
    assert state.numbers["spot"] == 80
    assert len(notes) == 1
    assert "share price" in notes[0]


def test_what_the_browser_sends_is_checked() -> None:
    """Nonsense from the browser is dropped like nonsense from an address."""
    sent = {"spot": "x", "days": 4, "lines": [[-3, "call", 80, 45, 24], ["?"], 7], "show": [1]}
    state = book_state.from_browser(sent, PRESETS)
    assert notation.write(state.book) == "-3_call_80_45_24"
    assert state.numbers["days"] == 4
    assert state.numbers["spot"] == 80


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.dictionaries(st.sampled_from([*book_state.NUMBERS, "book", "show", "preset"]), st.text()))
def test_no_address_ever_fails(parameters: dict[str, str]) -> None:
    """Whatever stands in an address, a state comes of it and can be written again."""
    state, notes = book_state.read(parameters, PRESETS)
    again, more = book_state.read(state.address(), PRESETS)
    assert again == state
    assert more == []
    assert all(note.endswith(".") for note in notes)
