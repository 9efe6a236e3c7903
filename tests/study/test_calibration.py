"""Calibration: how often sure is right, and the errors made with confidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from engine.study.standing.calibration import (
    ENOUGH,
    Calibrated,
    calibration,
    confident_errors,
    verdict,
    wilson,
)
from tests.study.answered import NOW, answer
from tests.study.written import LAW


def test_each_confidence_is_told_apart() -> None:
    """Right of so many, from guess to sure; an exam's answers say nothing of confidence."""
    told = [answer(f"s{n}", n < 5, confidence="sure") for n in range(7)]
    told += [answer("g", 0.5, confidence="guess"), answer("e", 1.0, where="exam")]
    guess, fairly, sure = calibration(told)
    assert (guess.count, guess.right) == (1, 0.5)
    assert (fairly.count, fairly.share, fairly.interval) == (0, 0.0, (0.0, 1.0))
    assert (sure.count, sure.right, round(100 * sure.share)) == (7, 5, 71)


def test_answers_after_a_hint_say_nothing_about_confidence() -> None:
    """Whoever was told is sure of what was told."""
    assert calibration([answer("a", confidence="sure", hints=1)])[2].count == 0


def test_too_few_answers_are_not_spoken_of() -> None:
    """Four are not enough, five are."""
    assert not Calibrated("sure", ENOUGH - 1, 1.0).enough
    assert Calibrated("sure", ENOUGH, 1.0).enough


@LAW
@given(st.integers(1, 400), st.floats(0, 1))
def test_the_interval_is_wilsons(count: int, share: float) -> None:
    """As scipy computes it."""
    right = round(share * count)
    theirs = binomtest(right, count).proportion_ci(0.90, method="wilson")
    assert wilson(right, count) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def rows(guess: tuple[int, int], sure: tuple[int, int]) -> tuple[Calibrated, ...]:
    """Return rows from (right, count) of guesses and of sure answers."""
    return (
        Calibrated("guess", guess[1], guess[0]),
        Calibrated("fairly", 0, 0),
        Calibrated("sure", sure[1], sure[0]),
    )


@pytest.mark.parametrize(
    ("guess", "sure", "said"),
    [
        ((0, 0), (0, 0), ""),
        ((0, 0), (1, 4), ""),
        ((0, 0), (10, 20), "too sure"),
        ((0, 0), (19, 20), "fair"),
        ((0, 0), (4, 5), "fair"),
        ((19, 20), (19, 20), "too modest"),
        ((19, 20), (5, 20), "too sure"),
        ((3, 10), (19, 20), "fair"),
    ],
)
def test_the_verdict_needs_the_whole_interval(
    guess: tuple[int, int], sure: tuple[int, int], said: str
) -> None:
    """Four of five sure answers right is no proof of being too sure."""
    assert verdict(rows(guess, sure)) == said


def test_a_confident_error_stays_until_it_is_mended() -> None:
    """The newest first; a later right answer, or a wrong guess, takes it off the list."""
    told = [
        answer("old", 0.0, NOW, confidence="sure"),
        answer("mended", 0.0, NOW + 1, confidence="sure"),
        answer("new", 0.0, NOW + 2, confidence="sure"),
        answer("guessed", 0.0, NOW + 3, confidence="guess"),
        answer("unit", 0.5, NOW + 4, confidence="sure"),
        answer("mended", 1.0, NOW + 5, confidence="fairly"),
    ]
    assert [one.question for one in confident_errors(told)] == ["new", "old"]
