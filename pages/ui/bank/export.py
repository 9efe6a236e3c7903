"""Export: questions for another program, and exams to print."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import streamlit as st

from engine.plugins import menu
from engine.study.course import Course
from engine.study.exams.blueprints import NamedBlueprint
from engine.study.exams.paper import code, paper
from engine.study.questions import Question
from pages.ui import state
from pages.ui.bank import choosing
from pages.ui.bank.kept import kept
from pages.ui.bank.words import written
from pages.ui.exam.acts import new_seed
from pages.ui.lesson import COLUMN
from pages.ui.plain import counted

STATUSES = {"live": "Live", "draft": "Drafts", "retired": "Retired"}
SEED = "hedgebook"
_SEED_LENGTH = 16


@st.fragment
def show() -> None:
    """Show what to export and in which format, then exams to print."""
    with st.container(width=COLUMN):
        st.header("Questions for another program", anchor=False)
        _questions(state.course())
        st.header("An exam on paper", anchor=False)
        _paper(state.course())


def formats() -> dict[str, ModuleType]:
    """Return every format that questions can be exported to, by its file's name."""
    return menu("engine.study.exports")


def _questions(course: Course) -> None:
    everything = [asked.question for asked in written(course.bank).values()]
    topics = list(dict.fromkeys(question.topic for question in everything))
    wanted = st.multiselect(
        "Topics", topics, placeholder="All topics", key="export_topics", persist_state="session"
    )
    with st.container(horizontal=True):
        statuses = [
            status
            for status, label in STATUSES.items()
            if st.checkbox(label, status == "live", key=f"export_{status}", persist_state="session")
        ]
    chosen = [
        one for one in everything if one.status in statuses and (not wanted or one.topic in wanted)
    ]
    known = formats()
    if not known:
        st.info("There is no format to export to.")
        return
    name = st.selectbox(
        "Format",
        list(known),
        format_func=lambda name: known[name].TITLE,
        key="export_format",
        persist_state="session",
    )
    if not chosen:
        st.info("No question is chosen: choose another status or topic.")
        return
    if name:
        _download(course, known[name], chosen)


def _download(course: Course, chosen: ModuleType, questions: Sequence[Question]) -> None:
    ids = tuple(question.id for question in questions)
    try:
        data = kept(
            course,
            ("export", chosen.__name__, ids),
            lambda: chosen.export(questions, title="Hedgebook", seed=SEED, at=state.now()),
        )
    except Exception:
        # A format may refuse what nobody thought of: the other formats are still there.
        st.error("These questions cannot be written in this format. Choose another format.")
        return
    count = counted(len(questions), "question")
    changing = sum(bool(question.vars) for question in questions)
    st.download_button(
        f"Download {count}",
        data,
        file_name=f"hedgebook{chosen.SUFFIX}",
        mime=chosen.MIME,
        type="primary",
        icon=":material/download:",
        key="export_download",
        on_click="ignore",
    )
    if changing:
        st.caption(f"{counted(changing, 'question')} with changing numbers: one variant of each.")


def _paper(course: Course) -> None:
    if not course.blueprints or not course.bank.questions:
        st.info("There is no blueprint, or no question to draw. See Coverage.")
        return
    named = choosing.blueprint(course, key="paper_blueprint")
    lesson = _lesson(course) if named.blueprint.by_lesson else None
    st.session_state.setdefault("paper_seed", new_seed())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Form", key="paper_seed", max_chars=_SEED_LENGTH, persist_state="session")
        st.button("Another form", icon=":material/casino:", on_click=_another, key="paper_next")
    seed = _seed_in(str(st.session_state["paper_seed"] or ""))
    st.caption("The same form has the same questions and numbers, as long as the bank is the same.")
    with st.container(horizontal=True):
        for key, title in ((False, "Download the form"), (True, "Download form and key")):
            _print(course, named, seed, lesson, key=key, title=title)


def _print(
    course: Course, named: NamedBlueprint, seed: str, lesson: str | None, *, key: bool, title: str
) -> None:
    page = kept(
        course,
        ("paper", named.name, seed, lesson, key),
        lambda: paper(named.blueprint, course.bank, seed, lesson=lesson, key=key),
    )
    name = code(seed).lower().replace(" ", "-")
    st.download_button(
        title,
        page,
        file_name=f"{named.name}-{name}{'-key' if key else ''}.html",
        mime="text/html",
        icon=":material/print:",
        key=f"paper_{'key' if key else 'form'}",
        on_click="ignore",
    )


def _lesson(course: Course) -> str | None:
    titles = {lesson.slug: lesson.title for lesson in course.lessons}
    return st.selectbox(
        "Lesson",
        list(titles),
        format_func=lambda slug: titles.get(slug, slug),
        key="paper_lesson",
        persist_state="session",
    )


def _seed_in(text: str) -> str:
    """Return a form's name as it may stand in a file's name: letters and digits."""
    plain = "".join(sign for sign in text.lower() if sign.isascii() and sign.isalnum())
    return plain[:_SEED_LENGTH] or "a"


def _another() -> None:
    st.session_state["paper_seed"] = new_seed()
