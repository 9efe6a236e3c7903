"""What to look for in a figure and the numbers behind it, for the place where its slider stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from engine.figures import Figure, Moment
from pages.ui.scripts import script

_FOLDER = Path(__file__).parent
_COMPONENT = st.components.v2.component(
    "hedgebook_figure_words",
    html="<div class='host'>\n</div>",
    css=(_FOLDER / "figure_words.css").read_text("utf-8"),
    js=script(_FOLDER / "figure_words.js"),
)


def figure_words(figure: Figure, *, key: str) -> None:
    """Show what a figure says; in the container of its chart, whose slider is followed."""
    moments = figure.moments or (Moment(0.0, figure.look_for, figure.alt, figure.rows),)
    data = {
        "title": figure.title,
        "columns": list(figure.rows[0]) if figure.rows else [],
        "numbers": _numbers(figure),
        "start": _start(figure),
        "moments": [_plain(moment) for moment in moments],
    }
    _COMPONENT(key=key, data=data)


def _numbers(figure: Figure) -> list[bool]:
    """Return of each column whether it stands flush right."""
    first = figure.rows[0] if figure.rows else {}
    return [all(isinstance(row[name], int | float) for row in figure.rows) for name in first]


def _start(figure: Figure) -> int:
    """Return the number of the moment that the figure itself shows."""
    told = [(one.look_for, one.alt, one.rows) for one in figure.moments]
    return told.index((figure.look_for, figure.alt, figure.rows)) if told else 0


def _plain(moment: Moment) -> dict[str, Any]:
    columns = [_texts([row[name] for row in moment.rows]) for name in (moment.rows or ({},))[0]]
    return {
        "at": moment.value,
        "stands": f"{moment.value:,.10g}".replace("-", "−"),
        "says": moment.look_for,
        "alt": moment.alt,
        "rows": list(zip(*columns, strict=True)),
    }


def _texts(column: list[Any]) -> list[str]:
    """Return a column as texts, its numbers with the same decimals: as many as they need, or 2."""
    numbers = [float(one) for one in column if isinstance(one, float | int)]
    digits = next((n for n in (0, 1) if all(round(one, n) == one for one in numbers)), 2)
    return [
        f"{one:,.{digits}f}".replace("-", "−") if isinstance(one, float | int) else str(one)
        for one in column
    ]
