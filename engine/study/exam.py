"""An exam that somebody sits: begun, answered and ended by facts; everything else follows.

What is asked is kept whole in the fact that begins it, so that no edit of the bank changes an exam
under way or its review. Nobody needs to be there when the time runs out: whoever looks next writes
down that it ended at its deadline.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from pydantic import ValidationError

from engine.records.facts import Fact
from engine.study import quantities
from engine.study.blueprints import NamedBlueprint
from engine.study.draw import draw, plan
from engine.study.formula import BadFormula
from engine.study.marking import Mark, Response, mark
from engine.study.practice import Answer
from engine.study.questions import Question
from engine.study.shown import Form, Shown, shown

Why = Literal["finished", "time"]
_FIELDS = frozenset(Question.model_fields)
_KINDS = frozenset(("exam_started", "exam_seen", "exam_answer", "exam_flag", "exam_ended"))


@dataclass(frozen=True)
class Item:
    """One question of an exam, as it was written when the exam began; ``number`` counts from 1."""

    number: int
    question: Question
    seed: str
    form: Form
    part: str

    @cached_property
    def shown(self) -> Shown:
        """Return the question with its numbers filled in.

        Where a later version of this program no longer knows one of its formulas, it is returned as
        it is written: an old exam can be read for ever.
        """
        try:
            return shown(self.question, self.seed, self.form)
        except BadFormula:
            return as_written(self.question, self.seed)

    def answers(self, response: Response | None) -> bool:
        """Whether a response is an answer; a number that cannot be read is none."""
        if self.question.kind == "number" and self.shown.kind == "number":
            return isinstance(response, str) and quantities.read(response) is not None
        return bool(response)


def as_written(question: Question, seed: str) -> Shown:
    """Return a question with its braces unfilled, to be read and not to be answered."""
    return Shown(
        question=question,
        seed=seed,
        kind="order" if question.order else "choice",
        ask=question.ask,
        options=question.options,
        steps=question.order,
        right_order=question.order,
        value=math.nan,
        hints=question.all_hints,
        why=question.why or "",
        simulator="",
        variant=0,
    )


@dataclass(frozen=True, kw_only=True)
class Exam:
    """An exam as it was begun. Times are seconds since 1970 UTC, ``pass_mark`` is in percent."""

    id: str
    blueprint: str
    title: str
    lesson: str
    seed: str
    started: float
    deadline: float
    pass_mark: float
    full: int
    parts: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def minutes(self) -> float:
        """Return how long it lasts."""
        return (self.deadline - self.started) / 60


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """Where an exam stands: what was answered, seen and flagged, by the numbers of the questions.

    ``told`` holds the occasion of the fact behind each response; ``ended`` is None while it runs.
    """

    exam: Exam
    responses: Mapping[int, Response]
    told: Mapping[int, str]
    answered_at: Mapping[int, float]
    flagged: frozenset[int]
    seen: frozenset[int]
    ended: float | None
    why: Why | None
    kept_marks: Mapping[int, tuple[str, Mark]]

    def left(self, now: float) -> float:
        """Return how many seconds are left; 0 once it is over."""
        return max(0.0, self.exam.deadline - now) if self.ended is None else 0.0

    def over(self, now: float) -> bool:
        """Whether no answer counts any more."""
        return self.left(now) <= 0

    @cached_property
    def answered(self) -> frozenset[int]:
        """Return the numbers of the questions that have a readable answer."""
        responses = self.responses
        return frozenset(
            one.number for one in self.exam.items if one.answers(responses.get(one.number))
        )

    @cached_property
    def marks(self) -> dict[int, Mark | None]:
        """Return the mark of each question by its number; None where there is no answer.

        A mark stands as it was given at the end. Only an answer that was still on its way then is
        marked now.
        """
        return {item.number: self._mark(item) for item in self.exam.items}

    def _mark(self, item: Item) -> Mark | None:
        response = self.responses.get(item.number)
        if response is None:
            return None
        told, kept = self.kept_marks.get(item.number, ("", None))
        if kept is not None and told == self.told[item.number]:
            return kept
        try:
            return mark(item.shown, response)
        except BadFormula:
            return Mark("unreadable")


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
    blueprint, bank = named.blueprint, list(questions)
    drawn = draw(blueprint, bank, seed, lesson=lesson, seen=seen)
    minutes = plan(blueprint, bank, lesson).minutes
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


def exam_in(fact: Fact) -> Exam | None:
    """Return the exam that a fact begins; None if it cannot be read (a file from elsewhere)."""
    try:
        return _exam(fact.subject, fact.at, fact.detail)
    except (KeyError, TypeError, ValueError, AttributeError, ValidationError):
        return None


def _exam(name: str, at: float, detail: Mapping[str, Any]) -> Exam:
    return Exam(
        id=name,
        blueprint=str(detail["blueprint"]),
        title=str(detail["title"]),
        lesson=str(detail["lesson"]),
        seed=str(detail["seed"]),
        started=at,
        deadline=float(detail["deadline"]),
        pass_mark=float(detail["pass"]),
        full=int(detail["full"]),
        parts=tuple(map(str, detail["parts"])),
        items=tuple(_item(number, one) for number, one in enumerate(detail["items"], start=1)),
    )


def _item(number: int, kept: Mapping[str, Any]) -> Item:
    """Return one question of an exam; keys that are no longer known are left out."""
    written = {key: value for key, value in kept["question"].items() if key in _FIELDS}
    form: Form = "choice" if kept["form"] == "choice" else "own"
    question = Question.model_validate(written)
    return Item(number, question, str(kept["seed"]), form, str(kept["part"]))


def sitting(facts: Iterable[Fact], exam_id: str) -> Sitting | None:
    """Return where one exam stands, or None where there is no such exam."""
    return _read(_by_exam(facts).get(exam_id, []))


def sittings(facts: Iterable[Fact]) -> list[Sitting]:
    """Return every exam of a learner and where it stands, the oldest first."""
    found = [_read(own) for own in _by_exam(facts).values()]
    return sorted((one for one in found if one), key=lambda one: one.exam.started)


def running(facts: Iterable[Fact], now: float) -> list[Sitting]:
    """Return the exams under way, the one that ends first in front."""
    found = [_read(own) for own in _not_ended(facts)]
    under_way = (one for one in found if one and not one.over(now))
    return sorted(under_way, key=lambda one: one.exam.deadline)


def closing(facts: Iterable[Fact], learner: str, now: float) -> list[Fact]:
    """Return the facts that end every exam whose time ran out and that nobody has ended yet.

    Whoever looks keeps them; kept twice they are one.
    """
    found = [_read(own) for own in _not_ended(facts)]
    over = [one for one in found if one and one.over(now)]
    return [ending(one, learner, one.exam.deadline, "time") for one in over]


def _by_exam(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind in _KINDS:
            found.setdefault(fact.subject, []).append(fact)
    return found


def _not_ended(facts: Iterable[Fact]) -> list[list[Fact]]:
    grouped = _by_exam(facts).values()
    return [own for own in grouped if all(fact.kind != "exam_ended" for fact in own)]


def _read(facts: Sequence[Fact]) -> Sitting | None:
    begun = next((fact for fact in facts if fact.kind == "exam_started"), None)
    exam = exam_in(begun) if begun is not None else None
    return _stand(exam, facts) if exam is not None else None


def _stand(exam: Exam, facts: Iterable[Fact]) -> Sitting:
    facts = sorted(facts, key=lambda fact: (fact.at, fact.id))
    ended = next((fact for fact in facts if fact.kind == "exam_ended"), None)
    last = exam.deadline if ended is None else min(exam.deadline, ended.at)
    told: dict[str, dict[int, Fact]] = {"exam_seen": {}, "exam_answer": {}, "exam_flag": {}}
    numbers = range(1, len(exam.items) + 1)
    for fact in facts:
        number = _number(fact)
        if fact.kind in told and number in numbers and fact.at <= last:
            told[fact.kind][number] = fact
    answers, flags = told["exam_answer"], told["exam_flag"]
    responses = {number: _response(fact) for number, fact in answers.items()}
    return Sitting(
        exam=exam,
        responses={number: one for number, one in responses.items() if one is not None},
        told={number: fact.occasion for number, fact in answers.items()},
        answered_at={number: fact.at for number, fact in answers.items()},
        flagged=frozenset(n for n, fact in flags.items() if fact.detail.get("flagged") is True),
        seen=frozenset(told["exam_seen"]) | answers.keys(),
        ended=None if ended is None else last,
        why=None if ended is None else "time" if ended.detail.get("why") == "time" else "finished",
        kept_marks={} if ended is None else _kept_marks(ended.detail.get("marks")),
    )


def _number(fact: Fact) -> int:
    number = fact.occasion.partition(".")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0


def _response(fact: Fact) -> Response | None:
    given = fact.detail.get("response")
    if isinstance(given, list):
        return tuple(map(str, given)) or None
    return given if isinstance(given, str) and given else None


def _kept_marks(kept: Any) -> dict[int, tuple[str, Mark]]:
    """Return the marks given at the end, with the answer that each was given to."""
    found = {}
    for one in kept if isinstance(kept, list) else []:
        try:
            given = Mark(one["verdict"], str(one["says"]), one["trap"])
            found[int(one["number"])] = (str(one["told"]), given)
        except (KeyError, TypeError, ValueError):
            continue
    return found


def ending(stand: Sitting, learner: str, at: float, why: Why) -> Fact:
    """Return the fact that an exam ends, with the mark of every answer."""
    marks = [
        {
            "number": number,
            "told": stand.told[number],
            "verdict": given.verdict,
            "says": given.says,
            "trap": given.trap,
            "score": given.score,
        }
        for number, given in stand.marks.items()
        if given is not None
    ]
    detail = {"why": why, "marks": marks}
    at = min(at, stand.exam.deadline)
    return Fact(learner=learner, kind="exam_ended", subject=stand.exam.id, at=at, detail=detail)


def told(
    stand: Sitting, number: int, response: Response | None, *, learner: str, token: str, at: float
) -> Fact:
    """Return the fact that a question was answered, or that its answer was taken back (None)."""
    given = response if response is None or isinstance(response, str) else list(response)
    return Fact(
        learner=learner,
        kind="exam_answer",
        subject=stand.exam.id,
        occasion=f"{number}.{token}",
        at=at,
        detail={"number": number, "response": given},
    )


def flag(
    stand: Sitting, number: int, flagged: bool, *, learner: str, token: str, at: float
) -> Fact:
    """Return the fact that a question was flagged for review, or is so no longer."""
    return Fact(
        learner=learner,
        kind="exam_flag",
        subject=stand.exam.id,
        occasion=f"{number}.{token}",
        at=at,
        detail={"number": number, "flagged": flagged},
    )


def answers_of_exams(facts: Iterable[Fact]) -> list[Answer]:
    """Return the answers of all exams that have ended, oldest first; they count as practice."""
    ended = [one for one in sittings(facts) if one.ended is not None]
    found = [
        _answer(one, item, given)
        for one in ended
        for item in one.exam.items
        if (given := one.marks[item.number]) is not None and given.verdict != "unreadable"
    ]
    return sorted(found, key=lambda answer: answer.at)


def _answer(stand: Sitting, item: Item, given: Mark) -> Answer:
    return Answer(
        question=item.question.id,
        attempt=item.seed,
        response=stand.responses[item.number],
        score=given.score,
        at=stand.answered_at[item.number],
        objective=item.question.objective,
        version=item.question.version,
        trap=given.trap,
        where="exam",
        form=item.form,
    )
