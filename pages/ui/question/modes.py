"""The ways to practise on a page: chosen, kept in the address, and where each one stands."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from engine.study.course import Course
from engine.study.modes import MODES, Mode, following, in_course_order, queue
from engine.study.practice import Answer, Past, score
from engine.study.questions import Question
from engine.study.standing.exam_date import exam_at
from pages.ui import state
from pages.ui.progress.view import exams
from pages.ui.question.attempts import everything_given

NAMES: dict[Mode, str] = {
    "topic": "By topic",
    "weak": "Weak spots",
    "mixed": "Mixed",
    "review": "Due today",
}
_FRESH = 600.0
"""Seconds for which what is due stays so."""


class _Left(NamedTuple):
    """What was left to do, and what it was worked out from."""

    stamp: tuple[object, ...]
    course: Course
    given: tuple[Answer, ...]
    questions: list[Question]


def mode() -> Mode:
    """Return the way to practise that the address names; by topic where it names none."""
    asked = st.query_params.get("mode")
    return next((one for one in MODES if one == asked), MODES[0])


def topic(past: Past) -> str:
    """Return the topic that the address names, its question's, or where the course goes on."""
    bank = state.course().bank
    named = st.query_params.get("topic", "")
    if named in bank.topics():
        return named
    everything = in_course_order(bank.on(None), state.course().lessons)
    linked = bank.questions.get(st.query_params.get("question", ""))
    goes_on = linked or following("topic", everything, everything_given(past))
    return goes_on.topic if goes_on else ""


def left(past: Past) -> list[Question]:
    """Return what there is to ask in this mode; worked out once after each answer."""
    course = state.course()
    about = topic(past) if mode() == "topic" else ""
    stamp = (mode(), about, past.exams, state.now() // _FRESH)
    known: _Left | None = st.session_state.get("quiz_queue")
    if known is None or known.stamp != stamp or known.course is not course:
        known = None
    if known is None or known.given != past.given:
        found = _without_answered(known, past) or (
            course.bank.on(about) if about else _queue(course, past)
        )
        known = _Left(stamp, course, past.given, found)
        st.session_state["quiz_queue"] = known
    return known.questions


def _without_answered(known: _Left | None, past: Past) -> list[Question]:
    """Return today's reviews but those answered since: the plan of a day stands while it is done.

    When none is left, or after a while, it is worked out anew.
    """
    if known is None or mode() != "review" or past.given[: len(known.given)] != known.given:
        return []
    answered = {answer.question for answer in past.given[len(known.given) :]}
    return [question for question in known.questions if question.id not in answered]


def _queue(course: Course, past: Past) -> list[Question]:
    questions = in_course_order(course.bank.on(None), course.lessons)
    given, now = everything_given(past), state.now()
    if mode() != "review":
        return queue(mode(), questions, given, now=now)
    exam = next((one.blueprint for one in exams(course)), None)
    day = exam_at(state.facts(), now=now)
    return queue("review", questions, given, now=now, exam_at=day, blueprint=exam)


def coming(past: Past, after: str | None = None) -> Question | None:
    """Return the question to ask next in this mode, or None where nothing is left."""
    return following(mode(), left(past), everything_given(past), after)


def choose(past: Past) -> None:
    """Show the modes, and the topics where one is practised."""
    st.session_state["quiz_mode"] = mode()
    st.segmented_control(
        "Practise",
        MODES,
        format_func=lambda one: NAMES[one],
        key="quiz_mode",
        on_change=_choose_mode,
        required=True,
        label_visibility="collapsed",
    )
    if mode() == "topic":
        st.session_state["quiz_topic"] = topic(past)
        topics = state.course().bank.topics()
        st.selectbox("Topic", topics, key="quiz_topic", on_change=_choose_topic)


def _choose_mode() -> None:
    begin(st.session_state["quiz_mode"])


def begin(chosen: Mode, **more: str) -> None:
    """Begin anew in a mode: with the next question that it asks."""
    form = st.query_params.get("form")
    st.query_params.from_dict({"mode": chosen, **({"form": form} if form else {}), **more})


def _choose_topic() -> None:
    begin("topic", topic=st.session_state["quiz_topic"])


def say_standing(question: Question, past: Past, *, told: bool) -> None:
    """Say in one line what is practised and how it stands; counted anew only after an answer.

    What is left in a queue is counted with the next question, not while this one is explained.
    """
    stamp = (mode(), question.topic, past.given, past.exams)
    known = st.session_state.get("quiz_standing", ((None, None), ""))
    queued = told and mode() in ("weak", "review") and known[0][:2] == stamp[:2]
    if known[0] != stamp and not queued:
        known = (stamp, _standing(question, past))
        st.session_state["quiz_standing"] = known
    st.caption(known[1])


def _standing(question: Question, past: Past) -> str:
    if mode() == "review":
        return f"{question.topic} · {len(left(past))} left today"
    if mode() == "weak":
        count = len(left(past))
        spots = "1 weak spot" if count == 1 else f"{count} weak spots"
        return f"{question.topic} · {spots}. Two good answers in a row mend one."
    topic_first = "" if mode() == "topic" else f"{question.topic} · "
    standing = score(state.course().bank.on(question.topic), everything_given(past))
    return (
        f"{topic_first}{standing.right} right, {standing.wrong} to mend, "
        f"{standing.unseen} not seen yet"
    )


def nothing_left() -> None:
    """Say that there is nothing to ask in this mode, and offer another one."""
    if mode() == "weak":
        st.info("No weak spots so far. They gather here when an answer goes wrong or was a guess.")
    else:
        st.info("Nothing is left for today. What you know comes back when it is about to fade.")
    if st.button("Practise mixed", type="primary", key="quiz_mixed"):
        begin("mixed")
        # The modes stand outside of what a click here shows again.
        st.rerun()
