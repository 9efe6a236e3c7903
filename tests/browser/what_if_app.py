"""A page with nothing on it but the what-if: ``?state=`` is its state; releases are told."""

from __future__ import annotations

import json

import streamlit as st

from pages.ui.live_book import lifeline
from pages.ui.places import PAGES
from pages.ui.what_if import unheard, what_if

st.set_page_config(page_title="What if", layout="wide")
st.html(PAGES / "ui" / "look.css")


def take() -> None:
    """Keep what was let go of."""
    st.session_state["taken"] = dict(st.session_state["what_if"].what_if)


@st.fragment
def board() -> None:
    """Show the what-if, and what it last sent."""
    asked = st.query_params.get("state", "{}")
    taken = st.session_state.get("taken", {})
    what_if(
        json.loads(asked),
        revision=asked,
        key="what_if",
        heard=taken.get("sending", 0),
        on_release=take,
    )
    st.code(json.dumps(taken), language=None, wrap_lines=True)


st.title("What if", anchor=False)
board()
lifeline(key="lifeline")
if (missed := unheard(key="lifeline")) is not None:
    st.code(f"unheard {json.dumps(dict(missed))}", language=None, wrap_lines=True)
