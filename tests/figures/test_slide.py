"""Figures under the finger: one chart that holds the chart of every value, with axes that stay."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Annotated, Any

import pytest

from engine.controls import Number
from engine.errors import InvalidInput
from engine.figures import Figure, Moment, Settings, Slide, _slide, drawings, drawn, read

MOVES = {"contracts": 40.0, "slide": "move 1 to 3 step 0.5"}
VOLATILITIES = {"slide": "volatility 10 to 60 step 10"}


def shown_at(chart: dict[str, Any], value: float) -> list[list[dict[str, Any]]]:
    """Return the rows that each moving data set shows at one value, without their frame."""
    return [
        [
            {key: one for key, one in row.items() if key != "frame"}
            for row in rows
            if row["frame"] == value
        ]
        for rows in chart["datasets"].values()
        if rows and "frame" in rows[0]
    ]


@pytest.mark.parametrize(
    ("name", "shown", "parameter"),
    [("whipsaw", MOVES, "move"), ("delta_curve", VOLATILITIES, "volatility")],
)
def test_each_value_shows_what_the_engine_draws_for_it(
    name: str, shown: dict[str, Any], parameter: str
) -> None:
    """The rows of a value are those of the figure drawn with it, and of no other; so its words."""
    settings = read(name, shown)
    assert settings.slide is not None
    figure = drawn(name, settings)
    chart = figure.chart
    assert chart is not None
    assert chart == json.loads(json.dumps(chart, allow_nan=False))
    still = {key: one for key, one in shown.items() if key != "slide"}
    for value, moment in zip(settings.slide.values, figure.moments, strict=True):
        alone = drawn(name, read(name, {**still, parameter: value}))
        assert alone.chart is not None
        moving = [
            rows
            for rows in alone.chart["datasets"].values()
            if rows not in chart["datasets"].values()
        ]
        assert moment == Moment(value, alone.look_for, alone.alt, alone.rows)
        assert shown_at(chart, value) == moving
        assert moving


def test_the_slider_begins_at_the_figure_in_words() -> None:
    """Its words and its table are those of the value that it starts with."""
    settings = read("whipsaw", {**MOVES, "move": 2.5})
    figure = drawn("whipsaw", settings)
    assert figure.chart is not None
    (slider,) = figure.chart["params"]
    assert slider["value"] == 2.5
    assert slider["bind"] == {
        "input": "range",
        "min": 1.0,
        "max": 3.0,
        "step": 0.5,
        "name": "Move (C$)",
    }
    alone = drawings()["whipsaw"](contracts=40.0, move=2.5)
    assert (figure.look_for, figure.alt, figure.rows) == (alone.look_for, alone.alt, alone.rows)


def test_a_figure_that_stands_still_says_one_thing() -> None:
    """It has no moments."""
    assert drawn("whipsaw").moments == ()


def test_a_title_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what the picture is, whatever the slider says."""
    whole = drawings()["whipsaw"]

    def titled(*, move: Annotated[float, Number("Move", 0.5, 10)] = 2.0) -> Figure:
        return replace(whole(move=move), title=f"A move of C${move:g}")

    monkeypatch.setitem(drawings(), "whipsaw", titled)
    with pytest.raises(InvalidInput, match='"move" cannot slide here: the title changes'):
        drawn("whipsaw", read("whipsaw", {"slide": "move 1 to 3 step 1"}))


def test_a_start_between_two_values_is_the_nearer_one() -> None:
    """A slider can only stand where it can be dragged to."""
    figure = drawn("whipsaw", read("whipsaw", {**MOVES, "move": 2.2}))
    assert figure.chart is not None
    assert figure.chart["params"][0]["value"] == 2.0
    assert "C$82" in figure.look_for


def test_axes_stand_still_and_hold_everything() -> None:
    """Their ends are the same at each value, and no row of any value lies outside."""
    chart = drawn("delta_curve", read("delta_curve", {"slide": "contracts 10 to 50 step 10"})).chart
    assert chart is not None
    (low, high) = chart["layer"][-1]["encoding"]["y"]["scale"]["domain"]
    deltas = [row["y"] for rows in chart["datasets"].values() for row in rows if "y" in row]
    assert low == min(deltas)
    assert high == 0.0
    assert low < -4_900
    assert chart["layer"][-1]["encoding"]["x"]["scale"]["nice"] is False


def test_ends_that_the_figure_chose_are_widened() -> None:
    """A domain written for one value must not cut off another."""
    chart = drawn("whipsaw", read("whipsaw", MOVES)).chart
    assert chart is not None
    domain = chart["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert domain == [pytest.approx(80 - 0.6 * 3), pytest.approx(80 + 1.6 * 3)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("volatility", "is written like"),
        ("volatility 10 to 60", "is written like"),
        ("volatility 10 to 60 step 0", "has 0 values"),
        ("volatility 10 to 60 step 0.1", "has 501 values"),
        ("volatility 60 to 10 step 5", "has 0 values"),
        ("volatility 10 to 12 step 5", "has 1 values"),
        ("volatility 1..0 to 12 step 5", "has a number that is none"),
        ("volatility 10 to 900 step 100", "is outside 1 to 200 %"),
        ("colour 10 to 60 step 5", "unknown setting"),
    ],
)
def test_a_slide_that_cannot_be_is_refused(text: str, says: str) -> None:
    """With a sentence for the author of the lesson."""
    with pytest.raises(InvalidInput, match=says):
        read("delta_curve", {"slide": text})


def test_charts_of_another_form_cannot_slide() -> None:
    """What comes and goes cannot be chosen by the browser."""
    one = drawn("whipsaw").chart
    other = drawn("delta_curve").chart
    assert one is not None
    assert other is not None
    with pytest.raises(ValueError, match="changes with the slide"):
        _slide.merged([one, other], [1.0, 2.0])
    with pytest.raises(ValueError, match="only charts"):
        _slide.merged([one, {}], [1.0, 2.0])


def test_a_figure_is_put_together_once() -> None:
    """The second visitor gets the first one's."""
    settings = read("whipsaw", MOVES)
    assert settings == Settings((("contracts", 40.0),), Slide("move", (1.0, 1.5, 2.0, 2.5, 3.0)))
    assert drawn("whipsaw", settings) is drawn("whipsaw", settings)


def test_who_wants_a_figure_that_is_being_drawn_waits_for_that_one_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two want the same, it is drawn once; another figure is drawn meanwhile."""
    begun, go_on = threading.Event(), threading.Event()
    slow = drawn("delta_curve")
    calls: list[float] = []

    def draw(*, contracts: float) -> Figure:
        calls.append(contracts)
        begun.set()
        assert go_on.wait(30)
        return slow

    monkeypatch.setitem(drawings(), "whipsaw", draw)
    settings = Settings((("contracts", 42.0),))
    with ThreadPoolExecutor() as pool:
        both = [pool.submit(drawn, "whipsaw", settings) for _ in range(2)]
        assert begun.wait(30)
        other = pool.submit(drawn, "gap_loss", Settings((("contracts", 42.0),)))
        assert other.result(timeout=30).rows
        go_on.set()
        assert [one.result(timeout=30) for one in both] == [slow, slow]
    assert calls == [42.0]


def test_a_figure_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes neither the course nor the page down."""

    def broken(**_: float) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setitem(drawings(), "whipsaw", broken)
    with pytest.raises(InvalidInput, match='the figure "whipsaw" cannot be drawn: division'):
        drawn("whipsaw", Settings((("contracts", 41.0),)))
