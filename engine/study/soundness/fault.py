"""One fault of a question, before anybody knows in which line of which file it stands."""

from __future__ import annotations

from typing import NamedTuple

from engine.errors import Severity

Path = tuple[str | int, ...]


class Unsound(NamedTuple):
    """One thing wrong with a question, and what would be right.

    ``path`` leads to it inside the question; ``column`` counts from 1 inside that text, 0 is the
    whole of it.
    """

    path: Path
    code: str
    message: str
    remedy: str
    column: int = 0
    severity: Severity = "error"
