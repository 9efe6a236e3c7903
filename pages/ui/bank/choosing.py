"""Choosing among what a course has."""

from __future__ import annotations

import streamlit as st

from engine.study.course import Course
from engine.study.exams.blueprints import NamedBlueprint


def blueprint(course: Course, *, key: str) -> NamedBlueprint:
    """Let one of the blueprints be chosen; there must be one."""
    known = course.blueprints
    chosen = st.selectbox(
        "Blueprint",
        list(known),
        format_func=lambda name: known[name].blueprint.title,
        key=key,
        persist_state="session",
    )
    return known.get(chosen or "") or next(iter(known.values()))
