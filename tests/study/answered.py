"""Questions and answers that the tests of practice's consequences are made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.study.exams.blueprints import Blueprint
from engine.study.practice import Answer
from engine.study.questions import Question

DAY = 86_400.0
NOW = 1_780_000_000.0
"""A day in 2026, in seconds since 1970 UTC."""


def question(name: str, objective: str = "MM-1", topic: str = "Gamma") -> Question:
    """Return a question with one right and one wrong option."""
    return Question(
        id=name,
        ask=f"What of {name}?",
        right={"This": "It is."},
        wrong={"That": "It is not."},
        topic=topic,
        objective=objective,
    )


def answer(name: str, score: float = 1.0, at: float = NOW, **more: Any) -> Answer:
    """Return an answer to the question of this name."""
    return Answer(question=name, attempt=f"{at}", response="This", score=score, at=at, **more)


def blueprint(*weights: float, questions: int = 20, pass_mark: float = 60) -> Blueprint:
    """Return an exam with these weights: "Part 1" asks about MM-1, "Part 2" about MM-2..."""
    parts = [
        {"name": f"Part {number}", "objective": f"MM-{number}", "weight": weight}
        for number, weight in enumerate(weights, start=1)
    ]
    return Blueprint.model_validate(
        {
            "title": "Exam",
            "note": "For tests.",
            "questions": questions,
            "minutes": 36,
            "pass": pass_mark,
            "parts": parts,
        }
    )


def by_id(questions: Iterable[Question]) -> dict[str, Question]:
    """Return questions by their ids, as a bank holds them."""
    return {one.id: one for one in questions}
