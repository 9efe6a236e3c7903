"""Every attempt and every exam, newest first, and the lessons read."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from engine.study.lessons import escape_money
from engine.study.practice import Answer, Where
from engine.study.standing.history import Sat, page
from pages.ui.places import place
from pages.ui.plain import counted, day, literal, moment, on, percent, shortened
from pages.ui.progress.sureness import asked, given
from pages.ui.progress.view import View, view
from pages.ui.question.asking import SURE

_WHERE: dict[Where, str] = {
    "lesson": "Lesson",
    "topic": "By topic",
    "weak": "Weak spots",
    "mixed": "Mixed",
    "review": "Review",
    "exam": "Exam",
}


@st.fragment
def show_history(exam: str | None) -> None:
    """Show the attempts a page at a time."""
    now = view(exam)
    if not now.given:
        # Deleted in another tab: nothing on this page is true any more.
        st.rerun()
    st.header("Every attempt", anchor="history")
    turned = page(now.given, st.session_state.get("history_page", 1))
    with st.container(key="numbers_history"):
        st.table(_columns(turned.answers, now), alt="Attempts, newest first")
    with st.container(horizontal=True, vertical_alignment="center", key="history_pages"):
        _turn("Newer", turned.number - 1, off=turned.number == 1)
        _turn("Older", turned.number + 1, off=turned.number == turned.pages)
        st.caption(f"Page {turned.number} of {turned.pages} · {counted(len(now.given), 'attempt')}")


def _turn(label: str, number: int, *, off: bool) -> None:
    st.button(label, key=f"history_{label}", on_click=_show_page, args=(number,), disabled=off)


def _show_page(number: int) -> None:
    st.session_state["history_page"] = number


def _columns(answers: Sequence[Answer], now: View) -> dict[str, list[str]]:
    return {
        "Question": [_question(answer, now) for answer in answers],
        "Your answer": [given(answer, 60) for answer in answers],
        "Mark": [_mark(answer) for answer in answers],
        "How sure": [_sure(answer) for answer in answers],
        "Time": [_time(answer) for answer in answers],
        "Where": [_WHERE.get(answer.where, "–") for answer in answers],
        "When": [moment(answer.at) for answer in answers],
    }


def _question(answer: Answer, now: View) -> str:
    question = now.course.bank.questions.get(answer.question)
    if question is None:
        return f"{literal(shortened(answer.question, 60))} (no longer asked)"
    return escape_money(shortened(asked(question, answer), 90))


def _mark(answer: Answer) -> str:
    hinted = ", hint" if answer.hints else ""
    if answer.right:
        return f"✓ right{hinted}"
    return f"½ half{hinted}" if answer.score >= 0.5 else f"✗ wrong{hinted}"


def _sure(answer: Answer) -> str:
    return SURE.get(answer.confidence, "–") if answer.confidence else "–"


def _time(answer: Answer) -> str:
    seconds = round(answer.seconds)
    if not seconds:
        return "–"
    return f"{seconds // 60}:{seconds % 60:02} min" if seconds >= 60 else f"{seconds} s"


def show_exams(now: View) -> None:
    """Show the exams that are over, each with its result and a way to its review."""
    if not now.sat:
        return
    st.header("Exams", anchor="exams")
    for number, one in enumerate(now.sat):
        with st.container(border=True, key=f"exam_sat_{number}"):
            st.markdown(f"**{escape_money(one.title)}** · {_result(one)}")
            st.caption(moment(one.at))
            st.page_link(
                place("exam"),
                label="See every question",
                icon=":material/fact_check:",
                query_params={"exam": one.id},
            )


def _result(one: Sat) -> str:
    share = percent(one.right / one.count) if one.count else "no question"
    verdict = "✓ passed" if one.passed else "✗ not passed"
    return f"{one.right:g} of {one.count} right, {share} · {verdict} ({one.pass_mark:g} % needed)"


def show_lessons(now: View) -> None:
    """Show which lessons were read and when, and a way to the others."""
    read, lessons = now.read, now.course.lessons
    st.header("Lessons read", anchor="lessons")
    if not lessons:
        st.caption("There is no lesson to read.")
        return
    done = [one for one in lessons if one.slug in read]
    st.caption(f"{len(done)} of {len(lessons)} read")
    for one in lessons:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                place("lessons"),
                label=escape_money(one.title),
                icon=f":material/{'check_circle' if one.slug in read else 'circle'}:",
                query_params={"lesson": one.slug},
            )
            when = f"read on {on(day(read[one.slug]))}" if one.slug in read else "not finished"
            st.caption(when, width="content")
