"""The time that is left, counted down in the browser towards the server's deadline."""

from __future__ import annotations

from pathlib import Path

from pages.ui.component import component

_FOLDER = Path(__file__).parent
_COMPONENT = component("exam_clock", _FOLDER / "clock.css", _FOLDER / "clock.js")


def clock(*, deadline: float, now: float, key: str) -> None:
    """Show the time from the server's ``now`` to ``deadline``, both in seconds since 1970 UTC.

    At zero the browser asks for the page again; the server decides whether the exam is over. To be
    mounted outside fragments.
    """
    _COMPONENT(
        key=key, data={"deadline": deadline, "now": now}, height=34, on_over_change=lambda: None
    )
