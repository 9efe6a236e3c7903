"""What an exam asks, as the fact that begins it keeps it for ever."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from engine.records.facts import Fact
from engine.study.marking import Response
from engine.study.numbers import quantities
from engine.study.numbers.formula import BadFormula
from engine.study.questions import Question
from engine.study.shown import Form, Shown, shown

_FIELDS = frozenset(Question.model_fields)


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
            return _as_written(self.question, self.seed)

    def answers(self, response: Response | None) -> bool:
        """Whether a response is an answer; a number that cannot be read is none."""
        if self.question.kind == "number" and self.shown.kind == "number":
            return isinstance(response, str) and quantities.read(response) is not None
        return bool(response)


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


def exam_in(fact: Fact) -> Exam | None:
    """Return the exam that a fact begins; None if it cannot be read (a file from elsewhere)."""
    try:
        return _exam(fact.subject, fact.at, fact.detail)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError, ValidationError):
        return None


def _exam(name: str, at: float, detail: Mapping[str, Any]) -> Exam:
    if not detail["items"]:
        raise ValueError("an exam asks something")
    return Exam(
        id=name,
        blueprint=str(detail["blueprint"]),
        title=str(detail["title"]),
        lesson=str(detail["lesson"]),
        seed=str(detail["seed"]),
        started=at,
        deadline=_finite(detail["deadline"]),
        pass_mark=_finite(detail["pass"]),
        full=int(detail["full"]),
        parts=tuple(map(str, detail["parts"])),
        items=tuple(_item(number, one) for number, one in enumerate(detail["items"], start=1)),
    )


def _finite(kept: Any) -> float:
    number = float(kept)
    if not math.isfinite(number):
        raise ValueError(f"{kept} is no number")
    return number


def _item(number: int, kept: Mapping[str, Any]) -> Item:
    """Return one question of an exam; keys that are no longer known are left out."""
    written = {key: value for key, value in kept["question"].items() if key in _FIELDS}
    form: Form = "choice" if kept["form"] == "choice" else "own"
    question = Question.model_validate(written)
    return Item(number, question, str(kept["seed"]), form, str(kept["part"]))


def _as_written(question: Question, seed: str) -> Shown:
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
