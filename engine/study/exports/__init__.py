"""Ways to take questions along: a file is a format, ``export`` is its form.

``export(questions, title=..., seed=...)`` returns the bytes of one file. Questions with changing
numbers are exported as the variant that ``seed`` shows, options in the order it shows; ``at`` is
the time of packing, in seconds since 1970, for formats that keep one. To add a format, add one
file with ``TITLE``, ``SUFFIX``, ``MIME`` and ``export``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

from engine.plugins import menu
from engine.study.questions import Question


class Format(Protocol):
    """What a file of this folder holds."""

    TITLE: str
    SUFFIX: str
    MIME: str

    def export(
        self, questions: Sequence[Question], *, title: str, seed: str, at: float = 0.0
    ) -> bytes:
        """Return the file with the questions under a title, as the attempt ``seed`` shows them."""


@cache
def formats() -> dict[str, Format]:
    """Return every format by the name of its file.

    >>> formats()["gift"].SUFFIX
    '.gift'
    """
    return {name: cast(Format, module) for name, module in menu(__name__).items()}
