"""Coverage: how many questions there are beside what a blueprint asks for."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from engine.study.questions import Question
from engine.study.teaching.coverage import LEVELS, Coverage, Row, by_objective, coverage
from pages.ui import state, tables
from pages.ui.bank import choosing
from pages.ui.bank.kept import kept
from pages.ui.bank.words import percent
from pages.ui.lesson import COLUMN, WIDE
from pages.ui.plain import counted, literal

EXAMS = (1, 2, 3, 5, 10)
WORDS = {1: "one exam", 2: "two different exams", 3: "three different exams"}


@st.fragment
def show() -> None:
    """Show the questions of each part of a blueprint, and what is missing."""
    course = state.course()
    questions = list(course.bank.questions.values())
    with st.container(width=WIDE):
        if not course.blueprints:
            st.info("There is no blueprint in quiz_bank/blueprints. This is what there is.")
            _objectives(questions)
            return
        with st.container(horizontal=True, width=COLUMN):
            named = choosing.blueprint(course, key="coverage_blueprint")
            exams = st.selectbox(
                "Exams without a common question",
                EXAMS,
                index=EXAMS.index(3),
                key="coverage_exams",
                persist_state="session",
            )
        lessons = [lesson.slug for lesson in course.lessons]
        found = kept(
            course,
            ("coverage", named.name, exams),
            lambda: coverage(named.blueprint, questions, exams=exams, lessons=lessons),
        )
        _missing(found, exams, by_lesson=named.blueprint.by_lesson)
        _parts(found, "Lesson" if named.blueprint.by_lesson else "Part", exams)
        if found.levels:
            _levels(found.levels)
        st.header("By objective", anchor=False)
        _objectives(questions)


def _missing(found: Coverage, exams: int, *, by_lesson: bool) -> None:
    """Name every shortage, the largest first, or say that there is none."""
    target = WORDS.get(exams, f"{exams} different exams")
    short = sorted((row for row in found.rows if row.missing), key=lambda row: -row.missing)
    with st.container(width=COLUMN):
        if not short:
            st.success(f"There are enough questions for {target}.", icon=":material/check_circle:")
        else:
            lines = [f"- {literal(row.name)} needs **{row.missing} more**" for row in short]
            where = "these lessons" if by_lesson else "these parts"
            st.warning(
                f"For {target}, {where} have too few questions:\n" + "\n".join(lines),
                icon=":material/playlist_add:",
            )
        if found.beside:
            st.caption(f"{counted(found.beside, 'question')} in no part of this blueprint.")


def _parts(found: Coverage, first: str, exams: int) -> None:
    rows = found.rows
    columns = {
        first: [literal(row.name) for row in rows],
        **_by_level(rows),
        "All": [_total(row) for row in rows],
        "Share": [percent(row.share) for row in rows],
        "Wanted": [percent(row.weight) for row in rows],
        "Each exam": [f"{row.asked:,}" for row in rows],
        "Missing": [f"{row.missing:,}" if row.missing else "✓ none" for row in rows],
    }
    if all(row.weight is None for row in rows):
        del columns["Wanted"], columns["Share"]
    tables.numbers(columns, alt=f"Coverage for {exams} exams")


def _total(row: Row) -> str:
    """Return how many there are, and how many of them are not nearly the same as another."""
    alike = row.total - row.different
    return f"{row.total:,}" + (f" ({alike} alike)" if alike else "")


def _levels(rows: Sequence[Row]) -> None:
    columns = {
        "Level": [row.name for row in rows],
        "Questions": [f"{row.total:,}" for row in rows],
        "Share": [percent(row.share) for row in rows],
        "Wanted": [percent(row.weight) for row in rows],
        "Missing": [f"{row.missing:,}" if row.missing else "✓ none" for row in rows],
    }
    tables.numbers(columns, alt="Coverage by level")


def _objectives(questions: list[Question]) -> None:
    rows = by_objective(questions)
    columns = {
        "Objective": [literal(row.name) for row in rows],
        **_by_level(rows),
        "All": [f"{row.total:,}" for row in rows],
        "Share": [percent(row.share) for row in rows],
    }
    tables.numbers(columns, alt="Questions by objective and level")


def _by_level(rows: Sequence[Row]) -> dict[str, list[str]]:
    return {
        level.capitalize(): [f"{row.levels[level]:,}" if row.levels[level] else "–" for row in rows]
        for level in LEVELS
    }
