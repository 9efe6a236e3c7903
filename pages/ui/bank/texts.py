"""The text of a course's files, as it stands now."""

from __future__ import annotations

import stat
from pathlib import Path

from engine.study.writing.files import LARGEST_FILE
from pages.ui import state


def text_of(file: str) -> str | None:
    """Return the text of a file that a fault or a question names; None where it is no text file."""
    path = Path(state.course_root()) / file
    try:
        # A pipe that somebody left in the folder would be waited for without end.
        if not stat.S_ISREG(path.stat().st_mode) or path.stat().st_size > LARGEST_FILE:
            return None
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeError):
        return None
