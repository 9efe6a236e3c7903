"""Start: what this is, and the next thing for this learner to do."""

from __future__ import annotations

import streamlit as st

from engine import figures
from engine.study.practice import score
from pages.ui import charts, state
from pages.ui.lesson import COLUMN, WIDE
from pages.ui.places import place
from pages.ui.plain import counted, day
from pages.ui.progress.steps import show_step
from pages.ui.progress.view import View, view

Tile = tuple[str, str, str, str, str, dict[str, str]]
"""A tile's title, what it says, the page it leads to, its link's label and icon, and the query."""


def tiles(now: View) -> tuple[Tile, ...]:
    """Return what there is to do, and how far the learner is with each."""
    lessons = now.course.lessons
    read = sum(one.slug in now.read for one in lessons)
    known = score(now.questions, now.given)
    taken = len(now.sat)
    return (
        ("Lessons", f"{read} of {len(lessons)} read", "lessons", "All lessons", "menu_book", {}),
        ("Short-call book", "Predict, drag, see", "book", "Build a book", "ssid_chart", {}),
        (
            "Hedging sandbox",
            "Five exits, side by side",
            "sandbox",
            "Hedge a day's flow",
            "balance",
            {},
        ),
        ("Quiz", f"{known.right} of {known.total} right", "quiz", "Test yourself", "quiz", {}),
        (
            "Review",
            f"{len(now.due)} due today" if now.given else "Before you would forget it",
            "quiz",
            "Repeat what is due",
            "event_repeat",
            {"mode": "review"},
        ),
        (
            "Exam",
            f"{counted(taken, 'exam')} taken" if taken else "Timed, sealed until the end",
            "exam",
            "Sit an exam",
            "timer",
            {},
        ),
        ("Progress", until(now), "progress", "See where you stand", "insights", {}),
        (
            "Summary sheet",
            "The whole course on one page",
            "summary",
            "Read or print it",
            "description",
            {},
        ),
    )


def until(now: View) -> str:
    """Return how long it is until the learner's own exam, where its date is set."""
    if now.exam_day is None:
        return "What you know, part by part"
    days = (now.exam_day - day(now.now)).days
    if days < 0:
        return "Your exam is over"
    return "Your exam is today" if days == 0 else f"{counted(days, 'day')} to your exam"


def show_tile(tile: Tile) -> None:
    """Show one thing to do as a card."""
    title, caption, stem, label, icon, query = tile
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{title}**")
        st.caption(caption)
        st.page_link(place(stem), label=label, icon=f":material/{icon}:", query_params=query)


state.keep_only()
now = view()

with st.container(width=COLUMN):
    state.notice("start")
    st.title("Learn how options market makers keep their risk small", anchor=False)
    st.markdown(
        "Customers choose what you hold. You choose what to do about it. Read a short lesson, "
        "drag a live book and see delta and gamma move, then test yourself before the exam."
    )
    show_step(now.step)

    found = tiles(now)
    for row in (found[first : first + 2] for first in range(0, len(found), 2)):
        for column, tile in zip(st.columns(len(row)), row, strict=True):
            with column:
                show_tile(tile)

with st.container(width=WIDE):
    charts.show(figures.drawn("exposure_loop"), key="loop")
    st.caption(
        "Made for the DFOL exam and its successors, with Canadian contracts. "
        "No account, no internet needed: what you do stays on this computer."
    )
