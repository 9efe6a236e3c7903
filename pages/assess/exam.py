"""Exam: drawn by blueprint, timed by the server, sealed until the end."""

from __future__ import annotations

import streamlit as st

from engine.study.exams.exam import sitting
from pages.ui import state
from pages.ui.exam import acts
from pages.ui.exam.clock import clock
from pages.ui.exam.desk import desk
from pages.ui.exam.outcome import outcome
from pages.ui.exam.start import start
from pages.ui.exam.top import to_top
from pages.ui.lesson import COLUMN
from pages.ui.places import PAGES


def exam() -> None:
    """Show the exam that the address names, under way or over, or else which exams there are."""
    name = st.query_params.get("exam", "")
    stand = sitting(acts.close_overdue(state.facts()), name)
    if stand is None:
        if name:
            st.query_params.clear()
            st.warning("There is no such exam of yours. Here are those that you can sit.")
        start()
    elif stand.over(state.now()):
        outcome(stand)
        to_top(key=f"exam_top_after_{name}")
    else:
        with st.container(width=COLUMN, key="exam_clock_row"):
            clock(deadline=stand.exam.deadline, now=state.now(), key="exam_clock")
        desk(name)
        to_top(key=f"exam_top_{name}")


state.keep_only("exam", "number", "blueprint", "lesson")
st.html(PAGES / "ui" / "exam" / "look.css")
st.title("Exam", anchor=False)
exam()
