"""Links inside the app open in the same tab; Streamlit would open every one in a new tab."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_COMPONENT = st.components.v2.component(
    "hedgebook_same_tab",
    html="<span hidden>\n</span>",
    js=(Path(__file__).parent / "same_tab.js").read_text("utf-8"),
)


def same_tab_links() -> None:
    """Mount the listener; it shows nothing."""
    _COMPONENT(key="same_tab", height=1)
