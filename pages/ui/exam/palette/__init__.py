"""All questions of an exam at a glance: answered, flagged, not seen; each a way to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from pathlib import Path

import streamlit as st

from engine.study.exams.sitting import Sitting
from pages.ui.component import component

_FOLDER = Path(__file__).parent
_COMPONENT = component("exam_palette", _FOLDER / "palette.css", _FOLDER / "palette.js")


def palette(stand: Sitting, current: int, *, key: str, chosen: Callable[[], None]) -> None:
    """Show the questions; ``chosen`` runs when one is picked (see ``picked``).

    ``current`` is the number of the question that is open, 0 for none.
    """
    numbers = [item.number for item in stand.exam.items]
    data = {
        "answered": _signs(stand.answered, numbers),
        "flagged": _signs(stand.flagged, numbers),
        "seen": _signs({*stand.seen, current}, numbers),
        "current": current,
    }
    _COMPONENT(key=key, data=data, on_go_change=chosen)


def _signs(those: Set[int], numbers: Iterable[int]) -> str:
    """Return a sign a question: of lists, Streamlit would ask whether each is a table."""
    return "".join("01"[number in those] for number in numbers)


def picked(*, key: str) -> int:
    """Return the number of the question that was just picked."""
    number = (st.session_state.get(key) or {}).get("go")
    return int(number) if isinstance(number, int | float) and number == number else 0
