"""Whole numbers in proportion: how many questions a part gets, and how many a level."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from engine.study.questions import Level

Step = tuple[int, Level, Level]
"""In one part (counted from 0), a question less of the first level and one more of the second."""


def shares(weights: Sequence[float], count: int) -> list[int]:
    """Return whole numbers in proportion to the weights that sum to ``count``.

    The largest remainders are rounded up (Hamilton's method), the first of equals first.

    >>> shares([20, 20, 15, 10, 10, 10, 10, 5], 20)
    [4, 4, 3, 2, 2, 2, 2, 1]
    """
    exact = [count * weight / sum(weights) for weight in weights]
    whole = [math.floor(part + 1e-9) for part in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], place))
    for place in by_rest[: count - sum(whole)]:
        whole[place] += 1
    return whole


def exchange(
    taken: list[Counter[Level]], there: list[Counter[Level]], wanted: Mapping[Level, int]
) -> None:
    """Exchange levels inside the parts until no exchange brings the whole nearer to what is wanted.

    ``taken`` (changed in place) and ``there`` count the questions of each part by level; what is
    taken of a part stays as many, and never more of a level than are there.

    A way from a level that has too many to one that has too few may pass through another level
    (augmenting paths, Ford and Fulkerson 1956), so that what is possible is reached.
    """
    while way := _way(taken, there, wanted):
        for part, less, more in way:
            taken[part][less] -= 1
            taken[part][more] += 1


def _way(
    taken: list[Counter[Level]], there: list[Counter[Level]], wanted: Mapping[Level, int]
) -> list[Step]:
    total = sum(taken, Counter[Level]())
    names: list[Level] = sorted({*total, *wanted, *(level for one in there for level in one)})
    over = [name for name in names if total[name] > wanted.get(name, 0)]
    ways: dict[Level, list[Step]] = {name: [] for name in over}
    waiting = list(over)
    for less in waiting:
        for more in (name for name in names if name not in ways):
            for part, counts in enumerate(taken):
                if counts[less] > 0 and there[part][more] > counts[more]:
                    ways[more] = [*ways[less], (part, less, more)]
                    waiting.append(more)
                    break
            if more in ways and total[more] < wanted.get(more, 0):
                return ways[more]
    return []
