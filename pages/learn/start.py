"""Start: what this is, and the next thing for this learner to do."""

from __future__ import annotations

import streamlit as st

from engine import figures
from engine.study.next_step import NextStep, next_step
from engine.study.practice import answers, score
from pages.ui import charts, state
from pages.ui.lesson import COLUMN, WIDE
from pages.ui.places import place

COURSE = state.course()


def words(step: NextStep) -> tuple[str, str, st.Page, dict[str, str]]:
    """Return why, the button's label, the page and its query for a step."""
    title = step.lesson.title if step.lesson else ""
    slug = {"lesson": step.lesson.slug} if step.lesson else {}
    minutes = step.lesson.front.minutes if step.lesson else 0
    questions = "1 question" if step.count == 1 else f"{step.count} questions"
    return {
        "begin": (
            f"Begin with the first lesson. It takes {minutes} minutes.",
            f"Read: {title}",
            place("lessons"),
            slug,
        ),
        "continue": (
            "You are in the middle of a lesson.",
            f"Go on: {title}",
            place("lessons"),
            slug,
        ),
        "read": (
            f"The next lesson takes {minutes} minutes.",
            f"Read: {title}",
            place("lessons"),
            slug,
        ),
        "retry": (
            f"{questions} went wrong last time. Those teach the most.",
            "Mend them in the quiz",
            place("quiz"),
            {"topic": "My wrong answers"},
        ),
        "first_quiz": (
            f"You have read the lessons. {questions} wait for you.",
            "Test yourself",
            place("quiz"),
            {},
        ),
        "quiz": (f"{questions} not seen yet.", "Go on with the quiz", place("quiz"), {}),
        "review": (
            f"All {questions} answered rightly. Keep it that way, or play with the book.",
            "Repeat the oldest answers",
            place("quiz"),
            {},
        ),
        "build": ("There is nothing to read yet.", "Build a book", place("book"), {}),
    }[step.act]


state.keep_only()
facts = state.facts()
questions = COURSE.bank.on(None)
why, label, page, query = words(next_step(facts, COURSE.lessons, questions))

with st.container(width=COLUMN):
    state.notice("start")
    st.title("Learn how options market makers keep their risk small", anchor=False)
    st.markdown(
        "Customers choose what you hold. You choose what to do about it. Read a short lesson, "
        "drag a live book and see delta and gamma move, then test yourself before the exam."
    )
    with st.container(border=True, key="next_step"):
        st.markdown(f"**Your next step.** {why}")
        if st.button(label, type="primary", icon=":material/arrow_forward:", key="go"):
            st.switch_page(page, query_params=query)

read = {fact.subject for fact in facts if fact.kind == "lesson_finished"}
count = sum(one.slug in read for one in COURSE.lessons)
standing = score(questions, answers(facts))
with st.container(width=COLUMN):
    tiles = (
        (
            "Lessons",
            f"{count} of {len(COURSE.lessons)} read",
            "lessons",
            "All lessons",
            "menu_book",
        ),
        ("Short-call book", "Predict, drag, see", "book", "Build a book", "ssid_chart"),
        ("Hedging sandbox", "Five exits, side by side", "sandbox", "Hedge a day's flow", "balance"),
        (
            "Quiz",
            f"{standing.right} of {standing.total} right",
            "quiz",
            "Test yourself",
            "quiz",
        ),
    )
    for pair in (tiles[:2], tiles[2:]):
        for column, (title, caption, stem, label, icon) in zip(st.columns(2), pair, strict=True):
            with column, st.container(border=True, height="stretch"):
                st.markdown(f"**{title}**")
                st.caption(caption)
                st.page_link(place(stem), label=label, icon=f":material/{icon}:")

with st.container(width=WIDE):
    charts.show(figures.drawn("exposure_loop"), key="loop")
    st.caption(
        "Made for the DFOL exam and its successors, with Canadian contracts. "
        "No account, no internet needed: what you do stays on this computer."
    )
