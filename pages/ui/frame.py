"""The frame around every page: navigation, and a helpful answer to an address that leads nowhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import streamlit as st

PAGES = Path(__file__).parents[1]

SECTIONS = {
    "Learn": [("learn/start", "Start", "home"), ("learn/lessons", "Lessons", "menu_book")],
    "Practise": [("practise/book", "Short-call book", "ssid_chart")],
    "Assess": [("assess/quiz", "Quiz", "quiz")],
    "Teach": [("teach/bank", "Question bank", "fact_check")],
}


def page(path: str, title: str, icon: str) -> st.Page:
    """Return a page whose address is the name of its file; the start has none."""
    stem = path.rpartition("/")[2]
    return st.Page(
        PAGES / f"{path}.py",
        title=title,
        icon=f":material/{icon}:",
        url_path="" if stem == "start" else stem,
        default=stem == "start",
    )


def missing_page(address: str) -> st.Page:
    """Return the page for an address that leads nowhere, at that very address."""
    return st.Page(
        PAGES / "learn" / "missing.py",
        title="No such page",
        url_path=address,
        visibility="hidden",
    )


def asked_for() -> str:
    """Return the last part of the address that the browser shows."""
    path = urlsplit(st.context.url or "").path
    return unquote(path.rstrip("/").rpartition("/")[2])


st.set_page_config(page_title="Hedgebook", page_icon=PAGES / "ui" / "mark.svg", layout="wide", initial_sidebar_state=232)
st.logo(PAGES / "ui" / "logo.svg", size="large", icon_image=PAGES / "ui" / "mark.svg")
sections = {name: [page(*entry) for entry in entries] for name, entries in SECTIONS.items()}
addresses = {entry.url_path for entries in sections.values() for entry in entries}
if (address := asked_for()) and address not in addresses:
    sections[""] = [missing_page(address)]
st.navigation(sections, expanded=True).run()
