"""One question on a page: choose, say how sure you are, see why every option is right or wrong."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from engine.study.lessons import escape_money
from engine.study.marking import mark
from engine.study.practice import CONFIDENCES, Answer, Confidence, answer_fact
from engine.study.questions import Option, Question
from engine.study.shown import shown
from pages.ui import state

SURE: dict[Confidence, str] = {"guess": "Guess", "fairly": "Fairly sure", "sure": "Sure"}


def new_attempt() -> str:
    """Return the name of a fresh attempt; it also decides the order of the options."""
    return secrets.token_hex(4)


def answered(
    question: Question, answers: Sequence[Answer], attempt: str | None = None
) -> Answer | None:
    """Return the answer to show: to one attempt, or the last; none if its option is gone."""
    found = [
        answer
        for answer in answers
        if answer.question == question.id
        and attempt in (None, answer.attempt)
        and mark(shown(question, answer.attempt), answer.response).verdict != "unreadable"
    ]
    return found[-1] if found else None


def ask(question: Question, attempt: str, *, key: str) -> None:
    """Show the options and the row that submits; choosing how sure you are is the submit."""
    options = [option.text for option in shown(question, attempt).options]
    st.markdown(f"**{escape_money(question.ask)}**")
    st.radio(
        escape_money(question.ask),
        options,
        index=None,
        label_visibility="collapsed",
        key=f"{key}_choice",
        format_func=escape_money,
    )
    if question.hint:
        with st.expander("Hint"):
            st.markdown(escape_money(question.hint))
    st.markdown("How sure are you? Your choice here submits the answer.")
    with st.container(horizontal=True, key=f"{key}_confidence"):
        for confidence in CONFIDENCES:
            st.button(
                SURE[confidence],
                key=f"{key}_{confidence}",
                on_click=_submit,
                args=(question, attempt, confidence, key),
            )
    if st.session_state.pop(f"{key}_unchosen", False):
        st.warning("Choose one of the answers above first.", icon=":material/touch_app:")


def _submit(question: Question, attempt: str, confidence: Confidence, key: str) -> None:
    chosen = st.session_state.get(f"{key}_choice") or ""
    seen = shown(question, attempt)
    marked = mark(seen, chosen)
    if marked.verdict == "unreadable":
        st.session_state[f"{key}_unchosen"] = True
        return
    state.keep(
        answer_fact(
            learner=state.learner(),
            shown=seen,
            response=chosen,
            mark=marked,
            confidence=confidence,
            at=state.now(),
        )
    )


def explain(
    question: Question,
    answer: Answer,
    *,
    key: str,
    again: Callable[[], Any],
    brief: bool = False,
) -> None:
    """Show the verdict on an answer, and for every option why it is right or wrong.

    ``brief`` folds away the options that are neither right nor chosen.
    """
    st.markdown(f"**{escape_money(question.ask)}**")
    sure = SURE[answer.confidence or "guess"].lower()
    if answer.right:
        st.success(f"Right. You were: {sure}.", icon=":material/check_circle:")
    else:
        st.error(f"Not right. You were: {sure}.", icon=":material/cancel:")
    options = shown(question, answer.attempt).options
    others = [one for one in options if brief and not one.right and one.text != answer.response]
    for option in options:
        if option not in others:
            _explain_option(option, chosen=option.text == answer.response)
    if others:
        with st.expander("Why not the others?"):
            for option in others:
                _explain_option(option, chosen=False)
    if question.why:
        st.markdown(escape_money(question.why))
    st.button("Answer it again", key=f"{key}_again", on_click=again, type="tertiary")


def _explain_option(option: Option, *, chosen: bool) -> None:
    mark = ":green[:material/check_circle:]" if option.right else ":gray[:material/cancel:]"
    verdict = "right" if option.right else "wrong"
    yours = ", your answer" if chosen else ""
    with st.container(border=chosen or option.right):
        st.markdown(
            f"{mark} **{escape_money(option.text)}** ({verdict}{yours})  \n"
            f"{escape_money(option.why)}"
        )
