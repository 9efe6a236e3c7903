"""After an answer: the verdict, the reasons, and the same question once more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.study.lessons import escape_money
from engine.study.marking import mark
from engine.study.practice import Answer
from engine.study.shown import Shown
from pages.ui.question.asking import SURE
from pages.ui.question.explain import explanation


def feedback(shown: Shown, answer: Answer, *, key: str, brief: bool = False) -> None:
    """Show the verdict on an answer, and why every possible answer is right or wrong."""
    st.markdown(f"**{escape_money(shown.ask)}**")
    with st.container(key=f"{key}_told"):
        verdict(answer)
    if answer.version and answer.version != shown.question.version:
        st.caption("This question was changed after you answered. It stands here as it is now.")
    explanation(shown, answer.response, mark(shown, answer.response), brief=brief)


def verdict(answer: Answer) -> None:
    """Say in one line whether an answer was right, how sure it was, and what a hint took."""
    sure = f" You were: {SURE[answer.confidence].lower()}." if answer.confidence else ""
    if answer.right:
        hints = "a hint" if answer.hints == 1 else f"{answer.hints} hints"
        helped = f" With {hints}, it counts half towards mastery." if answer.hints else ""
        st.success(f"Right.{sure}{helped}", icon=":material/check_circle:")
    elif answer.score > 0:
        st.warning(f"Half right.{sure}", icon=":material/contrast:")
    else:
        st.error(f"Not right.{sure}", icon=":material/cancel:")


def once_more(shown: Shown, *, key: str, again: Callable[[], Any]) -> None:
    """Offer the question again: with new numbers where they change."""
    new = shown.question.variables.count > 1
    st.button(
        "New numbers" if new else "Same question again",
        key=f"{key}_again_button",
        icon=":material/casino:" if new else ":material/replay:",
        on_click=again,
    )
