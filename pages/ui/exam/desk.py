"""An exam under way: one question a screen, all questions at a glance, an end that is confirmed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from engine.study.exams.exam_asked import Item
from engine.study.exams.sitting import Sitting
from engine.study.lessons import escape_money
from engine.study.marking import Response
from pages.ui import state
from pages.ui.exam import acts
from pages.ui.exam.palette import palette, picked
from pages.ui.lesson import COLUMN
from pages.ui.plain import literal
from pages.ui.question.inputs import answer_input, response_of


@st.fragment
@state.one_look()
def desk(name: str) -> None:
    """Show where the learner is: a question, or the summary before the end."""
    stand = acts.standing(name)
    if stand is None or stand.over(state.now()):
        st.rerun()
    with st.container(width=COLUMN):
        state.notice("exam")
        place = _place(stand)
        if place == acts.SUMMARY:
            _summary(stand)
        else:
            _question(stand, stand.exam.items[int(place) - 1])


def _place(stand: Sitting) -> int | str:
    """Return where the address says that the learner is; the first question for nonsense."""
    asked = st.query_params.get("number", "")
    if asked == acts.SUMMARY:
        return asked
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return number if 1 <= number <= len(stand.exam.items) else 1


def _question(stand: Sitting, item: Item) -> None:
    name, number = stand.exam.id, item.number
    acts.saw(stand, number)
    with st.container(key="exam_question"):
        flag = " :material/flag: flagged" if number in stand.flagged else ""
        st.caption(f"Question {number} of {len(stand.exam.items)}{flag}")
        st.markdown(f"**{escape_money(item.shown.ask)}**")
        _input(stand, item)
    with st.container(horizontal=True, key="exam_walk"):
        _walk(name, number - 1, "Back", "arrow_back", "Alt+Left", disabled=number == 1)
        st.button(
            "Remove flag" if number in stand.flagged else "Flag for review",
            icon=":material/flag:",
            shortcut="Alt+M",
            key="exam_flag",
            on_click=acts.turn_flag,
            args=(name, number),
        )
        last = number == len(stand.exam.items)
        if last:
            _walk(name, acts.SUMMARY, "End the exam…", "checklist", "Alt+Right", primary=True)
        else:
            _walk(name, number + 1, "Next", "arrow_forward", "Alt+Right", primary=True)
    _overview(stand, number)
    if not last:
        _walk(name, acts.SUMMARY, "End the exam…", "checklist", None)


def _walk(
    name: str,
    to: int | str,
    label: str,
    icon: str,
    shortcut: str | None,
    *,
    primary: bool = False,
    disabled: bool = False,
) -> None:
    st.button(
        label,
        type="primary" if primary else "secondary",
        icon=f":material/{icon}:",
        icon_position="left" if icon == "arrow_back" else "right",
        shortcut=shortcut,
        disabled=disabled,
        key=f"exam_to_{icon}",
        on_click=acts.go,
        args=(name, to),
    )


def _overview(stand: Sitting, current: int) -> None:
    key = "exam_palette"
    palette(stand, current, key=key, chosen=partial(_pick, stand.exam.id, key))


def _pick(name: str, key: str) -> None:
    number = picked(key=key)
    if number:
        acts.go(name, number)


def _input(stand: Sitting, item: Item) -> None:
    """Show the input with what is saved; what another tab saved meanwhile replaces it."""
    name, number = stand.exam.id, item.number
    saved = stand.responses.get(number)
    key = _key(name, number, saved)
    answer_input(item.shown, key=key, given=saved, changed=partial(_answer, name, number))
    now = response_of(item.shown, key=key)
    if now != saved and now is not None:
        _catch_up(name, number, saved, now)
    _say(item, saved)


def _catch_up(name: str, number: int, saved: Response | None, now: Response) -> None:
    """Bring input and facts together where a server that was killed never heard of the change.

    Where nothing is saved the change is saved now; else what is saved is shown again, as it may
    have been given in another tab.
    """
    if saved is None:
        _answer(name, number, now)
        st.rerun(scope="fragment")
    reset = (name, number, saved)
    if st.session_state.get("exam_reset") != reset:
        st.session_state["exam_reset"] = reset
        turns, _ = st.session_state["exam_known"][(name, number)]
        st.session_state["exam_known"][(name, number)] = (turns + 1, saved)
        st.rerun(scope="fragment")


def _key(name: str, number: int, saved: Response | None) -> str:
    """Return the widget's key: a new one where the answer was changed elsewhere."""
    known = st.session_state.setdefault("exam_known", {})
    turns, before = known.get((name, number), (0, saved))
    turns += before != saved
    known[(name, number)] = (turns, saved)
    return f"exam_{name}_{number}_{turns}"


def _answer(name: str, number: int, response: Response | None) -> None:
    acts.answer(name, number, response)
    known = st.session_state.setdefault("exam_known", {})
    turns, _ = known.get((name, number), (0, None))
    known[(name, number)] = (turns, response)


def _say(item: Item, saved: Response | None) -> None:
    """Say what is saved: the words must not stand for a click that the server never heard of."""
    if saved is None:
        st.caption("Not answered yet.")
    elif not item.answers(saved):
        st.caption(
            ":material/error: This can't be read as a number. Write it like 1,043 or −0.45, "
            "with its unit if you like."
        )
    elif state.waiting():
        st.caption(":material/cloud_off: Kept, not saved yet.")
    else:
        st.caption(
            f":material/cloud_done: Saved: {_named(item, saved)}. You can change it until the end."
        )


def _named(item: Item, saved: Response) -> str:
    """Return an answer in a few words: the numbers of the options, or the number typed."""
    if item.shown.kind == "number":
        return literal(str(saved))
    if item.shown.kind == "order":
        return "your order"
    chosen = (saved,) if isinstance(saved, str) else saved
    places = [n for n, one in enumerate(item.shown.options, start=1) if one.text in chosen]
    return ("answer " if len(places) == 1 else "answers ") + ", ".join(map(str, places))


def _summary(stand: Sitting) -> None:
    exam_id, count = stand.exam.id, len(stand.exam.items)
    open_ones = [one.number for one in stand.exam.items if one.number not in stand.answered]
    with st.container(key="exam_question"):
        st.header("Before you end", anchor=False)
        st.markdown(
            f"**{len(stand.answered)} of {count} answered, {len(open_ones)} unanswered, "
            f"{len(stand.flagged)} flagged.**"
        )
        if open_ones:
            st.markdown(
                "An unanswered question scores nothing, and a wrong answer costs nothing. "
                "Choose a question below to go back to it."
            )
        else:
            st.markdown("Choose a question below to look at it again, or end the exam.")
    _overview(stand, 0)
    with st.container(horizontal=True, key="exam_walk"):
        back = (open_ones or sorted(stand.flagged) or [count])[0]
        _walk(exam_id, back, f"Back to question {back}", "arrow_back", "Alt+Left")
        st.button(
            "End the exam now",
            type="primary",
            icon=":material/done_all:",
            key="exam_end",
            on_click=acts.finish,
            args=(exam_id,),
        )
    st.caption("After that you see your result, and no answer can be changed.")
