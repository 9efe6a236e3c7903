"""Mastery: a word and an interval for each part of an exam."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from engine.study.standing.mastery import WORDS, Mastery, mastery, most_to_gain
from engine.study.standing.readiness import GRID, after, posterior
from tests.study.test_readiness import part


def one_part(right: float, wrong: float, *, mixed: bool = False) -> Mastery:
    """Return where somebody stands on the only part of an exam."""
    return mastery([replace(part(1, 1.0, right, wrong), mixed=mixed)])[0]


@pytest.mark.parametrize(
    ("right", "wrong", "mixed", "word"),
    [
        (0, 0, False, "not begun"),
        (1, 2, False, "learning"),
        (6, 2, False, "familiar"),
        (9, 1, False, "solid"),
        (16, 0, False, "solid"),
        (16, 0, True, "mastered"),
        (1, 2, True, "learning"),
    ],
)
def test_words_follow_the_chance_of_seventy_percent(
    right: float, wrong: float, mixed: bool, word: str
) -> None:
    """Learning, familiar, solid; mastered only with a right answer in a mixed test."""
    assert one_part(right, wrong, mixed=mixed).word == word


def test_the_limits_of_the_words() -> None:
    """Below .5 learning, below .8 familiar, below .95 solid: the limit itself is above."""
    base = one_part(1, 1)
    words = [replace(base, known=known).word for known in (0.49, 0.5, 0.79, 0.8, 0.94, 0.95)]
    assert words == ["learning", "familiar", "familiar", "solid", "solid", "solid"]
    assert replace(base, known=0.95, evidence=replace(base.evidence, mixed=True)).word == WORDS[-1]


COUNTS = st.lists(st.tuples(st.floats(0, 15), st.floats(0, 15)), min_size=1, max_size=5)


@settings(deadline=None, derandomize=True, max_examples=30)
@given(COUNTS)
def test_the_figures_are_those_of_the_mixture(counts: list[tuple[float, float]]) -> None:
    """Mean, chance of 70 % and both ends of the interval, against scipy's Beta distributions."""
    parts = [part(n, 1 / len(counts), *pair) for n, pair in enumerate(counts, start=1)]
    weights = posterior(parts)
    for one, found in zip(parts, mastery(parts), strict=True):
        a, b = after(one)
        assert found.mean == pytest.approx(float(weights @ beta.mean(a, b)))
        assert found.known == pytest.approx(float(weights @ beta.sf(0.7, a, b)))
        assert float(weights @ beta.cdf(found.low + 0.005, a, b)) >= 0.05 - 0.005
        assert float(weights @ beta.cdf(found.low - 0.005, a, b)) <= 0.05 + 0.005
        assert float(weights @ beta.cdf(found.high + 0.005, a, b)) >= 0.95 - 0.005
        assert float(weights @ beta.cdf(found.high - 0.005, a, b)) <= 0.95 + 0.005
        assert 0 <= found.low <= found.high <= 1
        assert found.low - 0.01 <= found.mean <= found.high + 0.01


def test_answers_on_one_part_say_something_about_the_others() -> None:
    """Who knows six parts well is likely to know the seventh; nobody has seen it, though."""
    strong = [part(n, 0.2, 8, 0) for n in range(1, 5)]
    weak = [part(n, 0.2, 1, 7) for n in range(1, 5)]
    unseen = part(5, 0.2)
    assert mastery([*strong, unseen])[4].mean > 0.75 > 0.4 > mastery([*weak, unseen])[4].mean
    assert mastery([*strong, unseen])[4].word == "not begun"


def test_the_most_to_gain_is_weight_times_room() -> None:
    """A weak heavy part before a weaker light one; a part without questions is no use."""
    found = mastery([part(1, 0.7, 3, 3), part(2, 0.2, 0, 6), part(3, 0.1, 6, 0)])
    best = most_to_gain(found)
    assert best is not None and best.name == "Part 1"
    assert best.room == pytest.approx(0.7 * (1 - best.mean))
    empty = replace(found[0], evidence=replace(found[0].evidence, pool=0))
    other = most_to_gain([empty, *found[1:]])
    assert other is not None and other.name == "Part 2"
    assert most_to_gain([empty]) is None


def test_the_grid_has_the_shape_it_says() -> None:
    """Forty values of mu between nothing and all, evenly spaced."""
    assert GRID.shape == (40,)
    assert np.diff(GRID) == pytest.approx(1 / 40)
