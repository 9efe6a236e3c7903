"""Steps to be put in order: dragged, moved by buttons, or moved by the arrow keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from engine.study.marking import Response
from engine.study.shown import Shown
from pages.ui.component import component

_FOLDER = Path(__file__).parent
_COMPONENT = component("steps", _FOLDER / "steps.css", _FOLDER / "steps.js")


def steps_input(
    shown: Shown,
    *,
    key: str,
    given: Response | None,
    moved: Callable[[], None] | None = None,
) -> None:
    """Show the steps in the order in which they stand now."""
    if isinstance(given, tuple) and sorted(given) == sorted(shown.steps):
        st.session_state.setdefault(_first(key), given)
    now = arranged(shown, key=key) or shown.steps

    _COMPONENT(
        key=f"{key}_order",
        data={
            "revision": f"{shown.question.id}/{shown.seed}",
            "steps": [_plain(step) for step in shown.steps],
            "order": _places(shown, now),
        },
        on_order_change=moved or _nothing,
    )


def arranged(shown: Shown, *, key: str) -> tuple[str, ...] | None:
    """Return the steps as the learner put them, or None while nothing was moved."""
    state = st.session_state.get(f"{key}_order") or {}
    order = _whole(state.get("order"))
    if sorted(order) == list(range(len(shown.steps))):
        return tuple(shown.steps[place] for place in order)
    given = st.session_state.get(_first(key))
    return given if given and sorted(given) == sorted(shown.steps) else None


def _whole(sent: Any) -> list[int]:
    """Return the whole numbers of a list that a browser sent; none of anything else."""
    listed = sent if isinstance(sent, list) else []
    return [int(one) for one in listed if type(one) in (int, float) and one == one // 1]


def _nothing() -> None:
    """Nobody wants to hear of a move."""


def _places(shown: Shown, now: tuple[str, ...]) -> list[int]:
    """Return where each step stands among those shown; the same step twice is two places."""
    left = list(enumerate(shown.steps))
    found = []
    for text in now:
        one = next(one for one in left if one[1] == text)
        left.remove(one)
        found.append(one[0])
    return found


def _plain(step: str) -> str:
    return step.replace("**", "").replace("`", "").replace("\\$", "$")


def _first(key: str) -> str:
    return f"{key}_first"
