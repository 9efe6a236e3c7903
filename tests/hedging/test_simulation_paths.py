"""The price paths that a hedge is walked along: seeded, exact, mirrored."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from engine.errors import InvalidInput
from engine.hedging.simulation import geometric_paths

from .walks import PATHS


def test_paths_are_the_seeds() -> None:
    """The same seed draws the same paths, another one others; two rules see the same market."""
    asked = {"spot": 80, "drift": 0.0, "volatility": 0.2, "years": 1, "steps": 3, "paths": 4}
    first = geometric_paths(**asked, seed=5)
    assert np.array_equal(first, geometric_paths(**asked, seed=5))
    assert not np.array_equal(first, geometric_paths(**asked, seed=6))
    assert first.shape == (4, 4)
    assert np.all(first[:, 0] == 80)


def test_paths_grow_and_spread_as_asked() -> None:
    """Mean spot e^{drift T} and volatility, within four standard errors."""
    spots = geometric_paths(
        spot=100, drift=0.13, volatility=0.2, years=0.5, steps=6, paths=PATHS, seed=2
    )
    ends, moves = spots[:, -1], np.diff(np.log(spots), axis=1)
    error = float(ends.std()) / math.sqrt(PATHS)
    assert float(ends.mean()) == pytest.approx(100 * math.exp(0.065), abs=4 * error)
    sd = 0.2 * math.sqrt(0.5 / 6)
    assert float(moves.std()) == pytest.approx(sd, abs=4 * sd / math.sqrt(12 * PATHS))


def test_mirrored_paths_mirror() -> None:
    """The second half takes every move of the first the other way, about the same drift."""
    spots = geometric_paths(
        spot=80,
        drift=0.02,
        volatility=0.3,
        years=1,
        steps=4,
        paths=10,
        seed=3,
        antithetic=True,
    )
    middle = np.log(spots[:5] * spots[5:]) / 2
    assert middle == pytest.approx(np.tile(middle[0], (5, 1)))


@pytest.mark.parametrize("change", [{"steps": 0}, {"paths": 0}, {"paths": 3, "antithetic": True}])
def test_paths_that_cannot_be_drawn_are_refused(change: dict[str, Any]) -> None:
    """No step, no path, half a mirrored pair."""
    asked = {"spot": 80, "drift": 0.0, "volatility": 0.2, "years": 1, "steps": 3, "paths": 4}
    with pytest.raises(InvalidInput, match="at least one step"):
        geometric_paths(**{**asked, **change}, seed=1)
