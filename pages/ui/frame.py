"""The frame around every page: navigation, and an answer to an address that leads nowhere."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import streamlit as st

from pages.ui.awake import awake
from pages.ui.lesson import COLUMN
from pages.ui.places import PAGES, missing, sections
from pages.ui.same_tab import same_tab_links
from pages.ui.state import arrive, notice_elsewhere


def asked_for() -> str:
    """Return the last part of the address that the browser shows."""
    path = urlsplit(st.context.url or "").path
    return unquote(path.rstrip("/").rpartition("/")[2])


st.set_page_config(
    page_title="Hedgebook",
    page_icon=PAGES / "ui" / "mark.svg",
    layout="wide",
    initial_sidebar_state=232,
)
st.html(PAGES / "ui" / "look.css")
st.logo(PAGES / "ui" / "logo.svg", size="large", icon_image=PAGES / "ui" / "mark.svg")
navigation = sections()
known = {page.url_path for pages in navigation.values() for page in pages}
address = asked_for()
if address and address not in known:
    navigation[""] = [missing(address)]
page = st.navigation(navigation, expanded=True)
arrive(page.url_path)
space = st.container(width=COLUMN)
page.run()
with space:
    notice_elsewhere()
awake(key="awake")
same_tab_links()
