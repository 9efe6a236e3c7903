"""After an exam: the score, every part with what it says about the skill behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from engine.study.exams.result import Result, Tally, result
from engine.study.exams.sitting import Sitting
from engine.study.lessons import escape_money
from pages.ui import state
from pages.ui.charts import inked
from pages.ui.exam import papers, review, words
from pages.ui.lesson import COLUMN
from pages.ui.plain import counted, moment

ROW, AXIS = 46, 60
"""Pixels of one part in the chart, and of the axis below."""

NAMES: dict[str, Any] = {
    "title": None,
    "domain": False,
    "ticks": False,
    "maxExtent": 0,
    "labelAlign": "left",
    "labelPadding": -4,
    "labelOffset": -12,
    "labelLimit": 1000,
    "labelFontSize": 13,
}
"""Each part's name above its bar: a telephone has no room for it at the side."""


def outcome(stand: Sitting) -> None:
    """Show the result of an exam that is over, and the review of every question."""
    made = result(stand)
    with st.container(width=COLUMN):
        state.notice("exam")
        _score(stand, made)
        with st.container(horizontal=True, key="exam_after"):
            st.button(
                "All exams",
                icon=":material/arrow_back:",
                key="exam_all",
                on_click=st.query_params.clear,
            )
            papers.own(stand)
        groups = _groups(made)
        if len(groups) > 1:
            st.header("Part by part", anchor=False)
            _chart(groups, made.pass_mark)
    review.review(stand.exam.id)


def _score(stand: Sitting, made: Result) -> None:
    exam = stand.exam
    lesson = state.course().lesson(exam.lesson)
    about = f", {lesson.front.title}" if lesson else ""
    st.caption(f"{escape_money(exam.title + about)} · {moment(exam.started)}")
    verdict = "passed" if made.passed else "not passed"
    said = (
        f"**{words.percent(made.total.share)}: {verdict}.** "
        f"{words.points(made.total)} right, pass mark {words.percent(made.pass_mark / 100)}."
    )
    if made.passed:
        st.success(said, icon=":material/check_circle:")
    else:
        st.error(said, icon=":material/cancel:")
    used = f"You used {words.minutes(made.seconds)} of {words.minutes(60 * exam.minutes)}."
    if stand.why == "time":
        used = "The time ran out. Every answer saved until then counts."
    empty = f" {counted(made.unanswered, 'question')} unanswered." if made.unanswered else ""
    low, high = made.total.interval
    st.markdown(
        f"{used}{empty} With {counted(made.total.count, 'question')}, the skill behind this score "
        f"lies between {words.percent(low)} and {words.percent(high)}, nine times in ten."
    )


def _groups(made: Result) -> tuple[Tally, ...]:
    """Return the parts of the exam; where it has one only, the objectives by their names."""
    if len(made.parts) > 1:
        return made.parts
    names = {
        part.objective: part.name
        for one in state.course().blueprints.values()
        for part in one.blueprint.parts
        if part.objective and not part.topic and not part.lesson
    }
    return tuple(replace(one, name=names.get(one.name, one.name)) for one in made.objectives)


def _chart(groups: Sequence[Tally], pass_mark: float) -> None:
    rows = [_row(one) for one in groups]
    st.vega_lite_chart(
        inked(
            {
                "data": {"values": rows},
                "height": ROW * len(rows) + AXIS,
                "encoding": {
                    "y": {"field": "said", "type": "nominal", "sort": None, "axis": NAMES}
                },
                "layer": _layers(pass_mark),
            }
        ),
        alt="; ".join(row["said"] for row in rows),
        key="exam_parts",
        width="stretch",
    )
    st.caption(
        "The bar is your score, the dashed line the pass mark. The thin line shows where your "
        "skill lies nine times in ten: few questions say little."
    )
    with st.expander("The numbers behind this figure"):
        st.table(
            {
                "Part": [escape_money(one.name) for one in groups],
                "Right": [words.points(one) for one in groups],
                "Skill, 9 times in 10": [_between(one) for one in groups],
            },
            alt="Points and interval of each part",
        )


def _row(one: Tally) -> dict[str, Any]:
    low, high = one.interval
    return {
        "share": 100 * one.share,
        "low": 100 * low,
        "high": 100 * high,
        "said": f"{one.name}: {words.points(one)}",
    }


def _between(one: Tally) -> str:
    low, high = one.interval
    return f"{words.percent(low)} to {words.percent(high)}"


def _layers(pass_mark: float) -> list[dict[str, Any]]:
    share = {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": [0, 100]},
        "axis": {"title": "right, in %", "tickCount": 5, "grid": False},
    }
    low, high = {"field": "low", "type": "quantitative"}, {"field": "high"}
    return [
        {"mark": {"type": "bar", "height": 12, "yOffset": 8}, "encoding": {"x": share}},
        {
            "mark": {"type": "rule", "size": 2, "yOffset": 8},
            "encoding": {"x": low, "x2": high, "color": {"value": "#8A8F98"}},
        },
        {
            "mark": {"type": "rule", "strokeDash": [4, 4]},
            "encoding": {"x": {"datum": pass_mark}, "y": None, "color": {"value": "#8A8F98"}},
        },
    ]
