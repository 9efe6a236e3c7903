"""Item statistics: what the first attempts of many learners say about one question.

Kelley 1939 for the groups of 27 %; Ebel & Frisbie 1991, ch. 13, for the rest.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median
from typing import Literal

from engine.study.practice import Answer
from engine.study.questions import Question
from engine.study.shown import as_choice, fill
from engine.study.teaching.distractors import Choice, choices
from engine.study.teaching.first_attempts import First

FEWEST = 10
"""Learners below whom nothing but the difficulty is told."""
_GROUP = 0.27
_EASY = 0.95
_IDLE = 0.02
"""Share of learners below which nobody falls for an option."""
_STRONG = 3
"""Learners who must have chosen a wrong option before it is said to attract the better ones."""

Flag = Literal["check-key", "guessing", "easy", "strong-distractor", "idle-distractor"]


@dataclass(frozen=True)
class ItemStats:
    """One question in figures, each None where there are too few answers for it.

    ``difficulty`` is the mean score (0 to 1) and ``error`` its standard error; ``guessing`` the
    score of blind guessing; ``correlation`` is with the rest score; ``separation`` the mean score
    of the best 27 % less that of the last 27 %; ``seconds`` the median time.
    """

    n: int
    difficulty: float | None
    error: float | None
    guessing: float
    correlation: float | None
    separation: float | None
    seconds: float | None
    choices: tuple[Choice, ...]
    flags: tuple[Flag, ...]


def item_stats(question: Question, firsts: Sequence[First]) -> ItemStats:
    """Return what the first answers to a question say about it."""
    scores = [first.answer.score for first in firsts]
    ranked = [(first.rest, first.answer.score) for first in firsts if first.rest is not None]
    times = [first.answer.seconds for first in firsts if first.answer.seconds > 0]
    enough = len(ranked) >= FEWEST
    figures = ItemStats(
        n=len(firsts),
        difficulty=mean(scores) if scores else None,
        error=standard_error(scores),
        guessing=guessing(question, [first.answer for first in firsts]),
        correlation=correlation(ranked) if enough else None,
        separation=separation(ranked) if enough else None,
        seconds=median(times) if times else None,
        choices=choices(question, firsts),
        flags=(),
    )
    return replace(figures, flags=tuple(_flags(figures)))


def standard_error(scores: Sequence[float]) -> float | None:
    """Return the standard error of a mean score; None where too few tell how scores differ.

    >>> standard_error([1, 1, 1, 0])  # √(0.75 × 0.25 / 4)
    0.21650635094610965
    """
    if len(set(scores)) < 2:
        return None
    centre = mean(scores)
    return math.sqrt(mean((score - centre) ** 2 for score in scores) / len(scores))


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's correlation of pairs; None where one side never varies.

    >>> correlation([(0.2, 0.0), (0.4, 0.0), (0.6, 1.0), (0.8, 1.0)])
    0.894427190999916
    """
    if not pairs:
        return None
    x, y = zip(*pairs, strict=True)
    x_mean, y_mean = mean(x), mean(y)
    xx = math.fsum((one - x_mean) ** 2 for one in x)
    yy = math.fsum((one - y_mean) ** 2 for one in y)
    if min(xx, yy) < 1e-12:
        return None
    together = math.fsum((a - x_mean) * (b - y_mean) for a, b in pairs)
    return max(-1.0, min(1.0, together / math.sqrt(xx * yy)))


def separation(ranked: Sequence[tuple[float, float]]) -> float | None:
    """Return the mean score of the best 27 % by rest score, less that of the last 27 %.

    Learners who are equal at the edge of a group share its last places, so that their order
    means nothing.

    >>> separation([(place / 10, float(place > 4)) for place in range(10)])
    1.0
    """
    size = round(_GROUP * len(ranked))
    if not size:
        return None
    best = [(-rest, score) for rest, score in ranked]
    return _mean_of_first(best, size) - _mean_of_first(ranked, size)


def _mean_of_first(ranked: Iterable[tuple[float, float]], size: int) -> float:
    by_rank: dict[float, list[float]] = defaultdict(list)
    for rank, score in ranked:
        by_rank[round(rank, 9)].append(score)
    total, left = 0.0, size
    for rank in sorted(by_rank):
        taken = min(left, len(by_rank[rank]))
        total += taken * mean(by_rank[rank])
        left -= taken
    return total / size


def guessing(question: Question, given: Sequence[Answer] = ()) -> float:
    """Return the mean score of blind guessing at a question, in the forms it was asked in."""
    kind, count = question.kind, float(len(question.options))
    if kind == "choice":
        return 1 / count
    if kind == "select":
        return float(1 / (2**count - 1))
    if kind == "order":
        return 1 / math.factorial(len(question.order))
    asked = [answer for answer in given if answer.form == "choice"]
    if not asked:
        return 0.0
    filled, _ = fill(question, asked[0].attempt)
    return len(asked) / len(given) / len(as_choice(question, filled))


def _flags(stats: ItemStats) -> Iterator[Flag]:
    if stats.n < FEWEST or stats.difficulty is None:
        return
    if stats.correlation is not None and stats.correlation < 0:
        yield "check-key"
    if stats.guessing and stats.difficulty <= stats.guessing:
        yield "guessing"
    if stats.difficulty > _EASY:
        yield "easy"
    if any(_strong(choice, stats) for choice in stats.choices):
        yield "strong-distractor"
    # Below so many, an option that few choose is an option that nobody chose by chance.
    if stats.n >= 5 * FEWEST and any(
        not choice.right and choice.text and choice.share < _IDLE for choice in stats.choices
    ):
        yield "idle-distractor"


def _strong(choice: Choice, stats: ItemStats) -> bool:
    """Whether those who chose a wrong option stand better elsewhere than those who were right."""
    if choice.right or not choice.text or choice.count < _STRONG or choice.rest is None:
        return False
    rights = [one.rest for one in stats.choices if one.right and one.rest is not None]
    return bool(rights) and choice.rest > min(rights)
