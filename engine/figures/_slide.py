"""A figure that moves under the finger: drawn for every value beforehand, shown one at a time.

The browser only chooses among what the engine has computed, so it keeps up with any finger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from engine.errors import InvalidInput

MOST_VALUES = 61
_FRAME, _PARAMETER = "frame", "slide"
_WRITTEN = re.compile(r"(\w+) (-?[\d.]+) to (-?[\d.]+) step ([\d.]+)")

Rows = list[dict[str, Any]]


class Slide(NamedTuple):
    """The parameter that a reader drags, and its values in shown units, evenly spaced."""

    parameter: str
    values: tuple[float, ...]


def read(text: str) -> Slide:
    """Return the slide that a lesson writes; raises InvalidInput with the way to write it.

    >>> read("volatility 10 to 20 step 5")
    Slide(parameter='volatility', values=(10.0, 15.0, 20.0))
    """
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        raise InvalidInput(f'a slide is written like "volatility 10 to 60 step 5", not "{text}"')
    try:
        first, last, step = map(Decimal, found.groups()[1:])
    except ArithmeticError as problem:
        raise InvalidInput(f'"{text}" has a number that is none') from problem
    count = int((last - first) / step) + 1 if step else 0
    if not 2 <= count <= MOST_VALUES:
        raise InvalidInput(f'"{text}" has {max(count, 0)} values; a slide has 2 to {MOST_VALUES}')
    return Slide(found[1], tuple(float(first + number * step) for number in range(count)))


def merged(charts: Sequence[dict[str, Any]], values: Sequence[float]) -> dict[str, Any]:
    """Return one chart that shows the chart of one value; raises ValueError if they differ in form.

    Only data may differ, and where an axis ends: then it is fixed, so that it holds all of them.
    """
    if not all(charts):
        raise ValueError("only charts can slide")
    frames = _Frames(charts, values)
    forms = [{key: part for key, part in one.items() if key != "datasets"} for one in charts]
    whole: dict[str, Any] = frames.merge(forms, "")
    for axis in ("x", "y"):
        _fix(axis, list(_layers(whole, frames.datasets)))
    return {**whole, "datasets": frames.datasets}


def bound(
    chart: dict[str, Any], values: Sequence[float], *, start: float, label: str
) -> dict[str, Any]:
    """Return a merged chart with its slider."""
    step = round(values[1] - values[0], 9)
    slider = {"input": "range", "min": values[0], "max": values[-1], "step": step, "name": label}
    return {**chart, "params": [{"name": _PARAMETER, "value": start, "bind": slider}]}


class _Frames:
    """The data of all charts, gathered while their forms are laid over one another."""

    def __init__(self, charts: Sequence[dict[str, Any]], values: Sequence[float]) -> None:
        self._sources = [chart.get("datasets", {}) for chart in charts]
        self._values = values
        self.datasets: dict[str, Rows] = {}

    def merge(self, parts: list[Any], place: str) -> Any:
        """Return what the same place of all charts has in common."""
        first = parts[0]
        if all(isinstance(part, dict) and part.keys() == first.keys() for part in parts):
            return self._merge_dicts(parts, place)
        if all(isinstance(part, list) and len(part) == len(first) for part in parts):
            return self._merge_lists(parts, place)
        if any(part != first for part in parts):
            raise ValueError(f"{place.removeprefix('.')} changes with the slide")
        return first

    def _merge_dicts(self, parts: list[dict[str, Any]], place: str) -> dict[str, Any]:
        whole = {
            key: self.merge([part[key] for part in parts], f"{place}.{key}")
            for key in parts[0]
            if key != "data"
        }
        if "data" not in parts[0]:
            return whole
        names = [part["data"]["name"] for part in parts]
        whole["data"] = {"name": self._gathered(names)}
        if len(set(names)) > 1:
            near = (self._values[1] - self._values[0]) / 2
            shown = {"filter": f"abs(datum.{_FRAME} - {_PARAMETER}) < {near:g}"}
            whole["transform"] = [shown, *whole.get("transform", ())]
        return whole

    def _merge_lists(self, parts: list[list[Any]], place: str) -> list[Any]:
        if place.endswith(".scale.domain") and all(map(_two_numbers, parts)):
            return [min(part[0] for part in parts), max(part[1] for part in parts)]
        rows = enumerate(zip(*parts, strict=True))
        return [self.merge(list(inner), f"{place}.{number}") for number, inner in rows]

    def _gathered(self, names: list[str]) -> str:
        """Return the name under which the rows of all charts stand together."""
        if len(set(names)) == 1:
            self.datasets[names[0]] = self._sources[0][names[0]]
            return names[0]
        together = f"all-{names[0]}"
        self.datasets[together] = [
            {**row, _FRAME: value}
            for source, name, value in zip(self._sources, names, self._values, strict=True)
            for row in source[name]
        ]
        return together


def _two_numbers(values: list[Any]) -> bool:
    return len(values) == 2 and all(isinstance(one, int | float) for one in values)


class _Layer(NamedTuple):
    """One layer of a chart: its mark, what its rows are drawn as, and the rows."""

    mark: str
    encoding: dict[str, Any]
    rows: Rows

    def extent(self, axis: str) -> list[float]:
        """Return the lowest and the highest number that it draws along an axis."""
        fields = [self.encoding.get(name, {}).get("field") for name in (axis, f"{axis}2")]
        found = [row[field] for row in self.rows for field in fields if field in row]
        numbers = [float(one) for one in found if isinstance(one, int | float)]
        return [min(numbers), max(numbers)] if numbers else []

    def from_zero(self, axis: str) -> bool:
        """Return whether the axis has to show zero."""
        wanted = self.encoding[axis].get("scale", {}).get("zero", True)
        return bool(wanted) and (axis == "y" or self.mark in ("bar", "area"))


def _layers(
    part: dict[str, Any], datasets: dict[str, Rows], inherited: Rows | None = None
) -> Iterator[_Layer]:
    """Yield a chart and all its layers that draw something of their own."""
    rows = datasets[part["data"]["name"]] if "data" in part else inherited or []
    if "mark" in part and "encoding" in part:
        mark = part["mark"]
        yield _Layer(mark if isinstance(mark, str) else mark["type"], part["encoding"], rows)
    for layer in part.get("layer", ()):
        yield from _layers(layer, datasets, rows)


def _fix(axis: str, layers: list[_Layer]) -> None:
    """Let an axis stand still: what moves should be the drawing."""
    drawn = [
        layer
        for layer in layers
        if layer.encoding.get(axis, {}).get("type") == "quantitative"
        and "field" in layer.encoding[axis]
    ]
    free = [layer for layer in drawn if "domain" not in layer.encoding[axis].get("scale", {})]
    ends = [end for layer in drawn for end in layer.extent(axis)]
    if not free or not ends:
        return
    if any(layer.from_zero(axis) for layer in free):
        ends.append(0.0)
    scales = [layer.encoding[axis].get("scale", {}) for layer in free]
    fixed = {
        "domain": [min(ends), max(ends)],
        "nice": all(scale.get("nice", True) for scale in scales),
        "zero": False,
    }
    for layer, scale in zip(free, scales, strict=True):
        layer.encoding[axis] = {**layer.encoding[axis], "scale": {**scale, **fixed}}
