"""The page for an address that leads nowhere."""

from __future__ import annotations

import streamlit as st

from pages.ui.places import place

st.title("There is no page at this address", anchor=False)
st.markdown("The link may be old, or a letter is missing. What you did so far is still there.")
st.page_link(place("start"), label="Go to the start", icon=":material/home:")
