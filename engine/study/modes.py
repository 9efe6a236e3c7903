"""The ways to practise: which question comes next in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from engine.study.exams.blueprints import Blueprint
from engine.study.lessons import Lesson
from engine.study.practice import Answer, next_mixed, next_question
from engine.study.questions import Question
from engine.study.standing.review import today
from engine.study.weak_spots import weak_spots

Mode = Literal["topic", "weak", "mixed", "review"]
"""Each is also the ``where`` of the answers that are given in it."""
MODES: tuple[Mode, ...] = get_args(Mode)


def in_course_order(questions: Sequence[Question], lessons: Sequence[Lesson]) -> list[Question]:
    """Return questions in the order of their lessons, then of their objectives."""
    place = {lesson.slug: number for number, lesson in enumerate(lessons)}
    return sorted(
        questions, key=lambda one: (place.get(one.lesson or "", len(place)), one.objective)
    )


def queue(
    mode: Mode,
    questions: Sequence[Question],
    given: Sequence[Answer],
    *,
    now: float,
    exam_at: float | None = None,
    blueprint: Blueprint | None = None,
) -> list[Question]:
    """Return what is left to do: today's reviews or the weak spots, else all the questions.

    ``exam_at`` and ``blueprint`` are those of the learner's exam, which decide on the reviews.
    """
    if mode == "review":
        return today(questions, given, now=now, exam_at=exam_at, blueprint=blueprint)
    return weak_spots(questions, given) if mode == "weak" else list(questions)


def following(
    mode: Mode, left: Sequence[Question], given: Sequence[Answer], after: str | None = None
) -> Question | None:
    """Return the next question of a ``queue``, or None when it is empty.

    The question ``after`` which it comes is not asked again at once unless it is the only one.
    """
    if mode == "topic":
        return next_question(left, given, after)
    if mode == "mixed":
        return next_mixed(left, given, after)
    return next((one for one in left if one.id != after), left[0] if left else None)
