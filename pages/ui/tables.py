"""Tables of figures: first column words, the others numbers, flush right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import md5
from pathlib import Path

import streamlit as st

from pages.ui.component import UNSEEN, component

_SCROLLS = component("scrolls", Path(__file__).parent / "scrolls.js", html=UNSEEN)


def numbers(columns: Mapping[str, Sequence[str]], *, alt: str) -> None:
    """Show columns of text; everything but the first column stands flush right."""
    name = md5(alt.encode(), usedforsecurity=False).hexdigest()[:10]
    with st.container(key=f"numbers_{name}"):
        st.table({title: list(column) for title, column in columns.items()}, alt=alt)


def scrollable() -> None:
    """Let the keyboard scroll tables that are wider than the screen; to be mounted once a page."""
    _SCROLLS(key="scrolls", height=1)
