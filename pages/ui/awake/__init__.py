"""Waking a server that was restarted: it knows nothing of the page until all of it has run."""

from __future__ import annotations

from pathlib import Path

from pages.ui.component import UNSEEN, component

_COMPONENT = component("awake", Path(__file__).parent / "awake.js", html=UNSEEN)


def awake(*, key: str) -> None:
    """Run the whole page when the browser is connected again; to be mounted outside fragments."""
    _COMPONENT(key=key, height=1, on_connected_change=lambda: None)
