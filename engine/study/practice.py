"""Practice: which question comes next, and what the answers so far say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.records.facts import Fact
from engine.study.questions import ChoiceQuestion

Confidence = Literal["guess", "fairly", "sure"]
CONFIDENCES: tuple[Confidence, ...] = ("guess", "fairly", "sure")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer of a learner, as it was marked when it was given."""

    question: str
    attempt: str
    chosen: str
    right: bool
    confidence: Confidence
    at: float


def answer_fact(
    *,
    learner: str,
    question: ChoiceQuestion,
    attempt: str,
    chosen: str,
    confidence: Confidence,
    at: float,
) -> Fact:
    """Return the fact that an answer was given; the same attempt sent twice is one fact."""
    return Fact(
        learner=learner,
        kind="answer",
        subject=question.id,
        occasion=attempt,
        at=at,
        detail={
            "chosen": chosen,
            "right": question.marked(chosen),
            "confidence": confidence,
            "version": question.version,
        },
    )


def answers(facts: Iterable[Fact]) -> list[Answer]:
    """Return the answers among a learner's facts, oldest first."""
    return [
        Answer(
            question=fact.subject,
            attempt=fact.occasion,
            chosen=str(fact.detail["chosen"]),
            right=bool(fact.detail["right"]),
            confidence=fact.detail["confidence"],
            at=fact.at,
        )
        for fact in facts
        if fact.kind == "answer"
    ]


def latest(given: Iterable[Answer]) -> dict[str, Answer]:
    """Return the last answer to each question, by its id."""
    return {answer.question: answer for answer in given}


def next_question(
    questions: Sequence[ChoiceQuestion], given: Sequence[Answer], after: str | None = None
) -> ChoiceQuestion | None:
    """Return the question to ask next: unseen first, then the wrong ones, then the oldest.

    Among the wrong ones, those answered with more confidence come first. The question ``after``
    which this one comes is not asked again at once unless it is the only one.
    """
    last = latest(given)
    rest = [question for question in questions if question.id != after] or list(questions)

    def rank(question: ChoiceQuestion) -> tuple[int, int, float]:
        answer = last.get(question.id)
        if answer is None:
            return (0, 0, 0.0)
        if not answer.right:
            return (1, -CONFIDENCES.index(answer.confidence), answer.at)
        return (2, 0, answer.at)

    return min(rest, key=rank, default=None)


def to_mend(questions: Iterable[ChoiceQuestion], given: Iterable[Answer]) -> list[ChoiceQuestion]:
    """Return the questions whose last answer was wrong."""
    last = latest(given)
    return [one for one in questions if one.id in last and not last[one.id].right]


@dataclass(frozen=True)
class Score:
    """Where a learner stands on some questions: by the last answer to each."""

    right: int
    wrong: int
    unseen: int

    @property
    def total(self) -> int:
        """Return how many questions there are."""
        return self.right + self.wrong + self.unseen


def score(questions: Iterable[ChoiceQuestion], given: Iterable[Answer]) -> Score:
    """Return how many of the questions were last answered rightly, wrongly, or never."""
    last = latest(given)
    seen = [last.get(question.id) for question in questions]
    right = sum(answer is not None and answer.right for answer in seen)
    unseen = sum(answer is None for answer in seen)
    return Score(right, len(seen) - right - unseen, unseen)
