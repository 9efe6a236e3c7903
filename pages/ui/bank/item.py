"""One question as a student sees it, before and after the answer, and what is known of it."""

from __future__ import annotations

import streamlit as st

from engine.errors import HedgebookError
from engine.study.lessons import escape_money
from engine.study.marking import Mark, mark
from engine.study.questions import Question
from engine.study.shown import Form, Shown, fill, shown
from pages.ui.question.explain import explanation
from pages.ui.question.inputs import answer_input, response_of
from pages.ui.question.simulator import simulator_link

STATUS = {
    "draft": "A draft: it is checked, and students are not asked it yet.",
    "retired": "Retired: it is kept for its statistics, and students are not asked it any more.",
}
VERDICTS = {
    "right": ":green[:material/check_circle:] Right.",
    "half": ":orange[:material/contrast:] Half right.",
    "wrong": ":gray[:material/cancel:] Wrong.",
}
_TRIES = 60
"""Seeds looked at for numbers that differ; with two variants, one in two differs."""


def show_item(question: Question, *, key: str) -> None:
    """Show a question as it is asked and explained, in each form, with another variant."""
    name = f"{key}_{question.id}"
    try:
        _controls(question, name)
        form = _form(question, name)
        seed = _seed(name)
        _show(shown(question, seed, form), key=f"{name}_{form}_{seed}_{question.version}")
    except HedgebookError as problem:
        st.warning(f"It cannot be shown: {escape_money(str(problem))}.")


def _show(seen: Shown, *, key: str) -> None:
    if seen.question.status in STATUS:
        st.info(STATUS[seen.question.status], icon=":material/visibility_off:")
    with st.container(border=True):
        st.caption("What the student sees")
        st.markdown(f"**{escape_money(seen.ask)}**")
        answer_input(seen, key=key)
        if seen.hints:
            with st.expander(f"Hints: {len(seen.hints)}, shown one at a time"):
                st.markdown("\n".join(f"1. {escape_money(hint)}" for hint in seen.hints))
    response = response_of(seen, key=key)
    marked = mark(seen, response) if response is not None else None
    with st.container(border=True):
        st.caption("What the student reads after the answer")
        _verdict(marked)
        explanation(seen, response, marked if _counts(marked) else None)
        simulator_link(seen.simulator)


def _verdict(marked: Mark | None) -> None:
    if marked is None:
        st.markdown("Answer it above to see your own answer marked.")
    elif not _counts(marked):
        st.markdown(f"Asked again, not marked: {escape_money(marked.says)}")
    else:
        st.markdown(VERDICTS[marked.verdict])


def _counts(marked: Mark | None) -> bool:
    return marked is not None and marked.verdict != "unreadable"


def _controls(question: Question, name: str) -> None:
    variants = question.variables.count
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Another variant" if variants > 1 else "Another order",
            icon=":material/casino:",
            key=f"{name}_next",
            on_click=_go_on,
            args=(question, name),
        )
        if _has_choice_form(question, name):
            st.toggle("As multiple choice, as an exam shows it", key=f"{name}_form")
    if variants > 1:
        number = shown(question, _seed(name)).variant
        st.caption(f"Variant {number + 1:,} of {variants:,}")


def _has_choice_form(question: Question, name: str) -> bool:
    """Return whether a number is shown as multiple choice: with two other options or more."""
    return question.kind == "number" and shown(question, _seed(name), "choice").kind == "choice"


def _form(question: Question, name: str) -> Form:
    as_exam = question.kind == "number" and st.session_state.get(f"{name}_form")
    return "choice" if as_exam else "own"


def _seed(name: str) -> str:
    return f"preview{st.session_state.get(f'{name}_seed', 0)}"


def _go_on(question: Question, name: str) -> None:
    """Go on to the next seed that shows other numbers, where there are any."""
    here = fill(question, _seed(name))[1]
    for _ in range(_TRIES):
        st.session_state[f"{name}_seed"] = st.session_state.get(f"{name}_seed", 0) + 1
        if question.variables.count == 1 or fill(question, _seed(name))[1] != here:
            return
