"""The pages there are, by section. A page's address is the name of its file; the start has none."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

PAGES = Path(__file__).parents[1]

SECTIONS = {
    "Learn": (
        ("learn/start", "Start", "home"),
        ("learn/lessons", "Lessons", "menu_book"),
        ("learn/glossary", "Glossary", "sort_by_alpha"),
        ("learn/summary", "Summary sheet", "description"),
    ),
    "Practise": (
        ("practise/book", "Short-call book", "ssid_chart"),
        ("practise/sandbox", "Hedging sandbox", "balance"),
    ),
    "Assess": (
        ("assess/quiz", "Quiz", "quiz"),
        ("assess/exam", "Exam", "timer"),
        ("assess/progress", "Progress", "insights"),
    ),
    "Teach": (
        ("teach/bank", "Question bank", "fact_check"),
        ("teach/evidence", "How we know", "verified"),
    ),
}


def place(stem: str) -> st.Page:
    """Return the page whose file has this name, for links and for the navigation."""
    path, title, icon = next(
        entry
        for entries in SECTIONS.values()
        for entry in entries
        if entry[0].rpartition("/")[2] == stem
    )
    return st.Page(
        PAGES / f"{path}.py",
        title=title,
        icon=f":material/{icon}:",
        url_path="" if stem == "start" else stem,
        default=stem == "start",
    )


def sections() -> dict[str, list[st.Page]]:
    """Return the navigation."""
    return {
        name: [place(path.rpartition("/")[2]) for path, _, _ in entries]
        for name, entries in SECTIONS.items()
    }


def missing(address: str) -> st.Page:
    """Return the page for an address that leads nowhere, at that very address."""
    return st.Page(
        PAGES / "learn" / "missing.py",
        title="No such page",
        url_path=address,
        visibility="hidden",
    )
