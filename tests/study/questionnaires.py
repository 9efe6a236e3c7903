"""Questions and blueprints made for tests of exams: as many as are asked for, all unlike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from engine.records.facts import Fact
from engine.study.bank import Bank
from engine.study.exams import exam
from engine.study.exams.blueprints import Blueprint, NamedBlueprint
from engine.study.questions import Question

LEARNER = "0123456789abcdef0123456789abcdef"
BEGUN = 1_000_000.0


def question(name: str, **written: Any) -> Question:
    """Return a choice with words of its own, or what is written."""
    words = hashlib.sha256(name.encode()).hexdigest()
    plain = {"ask": f"What is {words}?", "topic": "Greeks", "objective": "MM-2"}
    if not {"answer", "order"} & written.keys():
        plain |= {"right": {"This": "So it is."}, "wrong": {"That": "No.", "Neither": "No."}}
    return Question.model_validate({"id": name, **plain, **written})


def some(count: int, objective: str = "MM-2", **written: Any) -> list[Question]:
    """Return questions on an objective."""
    names = (f"{objective.lower()}-{number}" for number in range(count))
    return [question(name, objective=objective, **written) for name in names]


def number(name: str = "shares-to-buy", **written: Any) -> Question:
    """Return a question whose answer is a number, with two traps of its sign."""
    return question(
        name,
        ask="Short {n} calls of delta {delta}: how many shares?",
        vars={"n": "10 to 50 step 5", "delta": "0.30 to 0.70 step 0.05"},
        answer="n * 100 * delta shares ± 1",
        traps={"n * delta": "One contract covers 100 shares.", "n * 100": "That is delta 1."},
        **written,
    )


def blueprint(**parts: float) -> Blueprint:
    """Return an exam of 10 questions in 18 minutes; parts are objectives with weights."""
    written = {name.replace("_", "-"): weight for name, weight in (parts or {"MM_2": 1}).items()}
    return Blueprint.model_validate(
        {
            "title": "Trial",
            "note": "For tests.",
            "questions": 10,
            "minutes": 18,
            "pass": 60,
            "parts": [
                {"name": f"Part {name}", "objective": name, "weight": weight}
                for name, weight in written.items()
            ],
        }
    )


def bank(questions: Iterable[Question]) -> Bank:
    """Return a bank of questions without files."""
    return Bank({one.id: one for one in questions}, (), {})


def begun(questions: Iterable[Question], *, name: str = "e1", at: float = BEGUN) -> Fact:
    """Return the fact that an exam of 10 questions, 18 minutes, begins."""
    named = NamedBlueprint("trial", "trial.yaml", blueprint())
    return exam.begin(named, questions, learner=LEARNER, exam_id=name, seed="3f7a", at=at)


def answered(number: int, response: Any, at: float, *, name: str = "e1") -> Fact:
    """Return the fact that a question was answered so many seconds after the beginning."""
    return Fact(
        learner=LEARNER,
        kind="exam_answer",
        subject=name,
        occasion=f"{number}.{at:g}",
        at=BEGUN + at,
        detail={"number": number, "response": response},
    )
