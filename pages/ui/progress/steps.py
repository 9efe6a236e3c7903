"""The next step in words, and the button that takes it."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from engine.study.lessons import escape_money
from engine.study.next_step import NextStep
from pages.ui.places import place
from pages.ui.plain import counted


class Words(NamedTuple):
    """Why a step is the next one, what its button says, and where it leads."""

    why: str
    label: str
    page: str
    query: dict[str, str]


def words(step: NextStep) -> Words:
    """Return a step in words."""
    return _lesson(step) if step.lesson else _other(step)


def _lesson(step: NextStep) -> Words:
    assert step.lesson
    title, minutes = step.lesson.title, counted(step.lesson.front.minutes, "minute")
    why, label = {
        "begin": (f"Begin with the first lesson. It takes {minutes}.", "Read"),
        "continue": ("You are in the middle of a lesson.", "Go on"),
    }.get(step.act, (f"The next lesson takes {minutes}.", "Read"))
    return Words(why, f"{label}: {title}", "lessons", {"lesson": step.lesson.slug})


def _other(step: NextStep) -> Words:
    questions = counted(step.count, "question")
    waits, went = ("waits", "It teaches") if step.count == 1 else ("wait", "Those teach")
    return {
        "exam": Words(
            "Your exam is running, and so is its clock.",
            "Go on with your exam",
            "exam",
            {"exam": step.exam},
        ),
        "review": Words(
            f"{questions} {waits} to be repeated before you forget.",
            "Review today's questions",
            "quiz",
            {"mode": "review"},
        ),
        "mend": Words(
            f"{questions} went wrong last time. {went} the most.",
            "Mend your weak spots",
            "quiz",
            {"mode": "weak"},
        ),
        "first_quiz": Words(
            f"You have read the lessons. {questions} {waits} for you.", "Test yourself", "quiz", {}
        ),
        "practise": Words(
            f"You have most to gain on **{escape_money(step.part)}**.",
            f"Practise: {step.topic}",
            "quiz",
            {"mode": "topic", "topic": step.topic},
        ),
        "sit": Words(
            f"You are likely to pass. Find out with {questions} against the clock.",
            "Try a whole exam",
            "exam",
            {},
        ),
        "build": Words("Nothing waits for you just now.", "Build a book", "book", {}),
    }[step.act]


def show_step(step: NextStep) -> None:
    """Show the one thing to do next."""
    said = words(step)
    with st.container(border=True, key="next_step"):
        st.markdown(f"**Your next step.** {said.why}")
        if st.button(
            escape_money(said.label), type="primary", icon=":material/arrow_forward:", key="go"
        ):
            st.switch_page(place(said.page), query_params=said.query)
