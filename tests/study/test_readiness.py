"""Readiness: silent without answers enough, and right as often as it says when it speaks."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom

from engine.study.exams.apportion import shares
from engine.study.exams.blueprints import Part
from engine.study.standing.evidence import HALF_LIFE, Evidence
from engine.study.standing.readiness import (
    CONCENTRATION,
    ENOUGH,
    GRID,
    NotYet,
    Readiness,
    not_yet,
    posterior,
    readiness,
    score_distribution,
)
from tests.study.answered import blueprint


def part(
    number: int,
    weight: float,
    right: float = 0.0,
    wrong: float = 0.0,
    *,
    seen: int | None = None,
    pool: int = 50,
) -> Evidence:
    """Return evidence on the part of this number."""
    seen = round(right + wrong) if seen is None else seen
    named = Part(name=f"Part {number}", weight=weight, objective=f"MM-{number}")
    return Evidence(named, weight, right, wrong, seen, pool, mixed=False)


def figure(found: Readiness | NotYet) -> Readiness:
    """Return what must be a figure."""
    assert isinstance(found, Readiness)
    return found


SHARES = st.lists(st.tuples(st.floats(0, 12), st.floats(0, 12)), min_size=2, max_size=6)
LAW = settings(deadline=None, derandomize=True, max_examples=40)


def test_below_eight_questions_there_is_no_figure() -> None:
    """Seven are not enough, and one more is asked for; eight are."""
    found = not_yet([part(1, 0.5, 4), part(2, 0.5, 2, 1)])
    assert found == NotYet(1, ("Part 2",))
    assert not_yet([part(1, 0.5, 4), part(2, 0.5, 3, 1)]) is None


def test_a_newcomer_begins_with_the_parts_that_weigh_most() -> None:
    """Eight questions, and among them every part of 15 % or more."""
    found = not_yet([part(1, 0.5), part(2, 0.4), part(3, 0.1)])
    assert found == NotYet(ENOUGH, ("Part 1", "Part 2"))


def test_a_heavy_part_unseen_silences_the_figure_and_a_light_one_does_not() -> None:
    """15 % of an exam cannot be passed over; 14 % can be told from the rest."""
    assert not_yet([part(1, 0.85, 20), part(2, 0.15)]) == NotYet(1, ("Part 2",))
    assert not_yet([part(1, 0.86, 20), part(2, 0.14)]) is None


def test_what_nobody_can_ask_is_named() -> None:
    """A heavy part without a question: no number of answers would do."""
    found = not_yet([part(1, 0.8, 20), part(2, 0.2, pool=0)])
    assert found == NotYet(0, (), ("Part 2",))


def test_a_repeated_question_is_no_further_question() -> None:
    """Eight answers to one question say little about an exam."""
    assert not_yet([part(1, 1.0, 8, seen=1)]) == NotYet(7, ("Part 1",))


def test_the_score_is_the_sum_of_beta_binomials() -> None:
    """Against every combination, counted one by one for each mu of the grid."""
    parts = [part(1, 0.5, 3, 1), part(2, 0.5, 1.5, 2)]
    counts = (3, 2)
    slow = np.zeros(6)
    for weight, mu in zip(posterior(parts), GRID, strict=True):
        each = [
            betabinom(n, CONCENTRATION * mu + one.right, CONCENTRATION * (1 - mu) + one.wrong)
            for one, n in zip(parts, counts, strict=True)
        ]
        for first, second in product(range(4), range(3)):
            slow[first + second] += weight * each[0].pmf(first) * each[1].pmf(second)
    assert score_distribution(parts, counts) == pytest.approx(slow, abs=1e-12)


@LAW
@given(SHARES, st.integers(1, 100), st.floats(0, 100))
def test_a_readiness_is_a_distribution(
    found: list[tuple[float, float]], questions: int, mark: float
) -> None:
    """Chances sum to one, the interval holds the expected score, no score is beyond the exam."""
    exam = blueprint(*[1.0] * len(found), questions=questions, pass_mark=mark)
    parts = [
        part(number, 1 / len(found), right, wrong, seen=9)
        for number, (right, wrong) in enumerate(found, start=1)
    ]
    ready = figure(readiness(exam, parts))
    assert ready.questions == questions
    assert ready.scores.sum() == pytest.approx(1)
    assert ready.scores.min() >= 0
    low, high = ready.interval
    assert 0 <= low <= high <= 1
    assert low - 1 / questions <= ready.expected <= high + 1 / questions
    assert 0 <= ready.chance <= 1 + 1e-9


@LAW
@given(SHARES)
def test_a_right_answer_never_lowers_the_chance_and_a_wrong_one_never_raises_it(
    found: list[tuple[float, float]],
) -> None:
    """More of either moves the figure its own way."""
    exam = blueprint(*[1.0] * len(found))

    def chance(more_right: float, more_wrong: float) -> float:
        parts = [
            part(number, 1 / len(found), right, wrong, seen=9)
            for number, (right, wrong) in enumerate(found[1:], start=2)
        ]
        right, wrong = found[0]
        first = part(1, 1 / len(found), right + more_right, wrong + more_wrong, seen=9)
        return figure(readiness(exam, [first, *parts])).chance

    assert chance(1, 0) >= chance(0, 0) - 1e-9
    assert chance(0, 1) <= chance(0, 0) + 1e-9


def test_chance_expectation_and_interval_read_the_distribution() -> None:
    """The pass mark itself passes; one in twenty lies below the interval and one above."""
    ready = Readiness(np.array([0.04, 0.06, 0.2, 0.3, 0.36, 0.04]), needed=3)
    assert ready.chance == pytest.approx(0.7)
    assert ready.expected == pytest.approx(3.0 / 5)
    assert ready.interval == (1 / 5, 4 / 5)


def test_more_answers_narrow_the_interval() -> None:
    """At the same share of right answers."""
    exam = blueprint(50, 50, questions=100)

    def width(times: int) -> float:
        parts = [part(number, 0.5, 3 * times, times) for number in (1, 2)]
        low, high = figure(readiness(exam, parts)).interval
        return high - low

    assert width(1) > width(3) > width(9)


def test_the_pass_mark_is_reached_by_the_whole_questions_it_takes() -> None:
    """60 % of 20 are 12, of 21 are 13; rounding has no say."""
    parts = [part(1, 1.0, 6, 4)]
    for questions, mark, needed in ((20, 60, 12), (21, 60, 13), (10, 70, 7), (3, 100, 3)):
        exam = blueprint(100, questions=questions, pass_mark=mark)
        assert figure(readiness(exam, parts)).needed == needed


LEARNERS, OBJECTIVES, SEEN, ASKED, MARK = 1200, 6, 2, 10, 0.6


def simulated() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for each learner the figure told, the share right so far, and whether they passed.

    A Rasch model in its usual units. A learner's ability is normal with mean 0.5 (about half of
    them pass) and deviation 1 logit, each of six objectives differs from it by a deviation of 0.5,
    and each question has a difficulty of its own, unknown to the figure, of deviation 1. A learner
    answers two questions an objective in turn, then sits an exam of sixty new ones; the pass mark
    is 60 %.
    """
    chance = np.random.default_rng(7)
    ability = chance.normal(0.5, 1.0, (LEARNERS, 1)) + chance.normal(0, 0.5, (LEARNERS, OBJECTIVES))

    def right(each: int) -> np.ndarray:
        difficulty = chance.normal(0, 1, (LEARNERS, OBJECTIVES, each))
        odds = 1 / (1 + np.exp(difficulty - ability[:, :, None]))
        return chance.random(odds.shape) < odds

    practised, sat = right(SEEN), right(ASKED)
    exam = blueprint(*[1.0] * OBJECTIVES, questions=OBJECTIVES * ASKED)
    told = np.array([figure(readiness(exam, parts_of(one))).chance for one in practised])
    share, passed = practised.mean(axis=(1, 2)), sat.mean(axis=(1, 2)) >= MARK
    return told, share, passed.astype(float)


def parts_of(answers: np.ndarray) -> list[Evidence]:
    """Return the evidence of answers by objective and round; the objectives took turns."""
    ages = np.arange(SEEN * OBJECTIVES)[::-1].reshape(SEEN, OBJECTIVES).T
    counts = 0.5 ** (ages / HALF_LIFE)
    return [
        part(number, 1 / OBJECTIVES, float(much @ given), float(much @ ~given), seen=SEEN)
        for number, (given, much) in enumerate(zip(answers, counts, strict=True), start=1)
    ]


def brier(told: np.ndarray, passed: np.ndarray) -> float:
    """Return the mean square error of chances."""
    return float(((told - passed) ** 2).mean())


def calibration_error(told: np.ndarray, passed: np.ndarray) -> float:
    """Return how far the chances told are from the shares that passed, over ten equal bins."""
    bins = np.minimum((10 * told).astype(int), 9)
    gaps = [abs((told - passed)[bins == one].sum()) for one in range(10)]
    return float(sum(gaps) / len(told))


def test_in_simulation_the_figure_is_honest_and_beats_the_raw_percentage() -> None:
    """After 12 answers: Brier at most .17, calibration error at most .07 (quiz.md).

    The raw percentage says pass where the share right so far reaches the mark. Taken as a chance
    it does better than that, and still worse than the model.
    """
    told, share, passed = simulated()
    assert 0.4 < passed.mean() < 0.6
    assert brier(told, passed) <= 0.17
    assert calibration_error(told, passed) <= 0.07
    assert brier((share >= MARK).astype(float), passed) > brier(told, passed) + 0.05
    assert brier(share, passed) > brier(told, passed)


def test_the_questions_are_shared_out_by_weight() -> None:
    """The score's distribution is over as many questions as the blueprint has."""
    exam = blueprint(20, 20, 15, 10, 10, 10, 10, 5)
    parts = [part(n, exam.weights[f"Part {n}"], 2, 1) for n in range(1, 9)]
    assert sum(shares([one.weight for one in parts], exam.questions)) == exam.questions
    assert figure(readiness(exam, parts)).questions == exam.questions
