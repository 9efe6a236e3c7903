"""Practice: the answers a learner gave, which question comes next, and how things stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from engine.records.facts import Fact
from engine.study.marking import Mark, Response
from engine.study.questions import Question
from engine.study.shown import Form, Shown

Confidence = Literal["guess", "fairly", "sure"]
CONFIDENCES: tuple[Confidence, ...] = ("guess", "fairly", "sure")
Where = Literal["lesson", "topic", "weak", "mixed", "review", "exam"]
"""On what occasion a question was answered; the last three mix the topics."""
MIXED: tuple[Where, ...] = ("mixed", "review", "exam")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer of a learner, as it was marked when it was given.

    ``seconds`` is how long it took (0 where unknown), ``hints`` how many were opened before it,
    ``trap`` which trap a wrong number fell into. An exam asks for no confidence.
    """

    question: str
    attempt: str
    response: Response
    score: float
    at: float
    objective: str = ""
    version: str = ""
    confidence: Confidence | None = None
    seconds: float = 0.0
    hints: int = 0
    trap: int | None = None
    where: Where = "topic"
    form: Form = "own"

    @property
    def right(self) -> bool:
        """Whether it was wholly right."""
        return self.score >= 1.0


def answer_fact(
    *,
    learner: str,
    shown: Shown,
    response: Response,
    mark: Mark,
    confidence: Confidence | None,
    at: float,
    seconds: float = 0.0,
    hints: int = 0,
    where: Where = "topic",
    form: Form = "own",
) -> Fact:
    """Return the fact that an answer was given; the same attempt sent twice is one fact."""
    return Fact(
        learner=learner,
        kind="answer",
        subject=shown.question.id,
        occasion=shown.seed,
        at=at,
        detail={
            "response": plain(response),
            "score": mark.score,
            "trap": mark.trap,
            "confidence": confidence,
            "seconds": round(seconds, 1),
            "hints": hints,
            "where": where,
            "form": form,
            "objective": shown.question.objective,
            "version": shown.question.version,
        },
    )


def answers(facts: Iterable[Fact]) -> list[Answer]:
    """Return the answers among a learner's facts, in the order of the facts."""
    return [_answer(fact) for fact in facts if fact.kind == "answer"]


def _answer(fact: Fact) -> Answer:
    detail = fact.detail
    return Answer(
        question=fact.subject,
        attempt=fact.occasion,
        response=response_in(detail["response"]),
        score=float(detail["score"]),
        at=fact.at,
        objective=detail.get("objective", ""),
        version=detail.get("version", ""),
        confidence=detail.get("confidence"),
        seconds=float(detail.get("seconds", 0.0)),
        hints=int(detail.get("hints", 0)),
        trap=detail.get("trap"),
        where=detail.get("where", "topic"),
        form=detail.get("form", "own"),
    )


def plain(response: Response) -> str | list[str]:
    """Return a response as a fact holds it, in JSON values."""
    return response if isinstance(response, str) else list(response)


def response_in(kept: str | list[str]) -> Response:
    """Return the response that a fact holds."""
    return kept if isinstance(kept, str) else tuple(map(str, kept))


@dataclass(frozen=True)
class Past:
    """What a learner did with questions: the answers, and by attempt the answer and the hints.

    ``read`` are the facts that it was read from, ``exams`` those of them that tell of exams; what
    was answered there is not among the answers.
    """

    read: tuple[Fact, ...] = ()
    exams: tuple[Fact, ...] = ()
    given: tuple[Answer, ...] = ()
    by_attempt: Mapping[tuple[str, str], Answer] = field(default_factory=dict)
    opened: Mapping[tuple[str, str], int] = field(default_factory=dict)
    revealed: frozenset[str] = frozenset()

    def answer(self, question: str, attempt: str) -> Answer | None:
        """Return the answer that an attempt at a question got, if any."""
        return self.by_attempt.get((question, attempt))

    def hints(self, question: str, attempt: str) -> int:
        """Return how many hints were opened in an attempt at a question."""
        return self.opened.get((question, attempt), 0)


NOTHING = Past()


def past(facts: Sequence[Fact], before: Past = NOTHING) -> Past:
    """Return what a learner's facts say about questions.

    Where the facts go on from those of ``before``, only the new ones are read.
    """
    if tuple(facts[: len(before.read)]) != before.read:
        before = NOTHING
    new = facts[len(before.read) :]
    given = answers(new)
    hints = [fact for fact in new if fact.kind == "hint"]
    opened = Counter((fact.subject, fact.occasion.rpartition("/")[0]) for fact in hints)
    return Past(
        read=(*before.read, *new),
        exams=(*before.exams, *(fact for fact in new if fact.kind.startswith("exam_"))),
        given=(*before.given, *given),
        by_attempt={**before.by_attempt, **{(one.question, one.attempt): one for one in given}},
        opened=Counter(before.opened) + opened,
        revealed=before.revealed | {fact.subject for fact in new if fact.kind == "revealed"},
    )


def hint_occasion(attempt: str, number: int) -> str:
    """Return the occasion of the fact that a hint was opened in an attempt, counted from 1."""
    return f"{attempt}/{number}"


def latest(given: Iterable[Answer]) -> dict[str, Answer]:
    """Return the last answer to each question, by its id."""
    return {answer.question: answer for answer in given}


def next_question(
    questions: Sequence[Question], given: Sequence[Answer], after: str | None = None
) -> Question | None:
    """Return the question to ask next: unseen first, then the wrong ones, then the oldest.

    Among the wrong ones, those answered with more confidence come first. The question ``after``
    which this one comes is not asked again at once unless it is the only one.
    """
    last = latest(given)
    rest = [question for question in questions if question.id != after] or list(questions)

    def rank(question: Question) -> tuple[int, int, float]:
        answer = last.get(question.id)
        if answer is None:
            return (0, 0, 0.0)
        if not answer.right:
            return (1, -_sureness(answer), answer.at)
        return (2, 0, answer.at)

    return min(rest, key=rank, default=None)


def next_mixed(
    questions: Sequence[Question], given: Sequence[Answer], after: str | None = None
) -> Question | None:
    """Return the question to ask next where the topics take turns: one from the topic that waited.

    Inside the topic the order is that of ``next_question``.
    """
    topic_of = {question.id: question.topic for question in questions}
    waited = dict.fromkeys(topic_of.values(), -1)
    for turn, answer in enumerate(given):
        if answer.question in topic_of:
            waited[topic_of[answer.question]] = turn
    if after in topic_of:
        waited[topic_of[after]] = len(given)
    if not waited:
        return None
    topic = min(waited, key=lambda name: waited[name])
    return next_question([one for one in questions if one.topic == topic], given, after)


def _sureness(answer: Answer) -> int:
    return CONFIDENCES.index(answer.confidence) if answer.confidence else 0


def to_mend(questions: Iterable[Question], given: Iterable[Answer]) -> list[Question]:
    """Return the questions whose last answer was not wholly right."""
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


def score(questions: Iterable[Question], given: Iterable[Answer]) -> Score:
    """Return how many of the questions were last answered rightly, wrongly, or never."""
    last = latest(given)
    seen = [last.get(question.id) for question in questions]
    right = sum(answer is not None and answer.right for answer in seen)
    unseen = sum(answer is None for answer in seen)
    return Score(right, len(seen) - right - unseen, unseen)
