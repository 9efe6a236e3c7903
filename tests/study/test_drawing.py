"""Figures drawn with what lessons set: one that cannot be is told with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest

from engine.controls import Number
from engine.figures import Figure, drawings
from engine.study.course import Library
from engine.study.drawing import undrawable
from tests.study.written import BANK, BANK_FILE, LESSON, LESSON_FILE, PRESET, PRESET_FILE, write

SLIDING = LESSON.replace("move: 2.5\n", "slide: move 1.25 to 3.75 step 0.5\n")


def changing(*, contracts: Annotated[float, Number("Contracts", 1, 99)] = 20.0,
             move: Annotated[float, Number("Move", 0.5, 10)] = 2.0) -> Figure:  # fmt: skip
    """Return a chart whose form depends on the move."""
    mark = "line" if move < contracts / 20 else "bar"
    return Figure(title="", look_for="", alt="", chart={"mark": mark, "encoding": {}})


def course(root: Path, lesson: str) -> Path:
    """Write a course of one lesson, and return its folder."""
    for file, text in {BANK_FILE: BANK, PRESET_FILE: PRESET, LESSON_FILE: lesson}.items():
        write(root / file, text)
    return root


@pytest.fixture
def sliding(tmp_path: Path) -> Library:
    """Return a course whose lesson lets a figure slide."""
    return Library(course(tmp_path, SLIDING))


def test_a_slide_that_changes_the_form_is_told(
    sliding: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The course can be read without it, and a student sees the figure stand still."""
    monkeypatch.setitem(drawings(), "whipsaw", changing)
    (fault,) = undrawable(sliding.course())
    assert (fault.file, fault.line, fault.code) == (LESSON_FILE, 21, "figure-setting")
    assert fault.message == '"move" cannot slide here: mark changes with the slide'


def test_a_figure_that_fails_is_told(sliding: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its name and by what it says."""

    def broken(*, contracts: Annotated[float, Number("Contracts", 1, 99)] = 20.0,
               move: Annotated[float, Number("Move", 0.5, 10)] = 2.0) -> Figure:  # fmt: skip
        raise ZeroDivisionError(f"no {move} of {contracts}")

    monkeypatch.setitem(drawings(), "whipsaw", broken)
    (fault,) = undrawable(sliding.course())
    assert fault.message == 'the figure "whipsaw" cannot be drawn: no 1.25 of 40.0'


def test_what_the_course_tells_is_not_told_twice(tmp_path: Path) -> None:
    """A figure that is not there, and a setting that cannot be."""
    lesson = SLIDING.replace("contracts: 40", "contracts: -1").replace(
        "## Hold it", "```figure no\n```\n\n## Hold it"
    )
    read = Library(course(tmp_path, lesson)).course()
    assert {fault.code for fault in read.faults} == {"figure-setting", "unknown-figure"}
    assert list(undrawable(read)) == []
