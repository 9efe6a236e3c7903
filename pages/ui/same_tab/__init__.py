"""Links inside the app open in the same tab; Streamlit would open every one in a new tab."""

from __future__ import annotations

from pathlib import Path

from pages.ui.component import UNSEEN, component

_COMPONENT = component("same_tab", Path(__file__).parent / "same_tab.js", html=UNSEEN)


def same_tab_links() -> None:
    """Mount the listener; it shows nothing."""
    _COMPONENT(key="same_tab", height=1)
