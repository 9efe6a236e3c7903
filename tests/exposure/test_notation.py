"""A book as text: exact there and back, and whatever stands there instead is told, never raised."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.exposure import notation
from engine.exposure.book import Book, Position
from engine.exposure.notation import MOST_CONTRACTS, MOST_LINES, read, write
from engine.instruments.call import Call
from engine.instruments.put import Put
from engine.instruments.share import Share

from .books import LAW, MARKET, MIXED, books

WORDS = ["call", "put", "share", "Call", "warrant", "__class__", "<script>", "\x00", "", " ", "-"]
NUMBERS = [
    "-20",
    "80",
    "45",
    "24",
    "nan",
    "inf",
    "-inf",
    "1e999",
    "1e-400",
    "0x10",
    "1,5",
    "5%",
    "٣",
]
PIECES = st.sampled_from([*WORDS, *NUMBERS])
LINES = st.lists(PIECES, max_size=7).map("_".join)
HOSTILE = st.one_of(st.text(max_size=300), st.lists(LINES, max_size=20).map("~".join))


@LAW
@given(books)
def test_book_comes_back_exactly(book: Book) -> None:
    """Whoever has the text of a book that a person could set has that very book."""
    assert read(write(book)) == (book, [])


@LAW
@given(books)
def test_text_fits_an_address(book: Book) -> None:
    """The text needs no escaping: letters, digits, sign, point, underscore and tilde alone."""
    assert all(
        letter.isascii() and (letter.isalnum() or letter in "-._~") for letter in write(book)
    )


@LAW
@given(HOSTILE)
def test_nothing_that_stands_there_raises(text: str) -> None:
    """Any text gives a book that can be valued, and one sentence for each line that it left out."""
    book, left_out = read(text)
    lines = [line for line in text.split("~") if line]
    assert len(book.positions) + len(left_out) == len(lines)
    assert all(sentence.startswith("Line ") and sentence.endswith(".") for sentence in left_out)
    assert all(math.isfinite(float(figure)) for figure in book.greeks(MARKET))


@LAW
@given(HOSTILE)
def test_what_was_read_is_read_again_the_same(text: str) -> None:
    """Tidied once, a text stays as it is: reading and writing settle at once."""
    tidy = write(read(text)[0])
    assert read(tidy)[1] == []
    assert write(read(tidy)[0]) == tidy


@LAW
@given(st.lists(st.sampled_from(["5_call_80_45_24", "7_warrant", "900_share", "x_put"])))
def test_usable_lines_survive_among_the_others(lines: list[str]) -> None:
    """A bad line takes no good line with it, and each sentence names the line and quotes it."""
    book, left_out = read("~".join(lines))
    good = [line for line in lines if line in ("5_call_80_45_24", "900_share")]
    bad = [(number, line) for number, line in enumerate(lines, 1) if line not in good]
    assert write(book) == "~".join(good)
    assert [sentence.split(" was left out: ")[0] for sentence in left_out] == [
        f'Line {number} ("{line}")' for number, line in bad
    ]


@pytest.mark.parametrize(
    ("line", "because"),
    [
        ("5_warrant", 'there is no "warrant"'),
        ("5", "it names no kind"),
        ("5_call_80_45_24_1", "call takes 3 numbers, not 4"),
        ("5_share_80", "share takes 0 numbers, not 1"),
        ("many_call_80", 'the quantity needs a number, not "many"'),
        ("5_call_eighty", 'Strike needs a number, not "eighty"'),
        ("nan_share", "the quantity needs a finite number"),
        ("5_call_inf", "Strike needs a finite number"),
        ("5.5_share", "the quantity 5.5 is not a whole number"),
        ("1000001_share", "is not a whole number up to 1,000,000"),
        ("5_call_0", "Strike 0 is outside 0.5 to 10000 C$"),
        ("5_call_80_-1", "Expiry -1 is outside 0 to 1825 days"),
        ("5_call_80_45_501", "Volatility 501 is outside 0 to 500 %"),
    ],
)
def test_sentence_says_what_is_wrong_with_the_line(line: str, because: str) -> None:
    """The sentence names the line by its place, quotes it and gives the one reason."""
    book, (sentence,) = read(f"900_share~{line}")
    assert write(book) == "900_share"
    assert sentence.startswith(f'Line 2 ("{line}") was left out: ')
    assert because in sentence


def test_sentence_quotes_no_more_than_forty_characters() -> None:
    """A line of a million characters makes a sentence that still fits the screen."""
    _, (sentence,) = read("5_" + "x" * 1_000_000)
    assert sentence.startswith('Line 1 ("5_' + "x" * 38 + '")')


def test_at_most_200_lines_are_read() -> None:
    """The 201st line and all after it are left out, and one sentence says how many."""
    book, left_out = read("~".join(["1_share"] * (MOST_LINES + 3)))
    assert len(book.positions) == MOST_LINES == 200
    assert left_out == ["A book has at most 200 lines; the last 3 were left out."]
    assert read("~".join(["1_share"] * MOST_LINES))[1] == []


def test_most_contracts_are_allowed_and_no_more() -> None:
    """A million contracts either way is the limit, itself allowed."""
    book, left_out = read(f"{MOST_CONTRACTS}_share~-{MOST_CONTRACTS}_share")
    assert (book.quantities.tolist(), left_out) == ([1e6, -1e6], [])


def test_fields_left_out_keep_their_defaults() -> None:
    """A short line is a series at its defaults."""
    book, left_out = read("-20_call~5_put_75")
    assert left_out == []
    assert book == Book.of(Position(-20, Call()), Position(5, Put(strike=75)))


@pytest.mark.parametrize("text", ["", "~", "~~~"])
def test_no_text_is_an_empty_book(text: str) -> None:
    """Nothing written is nothing held, and nothing to complain of."""
    assert read(text) == (Book(), [])


def test_empty_book_is_no_text() -> None:
    """A book of nothing writes nothing."""
    assert write(Book()) == ""


def test_zero_contracts_expired_series_and_zero_volatility_are_books_too() -> None:
    """The ends of every range survive the way there and back."""
    book = Book.of(
        Position(0, Call()),
        Position(-5, Put(strike=80, years=0)),
        Position(5, Call(strike=80, volatility=0)),
        Position(0, Share()),
    )
    assert write(book) == "0_call_80_45_24~-5_put_80_0_24~5_call_80_45_0~0_share"
    assert read(write(book)) == (book, [])


def test_worked_example_2_as_an_address() -> None:
    """domain.md, worked example 2: each series with its own days and volatility."""
    text = "-300_call_85_45_22~120_put_75_45_27~-80_call_80_17_24~60_call_80_108_23.5~9000_share"
    assert write(MIXED) == text
    assert read(text) == (MIXED, [])


def test_a_kind_may_have_an_underscore_in_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The longest kind that fits is meant, so that index_option is not an index."""
    kinds = {"share": Share, "share_class": Share}
    monkeypatch.setattr(notation, "kinds", lambda: kinds)
    book, left_out = read("5_share_class~7_share")
    assert left_out == []
    assert [position.quantity for position in book.positions] == [5, 7]


def test_a_book_on_one_underlying_leaves_the_other_out() -> None:
    """Points of an index and dollars of a share do not add up, so the line is told and left out."""
    book, left_out = read("-20_call_80_45_24~3_index_future", on="share")
    assert write(book) == "-20_call_80_45_24"
    assert left_out == [
        'Line 2 ("3_index_future") was left out: it follows the index, '
        "and this is a book on the share."
    ]
    assert read("3_index_future~7_etf", on="index")[1] == []
