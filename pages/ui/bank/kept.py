"""What was computed from the course as its files stand: once, until one of them changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from engine.study.course import Course

Value = TypeVar("Value")
MOST = 64
"""Values that are kept of one course; more are computed anew."""
_slot: list[tuple[Course | None, dict[Hashable, Any]]] = [(None, {})]


def kept(course: Course, name: Hashable, make: Callable[[], Value]) -> Value:
    """Return what ``make`` computes from a course, once while its files stay as they are."""
    known, values = _slot[0]
    if known is not course:
        values = {}
        _slot[0] = (course, values)
    if name not in values:
        if len(values) >= MOST:
            values.clear()
        values[name] = make()
    found: Value = values[name]
    return found
