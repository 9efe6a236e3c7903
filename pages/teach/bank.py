"""The question bank as an instructor sees it: is anything wrong, and what is there."""

from __future__ import annotations

import streamlit as st

from pages.ui import identity, plain, state, tables
from pages.ui.bank import coverage, export, files, preview, statistics, try_it
from pages.ui.bank.faults import all_faults, counted, errors
from pages.ui.lesson import COLUMN
from pages.ui.places import PAGES

SECTIONS = {
    "Files": files.show,
    "Preview": preview.show,
    "Try it": try_it.show,
    "Coverage": coverage.show,
    "Statistics": statistics.show,
    "Export": export.show,
}


def show_verdict() -> None:
    """Say first whether anything is wrong, and what that means for students."""
    course = state.course()
    faults = all_faults(course)
    count = plain.counted(len(course.bank.questions), "question")
    files = plain.counted(len({fault.file for fault in faults}), "file")
    if errors(faults):
        st.error(
            f"{counted(faults)} in {files}. Students go on with what was last in order: {count}.",
            icon=":material/build:",
        )
    elif faults:
        st.warning(
            f"{counted(faults)}. Everything works; these items would be better mended. "
            f"Students have {count}.",
            icon=":material/rule:",
        )
    else:
        st.success(
            f"Everything is in order: no fault in lessons, questions or books. "
            f"Students have {count}.",
            icon=":material/check_circle:",
        )


identity.gate()
state.keep_only("section", "item")
st.html(PAGES / "ui" / "bank" / "bank.css")
with st.container(width=COLUMN):
    st.title("Question bank", anchor=False)
    show_verdict()
    st.caption(
        "Change a file in quiz_bank or content with any text editor: it shows on the next click."
    )
for section, show in zip(
    st.tabs(list(SECTIONS), key="section", bind="query-params"), SECTIONS.values(), strict=True
):
    if section.open:
        with section:
            show()
tables.scrollable()
