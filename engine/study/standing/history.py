"""What a learner did, newest first: every attempt at a question, every exam, every lesson read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from engine.records.facts import Fact
from engine.study.exams.exam import ended
from engine.study.exams.result import reached
from engine.study.practice import Answer

PAGE = 10
"""Attempts on one page of the history."""


@dataclass(frozen=True)
class Page:
    """Some attempts, newest first; ``number`` counts pages from 1 and is never beyond the last."""

    answers: tuple[Answer, ...]
    number: int
    pages: int


def page(given: Sequence[Answer], number: int, *, size: int = PAGE) -> Page:
    """Return one page of the attempts; a number that is no page gives the nearest one."""
    newest = sorted(given, key=lambda answer: -answer.at)
    pages = max(1, ceil(len(newest) / size))
    number = min(max(1, number), pages)
    return Page(tuple(newest[(number - 1) * size : number * size]), number, pages)


@dataclass(frozen=True)
class Sat:
    """An exam that is over: ``right`` of ``count`` questions, and the mark to reach in percent."""

    id: str
    title: str
    at: float
    right: float
    count: int
    pass_mark: float

    @property
    def passed(self) -> bool:
        """Whether the pass mark was reached."""
        return reached(self.pass_mark, self.right, self.count)


def exams_sat(facts: Sequence[Fact]) -> list[Sat]:
    """Return the exams that are over, newest first."""
    found = [
        Sat(
            id=one.exam.id,
            title=one.exam.title,
            at=one.exam.started,
            right=sum(mark.score for mark in one.marks.values() if mark),
            count=len(one.exam.items),
            pass_mark=one.exam.pass_mark,
        )
        for one in ended(facts)
    ]
    return sorted(found, key=lambda one: -one.at)


def lessons_read(facts: Sequence[Fact]) -> dict[str, float]:
    """Return when each lesson was read to its end for the first time, by its address."""
    read = sorted((f for f in facts if f.kind == "lesson_finished"), key=lambda fact: -fact.at)
    return {fact.subject: fact.at for fact in read}
