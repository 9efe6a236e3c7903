"""The quiz: one question at a time, with the reason for every possible answer afterwards."""

from __future__ import annotations

from functools import partial

import streamlit as st

from engine.study.marking import Response
from engine.study.practice import Answer, Past
from engine.study.questions import Question
from engine.study.shown import Form, Shown, shown
from pages.ui import state
from pages.ui.lesson import COLUMN
from pages.ui.places import place
from pages.ui.plain import literal
from pages.ui.question import address, modes
from pages.ui.question.asking import ask
from pages.ui.question.attempts import as_answered, is_attempt, learners_past, new_attempt
from pages.ui.question.equipment import equip
from pages.ui.question.feedback import feedback, once_more
from pages.ui.question.simulator import simulator_link

OURS = ("mode", "topic", "question", "attempt", "given", "form")
KEYS = (
    "Keys: arrows or Alt+1 to Alt+9 choose · Alt+G guess, Alt+F fairly sure, Alt+S sure · "
    "Alt+Right next question"
)


def go_to(question: Question, seen: str | None = None) -> str:
    """Put a question with a fresh attempt into the address and return the attempt.

    In one step: each change of the address is a stop on the browser's way back.
    """
    attempt = new_attempt(question, seen)
    kept = {name: text for name, text in st.query_params.items() if name != "given"}
    about = {"topic": question.topic} if modes.mode() == "topic" else {}
    st.query_params.from_dict({**kept, **about, "question": question.id, "attempt": attempt})
    return attempt


def forget(*names: str) -> None:
    """Take from the address what is not so any more."""
    for name in names:
        if name in st.query_params:
            del st.query_params[name]


@state.one_look()
def next_one(question: Question, attempt: str) -> None:
    """Go on from a question; a second click on the same button changes nothing."""
    if st.query_params.get("attempt") != attempt:
        return
    coming = modes.coming(learners_past(), after=question.id)
    if coming is None:
        forget("question", "attempt", "given")
    else:
        go_to(coming)


def open_question(past: Past) -> tuple[Question | None, str]:
    """Return the question and the attempt that the address names, or the next one to ask."""
    named = st.query_params.get("question")
    question = state.course().bank.questions.get(named or "")
    if named and question is None:
        st.warning(f'There is no question "{literal(named[:60])}". Here is another one.')
    attempt = st.query_params.get("attempt", "")
    if question is None:
        question, attempt = modes.coming(past), ""
    if question is not None and not is_attempt(attempt):
        attempt = go_to(question)
    return question, attempt


def keep_given(seen: Shown, response: Response | None) -> None:
    """Put into the address what is chosen or typed so far, so that a refresh keeps it."""
    text = address.written(seen, response)
    if text:
        st.query_params["given"] = text
    else:
        forget("given")


def choose_form() -> None:
    """Show numbers as a choice, or not, from now on."""
    forget("given", "form")
    if st.session_state["quiz_form"]:
        st.query_params["form"] = "choice"


def show_asking(question: Question, attempt: str, hints: int) -> None:
    """Ask a question, with what the address says of its answer already in the input."""
    form: Form = "choice" if st.query_params.get("form") == "choice" else "own"
    seen = shown(question, attempt, form)
    form = "own" if seen.kind == question.kind else form
    ask(
        seen,
        key=f"quiz_{attempt}_{form}",
        where=modes.mode(),
        hints=hints,
        form=form,
        given=address.read(seen, st.query_params.get("given", "")),
        changed=partial(keep_given, seen),
        equipped=True,
    )
    if question.kind == "number" and shown(question, attempt, "choice").kind == "choice":
        st.session_state["quiz_form"] = form == "choice"
        st.toggle("As multiple choice, as in the exam", key="quiz_form", on_change=choose_form)


def show_told(seen: Shown, answer: Answer) -> None:
    """Show how an answer was, and where to go from here."""
    question = seen.question
    forget("given")
    feedback(seen, answer, key=f"quiz_{answer.attempt}")
    with st.container(horizontal=True, key="quiz_on"):
        st.button(
            "Next question",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=next_one,
            args=(question, answer.attempt),
            key="quiz_next",
            shortcut="Alt+Right",
        )
        once_more(seen, key="quiz", again=partial(go_to, question, answer.attempt))
    with st.container(horizontal=True):
        simulator_link(seen.simulator)
        lesson_link(question)


def lesson_link(question: Question) -> None:
    """Link to the lesson that a question belongs to."""
    lesson = state.course().lesson(question.lesson)
    if lesson:
        st.page_link(
            place("lessons"),
            label=f"Lesson: {lesson.title}",
            icon=":material/menu_book:",
            query_params={"lesson": lesson.slug},
        )


@st.fragment
@state.one_look()
def one_question() -> None:
    """Show one question and how the learner stands; only this runs again on most clicks."""
    past = learners_past()
    state.notice("quiz")
    question, attempt = open_question(past)
    if question is None:
        modes.nothing_left()
        return
    answer = past.answer(question.id, attempt)
    seen = as_answered(question, answer) if answer else None
    if answer is not None and seen is None:
        answer, attempt = None, go_to(question)
    modes.say_standing(question, past, told=answer is not None)
    if answer is None or seen is None:
        show_asking(question, attempt, past.hints(question.id, attempt))
    else:
        show_told(seen, answer)


@st.fragment
@state.one_look()
def quiz() -> None:
    """Show the ways to practise, and a question."""
    if not state.course().bank.questions:
        st.info("There is no question to ask. An instructor sees why under Question bank.")
        return
    modes.choose(learners_past())
    one_question()
    with st.container(key="quiz_keyboard"):
        st.caption(KEYS)


state.keep_only(*OURS)
equip(key="quiz")
st.title("Quiz", anchor=False)
with st.container(width=COLUMN):
    quiz()
