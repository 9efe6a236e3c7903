"""The input of one question, whatever its kind: what a learner chooses, types or arranges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from engine.study.lessons import escape_money
from engine.study.marking import Response
from engine.study.numbers import quantities
from engine.study.shown import Shown
from pages.ui.question.equipment import equip
from pages.ui.question.steps import arranged, steps_input

Changed = Callable[[Response | None], None]
Tell = Callable[[], None] | None


def answer_input(
    shown: Shown,
    *,
    key: str,
    given: Response | None = None,
    changed: Changed | None = None,
    equipped: bool = False,
) -> None:
    """Show the input of a question; ``given`` stands in it at first.

    ``changed`` hears of each change, with None while there is no answer. Nothing says what is
    right. A page that shows one question after another can ``equip`` itself once, and says so.
    """
    if not equipped:
        equip(key=key)
    tell = partial(_tell, shown, key, changed) if changed else None
    if shown.kind == "number":
        _number(key, given, tell)
    elif shown.kind == "order":
        steps_input(shown, key=key, given=given, moved=tell)
    elif shown.kind == "select":
        _selection(shown, key, given, tell)
    else:
        _choice(shown, key, given, tell)


def response_of(shown: Shown, *, key: str) -> Response | None:
    """Return what stands in the input of a question now, or None where there is no answer."""
    if shown.kind == "number":
        return str(st.session_state.get(_name(key, "number")) or "").strip() or None
    if shown.kind == "order":
        return arranged(shown, key=key)
    if shown.kind == "select":
        return _selected(shown, key)
    chosen = st.session_state.get(_name(key, "answers_choice"))
    return chosen if chosen in _texts(shown) else None


def _tell(shown: Shown, key: str, changed: Changed) -> None:
    changed(response_of(shown, key=key))


def _choice(shown: Shown, key: str, given: Response | None, tell: Tell) -> None:
    name, texts = _name(key, "answers_choice"), _texts(shown)
    if given in texts:
        st.session_state.setdefault(name, given)
    st.radio(
        escape_money(shown.ask),
        texts,
        index=None,
        label_visibility="collapsed",
        key=name,
        format_func=escape_money,
        on_change=tell,
    )


def _selection(shown: Shown, key: str, given: Response | None, tell: Tell) -> None:
    wanted = given if isinstance(given, tuple) else ()
    with st.container(key=f"{key}_answers_select"):
        st.caption("Choose all that are right.")
        for place, option in enumerate(shown.options):
            name = _name(key, f"option_{place}")
            st.session_state.setdefault(name, option.text in wanted)
            st.checkbox(escape_money(option.text), key=name, on_change=tell)


def _selected(shown: Shown, key: str) -> Response | None:
    chosen = [
        option.text
        for place, option in enumerate(shown.options)
        if st.session_state.get(_name(key, f"option_{place}"))
    ]
    return tuple(chosen) or None


def _number(key: str, given: Response | None, tell: Tell) -> None:
    name = _name(key, "number")
    if isinstance(given, str):
        st.session_state.setdefault(name, given[: quantities.LONGEST])
    st.text_input(
        "Your number",
        key=name,
        placeholder="a number, with its unit if you like",
        max_chars=quantities.LONGEST,
        live="400ms" if tell else False,
        autocomplete="off",
        on_change=tell,
    )


def _texts(shown: Shown) -> Sequence[str]:
    return [option.text for option in shown.options]


def _name(key: str, what: str) -> str:
    return f"{key}_{what}"
