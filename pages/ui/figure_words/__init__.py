"""What to look for in a figure and the numbers behind it, for the place where its slider stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.figures import Figure, Moment
from pages.ui.component import ELEMENTS, component

_FOLDER = Path(__file__).parent
_COMPONENT = component(
    "figure_words", _FOLDER / "figure_words.css", ELEMENTS, _FOLDER / "figure_words.js"
)


def figure_words(figure: Figure, *, key: str) -> None:
    """Show what a figure says; in the container of its chart, whose slider is followed."""
    columns = figure.rows[0] if figure.rows else {}
    data = {
        "title": figure.title,
        "columns": list(columns),
        "numbers": [_is_number(figure.rows, name) for name in columns],
        "start": _plain(Moment(0.0, figure.look_for, figure.alt, figure.rows)),
        "moments": [_plain(moment) for moment in figure.moments],
    }
    _COMPONENT(key=key, data=data)


def _is_number(rows: Sequence[Mapping[str, Any]], name: str) -> bool:
    return all(isinstance(row[name], int | float) for row in rows)


def _plain(moment: Moment) -> dict[str, Any]:
    return {
        "at": moment.value,
        "stands": f"{moment.value:,.10g}".replace("-", "−"),
        "says": moment.look_for,
        "alt": moment.alt,
        "rows": moment.texts,
    }
