"""How an exam looks on the screen and on paper: what the theme cannot say."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_STYLE = f"<style>{(Path(__file__).parent / 'look.css').read_text('utf-8')}</style>"


def look() -> None:
    """Send the style; it takes no room."""
    st.html(_STYLE)
