"""Lessons: the list, and one lesson with its contents at the side."""

from __future__ import annotations

import streamlit as st

from engine.study.lessons import Lesson, escape_money
from pages.ui import lesson as reader
from pages.ui import state
from pages.ui.glossary import term_notes
from pages.ui.places import place


def standing(lesson: Lesson) -> str:
    """Return in a word how far the learner got with a lesson."""
    done = {(fact.kind, fact.subject) for fact in state.facts()}
    if ("lesson_finished", lesson.slug) in done:
        return "read"
    return "begun" if ("lesson_opened", lesson.slug) in done else "new"


MARKS = {
    "read": ":material/check_circle: read",
    "begun": ":material/pending: begun",
    "new": ":material/circle: new",
}


def show_list(lessons: tuple[Lesson, ...], unknown: str | None) -> None:
    """Show all lessons with their promise and the learner's standing."""
    st.title("Lessons", anchor=False)
    if unknown:
        st.warning(f'There is no lesson "{unknown[:60]}". These are the ones there are.')
    with st.container(width=reader.COLUMN):
        if not lessons:
            st.info("There is no lesson to read. An instructor sees why under Question bank.")
        else:
            st.markdown("Read them in this order. After each of them you can do what it says.")
        for number, lesson in enumerate(lessons, start=1):
            show_card(number, lesson)


def show_card(number: int, lesson: Lesson) -> None:
    """Show one lesson of the list: its promise, its length, and how far the learner got."""
    with st.container(border=True):
        st.header(f"{number}. {lesson.title}", anchor=False)
        st.markdown(escape_money(promise(lesson.front.objective)))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                place("lessons"),
                label=f"Open: {lesson.title}",
                icon=":material/menu_book:",
                query_params={"lesson": lesson.slug},
            )
            st.caption(f"{lesson.front.minutes} minutes · {MARKS[standing(lesson)]}")


def promise(objective: str) -> str:
    """Return what a lesson promises, without the words that every promise begins with.

    >>> promise("After this lesson you can hedge short calls.")
    'Hedge short calls.'
    """
    text = objective.removeprefix("After this lesson you can ")
    return text[:1].upper() + text[1:]


def show_contents(lesson: Lesson) -> None:
    """Show at the side where the lesson's headings are."""
    headings = [section for section in lesson.sections if section.title]
    with st.sidebar, st.container(key="contents"):
        st.page_link(place("lessons"), label="All lessons", icon=":material/list:")
        st.markdown("**In this lesson**")
        st.markdown("\n".join(f"- [{escape_money(one.title)}](#{one.anchor})" for one in headings))


def finish(lesson: Lesson) -> None:
    """Remember that the lesson was read."""
    state.record("lesson_finished", lesson.slug)


@st.fragment
def show_end(lessons: tuple[Lesson, ...], lesson: Lesson) -> None:
    """Show what comes after the last line: mark as read, previous and next."""
    number = lessons.index(lesson)
    following = lessons[number + 1] if number + 1 < len(lessons) else None
    how_far = standing(lesson)
    with st.container(width=reader.COLUMN):
        st.divider()
        state.notice("lesson_end")
        if how_far == "read":
            st.success("You have read this lesson.", icon=":material/check_circle:")
        else:
            st.button(
                "I have read this lesson",
                type="primary",
                icon=":material/check:",
                on_click=finish,
                args=(lesson,),
            )
        with st.container(horizontal=True):
            if number:
                link(lessons[number - 1], "Previous", ":material/arrow_back:")
            if following:
                link(following, "Next", ":material/arrow_forward:")
            else:
                st.page_link(place("quiz"), label="Go to the quiz", icon=":material/quiz:")


def link(lesson: Lesson, word: str, icon: str) -> None:
    """Show a link to a neighbouring lesson."""
    st.page_link(
        place("lessons"),
        label=f"{word}: {lesson.title}",
        icon=icon,
        query_params={"lesson": lesson.slug},
    )


def show_lesson(lessons: tuple[Lesson, ...], lesson: Lesson) -> None:
    """Show one lesson from its promise to its end."""
    if standing(lesson) == "new":
        state.record("lesson_opened", lesson.slug)
    reader.draw_ahead(lesson)
    show_contents(lesson)
    with st.container(width=reader.COLUMN):
        term_notes(lesson)
        st.title(lesson.title, anchor=False)
        st.caption(
            f"Lesson {lessons.index(lesson) + 1} of {len(lessons)} · {lesson.front.minutes} minutes"
        )
    for number in range(len(lesson.sections)):
        reader.show_section(lesson, number)
    if lesson.front.sources:
        with st.container(width=reader.COLUMN), st.expander("Sources"):
            st.markdown("\n".join(f"- {escape_money(one)}" for one in lesson.front.sources))
    show_end(lessons, lesson)


state.keep_only("lesson")
course = state.course()
slug = st.query_params.get("lesson")
chosen = course.lesson(slug)
if chosen is None:
    show_list(course.lessons, slug)
else:
    show_lesson(course.lessons, chosen)
