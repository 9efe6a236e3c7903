"""Files: what each holds, and all that is wrong with it beside the line that it is on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from engine.errors import Fault
from engine.study.bank import Bank
from engine.study.lessons import escape_money
from pages.ui import state
from pages.ui.bank.faults import all_faults, by_file, counted, errors
from pages.ui.bank.source import MOST_FAULTS, html_of
from pages.ui.bank.texts import text_of
from pages.ui.plain import literal

MOST_FILES = 20
"""Files whose faults are shown at once; the rest follow when these are mended."""


@st.fragment
def show() -> None:
    """Show the faults of every file that has any, then what each file holds."""
    course = state.course()
    faults = by_file(all_faults(course))
    for place, (file, found) in enumerate(faults.items()):
        if place == MOST_FILES:
            st.caption(f"{len(faults) - MOST_FILES} more files follow when these are mended.")
            break
        sign = "✗" if errors(found) else "▲"
        with st.expander(f"{sign} {literal(file)}: {counted(found)}", expanded=not place):
            show_faults(text_of(file), found)
    st.header("What each file holds", anchor=False)
    _show_holdings(course.bank)
    _show_whole(course.bank, faults)


def show_faults(text: str | None, faults: Sequence[Fault], *, whole: bool = False) -> None:
    """Show faults below the lines that they are on, or alone where there are no lines to show."""
    st.html(html_of(text or "", faults, whole=whole))
    if len(faults) > MOST_FAULTS:
        st.caption(f"{len(faults) - MOST_FAULTS} more follow when these are mended.")


def _show_holdings(bank: Bank) -> None:
    if not bank.files:
        st.info("There is no file in quiz_bank yet. Write the first one under Try it.")
        return
    rows: dict[str, list[str]] = {"File": [], "Topic": [], "Questions": [], "Levels": []}
    for name, parsed in bank.files.items():
        questions = [asked.question for asked in parsed.content]
        levels = Counter(question.level for question in questions)
        topics = dict.fromkeys(question.topic for question in questions)
        asleep = sum(question.status != "live" for question in questions)
        rows["File"].append(literal(name))
        rows["Topic"].append(escape_money(", ".join(topics)) or "none")
        rows["Questions"].append(f"{len(questions)}" + (f", {asleep} not live" if asleep else ""))
        rows["Levels"].append(", ".join(f"{count} {level}" for level, count in levels.items()))
    with st.container(key="bank_holdings"):
        st.table(rows, alt="Question files")


def _show_whole(bank: Bank, faults: dict[str, list[Fault]]) -> None:
    files = [f"quiz_bank/{name}" for name in bank.files]
    files += [file for file in faults if file not in files]
    file = st.selectbox(
        "Read a whole file", files, index=None, placeholder="Choose a file", key="bank_whole"
    )
    if file is None:
        return
    text = text_of(file)
    if text is None:
        st.warning("This file cannot be read as text.", icon=":material/draft:")
    show_faults(text, faults.get(file, []), whole=True)
