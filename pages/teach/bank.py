"""The question bank as an instructor sees it: every file, what is in it, and what is wrong."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from engine.errors import Fault
from engine.study.bank import Bank
from pages.ui import state
from pages.ui.lesson import COLUMN


def show_faults(faults: tuple[Fault, ...]) -> None:
    """Show every fault with its place and its remedy."""
    if not faults:
        st.success(
            "Everything that is written can be used: no fault in lessons, questions or books.",
            icon=":material/check_circle:",
        )
        return
    count = "One thing needs" if len(faults) == 1 else f"{len(faults)} things need"
    st.error(
        f"{count} mending. Students go on with what was last in order.", icon=":material/build:"
    )
    for fault in faults:
        with st.container(border=True):
            st.text(f"{fault.file}, line {fault.line}")
            st.text(f"{fault.field}: {fault.message}" if fault.field else fault.message)
            st.text(f"To mend it: {fault.remedy}.")


def show_files(bank: Bank) -> None:
    """Show what each file holds."""
    rows: dict[str, list[str]] = {"File": [], "Topic": [], "Questions": [], "Levels": []}
    for name, parsed in bank.files.items():
        levels = Counter(asked.question.level for asked in parsed.content)
        topics = dict.fromkeys(asked.question.topic for asked in parsed.content)
        rows["File"].append(f"`{name}`")
        rows["Topic"].append(", ".join(topics) or "none")
        rows["Questions"].append(str(len(parsed.content)))
        rows["Levels"].append(", ".join(f"{count} {level}" for level, count in levels.items()))
    st.table(rows, alt="Question files")


state.keep_only()
course = state.course()
with st.container(width=COLUMN):
    st.title("Question bank", anchor=False)
    st.markdown(
        "Add or change a file in `quiz_bank` or `content` with any text editor. It shows here and "
        "to students on the next click."
    )
    show_faults(course.faults)
    show_files(course.bank)
    st.caption(
        "How a question is written stands in quiz_bank/README.md. The same check runs in a "
        "terminal: python -m engine.check"
    )
