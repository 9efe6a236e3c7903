"""Blueprints: exams that an instructor writes as data, with every fault told."""

from __future__ import annotations

import pytest

from engine.study.exams.blueprints import Blueprint, parse
from tests.course import COURSE
from tests.study.questionnaires import question
from tests.study.written import letters, spoilt

FILE = "quiz_bank/blueprints/trial.yaml"
TEXT = """\
title: Trial
note: Two parts.
questions: 20
minutes: 36
pass: 60
numbers: as choice
levels: {recall: 30, apply: 70}
parts:
  - {name: Hedging, objective: MM-2, weight: 30}
  - name: The lesson
    lesson: any
    weight: 10
"""


def blueprint(text: str = TEXT) -> Blueprint:
    """Return the blueprint of a text without faults."""
    parsed = parse(FILE, text)
    assert letters(parsed.faults) == []
    assert parsed.content is not None
    assert parsed.content.name == "trial"
    return parsed.content.blueprint


def test_a_blueprint_is_read_as_it_is_written() -> None:
    """Numbers are numbers, and weights become shares."""
    read = blueprint()
    assert (read.questions, read.minutes, read.pass_mark, read.numbers) == (20, 36, 60, "as choice")
    assert read.weights == {"Hedging": 0.75, "The lesson": 0.25}
    assert read.by_lesson


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("questions: 20\n", "", 1, ""),
        ("pass: 60", "pass: 160", 5, "pass"),
        ("recall: 30", "remember: 30", 7, "levels › remember"),
        ("weight: 30", "weight: 0", 9, "parts › 1 › weight"),
        ("as choice", "as choices", 6, "numbers"),
        ("name: The lesson", "name: Hedging", 10, "parts › 2 › name"),
        ("title: Trial", "title: [", 1, ""),
    ],
)
def test_a_fault_names_its_line(old: str, new: str, line: int, field: str) -> None:
    """And the blueprint is not used until it is mended."""
    parsed = parse(FILE, spoilt(TEXT, old, new))
    assert parsed.content is None
    assert any(
        (fault.file, fault.severity) == (FILE, "error")
        and (fault.line == line or not field)
        and field in fault.field
        for fault in parsed.faults
    ), letters(parsed.faults)


def test_a_question_counts_for_the_first_part_that_takes_it() -> None:
    """No question counts twice."""
    read = blueprint()
    part = read.part_of(question("a", lesson="one"))
    other = read.part_of(question("b", objective="MM-1", lesson="one"))
    assert part is not None and other is not None
    assert (part.name, other.name) == ("Hedging", "The lesson")


def test_the_course_brings_its_exams() -> None:
    """A chapter exam at the pace and pass mark of DFOL, and one of 20 on a lesson."""
    chapter, lesson = (COURSE.blueprints[name].blueprint for name in ("chapter", "lesson"))
    for one in (chapter, lesson):
        assert one.minutes * 60 / one.questions == 108
        assert one.pass_mark == 60
    assert sum(part.weight for part in chapter.parts) == 100
    assert (lesson.questions, lesson.by_lesson, chapter.by_lesson) == (20, True, False)
