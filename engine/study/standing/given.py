"""Every answer that counts: those of practice, and those of the exams that have ended."""

from __future__ import annotations

from collections.abc import Sequence

from engine.records.facts import Fact
from engine.study.exams.exam import answers_of_exams
from engine.study.practice import Answer, answers


def all_answers(facts: Sequence[Fact]) -> list[Answer]:
    """Return every answer of a learner, oldest first; an exam's only once the exam is over."""
    return sorted([*answers(facts), *answers_of_exams(facts)], key=lambda answer: answer.at)
