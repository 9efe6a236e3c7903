"""Pictures for lessons: a file is a figure, ``draw`` is its form.

``draw`` takes annotated numbers and returns a ``Figure``: a Vega-Lite chart or a diagram, what to
look for, a text for who cannot see it, and the rows behind it. To add a figure, add one file.
Any number of a chart can be put under the reader's finger: its ``slide`` names it and its values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from threading import Lock
from typing import Any, NamedTuple

from engine.controls import Control, controls, read_settings
from engine.errors import InvalidInput
from engine.figures import _slide
from engine.figures._moment import Moment as Moment
from engine.figures._slide import Slide as Slide
from engine.plugins import menu


@dataclass(frozen=True, kw_only=True)
class Node:
    """One box of a diagram: what it is, in a few words what happens there, and where it leads."""

    title: str
    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A picture with its words. Exactly one of ``chart`` and ``stages`` is given.

    ``title`` says what it shows, ``look_for`` what to notice; ``chart`` is a Vega-Lite
    specification; ``stages`` are the columns of a diagram, left to right; ``rows`` the data.
    One that slides has a moment for each value of its slide; its own words are those of the start.
    """

    title: str
    look_for: str
    alt: str
    chart: dict[str, Any] | None = None
    stages: tuple[tuple[Node, ...], ...] = ()
    rows: tuple[dict[str, Any], ...] = ()
    moments: tuple[Moment, ...] = ()


@cache
def drawings() -> dict[str, Callable[..., Figure]]:
    """Return every figure's ``draw`` by the name of its file."""
    return {name: module.draw for name, module in menu(__name__).items()}


Numbers = tuple[tuple[str, float], ...]


class Settings(NamedTuple):
    """What a lesson sets of a figure: numbers in engine units, and which of them slides."""

    numbers: Numbers = ()
    slide: Slide | None = None


def read(name: str, shown: Mapping[str, Any]) -> Settings:
    """Return the settings that a lesson writes, in shown units; raises InvalidInput.

    >>> read("whipsaw", {"contracts": 40.0, "slide": "move 1 to 3 step 1"})
    Settings(numbers=(('contracts', 40.0),), slide=Slide(parameter='move', values=(1.0, 2.0, 3.0)))
    """
    drawing = drawings()[name]
    numbers = {key: value for key, value in shown.items() if key != "slide"}
    settings = tuple(read_settings(drawing, numbers).items())
    if "slide" not in shown:
        return Settings(settings)
    slide = _slide.read(str(shown["slide"]))
    for end in (slide.values[0], slide.values[-1]):
        read_settings(drawing, {slide.parameter: end})
    return Settings(settings, slide)


def drawn(name: str, settings: Settings = Settings()) -> Figure:  # noqa: B008 - it is a constant
    """Return a figure, drawn once for each set of settings; one that slides shows its start.

    Raises InvalidInput where its file fails, or where the slide changes the form of the chart: it
    may change data and the ends of axes, and what is said of them, but not the title.
    """
    return _drawing(name, settings).figure()


@lru_cache(maxsize=256)
def _drawing(name: str, settings: Settings) -> _Drawing:
    return _Drawing(name, settings)


class _Drawing:
    """A figure that is drawn when it is first wanted: who wants it meanwhile waits for it alone."""

    def __init__(self, name: str, settings: Settings) -> None:
        self._wanted = (name, settings)
        self._alone = Lock()
        self._figure: Figure | None = None

    def figure(self) -> Figure:
        """Return it; raises what drawing it raises, and tries again the next time."""
        with self._alone:
            if self._figure is None:
                self._figure = _drawn(*self._wanted)
            return self._figure


def _drawn(name: str, settings: Settings) -> Figure:
    numbers, slide = settings
    if slide is None:
        return _draw(name, dict(numbers))
    control = _control(name, slide.parameter)
    wanted = control.number.show(dict(numbers).get(control.name, control.default))
    frames = _frames(name, numbers, slide)
    start = min(frames, key=lambda value: abs(value - wanted))
    label = f"{control.number.label} ({control.number.unit})".removesuffix(" ()")
    chart = _slide.bound(_merged(frames, slide), slide.values, start=start, label=label)
    moments = (Moment(at, one.look_for, one.alt, one.rows) for at, one in frames.items())
    return replace(frames[start], chart=chart, moments=tuple(moments))


def try_out(name: str, settings: Settings) -> None:
    """Draw a figure at the ends of its slide; raises InvalidInput as ``drawn`` would."""
    numbers, slide = settings
    if slide is None:
        _draw(name, dict(numbers))
    else:
        ends = slide._replace(values=(slide.values[0], slide.values[-1]))
        _merged(_frames(name, numbers, ends), ends)


def _frames(name: str, numbers: Numbers, slide: Slide) -> dict[float, Figure]:
    """Return the figure at each value of its slide."""
    control = _control(name, slide.parameter)
    return {
        value: _draw(name, {**dict(numbers), control.name: control.number.read(value)})
        for value in slide.values
    }


def _merged(frames: Mapping[float, Figure], slide: Slide) -> dict[str, Any]:
    try:
        if len({frame.title for frame in frames.values()}) > 1:
            raise ValueError("the title changes with the slide")
        return _slide.merged([frame.chart or {} for frame in frames.values()], slide.values)
    except ValueError as problem:
        raise InvalidInput(f'"{slide.parameter}" cannot slide here: {problem}') from problem


def _draw(name: str, numbers: Mapping[str, float]) -> Figure:
    try:
        return drawings()[name](**numbers)
    except Exception as problem:  # A figure is a file that anybody may add: name it, and go on.
        raise InvalidInput(f'the figure "{name}" cannot be drawn: {problem}') from problem


def _control(name: str, parameter: str) -> Control:
    return next(one for one in controls(drawings()[name]) if one.name == parameter)
