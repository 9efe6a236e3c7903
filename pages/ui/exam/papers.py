"""An exam to print: a file that any browser opens, made when it is asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from engine.study.exams.blueprints import NamedBlueprint
from engine.study.exams.paper import code, paper, paper_of
from engine.study.exams.sitting import Sitting
from pages.ui import state
from pages.ui.exam import acts


def fresh(one: NamedBlueprint, lesson: str | None) -> None:
    """Offer a fresh form of an exam, and the same form with its key."""
    seed = st.session_state.setdefault("exam_paper_seed", acts.new_seed())
    with st.popover("On paper", icon=":material/print:", key=f"exam_paper_{one.name}"):
        st.markdown(f"**{code(seed)}**: a form of its own. Open the file and print it.")
        for key, label in ((False, "The form"), (True, "The form with its key")):
            make = partial(_fresh, one.name, seed, lesson, key)
            _file(label, make, name=one.name, seed=seed, key=key)


def _fresh(name: str, seed: str, lesson: str | None, key: bool) -> str:
    course = state.course()
    return paper(course.blueprints[name].blueprint, course.bank, seed, lesson=lesson, key=key)


def own(stand: Sitting) -> None:
    """Offer the exam that was just sat, with the learner's answers beside the right ones."""
    exam = stand.exam
    with st.popover("On paper", icon=":material/print:", key="exam_paper_own"):
        st.markdown(f"**{code(exam.seed)}**. Open the file and print it.")
        for key, label in ((False, "The form"), (True, "The form, your answers and the key")):
            make = partial(paper_of, stand, key=key)
            _file(label, make, name=exam.blueprint, seed=exam.seed, key=key)


def _file(label: str, make: partial[str], *, name: str, seed: str, key: bool) -> None:
    st.download_button(
        label,
        make,
        file_name=f"{name}-{seed}{'-key' if key else ''}.html",
        mime="text/html",
        key=f"exam_file_{name}_{'key' if key else 'form'}",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )
