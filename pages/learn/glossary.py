"""The glossary: every term of the course, what it means, and the lesson that teaches it."""

from __future__ import annotations

import streamlit as st

from pages.ui import state
from pages.ui.glossary import term_list
from pages.ui.lesson import COLUMN

state.keep_only("term")
course = state.course()
asked = st.query_params.get("term")
first = course.glossary.by_name.get(asked or "")
with st.container(width=COLUMN):
    st.title("Glossary", anchor=False)
    if asked and first is None:
        st.warning(f'There is no term "{asked[:60]}". These are the ones there are.')
    if course.glossary.terms:
        st.markdown(
            "Every term of the lessons in a sentence or two. In a lesson, rest on a term with a "
            "dotted line under it, or tap it."
        )
        term_list(course, first)
    else:
        st.info("No term is explained yet. An instructor writes them in content/glossary.yaml.")
