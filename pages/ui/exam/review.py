"""Every question of an exam that is over: the answer given, the right one, and why."""

from __future__ import annotations

import streamlit as st

from engine.study.exams.exam_asked import Item
from engine.study.exams.sitting import Sitting
from engine.study.lessons import escape_money
from pages.ui.exam import acts
from pages.ui.lesson import COLUMN
from pages.ui.question.explain import explanation

A_SCREEN = 20
"""Questions shown at once; more on demand."""
VERDICTS = {
    "right": (":green[:material/check_circle:]", "Right"),
    "half": (":orange[:material/contrast:]", "Half right"),
    "wrong": (":red[:material/cancel:]", "Wrong"),
    "unreadable": (":red[:material/cancel:]", "Could not be read as a number"),
    "": (":gray[:material/radio_button_unchecked:]", "Not answered"),
}


@st.fragment
def review(name: str) -> None:
    """Show the questions that the filter leaves."""
    stand = acts.standing(name)
    if stand is None or stand.ended is None:
        return
    with st.container(width=COLUMN, key="exam_review"):
        st.header("Every question", anchor=False)
        groups = _groups(stand)
        named = {f"{label} ({len(items)})": items for label, items in groups.items()}
        first = next(label for label, items in named.items() if items)
        chosen = st.segmented_control(
            "Show",
            list(named),
            default=first,
            required=True,
            key=f"exam_show_{name}",
        )
        items = named[chosen or first]
        shown = int(st.session_state.get("exam_more", A_SCREEN))
        for item in items[:shown]:
            _show(stand, item)
        if not items:
            st.caption("None.")
        if len(items) > shown:
            st.button(
                f"Show {min(A_SCREEN, len(items) - shown)} more",
                key="exam_show_more",
                on_click=_more,
                args=(shown,),
            )


def _more(shown: int) -> None:
    st.session_state["exam_more"] = shown + A_SCREEN


def _groups(stand: Sitting) -> dict[str, list[Item]]:
    """Return the questions by what a learner wants to look at; those not right first."""
    items = stand.exam.items
    marks = stand.marks
    missed = [one for one in items if (given := marks[one.number]) is None or given.score < 1]
    return {
        "Not right": missed,
        "Flagged": [one for one in items if one.number in stand.flagged],
        "All": list(items),
    }


def _show(stand: Sitting, item: Item) -> None:
    given = stand.marks[item.number]
    sign, word = VERDICTS[given.verdict if given is not None else ""]
    flag = " · :material/flag: flagged" if item.number in stand.flagged else ""
    with st.container(border=True, key=f"exam_reviewed_{item.number}"):
        st.caption(f"Question {item.number} · {escape_money(item.part)}{flag}")
        st.markdown(f"**{escape_money(item.shown.ask)}**")
        st.markdown(f"{sign} **{word}**")
        explanation(item.shown, stand.responses.get(item.number), given)
