"""Who is logged in, where the server has a login."""

from __future__ import annotations

import streamlit as st

from pages.ui.permission import learner_of


def signed_in() -> str | None:
    """Return who is logged in, the same 32 hexadecimal digits in every browser; None for nobody."""
    return learner_of(st.user.to_dict())
