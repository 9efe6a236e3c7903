"""Confident errors first, then how often you are right when you guess, and when you are sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from engine.study.lessons import escape_money
from engine.study.practice import Answer, Confidence
from engine.study.questions import Question
from engine.study.shown import shown
from engine.study.standing.calibration import (
    ENOUGH,
    Calibrated,
    calibration,
    confident_errors,
    verdict,
)
from pages.ui.places import place
from pages.ui.plain import counted, literal, moment, percent, shortened
from pages.ui.progress.view import View

WHEN: dict[Confidence, str] = {
    "guess": "When you **guess**",
    "fairly": "When you are **fairly sure**",
    "sure": "When you are **sure**",
}
_MOST = 5
"""Confident errors told one by one; the rest wait among the weak spots."""
_VERDICTS = {
    "too sure": "When you are sure you are wrong too often: slow down and check the sign and size.",
    "too modest": "You know more than you think: your guesses are mostly right.",
    "fair": "Your confidence fits what you know.",
    "": "",
}


def show_sureness(view: View) -> None:
    """Show confident errors, then calibration, or what it takes to see it."""
    _show_errors(confident_errors(view.given), view.course.bank.questions)
    st.header("How well you know what you know", anchor="calibration")
    rows = calibration(view.given)
    if said := _VERDICTS[verdict(rows)]:
        st.markdown(f"**{said}**")
    st.markdown("\n".join(f"- {_line(row)}" for row in rows))


def _line(row: Calibrated) -> str:
    when = WHEN[row.confidence]
    if not row.enough:
        more = counted(ENOUGH - row.count, "more answer")
        return f"{when}: {more} and you see here how often you are right ({row.count} so far)."
    low, high = row.interval
    return (
        f"{when}, you are right **{percent(row.share)}** of the time ({row.right:g} of "
        f"{row.count}; on the whole between {percent(low)} and {percent(high)})."
    )


def _show_errors(errors: Sequence[Answer], questions: Mapping[str, Question]) -> None:
    known = [answer for answer in errors if answer.question in questions]
    if not known:
        return
    st.header("Sure, and wrong", anchor="confident-errors")
    st.caption("Nothing teaches more than these. A right answer takes a question off the list.")
    for number, answer in enumerate(known[:_MOST]):
        _show_error(answer, questions[answer.question], number)
    if len(known) > _MOST:
        st.page_link(
            place("quiz"),
            label=f"And {len(known) - _MOST} more among your weak spots",
            query_params={"mode": "weak"},
        )


def _show_error(answer: Answer, question: Question, number: int) -> None:
    with st.container(border=True, key=f"confident_error_{number}"):
        st.markdown(escape_money(asked(question, answer)))
        st.caption(f"You were sure of “{given(answer)}” · {moment(answer.at)}")
        st.page_link(
            place("quiz"),
            label="Answer it again",
            icon=":material/replay:",
            query_params={"question": question.id},
        )


def asked(question: Question, answer: Answer) -> str:
    """Return a question with the numbers of one attempt, as far as it still has them."""
    return shown(question, answer.attempt, answer.form).ask


def given(answer: Answer, length: int = 80) -> str:
    """Return an answer on one line, with nothing in it that Markdown would read."""
    parts = (answer.response,) if isinstance(answer.response, str) else answer.response
    return literal(shortened("; ".join(parts), length))
