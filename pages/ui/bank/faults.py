"""All that is to be mended: faults of the files, and warnings of the item-writing rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.errors import Fault
from engine.study import rules
from engine.study.bank import Asked, Bank
from engine.study.course import Course
from pages.ui.bank.kept import kept

SIGNS = {"error": "✗ Error", "warning": "▲ Warning"}


def all_faults(course: Course) -> tuple[Fault, ...]:
    """Return every fault of the course and every warning of the rules, file by file."""
    return kept(
        course, "faults", lambda: _sorted([*course.faults, *rules.gathered(_findings(course))])
    )


def faults_on(course: Course, asked: Asked) -> list[Fault]:
    """Return every warning of the rules on one question."""
    return [
        one for one in _findings(course) if (one.file, one.field) == (asked.file, asked.question.id)
    ]


def _findings(course: Course) -> tuple[Fault, ...]:
    return kept(course, "findings", lambda: rules.findings(course.bank))


def bank_faults(bank: Bank) -> tuple[Fault, ...]:
    """Return every fault of some questions and every warning of the rules on them."""
    return _sorted([*bank.faults, *rules.review(bank)])


def by_file(faults: Iterable[Fault]) -> dict[str, list[Fault]]:
    """Return the faults of each file; files with an error come first."""
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.file, []).append(fault)
    return dict(sorted(found.items(), key=lambda entry: (not errors(entry[1]), entry[0])))


def errors(faults: Iterable[Fault]) -> int:
    """Return how many of the faults are errors."""
    return sum(fault.severity == "error" for fault in faults)


def counted(faults: Sequence[Fault]) -> str:
    """Return how many faults there are, in words.

    >>> counted([Fault(file="a", line=1, message="", remedy="")])
    '1 error'
    """
    wrong = errors(faults)
    counts = {"error": wrong, "warning": len(faults) - wrong}
    said = [f"{count} {word}{'s' * (count != 1)}" for word, count in counts.items() if count]
    return " and ".join(said) or "no fault"


def _sorted(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(dict.fromkeys(faults)))
