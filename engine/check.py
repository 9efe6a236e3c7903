"""Check all that people write: ``python -m engine.check [PATH...]``.

PATH is the folder of a course (with ``content`` and ``quiz_bank``), any other folder, or a file of
questions (.yaml) or a lesson (.md); the current folder when left out. Every fault is printed as
``file:line: severity code: field: message - remedy``; the exit code is 1 if any is an error.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.errors import Fault
from engine.study import bank, cards, glossary, lessons, presets, situations, summary
from engine.study.course import Library
from engine.study.drawing import undrawable
from engine.study.exams import blueprints
from engine.study.rules import review
from engine.study.writing.files import Parsed, parse_file

Report = tuple[list[Fault], dict[str, int]]
"""The faults of what was checked, and how much there was of each kind."""
Courses = dict[Path, tuple[Fault, ...]]
"""The faults of each course that a file was found in."""

_QUESTIONS = "questions"
_PARSERS: dict[str, tuple[str, Callable[[str, str], Parsed[Any]]]] = {
    "presets": ("presets", presets.parse),
    "situations": ("situations", situations.parse),
    "desk": ("cards", cards.parse),
    "blueprints": ("blueprints", blueprints.parse),
    glossary.FILE: ("glossaries", glossary.parse),
    lessons.SUMMARY: ("summaries", summary.parse),
}  # fmt: skip
"""What a file is, by its name or its folder's; everywhere else it holds questions or a lesson."""


def main(arguments: list[str]) -> int:
    """Print every fault and a last line that counts what was checked; return the exit code."""
    faults: set[Fault] = set()
    counted = Counter[str]()
    for argument in arguments or ["."]:
        found, counts = check(Path(argument))
        faults.update(found)
        counted.update(counts)
    for fault in sorted(faults):
        print(fault)
    errors = sum(fault.severity == "error" for fault in faults)
    print(f"{_words(counted)} checked: {errors} errors, {len(faults) - errors} warnings")
    return 1 if errors else 0


def check(path: Path) -> Report:
    """Return every fault of a course, of a folder or of one file, and what was checked."""
    try:
        if _is_course(path):
            return _check_course(path)
        if path.is_dir():
            return _check_files(_written_in(path))
        path.stat()
    except OSError as problem:
        message = f"it cannot be looked at ({problem.strerror or 'unknown reason'})"
        remedy = "name a course, a folder, a .yaml or a .md file"
        return [Fault(file=str(path), line=1, message=message, remedy=remedy, code="no-access")], {}
    return _check_files([path])


def _is_course(path: Path) -> bool:
    return (path / "content").is_dir() and (path / "quiz_bank").is_dir()


def _check_course(root: Path) -> Report:
    course = Library(root).course()
    counts = {
        "lessons": len(course.lessons),
        "questions": len(course.bank.questions),
        "presets": len(course.presets),
        "situations": len(course.situations),
        "blueprints": len(course.blueprints),
        "terms": len(course.glossary.terms),
    }
    return [*course.faults, *review(course.bank), *undrawable(course)], counts


def _written_in(folder: Path) -> list[Path]:
    """Return the files of a folder and those below it that people write for a course."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(place, name) for name in sorted(names) if _is_written(name)]
    return found


def _is_written(name: str) -> bool:
    lesson = name.endswith(".md") and name[0].isdigit()
    return lesson or name == lessons.SUMMARY or name.endswith((".yaml", ".yml"))


def _check_files(files: Iterable[Path]) -> Report:
    """Return the faults of some files; a file of a course is checked as a part of it."""
    faults: list[Fault] = []
    counts = Counter[str]()
    questions: dict[str, Parsed[bank.Questions]] = {}
    courses: Courses = {}
    for file in files:
        what, parse = _kind(file)
        parsed = parse_file(file, str(file), parse)
        if what == _QUESTIONS:
            questions[str(file)] = parsed
            counts[what] += len(parsed.content)
        else:
            faults += parsed.faults
            counts[what] += 1
        faults += _faults_in_course(file, courses)
    found = bank.bank_of(questions)
    return [*faults, *found.faults, *review(found)], counts


def _kind(file: Path) -> tuple[str, Callable[[str, str], Parsed[Any]]]:
    if file.name in _PARSERS:
        return _PARSERS[file.name]
    if file.suffix == ".md":
        return "lessons", lessons.parse
    return _PARSERS.get(file.absolute().parent.name, (_QUESTIONS, bank.parse))


def _faults_in_course(file: Path, courses: Courses) -> list[Fault]:
    """Return what is wrong between a file and the rest of the course that it is a part of."""
    with suppress(OSError):
        whole = file.resolve()
        root = next((one for one in whole.parents if _is_course(one)), None)
        if root is not None:
            if root not in courses:
                courses[root] = Library(root).course().faults
            name = whole.relative_to(root).as_posix()
            return [replace(one, file=str(file)) for one in courses[root] if one.file == name]
    return []


def _words(counts: dict[str, int]) -> str:
    words = [f"{count} {what}" for what, count in counts.items()] or ["nothing"]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
