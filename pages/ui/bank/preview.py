"""Preview: every question as a student sees it."""

from __future__ import annotations

import streamlit as st

from engine.study.bank import Asked
from pages.ui import state
from pages.ui.bank.about import show_about
from pages.ui.bank.faults import faults_on
from pages.ui.bank.given import first_attempts
from pages.ui.bank.item import show_item
from pages.ui.bank.one_item import show_one
from pages.ui.bank.words import label, written
from pages.ui.lesson import COLUMN, WIDE

ALL = "All topics"


@st.fragment
def show() -> None:
    """Show the question that the address or the menu names, in every form, with its figures."""
    course = state.course()
    questions = written(course.bank)
    with st.container(width=COLUMN):
        if not questions:
            st.info("There is no question to show yet. Write the first one under Try it.")
            return
        asked = _chosen(questions)
        faults = faults_on(course, asked)
    with st.container(width=WIDE):
        item, beside = st.columns([7, 4], gap="medium")
        with item:
            show_item(asked.question, key="preview")
        with beside:
            show_about(asked, faults)
            show_one(asked.question, first_attempts())


def _chosen(questions: dict[str, Asked]) -> Asked:
    topics = [ALL, *dict.fromkeys(one.question.topic for one in questions.values())]
    named = questions.get(st.query_params.get("item", ""))
    if named and "preview_item" not in st.session_state:
        st.session_state["preview_item"] = named.question.id
    topic = st.selectbox("Topic", topics, key="preview_topic", persist_state="session")
    ids = [name for name, one in questions.items() if topic in (ALL, None, one.question.topic)]
    ids = ids or list(questions)
    if st.session_state.get("preview_item") not in ids:
        st.session_state["preview_item"] = ids[0]
    chosen = st.selectbox(
        "Question",
        ids,
        format_func=lambda name: label(questions[name]),
        key="preview_item",
        persist_state="session",
    )
    st.query_params["item"] = chosen or ids[0]
    return questions[chosen or ids[0]]
