"""The diagram's way as a row of steps: where the student stands, and what each step holds now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from pages.ui.component import component

_FOLDER = Path(__file__).parent
_COMPONENT = component(
    "story",
    _FOLDER / "story.css",
    _FOLDER / "story.js",
    html="<h2 class='unseen'>\n</h2>\n<nav class='story'>\n</nav>",
)


class Step(NamedTuple):
    """One step: its name in the address, what it is called, and what it holds in a few words.

    ``tone`` is "", "green", "amber", "red" or "breach", said in words by ``text`` as well.
    """

    name: str
    title: str
    text: str
    tone: str = ""


def story(steps: Sequence[Step], *, now: str, key: str, on_go: Callable[[], None]) -> None:
    """Show the steps; where the student goes then stands in ``st.session_state[key].go``."""
    _COMPONENT(
        key=key,
        data={"label": "Steps", "now": now, "steps": [step._asdict() for step in steps]},
        on_go_change=on_go,
    )
