"""Where you stand: the chance to pass today, or what is missing for a figure; the exam's date."""

from __future__ import annotations

import secrets
from datetime import date

import streamlit as st

from engine.study.lessons import escape_money
from engine.study.standing.exam_date import setting
from engine.study.standing.readiness import NotYet, Readiness
from pages.ui import state
from pages.ui.plain import counted, day, listed, on, percent
from pages.ui.progress.view import View

_LEVELS = (
    (0.8, ":material/check_circle:", "You are likely to pass."),
    (0.5, ":material/balance:", "You would rather pass than fail, but it is not safe yet."),
    (0.2, ":material/balance:", "You would rather fail than pass, but it is within reach."),
    (0.0, ":material/construction:", "You are not ready yet."),
)


def show_readiness(view: View) -> None:
    """Show the figure, or say plainly that there is none yet and what it takes."""
    if view.exam is None or view.ready is None:
        st.info("There is no exam to be ready for. An instructor sees why under Question bank.")
        return
    title = escape_money(view.exam.blueprint.title)
    with st.container(border=True, key="readiness"):
        if isinstance(view.ready, NotYet):
            _show_not_yet(view.ready, title)
        else:
            _show_chance(view.ready, title, view.exam.blueprint.pass_mark)


def _show_not_yet(missing: NotYet, title: str) -> None:
    st.markdown(
        ":material/hourglass_empty: **Not enough answers yet to say whether you would pass.**"
    )
    if missing.more:
        parts = listed([f"**{escape_money(name)}**" for name in missing.parts])
        st.markdown(
            f"{counted(missing.more, 'more question')} will do: begin with {parts}."
            if missing.parts
            else f"{counted(missing.more, 'more question')} will do."
        )
    if missing.unasked:
        parts = listed([f"**{escape_money(name)}**" for name in missing.unasked])
        st.markdown(f"The bank has no question yet on {parts}, which the exam asks about.")
    st.caption(f"For the exam “{title}”. A figure from too few answers would only be a guess.")


def _show_chance(ready: Readiness, title: str, pass_mark: float) -> None:
    icon, level = next((icon, said) for limit, icon, said in _LEVELS if ready.chance >= limit)
    low, high = ready.interval
    st.markdown(f"{icon} **{level}**")
    st.markdown(
        f"If you sat “{title}” today, you would pass with a chance of **{percent(ready.chance)}**."
    )
    st.markdown(
        f"Expected score **{percent(ready.expected)}**, nine times out of ten between "
        f"{percent(low)} and {percent(high)}. The pass mark is {pass_mark:g} %."
    )


def show_exam_date(view: View) -> None:
    """Show how long it is until the learner's own exam, and let the date be set or taken back."""
    today = day(view.now)
    ahead = view.exam_day if view.exam_day and view.exam_day >= today else None
    st.markdown(f":material/event: {_until(view.exam_day, today)}")
    key = f"exam_date_{view.exam_day}"
    st.date_input(
        "Date of your exam",
        value=ahead,
        min_value=today,
        max_value=max(date(today.year + 5, 12, 31), ahead or today),
        format="YYYY-MM-DD",
        key=key,
        on_change=_set,
        args=(key,),
        width=260,
    )
    if view.exam_day:
        st.button("Take the date back", on_click=_keep, args=(None,), type="tertiary")


def _until(exam: date | None, today: date) -> str:
    if exam is None:
        return "When is your exam? With its date, reviews are planned towards it."
    days = (exam - today).days
    if days < 0:
        return f"Your exam was on {on(exam)}. Set the next one, or take the date back."
    if days == 0:
        return "Your exam is **today**. Good luck."
    return f"**{counted(days, 'day')}** to your exam on {on(exam)}."


def _set(key: str) -> None:
    chosen = st.session_state.get(key)
    _keep(chosen if isinstance(chosen, date) else None)


def _keep(chosen: date | None) -> None:
    state.keep(
        setting(
            chosen,
            state.facts(),
            learner=state.learner(),
            token=secrets.token_hex(8),
            now=state.now(),
        )
    )
