"""The summary sheet: written like a lesson, computed like one, and in the order of the course."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.study.course import Library
from engine.study.lessons import Embedded, Prose
from engine.study.summary import parse
from tests.course import COURSE
from tests.study.written import LESSON, LESSON_FILE, PRESET, PRESET_FILE, letters, spoilt, write

FILE = "content/summary.md"
TEXT = """\
---
title: The sheet
numbers:
  loss: book_profit("-20_call_80_45_24", 80, 86.4)
---

You are short 20 calls.

## 1 Short calls

A gap of 8 % makes {loss:C$}.
"""


def test_a_sheet_is_a_title_and_sections() -> None:
    """Its numbers are the engine's."""
    parsed = parse(FILE, TEXT)
    assert parsed.faults == ()
    assert parsed.content is not None
    first, second = parsed.content.sections
    assert parsed.content.title == "The sheet"
    assert first.blocks == (Prose("You are short 20 calls."),)
    assert (second.title, second.blocks) == (
        "1 Short calls",
        (Prose("A gap of 8\u00a0% makes −C\\$8,837."),),
    )


@pytest.mark.parametrize(
    ("old", "new", "letter"),
    [
        ("title: The sheet\n", "", '2: error missing-key: "title" is missing'),
        ("{loss:C$}", "{lost:C$}", "11: error unfilled-braces: "),
        ("{loss:C$}.", "{loss:C$}.\n\n```figure whipsaw\n```", "13: error not-usable: a figure"),
        ("A gap", "## 1 Short calls\n\nA gap", "11: error same-heading: "),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, letter: str) -> None:
    """As in a lesson; what moves cannot be printed."""
    faults = parse(FILE, spoilt(TEXT, old, new)).faults
    assert letters(faults)[0].startswith(f"{FILE}:{letter}")
    assert faults[0].remedy


def test_the_sheet_lies_beside_the_lessons_and_is_none(tmp_path: Path) -> None:
    """A slip in it is told, and its last good version goes on."""
    write(tmp_path / LESSON_FILE, LESSON)
    write(tmp_path / PRESET_FILE, PRESET)
    library = Library(tmp_path)
    assert library.course().summary is None
    write(tmp_path / FILE, TEXT)
    course = library.course()
    assert course.summary is not None
    assert [lesson.slug for lesson in course.lessons] == ["short-calls"]
    assert not [fault for fault in course.faults if fault.file == FILE]
    write(tmp_path / FILE, spoilt(TEXT, "loss:C$}", "lost:C$}"))
    course = library.course()
    assert course.summary is not None
    assert [fault.code for fault in course.faults if fault.file == FILE] == ["unfilled-braces"]


def test_the_sheet_of_the_course_follows_the_lessons() -> None:
    """One numbered part for each lesson, in their order."""
    assert COURSE.summary is not None
    assert not [fault for fault in COURSE.faults if fault.file == FILE]
    numbers = [re.match(r"(\d+) ", section.title) for section in COURSE.summary.sections]
    assert [int(one[1]) for one in numbers if one] == list(range(1, len(COURSE.lessons) + 1))


def test_the_sheet_of_the_course_holds_what_must_be_known() -> None:
    """Signs, units, the four responses, what stays, the sides of the market, and the pitfalls."""
    assert COURSE.summary is not None
    blocks = [block for section in COURSE.summary.sections for block in section.blocks]
    assert not any(isinstance(block, Embedded) for block in blocks)
    text = "\n".join(block.text for block in blocks if isinstance(block, Prose))
    plain = " ".join(text.replace("\\$", "$").split())
    for said in (
        "| **short calls** | **−** | **−** | **+** | **buy** |",
        "−1,043 shares: buy 1,043",
        "−118",
        "C$200 (SXF), C$50 (SXM), C$100 (SXO)",
        "81 % of the variance",
        "long calls + short puts",
        "seldom eliminated",
        "Hedge harder",
        "Basis",
        "Execution",
        "Event",
        "Zero delta, zero risk",
    ):
        assert said in plain, said
