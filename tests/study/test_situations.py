"""Situations of the sandbox: an address, what to find there, and every fault told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.course import Library
from engine.study.situations import STEPS, NamedSituation, parse, situation_folder
from engine.study.writing.files import Parsed
from tests.study.written import LAW, letters, spoilt, write

FILE = "content/situations/07-index-future.yaml"
TEXT = """\
title: "Example 7: hedge with an index future"
note: Buy sixteen futures, and look at what stays.
address: "spot=80&book=-52500_share&hedge=16_index_future&series=call_84_17_23.5~call_80_108_23.5"
find:
  - step: exits
    what: Futures to buy
    number: "16.27"
  - step: left
    what: After a fall
    number: "−40,020"
    with: "to_spot=73.6&to_shift=6"
"""
COPY = "copy it from the address bar, all that stands after the ?"

FAULTS = {
    "no note": (
        "note: Buy sixteen futures, and look at what stays.\n",
        "",
        ['1: error missing-key: "note" is missing - add "note"'],
    ),
    "an unknown key": (
        "find:\n",
        "finds: here\nfind:\n",
        ['4: error unknown-key: finds: unknown key "finds" - did you mean "find"?'],
    ),
    "a step that is none": (
        "step: left",
        "step: risk",
        [
            '8: error unknown-word: find › 2 › step: step cannot be "risk"'
            " - write 'flow', 'measure', 'exits', 'left' or 'day'"
        ],
    ),
    "a find without its number": (
        '    number: "16.27"\n',
        "",
        ['5: error missing-key: find › 1: "number" is missing - add "number"'],
    ),
    "an unknown key of a find": (
        "    what: Futures to buy",
        "    what: Futures to buy\n    where: below",
        [
            '7: error unknown-key: find › 1 › where: unknown key "where"'
            " - leave it out, or correct its name"
        ],
    ),
    "an address without a value": (
        "spot=80&",
        "spot&",
        [f'3: error address: address: "spot" is not a name, = and a value - {COPY}'],
    ),
    "an address with a gap": (
        "spot=80&",
        "spot=80&&",
        [f'3: error address: address: "" is not a name, = and a value - {COPY}'],
    ),
    "a setting twice": (
        "spot=80&",
        "spot=80&spot=90&",
        ['3: error address: address: "spot" stands there twice - keep one of the two'],
    ),
    "a book with a line that is none": (
        "-52500_share",
        "-52500_share~3_warrant_80",
        [
            '3: error address: address: book: Line 2 ("3_warrant_80") was left out: '
            'there is no "warrant"; '
            "there are call, put, share, index_call, index_put, index_future, index_mini and etf"
            f" - {COPY}"
        ],
    ),
    "a series that is none": (
        "call_84_17_23.5",
        "call_84_17_2350",
        [
            '3: error address: address: series: Line 1 ("1_call_84_17_2350") was left out: '
            f"Volatility 2350 is outside 0 to 500 % - {COPY}"
        ],
    ),
    "a further parameter that is none": (
        "to_spot=73.6&",
        "to_spot=73.6;",
        [
            '11: error address: find › 2 › with: "to_spot=73.6;to_shift=6" is not a name,'
            " = and a value"
            f" - {COPY}"
        ],
    ),
    "a colon in the note": (
        "note: Buy",
        "note: Now: buy",
        [
            '2: warning prose-colon: text contains ": "'
            ' - it was read as one text; put it in "quotes"'
        ],
    ),
}


def situation(text: str = TEXT, file: str = FILE) -> NamedSituation:
    """Return the situation of a text without faults."""
    parsed = parse(file, text)
    assert letters(parsed.faults) == []
    assert parsed.content is not None
    return parsed.content


def test_a_situation_says_what_it_is() -> None:
    """Its name is its file's, without number and ending; its address is parameters."""
    read = situation()
    assert (read.name, read.file) == ("index-future", FILE)
    assert read.situation.title == "Example 7: hedge with an index future"
    assert read.parameters == {
        "spot": "80",
        "book": "-52500_share",
        "hedge": "16_index_future",
        "series": "call_84_17_23.5~call_80_108_23.5",
    }


def test_a_find_says_where_what_and_how_it_is_written() -> None:
    """And what has to be added to the address, where something has."""
    first, second = situation().situation.find
    assert (first.step, first.what, first.number, first.also) == (
        "exits",
        "Futures to buy",
        "16.27",
        "",
    )
    assert second.also == "to_spot=73.6&to_shift=6"
    assert {first.step, second.step} <= set(STEPS)


def test_the_least_is_a_title_a_note_and_an_address() -> None:
    """A day of flow may have nothing to find; a question mark before the address does no harm."""
    read = situation('title: A day\nnote: Look.\naddress: "?a_day=20"\n', "1-a-day.yaml")
    assert (read.name, read.situation.find, read.parameters) == ("a-day", (), {"a_day": "20"})


def test_an_empty_book_may_be_said() -> None:
    """``book=none`` is how an address says that nothing is held."""
    assert situation(spoilt(TEXT, "-52500_share", "none")).parameters["book"] == "none"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_line(fault: str) -> None:
    """File, line, field and remedy: one letter for one slip, and nothing that follows from it."""
    old, new, expected = FAULTS[fault]
    found = parse(FILE, spoilt(TEXT, old, new))
    assert letters(found.faults) == [f"{FILE}:{letter}" for letter in expected]


def test_several_faults_are_told_at_once() -> None:
    """Nobody mends a file one run at a time."""
    text = spoilt(spoilt(TEXT, "step: left", "step: risk"), "note: Buy", "notes: Buy")
    lines = [fault.line for fault in parse(FILE, text).faults]
    assert lines == [1, 2, 8]


@pytest.mark.parametrize("text", ["", "hello", "- a\n", "~"])
def test_a_file_that_is_no_situation_says_what_is_missing(text: str) -> None:
    """Title, note and address."""
    parsed = parse(FILE, text)
    assert parsed.content is None
    assert [fault.remedy for fault in parsed.faults] == [
        'add "address"',
        'add "note"',
        'add "title"',
    ]


def test_a_name_needs_a_word() -> None:
    """The address of a situation is its name: a number alone is none."""
    (fault,) = parse("content/situations/2026.yaml", TEXT).faults
    assert (fault.line, fault.message) == (1, "the file's name has no word")
    assert fault.remedy == 'name it like "01-delta-hedge.yaml"'


def test_the_folder_reads_situations_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """The tenth comes last, not between the first and the second."""
    for name in ("2-mixed.yaml", "10-last.yaml", "1-first.yaml"):
        write(tmp_path / "situations" / name, TEXT)
    read = situation_folder(tmp_path / "situations").read().values()
    assert [parsed.content.name for parsed in read if parsed.content] == ["first", "mixed", "last"]


def test_a_name_is_used_once(tmp_path: Path) -> None:
    """Two files of one name, whatever their numbers: the letter names them both."""
    for name in ("1-gap.yaml", "2-gap.yaml"):
        write(tmp_path / "content" / "situations" / name, TEXT)
    course = Library(tmp_path).course()
    assert letters(course.faults) == [
        'content/situations/2-gap.yaml:1: error same-name: the name "gap" is already used by '
        "content/situations/1-gap.yaml - rename one of the two files"
    ]


def test_the_course_holds_situations_and_their_faults(tmp_path: Path) -> None:
    """By name, read again when the file changes; a broken one goes on as it last was."""
    file = tmp_path / "content" / "situations" / "1-gap.yaml"
    write(file, TEXT)
    library = Library(tmp_path)
    assert library.course().situations["gap"].situation.title.startswith("Example 7")
    write(file, spoilt(TEXT, "Example 7", "Example 8"))
    assert library.course().situations["gap"].situation.title.startswith("Example 8")
    write(file, spoilt(TEXT, "note: Buy", "notes: Buy"))
    course = library.course()
    assert course.situations["gap"].situation.title.startswith("Example 8")
    assert [fault.line for fault in course.faults] == [1, 2]


def test_situations_are_compared_by_identity() -> None:
    """Two readings of one text are two situations, so that caches notice the newer one."""
    assert situation() != situation()


@LAW
@given(st.text() | st.text(alphabet="#>`-:$*|=&?_~\n ab{}[]\t", max_size=200))
def test_any_text_is_an_answer(text: str) -> None:
    """Nothing that can be typed raises: as a file, in a line, in an address."""
    for whole in (
        text,
        TEXT + text,
        spoilt(TEXT, "Futures to buy", text),
        spoilt(TEXT, "spot=80", text),
        spoilt(TEXT, "-52500_share", text),
    ):
        parsed = parse(FILE, whole)
        assert isinstance(parsed, Parsed)
        assert parsed.content is not None or parsed.faults
        assert all(1 <= fault.line <= len(whole.splitlines()) + 1 for fault in parsed.faults)
