"""What is said after an answer: every option, number and step, right or wrong, and why."""

from __future__ import annotations

import streamlit as st

from engine.study.lessons import escape_money
from engine.study.marking import Mark, Response
from engine.study.reasons import Reason, places, reasons
from engine.study.shown import Shown
from pages.ui.plain import literal

_RIGHT, _WRONG = ":green[:material/check_circle:]", ":gray[:material/cancel:]"


def explanation(
    shown: Shown, response: Response | None, mark: Mark | None, *, brief: bool = False
) -> None:
    """Show why each possible answer is right or wrong, and which one was given, without a verdict.

    ``brief`` folds away what is neither right nor given. Without a ``response`` nothing was given.
    """
    if mark is not None and mark.says and mark.verdict != "unreadable":
        _particular(response, mark)
    if shown.kind == "order":
        _show_places(shown, response)
    else:
        _show_reasons(shown, response, mark, brief=brief)
    if shown.why and shown.question.answer is None:
        st.markdown(escape_money(shown.why))


def _particular(response: Response | None, mark: Mark) -> None:
    """Say what is particular about this answer: the trap that it fell into, what was missed."""
    given = f"**{literal(response)}**: " if isinstance(response, str) else ""
    st.markdown(f":material/lightbulb: {given}{escape_money(mark.says)}")


def _show_reasons(
    shown: Shown, response: Response | None, mark: Mark | None, *, brief: bool
) -> None:
    found = reasons(shown, response, mark)
    fold = brief or shown.kind == "number"
    others = [one for one in found if fold and not one.right and not one.yours]
    if shown.kind == "number" and response and not any(one.yours for one in found):
        st.markdown(f"Your answer: **{literal(str(response))}**")
    for one in found:
        trapped = shown.kind == "number" and one.yours and not one.right
        if one not in others and not trapped:
            _show(one, shown)
    if others:
        title = "Common wrong numbers" if shown.kind == "number" else "Why not the others?"
        with st.expander(title):
            for one in others:
                _show(one, shown)


def _show(one: Reason, shown: Shown) -> None:
    verdict = "right" if one.right else "wrong"
    if one.yours:
        verdict += ", your answer" if shown.kind != "select" else ", you chose it"
    elif one.right and shown.kind == "select":
        verdict += ", not chosen"
    text = (
        f"{_RIGHT if one.right else _WRONG} **{escape_money(one.text)}** ({verdict})  \n"
        f"{escape_money(one.why)}"
    )
    if one.yours or one.right:
        st.container(border=True).markdown(text)
    else:
        st.markdown(text)


def _show_places(shown: Shown, response: Response | None) -> None:
    lines = []
    for number, place in enumerate(places(shown, response), start=1):
        said = ""
        if place.yours is not None:
            in_place = place.yours == number
            said = (
                f" {_RIGHT} in its place" if in_place else f" {_WRONG} you put it at {place.yours}"
            )
        lines.append(f"{number}. {escape_money(place.text)}{said}")
    st.markdown("The right order:\n\n" + "\n".join(lines))
