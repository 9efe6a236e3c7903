"""The page for an address that leads nowhere."""

from __future__ import annotations

import streamlit as st

from pages.ui.places import sections

st.title("There is no page at this address", anchor=False)
st.markdown("The link may be old, or a letter is missing. What you did is still there. Go to:")
for page in (page for pages in sections().values() for page in pages):
    st.page_link(page)
