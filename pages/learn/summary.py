"""The summary sheet: the whole course on one page, on the screen and on paper."""

from __future__ import annotations

import streamlit as st

from pages.ui import state
from pages.ui.summary import show_sheet

state.keep_only()
sheet = state.course().summary
if sheet is None:
    st.title("Summary sheet", anchor=False)
    st.info("There is no sheet yet. An instructor writes it in content/summary.md.")
else:
    show_sheet(sheet)
