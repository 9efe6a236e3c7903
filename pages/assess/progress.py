"""Progress."""

from __future__ import annotations

import streamlit as st

from pages.ui import state

state.keep_only()
st.title("Progress", anchor=False)
