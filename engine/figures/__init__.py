"""Pictures for lessons: a file is a figure, ``draw`` is its form.

``draw`` takes annotated numbers and returns a ``Figure``: a Vega-Lite chart or a diagram, what to
look for, a text for who cannot see it, and the rows behind it. To add a figure, add one file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from engine.plugins import menu


@dataclass(frozen=True, kw_only=True)
class Node:
    """One box of a diagram: what it is, in a few words what happens there, and where it leads."""

    title: str
    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A picture with its words. Exactly one of ``chart`` and ``stages`` is given.

    ``title`` says what it shows, ``look_for`` what to notice; ``chart`` is a Vega-Lite
    specification; ``stages`` are the columns of a diagram, left to right; ``rows`` the data.
    """

    title: str
    look_for: str
    alt: str
    chart: dict[str, Any] | None = None
    stages: tuple[tuple[Node, ...], ...] = ()
    rows: tuple[dict[str, Any], ...] = ()


@cache
def drawings() -> dict[str, Callable[..., Figure]]:
    """Return every figure's ``draw`` by the name of its file."""
    return {name: module.draw for name, module in menu(__name__).items()}


@lru_cache(maxsize=256)
def drawn(name: str, settings: tuple[tuple[str, float], ...] = ()) -> Figure:
    """Return a figure, drawn once for each set of settings (engine units)."""
    return drawings()[name](**dict(settings))
