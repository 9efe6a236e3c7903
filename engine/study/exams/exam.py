"""An exam that somebody sits: begun, answered and ended by facts; everything else follows.

What is asked is kept whole in the fact that begins it, so that no edit of the bank changes an exam
under way or its review. Nobody needs to be there when the time runs out: whoever looks next writes
down that it ended at its deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from engine.records.facts import Fact
from engine.study.exams.blueprints import NamedBlueprint
from engine.study.exams.draw import draw
from engine.study.exams.exam_asked import Item, exam_in
from engine.study.exams.sitting import EXAM_KINDS, Sitting, Why, stand
from engine.study.marking import Mark, Response
from engine.study.practice import Answer, plain
from engine.study.questions import Question


def begin(
    named: NamedBlueprint,
    questions: Iterable[Question],
    *,
    learner: str,
    exam_id: str,
    seed: str,
    at: float,
    lesson: str | None = None,
    seen: Mapping[str, int] | None = None,
) -> Fact:
    """Return the fact that an exam begins; begun twice with one ``exam_id`` it is one exam."""
    blueprint = named.blueprint
    drawn = draw(blueprint, questions, seed, lesson=lesson, seen=seen)
    minutes = blueprint.minutes_for(len(drawn))
    detail = {
        "blueprint": named.name,
        "title": blueprint.title,
        "lesson": lesson or "",
        "seed": seed,
        "minutes": minutes,
        "deadline": at + 60 * minutes,
        "pass": blueprint.pass_mark,
        "full": blueprint.questions,
        "parts": [part.name for part in blueprint.parts],
        "items": [
            {
                "id": item.question.id,
                "version": item.question.version,
                "seed": seed,
                "form": item.form,
                "part": item.part,
                "question": item.question.model_dump(mode="json", exclude_defaults=True),
            }
            for item in drawn
        ],
    }
    return Fact(learner=learner, kind="exam_started", subject=exam_id, at=at, detail=detail)


def told(
    sat: Sitting, number: int, response: Response | None, *, learner: str, token: str, at: float
) -> Fact:
    """Return the fact that a question was answered, or that its answer was taken back (None)."""
    given = None if response is None else plain(response)
    detail = {"number": number, "response": given}
    return _of_one(sat, "exam_answer", detail, learner=learner, token=token, at=at)


def flag(sat: Sitting, number: int, flagged: bool, *, learner: str, token: str, at: float) -> Fact:
    """Return the fact that a question was flagged for review, or is so no longer."""
    detail = {"number": number, "flagged": flagged}
    return _of_one(sat, "exam_flag", detail, learner=learner, token=token, at=at)


def _of_one(
    sat: Sitting,
    kind: Literal["exam_answer", "exam_flag"],
    detail: Mapping[str, Any],
    *,
    learner: str,
    token: str,
    at: float,
) -> Fact:
    return Fact(
        learner=learner,
        kind=kind,
        subject=sat.exam.id,
        occasion=f"{detail['number']}.{token}",
        at=at,
        detail=detail,
    )


def ending(sat: Sitting, learner: str, at: float, why: Why) -> Fact:
    """Return the fact that an exam ends, with the mark of every answer."""
    marks = [
        {
            "number": number,
            "told": sat.told[number],
            "verdict": given.verdict,
            "says": given.says,
            "trap": given.trap,
            "score": given.score,
        }
        for number, given in sat.marks.items()
        if given is not None
    ]
    detail = {"why": why, "marks": marks}
    at = min(at, sat.exam.deadline)
    return Fact(learner=learner, kind="exam_ended", subject=sat.exam.id, at=at, detail=detail)


def sitting(facts: Iterable[Fact], exam_id: str) -> Sitting | None:
    """Return where one exam stands, or None where there is no such exam."""
    return _read(_by_exam(facts).get(exam_id, []))


def sittings(facts: Iterable[Fact]) -> list[Sitting]:
    """Return every exam of a learner and where it stands, the oldest first."""
    found = [_read(own) for own in _by_exam(facts).values()]
    return sorted((one for one in found if one), key=lambda one: one.exam.started)


def running(facts: Iterable[Fact], now: float) -> list[Sitting]:
    """Return the exams under way, the one that ends first in front."""
    under_way = (one for one in _not_ended(facts) if not one.over(now))
    return sorted(under_way, key=lambda one: one.exam.deadline)


def closing(facts: Iterable[Fact], learner: str, now: float) -> list[Fact]:
    """Return the facts that end every exam whose time ran out and that nobody has ended yet.

    Whoever looks keeps them; kept twice they are one.
    """
    over = [one for one in _not_ended(facts) if one.over(now)]
    return [ending(one, learner, one.exam.deadline, "time") for one in over]


def ended(facts: Iterable[Fact]) -> list[Sitting]:
    """Return the exams that are over and whose end was written down, the oldest first."""
    return [one for one in sittings(facts) if one.ended is not None]


def _by_exam(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind in EXAM_KINDS:
            found.setdefault(fact.subject, []).append(fact)
    return found


def _not_ended(facts: Iterable[Fact]) -> list[Sitting]:
    grouped = _by_exam(facts).values()
    left = [own for own in grouped if all(fact.kind != "exam_ended" for fact in own)]
    return [one for own in left if (one := _read(own))]


def _read(facts: Sequence[Fact]) -> Sitting | None:
    begun = next((fact for fact in facts if fact.kind == "exam_started"), None)
    exam = exam_in(begun) if begun is not None else None
    return stand(exam, facts) if exam is not None else None


def answers_of_exams(facts: Iterable[Fact]) -> list[Answer]:
    """Return the answers of all exams that have ended, oldest first; they count as practice."""
    found = [
        _answer(one, item, given)
        for one in ended(facts)
        for item in one.exam.items
        if (given := one.marks[item.number]) is not None and given.verdict != "unreadable"
    ]
    return sorted(found, key=lambda answer: answer.at)


def _answer(sat: Sitting, item: Item, given: Mark) -> Answer:
    return Answer(
        question=item.question.id,
        attempt=item.seed,
        response=sat.responses[item.number],
        score=given.score,
        at=sat.answered_at[item.number],
        objective=item.question.objective,
        version=item.question.version,
        trap=given.trap,
        where="exam",
        form=item.form,
    )
