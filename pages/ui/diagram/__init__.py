"""A diagram whose boxes are links: left to right where there is room, top to bottom on a phone."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import streamlit as st

from engine.figures import Figure

_FOLDER = Path(__file__).parent
_COMPONENT = st.components.v2.component(
    "hedgebook_diagram",
    html="<nav class='diagram'>\n</nav>",
    css=(_FOLDER / "diagram.css").read_text("utf-8"),
    js=(_FOLDER / "diagram.js").read_text("utf-8"),
)


def diagram(figure: Figure, *, key: str) -> None:
    """Draw the stages of a figure."""
    stages = [[asdict(node) for node in stage] for stage in figure.stages]
    _COMPONENT(key=key, data={"label": figure.alt, "stages": stages})
