"""Today's review: how much is due, and how much will be recalled on the day of the exam."""

from __future__ import annotations

import streamlit as st

from engine.study.standing import review
from pages.ui.places import place
from pages.ui.plain import counted, percent
from pages.ui.progress.view import View


def show_repeats(view: View) -> None:
    """Show what is due today and what is known of the day of the exam."""
    st.header("Review today", anchor="review")
    waiting = review.today(
        view.questions,
        view.given,
        now=view.now,
        exam_at=view.exam_at,
        blueprint=view.exam.blueprint if view.exam else None,
    )
    st.markdown(_said(len(view.due), len(waiting)))
    if view.exam_at and view.recalled:
        share = sum(view.recalled.values()) / len(view.recalled)
        st.markdown(
            f"On the day of your exam you would recall about **{percent(share)}** of the "
            f"{counted(len(view.recalled), 'question')} you have answered, without another review."
        )
    if waiting:
        st.page_link(
            place("quiz"),
            label="Review now",
            icon=":material/event_repeat:",
            query_params={"mode": "review"},
        )


def _said(due: int, waiting: int) -> str:
    if not waiting:
        return "Done for today. Come back tomorrow, or practise a topic."
    further = waiting - due
    if not due:
        return f"Nothing is due. {counted(further, 'question')} would help most today."
    more = f", and {further} more would help" if further > 0 else ""
    return f"**{counted(due, 'question')}** {'is' if due == 1 else 'are'} due{more}."
