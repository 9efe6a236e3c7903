"""Hedgebook, as ``streamlit run app.py`` or any ASGI server starts it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from pages.ui.edge import Compressed, Guarded
from pages.ui.warm import warm_start

app = st.App(
    Path(__file__).parent / "pages" / "ui" / "frame.py",
    lifespan=warm_start,
    middleware=[Middleware(Guarded), Middleware(Compressed)],
)
