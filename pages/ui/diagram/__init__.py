"""A diagram whose boxes are links: left to right where there is room, top to bottom on a phone."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from engine.figures import Figure
from pages.ui.component import component

_FOLDER = Path(__file__).parent
_COMPONENT = component(
    "diagram", _FOLDER / "diagram.css", _FOLDER / "diagram.js", html="<nav class='diagram'>\n</nav>"
)


def diagram(figure: Figure, *, key: str) -> None:
    """Draw the stages of a figure."""
    stages = [[asdict(node) for node in stage] for stage in figure.stages]
    _COMPONENT(key=key, data={"label": figure.alt, "stages": stages})
