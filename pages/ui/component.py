"""Components of our own: scripts and styles that lie beside the page that shows them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

ELEMENTS = Path(__file__).parent / "elements.js"
"""For a script that builds its own elements; it stands before that script."""
HOST = "<div class='host'></div>"
UNSEEN = "<span hidden>\n</span>"
"""For a component that shows nothing: it only listens."""


def component(
    name: str, *files: Path, html: str = HOST, isolate_styles: bool = True
) -> ComponentRenderer:
    """Register a component: its scripts (.js) and its styles (.css), joined in this order."""
    return st.components.v2.component(
        f"hedgebook_{name}",
        html=html,
        css=joined(file for file in files if file.suffix == ".css") or None,
        js=joined(file for file in files if file.suffix == ".js"),
        isolate_styles=isolate_styles,
    )


def joined(files: Iterable[Path]) -> str:
    """Return files as one text, one below the other."""
    return "\n".join(file.read_text("utf-8") for file in files)
