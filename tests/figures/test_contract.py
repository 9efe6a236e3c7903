"""What every figure promises, whatever its settings; a new file is held to it without an edit."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine import figures
from engine.controls import Control, controls, read_settings
from engine.figures import Figure, Settings, drawings, drawn
from tests.course import COURSE
from tests.study.links import leads_nowhere

NAMES = list(drawings())
RANDOM_SETTINGS = 2
NO_NUMBER = re.compile(r"(?<![a-z])(nan|inf|none)(?![a-z])", re.IGNORECASE)


def corners(name: str) -> Iterator[dict[str, float]]:
    """Yield the defaults, every control alone at its ends, and all of them at their ends."""
    form = controls(drawings()[name])
    yield {}
    for one in form:
        yield {one.name: one.number.low}
        yield {one.name: one.number.high}
    yield {one.name: one.number.low for one in form}
    yield {one.name: one.number.high for one in form}


def anything(name: str) -> Iterator[dict[str, float]]:
    """Yield random settings, the same in every run."""
    luck = Random(f"settings of {name}")
    for _ in range(RANDOM_SETTINGS):
        yield {
            one.name: luck.uniform(one.number.low, one.number.high)
            for one in controls(drawings()[name])
        }


def draw(name: str, shown: dict[str, float]) -> Figure:
    """Draw a figure with settings as a lesson writes them."""
    drawing = drawings()[name]
    return drawing(**read_settings(drawing, shown))


ALL = [
    pytest.param(name, shown, id=f"{name}-{number}")
    for name in NAMES
    for number, shown in enumerate([*corners(name), *anything(name)])
]
FORMS = [
    pytest.param(control, id=f"{name}-{control.name}")
    for name in NAMES
    for control in controls(drawings()[name])
]


def numbers(value: Any) -> Iterator[float]:
    """Yield every number in a table or a specification."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from numbers(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


@pytest.mark.parametrize(("name", "shown"), ALL)
def test_a_figure_keeps_its_promises(name: str, shown: dict[str, float]) -> None:
    """Words for those who see it and those who do not, one picture, numbers that are numbers."""
    figure = draw(name, shown)
    for text in (figure.title, figure.look_for, figure.alt):
        assert text == text.strip()
        assert len(text) >= 20
        assert not NO_NUMBER.search(text)
    assert figure.look_for.endswith(".")
    assert figure.title == drawings()[name]().title, "one that slides has one title"
    assert (figure.chart is None) != (not figure.stages)
    if figure.chart is not None:
        assert figure.rows
        assert json.loads(json.dumps(figure.chart, allow_nan=False)) == figure.chart
        assert "vega-lite" in figure.chart["$schema"]
    assert all(math.isfinite(number) for number in numbers(figure.rows))
    json.dumps(figure.rows, allow_nan=False)


@pytest.mark.parametrize("name", NAMES)
def test_the_table_has_one_set_of_columns(name: str) -> None:
    """Every row says the same things, and every column has a name with its unit or its meaning."""
    rows = drawings()[name]().rows
    assert len({tuple(row) for row in rows}) <= 1
    assert all(column.strip() for row in rows for column in row)


@pytest.mark.parametrize("control", FORMS)
def test_a_control_is_fit_for_a_form(control: Control) -> None:
    """A label, an order of its ends, a step that moves, and its default inside its range."""
    number = control.number
    assert number.label.strip()
    assert number.low < number.high
    assert 0 < number.step <= number.high - number.low
    assert number.low <= number.show(control.default) <= number.high
    assert number.read(number.show(control.default)) == pytest.approx(control.default)


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_is_a_control(name: str) -> None:
    """A lesson can set all that can be set, so nothing is hidden from its author."""
    drawing = drawings()[name]
    annotated = set(drawing.__annotations__) - {"return"}
    assert annotated == {one.name for one in controls(drawing)}
    assert drawing.__doc__


@pytest.mark.parametrize("name", NAMES)
def test_drawing_twice_gives_the_same_figure(name: str) -> None:
    """No clock, no luck, nothing left over: a kept figure is as good as a new one."""
    form = controls(drawings()[name])
    settings = Settings(tuple((one.name, one.number.read(one.number.high)) for one in form))
    assert drawings()[name]() == drawings()[name]() == drawn(name)
    assert drawn(name, settings) == drawings()[name](**dict(settings.numbers))
    assert drawn(name, settings) is drawn(name, settings)


def encodings(spec: Any) -> Iterator[dict[str, Any]]:
    """Yield the encodings of a chart and of all its layers."""
    if "encoding" in spec:
        yield spec["encoding"]
    for layer in spec.get("layer", ()):
        yield from encodings(layer)


@pytest.mark.parametrize("name", [name for name in NAMES if drawings()[name]().chart])
def test_axes_of_numbers_are_titled(name: str) -> None:
    """What is measured is written on its axis."""
    layers = list(encodings(drawings()[name]().chart))
    for side in ("x", "y"):
        sides = [layer[side] for layer in layers if layer.get(side, {}).get("field")]
        if any(one["type"] == "quantitative" for one in sides):
            assert any(one.get("title") for one in sides), side


def test_a_figure_is_one_file() -> None:
    """Every public file of the folder is a figure, under its own name."""
    files = Path(figures.__file__).parent.glob("[a-z]*.py")
    assert sorted(file.stem for file in files) == NAMES


def _nodes() -> list[Any]:
    return [
        pytest.param(node.href, id=node.title)
        for name in NAMES
        for stage in drawings()[name]().stages
        for node in stage
    ]


@pytest.mark.parametrize("href", _nodes())
def test_a_box_of_a_diagram_leads_somewhere(href: str) -> None:
    """To a page, lesson, question or ready-made book that is there."""
    assert leads_nowhere(href, COURSE) == ""


def test_a_dead_link_is_noticed() -> None:
    """The test above can fail."""
    for href in (
        "nowhere",
        "lessons?lesson=no",
        "book?preset=no",
        "quiz?question=no",
        "sandbox?step=no",
        "sandbox?no=1",
    ):
        assert leads_nowhere(href, COURSE)
    slug = COURSE.lessons[0].slug
    assert leads_nowhere(f"lessons?lesson={slug}#nowhere", COURSE)
    assert not leads_nowhere(f"lessons?lesson={slug}", COURSE)


def test_the_diagram_draws_the_whole_loop() -> None:
    """Flow, measuring, three ways out side by side, and what is left: six boxes, all explained."""
    stages = drawings()["exposure_loop"]().stages
    assert [len(stage) for stage in stages] == [1, 1, 3, 1]
    assert all(node.title and node.text and node.href for stage in stages for node in stage)
    assert stages[-1][0].title.startswith("Reduced")
