"""A lesson on a page: text in a column, figures wide, and what follows a question after it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TypeGuard

import streamlit as st

from engine import figures
from engine.errors import InvalidInput
from engine.study.lessons import Block, Callout, Embedded, Lesson, Prose, Section
from engine.study.pinned import pinned
from engine.study.practice import NOTHING, Answer, Past
from engine.study.questions import Question
from engine.study.shown import Shown, has_numbers, shown
from pages.ui import book_state, charts, state
from pages.ui.glossary import marked
from pages.ui.live_book import addresses, live_book
from pages.ui.question.asking import ask
from pages.ui.question.attempts import as_answered, attempt_with, learners_past, new_attempt
from pages.ui.question.feedback import feedback, once_more

_AHEAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="figures")
COLUMN = 740
WIDE = 1080

CALLOUTS = {
    "Fact": ("info", ":material/verified:"),
    "Simplified": ("info", ":material/architecture:"),
    "Worked example": ("success", ":material/calculate:"),
    "Pitfall": ("warning", ":material/report:"),
    "In the exam": ("success", ":material/school:"),
    "Beyond the exam": ("info", ":material/trending_up:"),
}


@st.fragment
def show_section(lesson: Lesson, number: int) -> None:
    """Show one section; it stops at a question that is not answered yet."""
    section = lesson.sections[number]
    if section.title:
        with st.container(width=COLUMN):
            st.header(section.title, anchor=section.anchor)
    past = learners_past() if _asks(section) else NOTHING
    for place, block in enumerate(marked(section.blocks)):
        key = f"{lesson.slug}_{number}_{place}".replace("-", "_")
        if _is_question(block):
            more = not all(map(_is_question, section.blocks[place + 1 :]))
            if not _show_question(block, past, key, more=more):
                return
        else:
            show_block(block, key)


def _asks(section: Section) -> bool:
    return any(map(_is_question, section.blocks))


def _is_question(block: Block) -> TypeGuard[Embedded]:
    return isinstance(block, Embedded) and block.kind == "question"


def show_block(block: Block, key: str) -> None:
    """Show text, a callout, a figure or a live book."""
    if isinstance(block, Prose):
        with st.container(width=COLUMN):
            st.markdown(block.text)
    elif isinstance(block, Callout):
        kind, icon = CALLOUTS[block.label]
        with st.container(width=COLUMN):
            getattr(st, kind)(block.text, title=block.label, icon=icon)
    elif block.kind == "figure":
        _show_figure(block, key)
    elif block.kind == "live":
        _show_live(block, key)


def _show_figure(block: Embedded, key: str) -> None:
    """Show a figure; what is wrong with its name or settings is told to instructors only."""
    figure = _figure(block)
    if figure is not None:
        with st.container(width=WIDE if figure.stages else COLUMN):
            charts.show(figure, key=key)


def _figure(block: Embedded) -> figures.Figure | None:
    """Return a figure as it is set, or as it is by itself, or None if not even that can be."""
    if block.name not in figures.drawings():
        return None
    for settings in (block.settings, {}):
        with suppress(InvalidInput):
            return figures.drawn(block.name, figures.read(block.name, settings))
    return None


def draw_ahead(lesson: Lesson) -> None:
    """Draw a lesson's figures while its first lines are read: one that slides is many."""
    for block in lesson.embedded("figure"):
        _AHEAD.submit(_figure, block)


def _show_live(block: Embedded, key: str) -> None:
    presets = state.course().presets
    if block.name not in presets:
        return
    own = {block.name: presets[block.name]}
    settings = {name: f"{value}" for name, value in block.settings.items()}
    tries = settings.pop("tries", "no") == "yes"
    start, _ = book_state.read({"preset": block.name, **settings}, addresses(own))
    with st.container(border=True, width=WIDE):
        live_book(start, own, revision=key, key=key, in_lesson=True, tries=tries)


def _show_question(block: Embedded, past: Past, key: str, *, more: bool) -> bool:
    """Show a question; return whether what follows it may be seen.

    With ``more`` something stands behind it that would give the answer away.
    """
    question = state.course().bank.questions.get(block.name)
    if question is None:
        return True
    retry = st.session_state.get(f"{key}_retry")
    numbers = pinned(question, block.settings)
    answer, seen = _answered(question, past, retry, numbers)
    with st.container(border=True, width=COLUMN):
        st.caption("Place your bet" if more else "Check yourself")
        state.notice(key)
        if answer is not None and seen is not None:
            feedback(seen, answer, key=key, brief=True)
            again = partial(_again, question, answer.attempt, key)
            once_more(seen, key=key, again=again)
            return True
        _ask(question, past, key, retry, numbers)
        skipped = question.id in past.revealed
        if more and not skipped and retry is None:
            st.button(
                "Show me without answering",
                key=f"{key}_skip",
                type="tertiary",
                on_click=state.record,
                args=("revealed", question.id),
            )
    return not more or skipped or retry is not None


def _ask(
    question: Question, past: Past, key: str, retry: str | None, numbers: Mapping[str, float]
) -> None:
    """Ask a question of a lesson; its numbers stay while it is not answered."""
    name = f"{key}_attempt"
    if retry is None and name not in st.session_state:
        st.session_state[name] = attempt_with(question, numbers)
    attempt = retry or st.session_state[name]
    hints = past.hints(question.id, attempt)
    ask(shown(question, attempt), key=f"{key}_{attempt}", where="lesson", hints=hints)


def _answered(
    question: Question, past: Past, attempt: str | None, numbers: Mapping[str, float]
) -> tuple[Answer, Shown] | tuple[None, None]:
    """Return the answer to show and the question as it was then: of one attempt, or the last.

    Where the lesson tells of certain numbers, the last one with these numbers.
    """
    for answer in reversed(past.given):
        if answer.question != question.id or attempt not in (None, answer.attempt):
            continue
        if attempt is not None or has_numbers(question, answer.attempt, numbers):
            seen = as_answered(question, answer)
            if seen is not None:
                return answer, seen
    return None, None


def _again(question: Question, seen: str, key: str) -> None:
    """Begin another attempt, which does not hide again what stands behind the question."""
    st.session_state[f"{key}_retry"] = new_attempt(question, seen)
