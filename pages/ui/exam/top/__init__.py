"""Another screen of the exam begins at its top, wherever the last one was scrolled to."""

from __future__ import annotations

from pathlib import Path

from pages.ui.component import UNSEEN, component

_COMPONENT = component("exam_top", Path(__file__).parent / "top.js", html=UNSEEN)


def to_top(*, key: str) -> None:
    """Scroll to the top once for each ``key``; it shows nothing."""
    _COMPONENT(key=key, data={"screen": key}, height=1)
