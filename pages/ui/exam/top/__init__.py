"""Another screen of the exam begins at its top, wherever the last one was scrolled to."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_COMPONENT = st.components.v2.component(
    "hedgebook_exam_top",
    html="<span hidden>\n</span>",
    js=(Path(__file__).parent / "top.js").read_text("utf-8"),
)


def to_top(*, key: str) -> None:
    """Scroll to the top once for each ``key``; it shows nothing."""
    _COMPONENT(key=key, data={"screen": key}, height=1)
