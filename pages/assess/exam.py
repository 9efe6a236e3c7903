"""Exam."""

from __future__ import annotations

import streamlit as st

from pages.ui import state

state.keep_only()
st.title("Exam", anchor=False)
