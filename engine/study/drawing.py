"""The figures of lessons, drawn: what only shows when a figure is drawn with what a lesson sets."""

from __future__ import annotations

from collections.abc import Iterator

from engine import figures
from engine.errors import Fault, InvalidInput
from engine.study.course import Course


def undrawable(course: Course) -> Iterator[Fault]:
    """Yield a fault for each figure that fails, or cannot slide, with a lesson's settings.

    Charts that agree at both ends of a slide agree between them.
    """
    for lesson in course.lessons:
        for block in lesson.embedded("figure"):
            try:
                settings = figures.read(block.name, block.settings)
            except (KeyError, InvalidInput):
                continue  # The course says so itself.
            try:
                figures.try_out(block.name, settings)
            except InvalidInput as problem:
                message, remedy = str(problem), "change what is set, or mend the figure"
                yield Fault(
                    file=lesson.file,
                    line=block.line,
                    message=message,
                    remedy=remedy,
                    code="figure-setting",
                )
