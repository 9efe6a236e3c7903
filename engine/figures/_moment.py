"""What a figure that slides says at one place of its slider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Moment:
    """What a figure says where its slider stands at ``value``, in shown units."""

    value: float
    look_for: str
    alt: str
    rows: tuple[dict[str, Any], ...]

    @cached_property
    def texts(self) -> list[list[str]]:
        """Return its rows as they are read, made once; a column's numbers have equal decimals.

        >>> rows = ({"price": 79.2, "shares": -1043}, {"price": 80.0, "shares": 0})
        >>> Moment(0.0, "", "", rows).texts
        [['79.2', '−1,043'], ['80.0', '0']]
        """
        names = self.rows[0] if self.rows else {}
        columns = [_texts([row[name] for row in self.rows]) for name in names]
        return [list(row) for row in zip(*columns, strict=True)]


def _texts(column: Sequence[Any]) -> list[str]:
    """Return a column as texts, its numbers with as many decimals as they need, or two."""
    numbers = [float(one) for one in column if isinstance(one, float | int)]
    digits = next((n for n in (0, 1) if all(round(one, n) == one for one in numbers)), 2)
    return [
        f"{one:,.{digits}f}".replace("-", "−") if isinstance(one, float | int) else str(one)
        for one in column
    ]
