"""The summary sheet on a page, which the browser prints on one sheet of paper."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from engine.study.lessons import Callout, Embedded, Section
from engine.study.summary import Summary
from pages.ui.component import component
from pages.ui.lesson import WIDE

_FOLDER = Path(__file__).parent
_PRINT = component(
    "print",
    _FOLDER / "print.css",
    _FOLDER / "print.js",
    html="<button type='button'>Print</button>",
)


def show_sheet(sheet: Summary) -> None:
    """Show the sheet and a button that prints it."""
    st.html(_FOLDER / "sheet.css")
    with st.container(width=WIDE):
        with st.container(key="sheet_print"):
            st.caption("One page, A4 or Letter.")
            _PRINT(key="sheet_button", width="content")
        with st.container(key="sheet"):
            st.title(sheet.title, anchor=False)
            for section in sheet.sections:
                st.markdown(_text(section))


def _text(section: Section) -> str:
    """Return a section as Markdown, under its heading."""
    parts = [f"## {section.title}"] if section.title else []
    for block in section.blocks:
        if isinstance(block, Callout):
            parts.append(f"**{block.label}.** {block.text}")
        elif not isinstance(block, Embedded):
            parts.append(block.text)
    return "\n\n".join(parts)
