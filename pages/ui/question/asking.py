"""Asking one question: its input, its hints one at a time, and the row that submits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.study.lessons import escape_money
from engine.study.marking import Response, mark
from engine.study.practice import (
    Confidence,
    Where,
    answer_fact,
    hint_occasion,
)
from engine.study.shown import Form, Shown
from pages.ui import state
from pages.ui.question.attempts import seconds
from pages.ui.question.inputs import answer_input, response_of

SURE: dict[Confidence, str] = {"guess": "Guess", "fairly": "Fairly sure", "sure": "Sure"}
_MISSING = {
    "choice": "Choose one of the answers above first.",
    "select": "Choose at least one of the answers above first.",
    "number": "Write your number first.",
    "order": "Put the steps in order first.",
}


def ask(
    shown: Shown,
    *,
    key: str,
    where: Where,
    hints: int = 0,
    form: Form = "own",
    given: Response | None = None,
    changed: Callable[[Response | None], None] | None = None,
    equipped: bool = False,
) -> None:
    """Show a question, its hints and the row that submits; how sure you are is the submit.

    ``hints`` is how many were opened in this attempt. An answer that cannot be read is asked for
    again, and nothing is kept.
    """
    with st.container(key=f"{key}_asked"):
        st.markdown(f"**{escape_money(shown.ask)}**")
        answer_input(shown, key=key, given=given, changed=changed, equipped=equipped)
        _show_hints(shown, hints)
        _show_submits(key, (shown, key, where, hints, form))
        if again := st.session_state.pop(f"{key}_again", None):
            st.warning(again, icon=":material/touch_app:")
        _offer_hint(shown, hints, key)


def _show_submits(key: str, args: tuple[Any, ...]) -> None:
    st.markdown("How sure are you? Your choice submits the answer.")
    with st.container(horizontal=True, key=f"{key}_confidence"):
        for sure, label in SURE.items():
            st.button(label, key=f"{key}_{sure}", on_click=_submit, args=(sure, *args))


def _show_hints(shown: Shown, opened: int) -> None:
    for number, hint in enumerate(shown.hints[:opened], start=1):
        st.markdown(f":material/lightbulb: **{_named(number, shown)}.** {escape_money(hint)}")


def _offer_hint(shown: Shown, opened: int, key: str) -> None:
    if opened < len(shown.hints):
        st.button(
            _named(opened + 1, shown),
            key=f"{key}_hint",
            type="tertiary",
            icon=":material/lightbulb:",
            help="With a hint, a right answer counts half towards mastery.",
            on_click=state.record,
            args=("hint", shown.question.id),
            kwargs={"occasion": hint_occasion(shown.seed, opened + 1)},
        )


def _named(number: int, shown: Shown) -> str:
    return "Hint" if len(shown.hints) == 1 else f"Hint {number} of {len(shown.hints)}"


def _submit(
    confidence: Confidence,
    shown: Shown,
    key: str,
    where: Where,
    hints: int,
    form: Form,
) -> None:
    response = response_of(shown, key=key)
    marked = mark(shown, response) if response else None
    if response is None or marked is None or marked.verdict == "unreadable":
        st.session_state[f"{key}_again"] = marked.says if marked else _MISSING[shown.kind]
        return
    state.keep(
        answer_fact(
            learner=state.learner(),
            shown=shown,
            response=response,
            mark=marked,
            confidence=confidence,
            at=state.now(),
            seconds=0.0 if where == "lesson" else seconds(shown.seed),
            hints=hints,
            where=where,
            form=form,
        )
    )
