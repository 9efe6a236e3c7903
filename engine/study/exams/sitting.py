"""Where an exam stands: what a learner answered, saw and flagged, and whether it is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from pydantic import ValidationError

from engine.records.details import KeptMark
from engine.records.facts import Fact
from engine.study.exams.exam_asked import Exam, Item
from engine.study.marking import Mark, Response, mark
from engine.study.numbers.formula import BadFormula
from engine.study.practice import response_in

Why = Literal["finished", "time"]
EXAM_KINDS = frozenset(("exam_started", "exam_seen", "exam_answer", "exam_flag", "exam_ended"))


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


def stand(exam: Exam, facts: Iterable[Fact]) -> Sitting:
    """Return where an exam stands by a learner's facts; those of other exams are passed over."""
    facts = (fact for fact in facts if fact.subject == exam.id and fact.kind in EXAM_KINDS)
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
    return response_in(given) or None if isinstance(given, str | list) else None


def _kept_marks(kept: Any) -> dict[int, tuple[str, Mark]]:
    """Return the marks given at the end, with the answer that each was given to."""
    found = {}
    for one in kept if isinstance(kept, list) else []:
        with suppress(ValidationError):
            kept_mark = KeptMark.model_validate(one)
            given = Mark(kept_mark.verdict, kept_mark.says, kept_mark.trap)
            found[kept_mark.number] = (kept_mark.told, given)
    return found
