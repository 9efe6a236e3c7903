"""The next thing for one learner to do, from what the learner did so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.records.facts import Fact
from engine.study.exams.blueprints import Blueprint
from engine.study.exams.exam import running
from engine.study.lessons import Lesson
from engine.study.practice import Answer, latest, to_mend
from engine.study.questions import Question
from engine.study.standing.evidence import evidence
from engine.study.standing.exam_date import exam_at
from engine.study.standing.mastery import mastery, most_to_gain
from engine.study.standing.readiness import NotYet, readiness
from engine.study.standing.review import DAY, due

Act = Literal[
    "exam", "continue", "review", "mend", "begin", "read", "first_quiz", "practise", "sit", "build"
]
_CONFIDENT = 0.8
"""The chance of passing from which a whole exam is the best practice."""


@dataclass(frozen=True)
class NextStep:
    """What to do, and with what: a lesson, a number of questions, a part and topic, an exam."""

    act: Act
    lesson: Lesson | None = None
    count: int = 0
    part: str = ""
    topic: str = ""
    exam: str = ""


def next_step(
    facts: Sequence[Fact],
    lessons: Sequence[Lesson],
    questions: Sequence[Question],
    given: Sequence[Answer],
    *,
    now: float,
    blueprint: Blueprint | None = None,
) -> NextStep:
    """Return one step: an exam that runs, what is half read, what is due, what went wrong.

    Then the next lesson, and after the last one whatever adds most to the exam. ``given`` are all
    answers of the ``facts``; ``now`` is in seconds since 1970 UTC.
    """
    opened, finished = _lessons(facts)
    return (
        _running(facts, now)
        or _half_read(lessons, opened - finished)
        or _repeat(facts, questions, given, now, mend=bool(finished))
        or _unread(lessons, opened, finished)
        or _practise(facts, questions, given, now, blueprint)
    )


def _running(facts: Sequence[Fact], now: float) -> NextStep | None:
    under_way = running(facts, now)
    return NextStep("exam", exam=under_way[0].exam.id) if under_way else None


def _half_read(lessons: Sequence[Lesson], begun: set[str]) -> NextStep | None:
    half_read = [one for one in lessons if one.slug in begun]
    return NextStep("continue", lesson=half_read[-1]) if half_read else None


def _lessons(facts: Sequence[Fact]) -> tuple[set[str], set[str]]:
    """Return the lessons that were opened and those that were finished."""
    opened = {fact.subject for fact in facts if fact.kind == "lesson_opened"}
    return opened, {fact.subject for fact in facts if fact.kind == "lesson_finished"}


def _repeat(
    facts: Sequence[Fact],
    questions: Sequence[Question],
    given: Sequence[Answer],
    now: float,
    *,
    mend: bool,
) -> NextStep | None:
    """Return what is due; what went wrong a moment ago only where no lesson is the better cure."""
    ready = due(questions, given, now=now, exam_at=exam_at(facts, now=now))
    if ready:
        return NextStep("review", count=len(ready))
    wrong = to_mend(questions, given) if mend else []
    return NextStep("mend", count=len(wrong)) if wrong else None


def _unread(lessons: Sequence[Lesson], opened: set[str], finished: set[str]) -> NextStep | None:
    unread = [one for one in lessons if one.slug not in opened | finished]
    return NextStep("read" if finished else "begin", lesson=unread[0]) if unread else None


def _practise(
    facts: Sequence[Fact],
    questions: Sequence[Question],
    given: Sequence[Answer],
    now: float,
    blueprint: Blueprint | None,
) -> NextStep:
    last = latest(given)
    unseen = [one for one in questions if one.id not in last]
    if len(unseen) == len(questions) and questions:
        return NextStep("first_quiz", count=len(unseen))
    parts = evidence(blueprint, {one.id: one for one in questions}, given) if blueprint else ()
    gain = most_to_gain(mastery(parts))
    if blueprint is None or gain is None:
        return NextStep("first_quiz", count=len(unseen)) if unseen else NextStep("build")
    ready = readiness(blueprint, parts)
    sat = any(fact.kind == "exam_started" and fact.at > now - DAY for fact in facts)
    if not isinstance(ready, NotYet) and ready.chance >= _CONFIDENT and not sat:
        return NextStep("sit", count=blueprint.questions)
    pool = blueprint.by_part(questions)[gain.name]
    left = [one for one in pool if one.id not in last or not last[one.id].right] or pool
    return NextStep("practise", count=len(left), part=gain.name, topic=_commonest_topic(left))


def _commonest_topic(questions: Sequence[Question]) -> str:
    return Counter(one.topic for one in questions).most_common(1)[0][0]
