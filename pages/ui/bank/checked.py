"""A text that somebody pasted, checked like a file of the course. Nothing is written anywhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from engine.errors import Fault
from engine.study import bank as banks
from engine.study.bank import Asked, Bank
from engine.study.course import Course, broken_links
from engine.study.writing.files import LARGEST_FILE
from engine.study.writing.repair import repaired
from engine.study.writing.rewriting import rewritten
from pages.ui.bank.faults import bank_faults
from pages.ui.bank.words import written

FILE = "your-text.yaml"
_REWRITTEN = ("long-habit", "key-left-out")


@dataclass(frozen=True)
class Checked:
    """What a text says: its questions, all that is wrong, and the text as it was read.

    ``repaired`` has every repair in it, and what other programs write in the short form.
    """

    bank: Bank
    faults: tuple[Fault, ...]
    repaired: str


@lru_cache(maxsize=8)
def checked(text: str) -> Checked:
    """Return what a text says, whatever it is; one that is too large is only said to be so."""
    if len(text.encode("utf-8", "replace")) > LARGEST_FILE:
        message = f"the text has {len(text):,} characters"
        remedy = f"split it; the most is {LARGEST_FILE:,}"
        fault = Fault(file=FILE, line=1, message=message, remedy=remedy, code="too-large")
        return Checked(banks.bank_of({}), (fault,), "")
    bank = banks.bank_of({FILE: banks.parse(FILE, text)})
    faults = bank_faults(bank)
    other = any(fault.code in _REWRITTEN for fault in faults)
    return Checked(bank, faults, rewritten(FILE, text) if other else repaired(text).text)


def in_course(found: Checked, course: Course) -> tuple[Fault, ...]:
    """Return all that is wrong with a text, with what it would collide with in the course."""
    links = broken_links(replace(course, lessons=course.lessons, bank=found.bank))
    known = written(course.bank)
    faults = [*found.faults, *(fault for fault in links if fault.file == FILE)]
    faults += [
        _in_use(asked, known[name]) for name, asked in written(found.bank).items() if name in known
    ]
    return tuple(sorted(faults))


def _in_use(asked: Asked, other: Asked) -> Fault:
    return Fault(
        file=asked.file,
        line=asked.line,
        field=asked.question.id,
        message=f'the id "{asked.question.id}" is already used in {other.file}:{other.line}',
        remedy="leave it where this replaces that question, else give this one an id of its own",
        severity="warning",
        code="same-id",
    )
