"""Engine functions of single numbers as functions of arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def variantwise(compute: Callable[..., Any], *names: str) -> Callable[..., Any]:
    """Return a function of named numbers as one of arrays, computed variant by variant.

    >>> area = variantwise(lambda *, width, height: width * height, "width", "height")
    >>> area([1, 2], 3).tolist()
    [3.0, 6.0]
    """

    def one(*numbers: float) -> float:
        return float(compute(**dict(zip(names, numbers, strict=True))))

    def of(*columns: Any) -> Any:
        return np.frompyfunc(one, len(names), 1)(*(np.asarray(x, float) for x in columns))

    return of
