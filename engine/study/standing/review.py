"""Spaced repetition: what is due today, and how much will be recalled on the day of the exam.

The memory model is FSRS 6 (https://github.com/open-spaced-repetition), replayed from the answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from fsrs import Card, Rating, Scheduler

from engine.study.exams.blueprints import Blueprint
from engine.study.practice import Answer, latest
from engine.study.questions import Question
from engine.study.standing.calibration import confident_error

PACE = 108.0
"""Seconds a question: 100 questions in three hours, as in the DFOL exam."""
PORTION = 20
"""Questions a day that are brought forward or begun when less is due."""
CAP = 60
"""Questions that one day's queue holds at most."""
DAY = 86_400.0
_LATEST = 4e9
_HORIZON = 30 * DAY
"""How far ahead recall is looked at while no exam date is set."""
_SOON = (timedelta(minutes=10),)
_SCHEDULER = Scheduler(learning_steps=_SOON, relearning_steps=_SOON, enable_fuzzing=False)


@dataclass(frozen=True)
class Memory:
    """What FSRS makes of the answers to one question; ``at`` is when the last was given."""

    card: Card
    at: float

    def recall(self, at: float) -> float:
        """Return how likely it is to be recalled at a time, if it is not seen again before."""
        return _SCHEDULER.get_card_retrievability(self.card, _moment(at))

    def due(self, exam_at: float | None = None) -> float:
        """Return when it should come again: after half the time left to the exam at the latest."""
        due = self.card.due.timestamp()
        if exam_at is None or exam_at <= self.at:
            return due
        return min(due, (self.at + exam_at) / 2)


def rating(answer: Answer) -> Rating:
    """Return how well an answer was remembered; a hint, like a guess, makes it hard at best."""
    if answer.score < 0.5:
        return Rating.Again
    if not answer.right or answer.hints or answer.confidence == "guess":
        return Rating.Hard
    in_pace = 0 < answer.seconds <= PACE
    return Rating.Easy if answer.confidence == "sure" and in_pace else Rating.Good


def memories(given: Iterable[Answer]) -> dict[str, Memory]:
    """Return the memory of every question that was answered, by its id."""
    histories: dict[str, list[tuple[Rating, float]]] = {}
    for answer in sorted(given, key=lambda one: one.at):
        histories.setdefault(answer.question, []).append((rating(answer), answer.at))
    return {name: _replayed(tuple(history)) for name, history in histories.items()}


@lru_cache(maxsize=16_384)
def _replayed(history: tuple[tuple[Rating, float], ...]) -> Memory:
    """Replay one question's answers; kept, as a new answer changes one history of hundreds."""
    card = Card(card_id=0, due=_moment(history[0][1]))
    for grade, at in history:
        card, _ = _SCHEDULER.review_card(card, grade, _moment(at))
    return Memory(card, history[-1][1])


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(min(max(0.0, at), _LATEST), UTC)


def recall(
    questions: Iterable[Question], known: Mapping[str, Memory], *, at: float
) -> dict[str, float]:
    """Return the predicted recall at a time of each of the questions that was ever answered."""
    return {one.id: known[one.id].recall(at) for one in questions if one.id in known}


def due(
    questions: Iterable[Question],
    given: Sequence[Answer],
    *,
    now: float,
    exam_at: float | None = None,
) -> list[Question]:
    """Return the questions to repeat now: confident errors first, then the most forgotten."""
    return _due(questions, given, memories(given), now=now, exam_at=exam_at)


def _due(
    questions: Iterable[Question],
    given: Sequence[Answer],
    known: Mapping[str, Memory],
    *,
    now: float,
    exam_at: float | None,
) -> list[Question]:
    last = latest(given)
    ready = [one for one in questions if one.id in known and known[one.id].due(exam_at) <= now]

    def rank(question: Question) -> tuple[bool, float, float]:
        memory = known[question.id]
        return (not confident_error(last[question.id]), memory.recall(now), memory.at)

    return sorted(ready, key=rank)


def today(
    questions: Sequence[Question],
    given: Sequence[Answer],
    *,
    now: float,
    exam_at: float | None = None,
    blueprint: Blueprint | None = None,
) -> list[Question]:
    """Return today's queue: what is due, then what does most for the exam, up to a day's portion.

    What was reviewed in the last twelve hours counts towards the portion, so that the queue ends.
    With a ``blueprint`` a question matters as much as its part of the exam, else as its
    objective's share of the questions.
    """
    known = memories(given)
    first = _due(questions, given, known, now=now, exam_at=exam_at)[:CAP]
    recent = [answer for answer in given if answer.at > now - DAY / 2]
    reviewed = len({answer.question for answer in recent if answer.where == "review"})
    room = PORTION - reviewed - len(first)
    if room <= 0:
        return first
    seen = {one.id for one in first} | {answer.question for answer in recent}
    rest = [one for one in questions if one.id not in seen]
    horizon = exam_at if exam_at is not None and exam_at > now else now + _HORIZON
    recalled = recall(rest, known, at=horizon)
    return first + _most_useful(rest, recalled, _weights(questions, blueprint))[:room]


def _most_useful(
    questions: Sequence[Question],
    recalled: Mapping[str, float],
    weights: Mapping[str, tuple[str, float]],
) -> list[Question]:
    """Return the questions by weight × (1 − recall), the greatest first.

    The second one of a part counts half, the third a third: a heavy part gets its share of a day
    and not the whole of it.
    """
    gains: dict[str, list[tuple[float, int]]] = {}
    for place, one in enumerate(questions):
        part, weight = weights[one.id]
        if weight > 0:
            gain = weight * (1 - recalled.get(one.id, 0.0))
            gains.setdefault(part, []).append((-gain, place))
    ranked = sorted(
        (gain / turn, place)
        for part in gains.values()
        for turn, (gain, place) in enumerate(sorted(part), start=1)
    )
    return [questions[place] for _, place in ranked]


def _weights(
    questions: Sequence[Question], blueprint: Blueprint | None
) -> dict[str, tuple[str, float]]:
    """Return the part that each question belongs to, and that part's weight."""
    if blueprint is None:
        share = Counter(one.objective for one in questions)
        return {one.id: (one.objective, float(share[one.objective])) for one in questions}
    weights, parts = blueprint.weights, {one.id: blueprint.part_of(one) for one in questions}
    return {
        name: (part.name, weights[part.name]) if part else ("", 0.0) for name, part in parts.items()
    }
