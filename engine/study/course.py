"""The course: everything that people write, read as it stands now, and checked as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from engine import figures
from engine.errors import Fault, InvalidInput
from engine.exposure import notation
from engine.study.bank import Bank, Questions, bank_folder, bank_of
from engine.study.cards import Card, NamedCard, card_folder
from engine.study.exams.blueprints import NamedBlueprint, blueprint_folder
from engine.study.glossary import Entries, Glossary, glossary_folder, glossary_of, same_words
from engine.study.lessons import Embedded, Lesson, lesson_folder
from engine.study.pinned import unusable
from engine.study.presets import SETTINGS, NamedPreset, preset_folder, unknown_preset
from engine.study.situations import NamedSituation, situation_folder
from engine.study.summary import Summary, summary_folder
from engine.study.writing.files import Content, Parsed
from engine.study.writing.nearest import did_you_mean, nearest


@dataclass(frozen=True)
class Course:
    """Lessons in reading order, all that belongs to them by name, and all faults.

    ``summary`` is None where nobody has written one.
    """

    lessons: tuple[Lesson, ...]
    bank: Bank
    presets: dict[str, NamedPreset]
    situations: dict[str, NamedSituation]
    cards: dict[str, Card]
    blueprints: dict[str, NamedBlueprint]
    glossary: Glossary
    summary: Summary | None
    faults: tuple[Fault, ...]

    def lesson(self, slug: str | None) -> Lesson | None:
        """Return a lesson by its address, or None."""
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)


class Library:
    """The folders of a course. ``course()`` is cheap: nothing is read again until it changes."""

    def __init__(self, root: Path) -> None:
        """Name the folder that holds ``content`` and ``quiz_bank``."""
        self._lessons = lesson_folder(root / "content")
        self._presets = preset_folder(root / "content" / "presets")
        self._situations = situation_folder(root / "content" / "situations")
        self._cards = card_folder(root / "content" / "desk")
        self._blueprints = blueprint_folder(root / "quiz_bank" / "blueprints")
        self._glossary = glossary_folder(root / "content")
        self._summary = summary_folder(root / "content")
        self._bank = bank_folder(root / "quiz_bank")
        self._course: tuple[object, Course] | None = None
        self._reading = Lock()

    def course(self) -> Course:
        """Return the course as its files stand now."""
        with self._reading:
            return self._read()

    def _read(self) -> Course:
        folders = (
            self._lessons,
            self._presets,
            self._situations,
            self._cards,
            self._blueprints,
            self._glossary,
            self._summary,
            self._bank,
        )
        stamp = tuple(folder.look() for folder in folders)
        if self._course is None or self._course[0] != stamp:
            written = Written(
                self._lessons.read(),
                self._presets.read(),
                self._situations.read(),
                self._cards.read(),
                self._blueprints.read(),
                self._glossary.read(),
                self._summary.read(),
                self._bank.read(),
            )
            self._course = (stamp, course_of(written))
        return self._course[1]


class Written(NamedTuple):
    """What the files of each folder say, by their names."""

    lessons: Mapping[str, Parsed[Lesson | None]]
    presets: Mapping[str, Parsed[NamedPreset | None]]
    situations: Mapping[str, Parsed[NamedSituation | None]]
    cards: Mapping[str, Parsed[NamedCard | None]]
    blueprints: Mapping[str, Parsed[NamedBlueprint | None]]
    glossary: Mapping[str, Parsed[Entries]]
    summary: Mapping[str, Parsed[Summary | None]]
    bank: Mapping[str, Parsed[Questions]]


def course_of(written: Written) -> Course:
    """Return the course that the files make, with every fault in them and between them."""
    lessons, presets = _contents(written.lessons), _contents(written.presets)
    situations, cards = _contents(written.situations), _contents(written.cards)
    blueprints = _contents(written.blueprints)
    course = Course(
        lessons=tuple(lessons),
        bank=bank_of(written.bank),
        presets={preset.name: preset for preset in presets},
        situations={situation.name: situation for situation in situations},
        cards={card.name: card.card for card in cards},
        blueprints={blueprint.name: blueprint for blueprint in blueprints},
        glossary=glossary_of(written.glossary),
        summary=next(iter(_contents(written.summary)), None),
        faults=(),
    )
    faults = [
        fault for files in written[:-1] for parsed in files.values() for fault in parsed.faults
    ]
    faults += [*course.bank.faults, *broken_links(course), *same_words(course.glossary)]
    faults += _same_name(lessons, lambda lesson: lesson.slug)
    faults += _same_name(presets, lambda preset: preset.name)
    faults += _same_name(situations, lambda situation: situation.name)
    return replace(course, faults=tuple(sorted(faults)))


def _contents(files: Mapping[str, Parsed[Content | None]]) -> list[Content]:
    return [parsed.content for parsed in files.values() if parsed.content is not None]


def broken_links(course: Course) -> list[Fault]:
    """Return a fault for every figure, live book, question or lesson named but not there."""
    faults = [
        fault
        for lesson in course.lessons
        for kind in ("figure", "live", "question")
        for block in lesson.embedded(kind)
        for fault in _check(course, lesson.file, block)
    ]
    slugs = sorted(lesson.slug for lesson in course.lessons)
    for file, line, lesson in _lessons_named(course):
        if lesson not in slugs:
            faults.append(
                Fault(
                    file=file,
                    line=line,
                    field="lesson",
                    message=f'there is no lesson "{lesson}"',
                    remedy=did_you_mean(lesson, slugs),
                    code="unknown-lesson",
                )
            )
    return faults


def _lessons_named(course: Course) -> Iterator[tuple[str, int, str]]:
    """Yield where a question or a term names a lesson, and which."""
    for parsed in course.bank.files.values():
        for asked in parsed.content:
            if asked.question.lesson is not None:
                yield asked.file, asked.line, asked.question.lesson
    for term, file, line in course.glossary.entries:
        if term.lesson is not None:
            yield file, line, term.lesson


def _check(course: Course, file: str, block: Embedded) -> list[Fault]:
    if block.kind == "figure":
        return _check_figure(file, block)
    if block.kind == "live":
        return _check_live(course, file, block)
    if block.kind == "question" and block.name in course.bank.questions:
        return [
            _fault(file, block, message, remedy, "question-setting")
            for _, message, remedy in unusable(course.bank.questions[block.name], block.settings)
        ]
    if block.kind == "question":
        close = nearest(block.name, course.bank.questions)
        remedy = f'did you mean "{close}"?' if close else "write it in quiz_bank, or correct its id"
        message = f'no file has a question "{block.name}" that may be asked'
        return [_fault(file, block, message, remedy, "unknown-question")]
    return []


def _check_live(course: Course, file: str, block: Embedded) -> list[Fault]:
    if block.name not in course.presets:
        return [unknown_preset(file, block.line, block.name, list(course.presets))]
    known = (*SETTINGS, "tries")
    faults = [
        f'a live book has no setting "{name}"' for name in block.settings if name not in known
    ]
    faults += notation.read(str(block.settings.get("book", "")), on="share")[1]
    remedy = f"use {', '.join(known)}, as the address bar of the live book writes them"
    return [_fault(file, block, fault.rstrip("."), remedy, "live-setting") for fault in faults]


def _check_figure(file: str, block: Embedded) -> list[Fault]:
    known = figures.drawings()
    if block.name not in known:
        message = f'there is no figure "{block.name}"'
        return [_fault(file, block, message, did_you_mean(block.name, known), "unknown-figure")]
    faults = []
    for setting in block.settings.items():
        try:
            figures.read(block.name, dict([setting]))
        except InvalidInput as problem:
            remedy = "correct it, or leave it out to take the default"
            faults.append(_fault(file, block, str(problem), remedy, "figure-setting"))
    return faults


def _fault(file: str, block: Embedded, message: str, remedy: str, code: str) -> Fault:
    return Fault(file=file, line=block.line, message=message, remedy=remedy, code=code)


def _same_name(written: Iterable[Any], name: Callable[[Any], str]) -> list[Fault]:
    first: dict[str, str] = {}
    return [
        Fault(
            file=one.file,
            line=1,
            message=f'the name "{name(one)}" is already used by {first[name(one)]}',
            remedy="rename one of the two files",
            code="same-name",
        )
        for one in written
        if first.setdefault(name(one), one.file) != one.file
    ]
