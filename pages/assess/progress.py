"""Progress: where you stand, what to do next, and everything you did so far."""

from __future__ import annotations

import streamlit as st

from pages.ui import state, tables
from pages.ui.lesson import COLUMN, WIDE
from pages.ui.places import PAGES
from pages.ui.progress.data import show_data
from pages.ui.progress.history import show_exams, show_history, show_lessons
from pages.ui.progress.parts import show_parts
from pages.ui.progress.repeats import show_repeats
from pages.ui.progress.standing import show_exam_date, show_readiness
from pages.ui.progress.steps import show_step
from pages.ui.progress.sureness import show_sureness
from pages.ui.progress.view import View, exams, view


def choose_exam() -> str | None:
    """Return the exam that readiness is told for; asked only where there are several."""
    found = exams(state.course())
    if len(found) < 2:
        return found[0].name if found else None
    titles = {one.name: one.blueprint.title for one in found}
    return st.selectbox("Exam", titles, format_func=titles.__getitem__, key="progress_exam")


def show_newcomer(now: View) -> None:
    """Show what this page will tell, and the first thing to do."""
    st.markdown(
        "Read a lesson, answer a few questions, and this page tells you where you stand: your "
        "chance to pass, what you know of each part of the exam, and what to repeat today."
    )
    show_step(now.step)
    show_exam_date(now)
    if now.facts:
        show_lessons(now)


def show_all(now: View) -> None:
    """Show where the learner stands and what to do next, then what that rests on."""
    show_readiness(now)
    show_step(now.step)
    show_exam_date(now)
    show_repeats(now)
    if now.standing:
        show_parts(now.standing)
    show_sureness(now)
    show_exams(now)
    show_lessons(now)


def show_method() -> None:
    """Show on demand how every figure comes about."""
    with st.expander("How all this is computed"):
        st.markdown((PAGES / "ui" / "progress" / "method.md").read_text("utf-8"))


state.keep_only()
st.html(PAGES / "ui" / "progress" / "look.css")
with st.container(width=COLUMN):
    st.title("Progress", anchor=False)
    space = st.container()
    chosen = choose_exam()
    current = view(chosen)
    with space:
        state.notice("progress")
    if current.given:
        show_all(current)
    else:
        show_newcomer(current)
if current.given:
    with st.container(width=WIDE):
        show_history(chosen)
with st.container(width=COLUMN):
    if current.given:
        show_method()
    show_data()
tables.scrollable()
