"""The picture of mastery as Vega-Lite: a name, a bar, a dot and a word for each part of an exam."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.figures._charts import GREY
from engine.study.standing.mastery import KNOWN

ROW = 62
"""Pixels a part: its name, its bar, what the bar says."""
_Y = {"field": "part", "type": "nominal", "sort": None, "axis": None}
_SEEN = {"filter": "datum.seen"}


def chart(values: Sequence[Mapping[str, Any]], *, ink: str) -> dict[str, Any]:
    """Return the picture; each value has a part, what is said of it, mean, low, high and seen.

    Shares are from 0 to 1. ``ink`` is the colour of words; the theme gives all others.
    """
    known = {
        "mark": {"type": "rule", "color": GREY, "strokeDash": [4, 4], "aria": False},
        "encoding": {"x": {"datum": KNOWN}},
    }
    words = [_text("part", ink, dy=-18, size=13), _text("said", ink, dy=18, size=12)]
    layers = [_track(), known, _interval(), _mean(), *words]
    # At the top the data would be made a data frame on every rerun, for eight rows.
    inner = {"data": {"values": list(values)}, "layer": layers}
    return {"height": {"step": ROW}, "layer": [inner]}


def _track() -> dict[str, Any]:
    """Return the whole range, so that a part without answers has its place too."""
    return {
        "mark": {"type": "bar", "height": 10, "color": GREY, "opacity": 0.2},
        "encoding": {"y": _Y, "x": {"datum": 0, "type": "quantitative"}, "x2": {"datum": 1}},
    }


def _interval() -> dict[str, Any]:
    axis = {
        "format": "%",
        "values": [0, 0.25, 0.5, 0.75, 1],
        "grid": False,
        "title": "Chance of a right answer",
    }
    low = {"field": "low", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}
    return {
        "mark": {"type": "bar", "height": 10, "opacity": 0.55},
        "transform": [_SEEN],
        "encoding": {"y": _Y, "x": low, "x2": {"field": "high"}},
    }


def _mean() -> dict[str, Any]:
    return {
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
        "transform": [_SEEN],
        "encoding": {"y": _Y, "x": {"field": "mean", "type": "quantitative"}},
    }


def _text(field: str, ink: str, *, dy: int, size: int) -> dict[str, Any]:
    look = {"type": "text", "align": "left", "dy": dy, "fontSize": size, "color": ink}
    return {
        "mark": {**look, "limit": {"expr": "width"}},
        "encoding": {"y": _Y, "x": {"value": 0}, "text": {"field": field}},
    }
