"""How often something happens beside how often it would happen by chance."""

from __future__ import annotations

import math
from collections.abc import Sequence


def too_often(count: int, chances: Sequence[float]) -> bool:
    """Return whether a count is more than chance explains, at about one in a hundred.

    ``chances`` are the probabilities of independent trials, so the count is Poisson-binomial; its
    normal approximation with continuity correction is exact enough for a warning.

    >>> too_often(15, [1 / 4] * 24), too_often(8, [1 / 4] * 24)
    (True, False)
    """
    mean = sum(chances)
    deviation = math.sqrt(sum(chance * (1 - chance) for chance in chances))
    return count - 0.5 > mean + 2.33 * deviation
