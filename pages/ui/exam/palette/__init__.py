"""All questions of an exam at a glance: answered, flagged, not seen; each a way to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from engine.study.exam import Sitting

_FOLDER = Path(__file__).parent
_COMPONENT = st.components.v2.component(
    "hedgebook_exam_palette",
    html="<div class='host'></div>",
    css=(_FOLDER / "palette.css").read_text("utf-8"),
    js=(_FOLDER / "palette.js").read_text("utf-8"),
)


def palette(stand: Sitting, current: int, *, key: str, chosen: Callable[[], None]) -> None:
    """Show the questions; ``chosen`` runs when one is picked (see ``picked``).

    ``current`` is the number of the question that is open, 0 for none.
    """
    numbers = [item.number for item in stand.exam.items]
    data = {
        "answered": [number in stand.answered for number in numbers],
        "flagged": [number in stand.flagged for number in numbers],
        "seen": [number in stand.seen or number == current for number in numbers],
        "current": current,
    }
    _COMPONENT(key=key, data=data, on_go_change=chosen)


def picked(*, key: str) -> int:
    """Return the number of the question that was just picked."""
    number = (st.session_state.get(key) or {}).get("go")
    return int(number) if isinstance(number, int | float) and number == number else 0
