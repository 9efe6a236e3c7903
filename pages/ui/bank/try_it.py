"""Try it: paste or upload a file, see it checked and previewed at once, take it home repaired."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from engine.errors import Fault
from engine.study.writing.files import LARGEST_FILE
from pages.ui import plain, state
from pages.ui.bank.checked import Checked, checked, in_course
from pages.ui.bank.faults import counted, errors
from pages.ui.bank.files import show_faults
from pages.ui.bank.item import show_item
from pages.ui.bank.words import label, written
from pages.ui.lesson import COLUMN

EXAMPLE = (Path(__file__).parent / "example.yaml").read_text("utf-8")


@st.fragment
def show() -> None:
    """Show the place to paste, all that is wrong with what was pasted, and its questions."""
    with st.container(width=COLUMN):
        st.markdown(
            "Paste a file, or write one. Nothing is saved here: keep a copy before you reload."
        )
        text = st.text_area(
            "Questions",
            height=320,
            key="try_text",
            persist_state="session",
            placeholder="topic: ...\nobjective: ...\nquestions:\n  - id: ...",
        )
        with st.container(horizontal=True):
            st.button("Check it", type="primary", icon=":material/fact_check:", key="try_check")
            st.button("Show me an example", on_click=_example, key="try_example")
        with st.expander("Upload a file instead"):
            st.file_uploader(
                "A YAML file",
                type=["yaml", "yml", "txt"],
                key="try_upload",
                on_change=_take,
                max_upload_size=2,
            )
        if said := st.session_state.get("try_said"):
            st.error(said, icon=":material/block:")
        if text and text.strip():
            _show(checked(text), text)


def _show(found: Checked, text: str) -> None:
    faults = in_course(found, state.course())
    questions = written(found.bank)
    _verdict(faults, len(questions))
    if found.repaired and found.repaired != text:
        st.download_button(
            "Download it repaired",
            found.repaired,
            file_name="repaired.yaml",
            mime="application/yaml",
            icon=":material/download:",
            key="try_download",
            on_click="ignore",
        )
    if faults:
        show_faults(text, faults)
    if questions:
        chosen = st.selectbox(
            "Question",
            list(questions),
            format_func=lambda name: label(questions[name]) if name in questions else name,
            key="try_item",
        )
        asked = questions.get(chosen or "") or next(iter(questions.values()))
        show_item(asked.question, key="try")


def _verdict(faults: tuple[Fault, ...], count: int) -> None:
    usable = f"{plain.counted(count, 'question')} can be used"
    if errors(faults):
        st.error(f"{counted(faults)}. {usable} as it stands.", icon=":material/build:")
    elif faults:
        st.warning(f"{counted(faults)}. {usable}.", icon=":material/rule:")
    else:
        st.success(f"In order: {usable}.", icon=":material/check_circle:")


def _example() -> None:
    st.session_state["try_text"] = EXAMPLE
    st.session_state.pop("try_said", None)


def _take() -> None:
    """Put an uploaded file's text into the field, or say why it is none."""
    st.session_state.pop("try_said", None)
    upload = st.session_state.get("try_upload")
    if upload is None:
        return
    data = upload.getvalue()
    if len(data) > LARGEST_FILE:
        st.session_state["try_said"] = (
            f"This file has {len(data):,} bytes. The most is {LARGEST_FILE:,}: split it."
        )
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        st.session_state["try_said"] = "This file is no UTF-8 text. Save it as UTF-8 and try again."
        return
    st.session_state["try_text"] = text
