"""The course as a whole: what names something else is checked, and an edit shows at once."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread, current_thread
from typing import Any

import pytest

from engine.controls import controls
from engine.figures import drawings
from engine.study.course import Course, Library
from engine.study.presets import SETTINGS as IN_ADDRESS
from engine.study.writing.files import Folder
from tests.study.written import (
    BANK,
    BANK_FILE,
    FIRST,
    LESSON,
    LESSON_FILE,
    PRESET,
    PRESET_FILE,
    SECOND,
    letters,
    spoilt,
    write,
)

FIGURES = ", ".join(drawings())
MOVE = next(one.number for one in controls(drawings()["whipsaw"]) if one.name == "move")
RANGE = f"{MOVE.low:g} to {MOVE.high:g} C$"
MEND = "correct it, or leave it out to take the default"
ADDRESS = (
    f"use {', '.join((*IN_ADDRESS, 'tries'))}, as the address bar of the live book writes them"
)
SETTINGS = ", ".join(one.name for one in controls(drawings()["whipsaw"]))

LINKS = {
    "an unknown figure": (
        "figure whipsaw",
        "figure wipsaw",
        ['21: error unknown-figure: there is no figure "wipsaw" - did you mean "whipsaw"?'],
    ),
    "an unknown live book": (
        "live one-line",
        "live two-lines",
        ['28: error unknown-live-book: there is no live book "two-lines" - use one of: one-line'],
    ),
    "an unknown question": (
        f"question {FIRST}",
        "question no-such-question",
        [
            '13: error unknown-question: no file has a question "no-such-question"'
            " that may be asked - write it in quiz_bank, or correct its id"
        ],
    ),
    "an unknown setting": (
        "move: 2.5",
        "strike: 80",
        [f'21: error figure-setting: unknown setting "strike"; there are: {SETTINGS} - {MEND}'],
    ),
    "a setting out of range": (
        "move: 2.5",
        "move: 250",
        [f"21: error figure-setting: Move 250 is outside {RANGE} - {MEND}"],
    ),
    "a setting in words": (
        "move: 2.5",
        "move: large",
        [f'21: error figure-setting: setting "move" needs a number, not "large" - {MEND}'],
    ),
    "a setting that is no number": (
        "move: 2.5",
        "move: nan",
        [f"21: error figure-setting: Move nan is outside {RANGE} - {MEND}"],
    ),
    "an unknown setting of a live book": (
        "```live one-line\n",
        "```live one-line\nspott: 90\n",
        [f'28: error live-setting: a live book has no setting "spott" - {ADDRESS}'],
    ),
    "a live book with a line that is none": (
        "```live one-line\n",
        "```live one-line\nbook: -20_warrant_80\n",
        [
            '28: error live-setting: Line 1 ("-20_warrant_80") was left out: there is no "warrant";'
            f" there are call, put and share - {ADDRESS}"
        ],
    ),
    "two bad settings": (
        "contracts: 40\nmove: 2.5",
        "contracts: many\nmove: 250",
        [
            f"21: error figure-setting: Move 250 is outside {RANGE} - {MEND}",
            f'21: error figure-setting: setting "contracts" needs a number, not "many" - {MEND}',
        ],
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a small course without faults."""
    write(tmp_path / LESSON_FILE, LESSON)
    write(tmp_path / PRESET_FILE, PRESET)
    write(tmp_path / BANK_FILE, BANK)
    return tmp_path


def course(root: Path) -> Course:
    """Return the course as its files stand now."""
    return Library(root).course()


def test_a_good_course_has_no_fault(root: Path) -> None:
    """Its lessons, its questions and its presets are there by name."""
    read = course(root)
    assert read.faults == ()
    assert [lesson.slug for lesson in read.lessons] == ["short-calls"]
    assert list(read.bank.questions) == [FIRST, SECOND]
    assert list(read.presets) == ["one-line"]


def test_a_lesson_is_found_by_its_address(root: Path) -> None:
    """Another address, or none, finds nothing."""
    read = course(root)
    assert read.lesson("short-calls") is read.lessons[0]
    assert read.lesson("02-short-calls") is None
    assert read.lesson(None) is None


def test_an_empty_folder_is_an_empty_course(tmp_path: Path) -> None:
    """Nothing raises where nothing is."""
    read = course(tmp_path)
    assert (read.lessons, dict(read.bank.questions), read.presets, read.faults) == ((), {}, {}, ())


@pytest.mark.parametrize("link", LINKS)
def test_what_a_lesson_names_must_be_there(root: Path, link: str) -> None:
    """The letter gives the lesson, the line of the block, and what there is instead."""
    old, new, expected = LINKS[link]
    write(root / LESSON_FILE, spoilt(LESSON, old, new))
    assert letters(course(root).faults) == [f"{LESSON_FILE}:{letter}" for letter in expected]


def test_a_question_names_a_lesson_that_is_there(root: Path) -> None:
    """The letter gives the question's line and the lessons there are."""
    text = spoilt(BANK, "    level: apply\n", "    level: apply\n    lesson: short-call\n")
    write(root / BANK_FILE, text)
    assert letters(course(root).faults) == [
        f'{BANK_FILE}:5: error unknown-lesson: lesson: there is no lesson "short-call"'
        ' - did you mean "short-calls"?'
    ]
    write(root / BANK_FILE, text.replace("lesson: short-call\n", "lesson: short-calls\n"))
    assert course(root).faults == ()


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_lesson_cannot_ask_what_is_not_live(root: Path, status: str) -> None:
    """A draft in a lesson would be a gap on the page."""
    write(root / BANK_FILE, spoilt(BANK, "    level: apply\n", f"    status: {status}\n"))
    (letter,) = letters(course(root).faults)
    assert letter.startswith(
        f'{LESSON_FILE}:13: error unknown-question: no file has a question "{FIRST}" that'
    )


def test_all_faults_of_the_course_are_told_at_once_in_reading_order(root: Path) -> None:
    """From a lesson's text, its links, a preset and the bank."""
    lesson = spoilt(LESSON, "figure whipsaw", "figure wipsaw")
    write(root / LESSON_FILE, spoilt(lesson, "## Hold it", "## First the sign"))
    write(root / PRESET_FILE, spoilt(PRESET, "{delta.now}", "{charm.now}"))
    write(root / BANK_FILE, spoilt(BANK, "level: apply", "level: hard"))
    places = [(fault.file, fault.line) for fault in course(root).faults]
    assert places == [
        (LESSON_FILE, 13),
        (LESSON_FILE, 21),
        (LESSON_FILE, 26),
        (PRESET_FILE, 11),
        (BANK_FILE, 12),
    ]


def test_two_lessons_with_one_address_are_a_fault(root: Path) -> None:
    """The second could never be opened."""
    write(root / "content" / "03-short-calls.md", LESSON)
    (letter,) = letters(course(root).faults)
    assert letter.startswith("content/03-short-calls.md:1: error same-name: ")
    assert LESSON_FILE in letter


def test_two_presets_with_one_name_are_a_fault(root: Path) -> None:
    """One of them would silently take the other's place."""
    write(root / "content" / "presets" / "2-one-line.yaml", PRESET)
    (letter,) = letters(course(root).faults)
    assert letter.startswith("content/presets/2-one-line.yaml:1: error same-name: ")
    assert PRESET_FILE in letter


def test_looking_again_is_free(root: Path) -> None:
    """As long as nothing changes it is the very same course."""
    library = Library(root)
    assert library.course() is library.course()


EDITS = [
    (LESSON_FILE, spoilt(LESSON, "title: Short calls", "title: Hedging"), "title", "Hedging"),
    (BANK_FILE, spoilt(BANK, SECOND, "another-id"), "ids", [FIRST, "another-id"]),
    (
        PRESET_FILE,
        spoilt(PRESET, "title: One line", "title: Twenty calls"),
        "preset",
        "Twenty calls",
    ),
]


def seen(read: Course) -> dict[str, Any]:
    """Return what a student sees of the small course."""
    return {
        "title": read.lessons[0].title,
        "ids": list(read.bank.questions),
        "preset": read.presets["one-line"].preset.title,
    }


@pytest.mark.parametrize(("file", "text", "what", "expected"), EDITS)
def test_an_edit_shows_at_the_next_look(
    root: Path, file: str, text: str, what: str, expected: Any
) -> None:
    """In a lesson, in the bank, in a preset; the rest stays."""
    library = Library(root)
    before = seen(library.course())
    write(root / file, text)
    assert seen(library.course()) == before | {what: expected}


@pytest.mark.parametrize("file", [LESSON_FILE, BANK_FILE, PRESET_FILE])
def test_a_broken_file_takes_nothing_down(root: Path, file: str) -> None:
    """The course is as it was, and the letter is there, until the file is mended."""
    library = Library(root)
    before, good = seen(library.course()), (root / file).read_text(encoding="utf-8")
    write(root / file, b"\x00\xff")
    assert seen(library.course()) == before
    assert len(library.course().faults) == 1
    write(root / file, good)
    assert seen(library.course()) == before
    assert library.course().faults == ()


def test_a_deleted_lesson_is_missed_by_those_who_name_it(root: Path) -> None:
    """The question that leads to it says so."""
    text = spoilt(BANK, "    level: apply\n", "    lesson: short-calls\n")
    write(root / BANK_FILE, text)
    library = Library(root)
    assert library.course().faults == ()
    (root / LESSON_FILE).unlink()
    (fault,) = library.course().faults
    assert (fault.file, fault.line, fault.field) == (BANK_FILE, 5, "lesson")


def test_an_edit_shows_even_if_two_readers_meet_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first reader has the old lesson, the second has just looked at the new one."""
    library, read = Library(root), Folder.read
    half_way, first_is_done = Event(), Event()
    second = Thread(target=library.course)

    def interrupted(folder: Folder[Any]) -> Any:
        found = read(folder)
        if current_thread() is second:
            half_way.set()
            first_is_done.wait(timeout=5)
        elif not second.ident:
            write(root / LESSON_FILE, spoilt(LESSON, "title: Short calls", "title: Hedging"))
            second.start()
            half_way.wait(timeout=0.3)
        return found

    monkeypatch.setattr(Folder, "read", interrupted)
    library.course()
    first_is_done.set()
    second.join()
    assert seen(library.course())["title"] == "Hedging"
