"""The sandbox's charts as Vega-Lite specifications: one hand with the figures of the lessons.

They are plain dicts with their data inside: a chart costs less than a millisecond to hand over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

Spec = dict[str, Any]

GREY = "#787878"
BANDS = {"green": "#00805F", "amber": "#C77700", "red": "#D55E00", "breach": "#B0003A"}
_AXES = {"gridOpacity": 0.35, "labelFontSize": 12, "titleFontSize": 12}


def _finished(layers: list[Spec], height: int) -> Spec:
    return {
        "width": "container",
        "height": height,
        "layer": layers,
        "config": {"axis": _AXES, "legend": {"labelFontSize": 12}},
    }


def _values(rows: Sequence[Mapping[str, Any]]) -> Spec:
    return {"values": list(rows)}


def _rule(**at: float) -> Spec:
    (channel, value), *_ = at.items()
    return {
        "data": _values([{channel: value}]),
        "mark": {"type": "rule", "color": GREY},
        "encoding": {channel: {"field": channel, "type": "quantitative"}},
    }


def _names(order: Sequence[str]) -> Spec:
    return {
        "field": "name",
        "type": "nominal",
        "sort": list(order),
        "legend": {
            "orient": "top",
            "title": None,
            "symbolType": "stroke",
            "symbolSize": 300,
            "columnPadding": 6,
        },
    }


def lines(
    series: Mapping[str, Iterable[float]],
    at: Iterable[float],
    *,
    x: str,
    y: str,
    step: bool = False,
    height: int = 300,
) -> Spec:
    """Return one line for each name over ``at``, told apart by colour and dash; zero is marked."""
    places = list(at)
    rows = [
        {"x": round(float(here), 4), "y": round(float(value), 2), "name": name}
        for name, values in series.items()
        for here, value in zip(places, values, strict=True)
    ]
    mark = {"type": "line", "strokeWidth": 2.2, "interpolate": "step-after" if step else "linear"}
    curve = {
        "data": _values(rows),
        "mark": mark,
        "encoding": {
            "x": {
                "field": "x",
                "type": "quantitative",
                "title": x,
                "scale": {"zero": False, "nice": False},
            },
            "y": {"field": "y", "type": "quantitative", "title": y, "axis": {"format": ",d"}},
            "color": _names(list(series)),
            "strokeDash": _names(list(series)),
        },
    }
    return _finished([_rule(y=0), curve], height)


def limits(rows: Sequence[Mapping[str, Any]]) -> Spec:
    """Return a bar for each limit under its ``label`` and ``text``, by ``percent`` and ``band``.

    Bars end at 150 %; the text above them says how much it really is.
    """
    shown = [
        {**row, "bar": min(row["percent"], 150), "said": f"{row['label']}: {row['text']}"}
        for row in rows
    ]
    y = {
        "field": "said",
        "type": "nominal",
        "sort": [row["said"] for row in shown],
        "title": None,
        "axis": {
            "labelAlign": "left",
            "labelPadding": 0,
            "labelOffset": -9,
            "labelLimit": 600,
            "domain": False,
            "ticks": False,
            "zindex": 1,
        },
    }
    x = {
        "field": "bar",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, 150]},
        "axis": {"values": [0, 70, 90, 100], "labelExpr": "datum.value + ' %'"},
    }
    colour = {
        "field": "band",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": list(BANDS), "range": list(BANDS.values())},
    }
    bars = {
        "data": _values(shown),
        "mark": {"type": "bar", "height": 11, "yOffset": 9, "cornerRadiusEnd": 2},
        "encoding": {"y": y, "x": x, "color": colour},
    }
    return _finished([bars, _rule(x=100)], 40 * len(rows) + 10)


def spread(samples: Mapping[str, np.ndarray], *, x: str, bins: int = 44) -> Spec:
    """Return how often each result came, one outline for each name, over common bins.

    The outermost half per cent on either side falls into the outermost bins.
    """
    whole = np.concatenate(list(samples.values()))
    low, high = np.quantile(whole, [0.005, 0.995])
    if high - low < 1:
        low, high = low - 1, high + 1
    edges = np.linspace(low, high, bins + 1)
    middles = (edges[1:] + edges[:-1]) / 2
    series = {
        name: 100 * np.histogram(np.clip(values, low, high), edges)[0] / len(values)
        for name, values in samples.items()
    }
    spec = lines(series, middles, x=x, y="share of the days (%)", step=False)
    curve = spec["layer"][1]
    curve["mark"] = {"type": "area", "fillOpacity": 0.12, "line": {"strokeWidth": 2.2}}
    curve["encoding"]["y"]["stack"] = None
    curve["encoding"]["y"]["axis"] = {"format": ".0f"}
    curve["encoding"]["x"]["axis"] = {"format": ",d"}
    spec["layer"][0] = _rule(x=0)
    del curve["encoding"]["strokeDash"]
    curve["encoding"]["color"]["legend"]["symbolType"] = "square"
    return spec


def heat(rows: Sequence[Mapping[str, Any]], *, x: str, y: str) -> Spec:
    """Return a grid of profits: ``x``, ``y`` labels in order, ``profit`` in C$, ``text``."""
    most = max((abs(row["profit"]) for row in rows), default=1) or 1
    axes = {
        "x": {"field": "x", "type": "ordinal", "sort": None, "title": x, "axis": {"labelAngle": 0}},
        "y": {"field": "y", "type": "ordinal", "sort": None, "title": y},
    }
    cells = {
        "data": _values(rows),
        "mark": {"type": "rect", "cornerRadius": 2},
        "encoding": {
            **axes,
            "color": {
                "field": "profit",
                "type": "quantitative",
                "legend": None,
                "scale": {
                    "domain": [-most, 0, most],
                    "range": ["#E8905A", "#F3F0E8", "#7FB4D9"],
                },
            },
        },
    }
    words = {
        "data": _values(rows),
        "mark": {"type": "text", "fontSize": 12, "color": "#1F2328"},
        "encoding": {**axes, "text": {"field": "text"}},
    }
    return _finished([cells, words], 190)
