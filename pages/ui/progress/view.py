"""All that the progress page and the start page show of a learner, computed once a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import streamlit as st

from engine.records.facts import Fact
from engine.study.course import Course
from engine.study.exams.blueprints import NamedBlueprint
from engine.study.next_step import NextStep, next_step
from engine.study.practice import Answer
from engine.study.questions import Question
from engine.study.standing import review
from engine.study.standing.evidence import Evidence, evidence
from engine.study.standing.exam_date import exam_at, exam_date
from engine.study.standing.given import all_answers
from engine.study.standing.history import Sat, exams_sat, lessons_read
from engine.study.standing.mastery import Mastery, mastery
from engine.study.standing.readiness import NotYet, Readiness, readiness
from pages.ui import state
from pages.ui.exam.acts import close_overdue

USUAL = "chapter"
"""The exam that readiness is told for unless another is chosen."""
_FRESH = 60.0
"""Seconds after which what is due is looked at again."""


@dataclass(frozen=True)
class View:
    """A learner's facts at a time, and what follows from them.

    ``given`` are all answers that count, oldest first; ``now`` is in seconds since 1970 UTC.
    """

    course: Course
    facts: Sequence[Fact]
    given: Sequence[Answer]
    now: float
    exam: NamedBlueprint | None

    @cached_property
    def questions(self) -> list[Question]:
        """The questions that can be asked."""
        return self.course.bank.on(None)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the answers say about each part of the exam."""
        if self.exam is None:
            return ()
        return evidence(self.exam.blueprint, self.course.bank.questions, self.given)

    @cached_property
    def standing(self) -> tuple[Mastery, ...]:
        """Where the learner stands on each part of the exam."""
        return mastery(self.evidence)

    @cached_property
    def ready(self) -> Readiness | NotYet | None:
        """How ready the learner is; None where there is no exam to be ready for."""
        return readiness(self.exam.blueprint, self.evidence) if self.exam else None

    @cached_property
    def exam_at(self) -> float | None:
        """When the learner's own exam is, where it is ahead."""
        return exam_at(self.facts, now=self.now)

    @cached_property
    def due(self) -> list[Question]:
        """What is to be repeated now."""
        return review.due(self.questions, self.given, now=self.now, exam_at=self.exam_at)

    @cached_property
    def recalled(self) -> Mapping[str, float]:
        """How much of what was answered will be recalled on the day of the exam."""
        known = review.memories(self.given)
        return review.recall(self.questions, known, at=self.exam_at or self.now)

    @cached_property
    def read(self) -> Mapping[str, float]:
        """When each lesson was read to its end, by its address."""
        return lessons_read(self.facts)

    @cached_property
    def sat(self) -> list[Sat]:
        """The exams that are over, newest first."""
        return exams_sat(self.facts)

    @cached_property
    def step(self) -> NextStep:
        """The next thing to do."""
        return next_step(
            self.facts,
            self.course.lessons,
            self.questions,
            self.given,
            now=self.now,
            blueprint=self.exam.blueprint if self.exam else None,
        )

    @cached_property
    def exam_day(self) -> date | None:
        """The day of the learner's own exam, past or ahead, where one is set."""
        return exam_date(self.facts)


def exams(course: Course) -> list[NamedBlueprint]:
    """Return the exams that readiness can be told for, the usual one first."""
    whole = [one for one in course.blueprints.values() if not one.blueprint.by_lesson]
    return sorted(whole, key=lambda one: one.name != USUAL)


def view(exam: str | None = None) -> View:
    """Return how things stand; the same object until something changes or a minute has passed."""
    course, now = state.course(), state.now()
    stamp = (course, exam, state.revision(), now // _FRESH)
    kept = st.session_state.get("progress_view")
    if kept is None or kept[0] != stamp:
        kept = (stamp, _made(course, exam, now))
        st.session_state["progress_view"] = kept
    return kept[1]


def _made(course: Course, exam: str | None, now: float) -> View:
    close_overdue(state.facts())
    found = exams(course)
    chosen = next((one for one in found if one.name == exam), found[0] if found else None)
    return View(course, state.facts(), state.derived(all_answers), now, chosen)
