"""What every page with questions needs once: how they look, and their keys."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.ui.component import UNSEEN, component

_FOLDER = Path(__file__).parent
_STYLE = f"<style>{(_FOLDER / 'look.css').read_text('utf-8')}</style>"
_KEYS = component("question_keys", _FOLDER / "keys.js", html=UNSEEN)


def equip(*, key: str) -> None:
    """Send the style and mount the keyboard; neither takes any room."""
    st.html(_STYLE)
    _KEYS(key=f"{key}_keys", height=1)
