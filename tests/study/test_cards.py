"""Cards of the sandbox: one for each exit and each response, in three short texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.desk.plan import Desk, Plan
from engine.desk.responses import responses
from engine.study.cards import card_folder, parse
from engine.study.course import Library
from engine.study.writing.files import Parsed
from tests.course import COURSE
from tests.exposure.books import X
from tests.study.written import LAW, letters, spoilt, write

FILE = "content/desk/exit-underlying.yaml"
TEXT = """\
title: Buy or sell the underlying
does: Takes the direction out at once.
leaves: Gamma and vega, untouched.
"""
EXITS = {"underlying", "options", "related", "quotes", "stop"}


def test_a_card_is_a_title_and_two_texts() -> None:
    """Its name is its file's."""
    parsed = parse(FILE, TEXT)
    assert parsed.faults == ()
    assert parsed.content is not None
    named = parsed.content
    assert (named.name, named.file) == ("exit-underlying", FILE)
    assert (named.card.title, named.card.does, named.card.leaves) == (
        "Buy or sell the underlying",
        "Takes the direction out at once.",
        "Gamma and vega, untouched.",
    )


@pytest.mark.parametrize(
    ("old", "new", "letter"),
    [
        ("leaves: Gamma and vega, untouched.\n", "", '1: error missing-key: "leaves" is missing'),
        ("does:", "dose:", '1: error missing-key: "does" is missing'),
        ("title: Buy", 'title: ""\nnote: Buy', '1: error empty-text: title: "title" is empty'),
        ("does: Takes", "does: Now: takes", '2: warning prose-colon: text contains ": "'),
        ("title: Buy", "title: One\ntitle: Buy", '2: error double-key: title: "title" is written'),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, letter: str) -> None:
    """File, line, field, and a remedy behind the dash."""
    faults = parse(FILE, spoilt(TEXT, old, new)).faults
    first = letters(faults)[0]
    assert first.startswith(f"{FILE}:{letter}")
    assert faults[0].remedy


def test_every_exit_and_every_response_has_its_card() -> None:
    """Five exits, and the rungs that ``responses`` returns; no card is without a use."""
    rungs = {one.name for one in responses(Desk(), X, Plan(label="any"))}
    needed = {f"exit-{name}" for name in EXITS} | {f"response-{name}" for name in rungs}
    assert set(COURSE.cards) == needed
    for card in COURSE.cards.values():
        assert all(len(text) > 10 for text in (card.title, card.does, card.leaves))
    assert not [fault for fault in COURSE.faults if fault.file.startswith("content/desk/")]


def test_a_broken_card_goes_on_as_it_last_was(tmp_path: Path) -> None:
    """An edit shows at once; a slip in it is told, and the page keeps its words."""
    file = tmp_path / "content" / "desk" / "exit-underlying.yaml"
    write(file, TEXT)
    library = Library(tmp_path)
    write(file, spoilt(TEXT, "Buy or sell", "Trade"))
    assert library.course().cards["exit-underlying"].title == "Trade the underlying"
    write(file, spoilt(TEXT, "does:", "dose:"))
    course = library.course()
    assert course.cards["exit-underlying"].title == "Trade the underlying"
    assert [fault.code for fault in course.faults] == ["missing-key", "unknown-key"]


def test_the_folder_reads_every_card(tmp_path: Path) -> None:
    """By file, and nothing that is no YAML."""
    for name in ("exit-stop.yaml", "exit-quotes.yaml", "readme.md"):
        write(tmp_path / "desk" / name, TEXT)
    assert list(card_folder(tmp_path / "desk").read()) == ["exit-quotes.yaml", "exit-stop.yaml"]


@LAW
@given(st.text(max_size=200))
def test_any_text_is_an_answer(text: str) -> None:
    """Nothing that can be typed raises."""
    for whole in (text, TEXT + text, spoilt(TEXT, "at once", text)):
        parsed = parse(FILE, whole)
        assert isinstance(parsed, Parsed)
        assert parsed.content is not None or parsed.faults
