"""From a question to the simulator, with the question's own numbers."""

from __future__ import annotations

from urllib.parse import parse_qsl

import streamlit as st

from pages.ui.places import SECTIONS, place

_STEMS = {path.rpartition("/")[2] for path, _, _ in SECTIONS["Practise"]}


def simulator_link(address: str) -> None:
    """Link to a simulator set up as ``address`` says; nothing where it leads to none."""
    stem, _, query = address.partition("?")
    if stem in _STEMS:
        st.page_link(
            place(stem),
            label="Open this in the simulator",
            icon=":material/ssid_chart:",
            query_params=dict(parse_qsl(query)),
        )
