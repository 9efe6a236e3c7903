"""The page for an address that leads nowhere."""

from __future__ import annotations

import streamlit as st

st.title("There is no page at this address", anchor=False)
st.markdown("The link may be old, or a letter is missing. Everything you did so far is still there.")
st.page_link("learn/start.py", label="Go to the start", icon=":material/home:")
