"""The next thing for one learner to do, from what the learner did so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.records.facts import Fact
from engine.study.lessons import Lesson
from engine.study.practice import answers, score
from engine.study.questions import Question

Act = Literal["begin", "continue", "read", "build", "first_quiz", "retry", "quiz", "review"]


@dataclass(frozen=True)
class NextStep:
    """What to do and with what: a lesson's slug, or a number of questions."""

    act: Act
    lesson: Lesson | None = None
    count: int = 0


def next_step(
    facts: Sequence[Fact], lessons: Sequence[Lesson], questions: Sequence[Question]
) -> NextStep:
    """Return one step: finish what is open, read on, mend what went wrong, then the unseen.

    Checks are asked about before a further lesson is opened only when some were answered wrongly.
    """
    opened = {fact.subject for fact in facts if fact.kind == "lesson_opened"}
    finished = {fact.subject for fact in facts if fact.kind == "lesson_finished"}
    half_read = [one for one in lessons if one.slug in opened - finished]
    unread = [one for one in lessons if one.slug not in opened | finished]
    if half_read:
        return NextStep("continue", lesson=half_read[-1])
    standing = score(questions, answers(facts))
    if standing.wrong and finished:
        return NextStep("retry", count=standing.wrong)
    if unread:
        return NextStep("read" if finished else "begin", lesson=unread[0])
    if standing.unseen:
        first = standing.unseen == standing.total
        return NextStep("first_quiz" if first else "quiz", count=standing.unseen)
    return NextStep("review" if questions else "build", count=standing.total)
