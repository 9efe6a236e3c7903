"""The quiz: one question at a time, with the reason for every option afterwards."""

from __future__ import annotations

from functools import partial

import streamlit as st

from engine.study.practice import Answer, answers, next_question, score, to_mend
from engine.study.questions import Question
from pages.ui import question as asked
from pages.ui import state
from pages.ui.lesson import COLUMN
from pages.ui.places import place

ALL = "All topics"
MEND = "My wrong answers"


def open_question(given: list[Answer]) -> tuple[Question | None, str]:
    """Return the question and attempt that the address names, or the next one to ask.

    Both stand in the address, so that a refresh shows the same question in the same order.
    """
    named = state.course().bank.questions.get(st.query_params.get("question", ""))
    attempt = st.query_params.get("attempt", "")
    if named is None:
        named = next_question(pool(given), given)
        attempt = ""
    if named is not None and (not attempt or len(attempt) > 16):
        attempt = go_to(named)
    return named, attempt


def go_to(question: Question) -> str:
    """Put a question with a fresh attempt into the address and return the attempt."""
    attempt = asked.new_attempt()
    st.query_params.update({"question": question.id, "attempt": attempt})
    return attempt


def topic() -> str:
    """Return what was chosen to practise: a topic, the wrong answers, or all."""
    chosen = st.query_params.get("topic", ALL)
    return chosen if chosen in (MEND, *state.course().bank.topics()) else ALL


def pool(given: list[Answer]) -> list[Question]:
    """Return the questions to draw from; all of them when nothing is left to mend."""
    course = state.course()
    order = [lesson.slug for lesson in course.lessons]

    def place_in_course(question: Question) -> int:
        return order.index(question.lesson) if question.lesson in order else len(order)

    questions = sorted(course.bank.on(None), key=place_in_course)
    if topic() == MEND:
        return to_mend(questions, given) or questions
    return [one for one in questions if topic() in (ALL, one.topic)]


def choose_topic() -> None:
    """Begin with the next question on the topic that was just chosen."""
    chosen = st.session_state["quiz_topic"]
    st.query_params.clear()
    if chosen and chosen != ALL:
        st.query_params["topic"] = chosen


def next_one(question: Question) -> None:
    """Go on to the next question."""
    given = answers(state.facts())
    following = next_question(pool(given), given, after=question.id)
    if following is not None:
        go_to(following)


@st.fragment
def quiz() -> None:
    """Show the topic, one question, and how the learner stands."""
    bank = state.course().bank
    given = answers(state.facts())
    named = st.query_params.get("question")
    with st.container(width=COLUMN):
        state.notice("quiz")
        if not bank.questions:
            st.info("There is no question to ask. An instructor sees why under Question bank.")
            return
        topics = [
            ALL,
            *([MEND] if to_mend(bank.on(None), given) or topic() == MEND else []),
            *bank.topics(),
        ]
        st.session_state["quiz_topic"] = topic()
        st.selectbox("Topic", topics, key="quiz_topic", on_change=choose_topic)
        if named and named not in bank.questions:
            st.warning(f'There is no question "{named[:60]}". Here is another one.')
        question, attempt = open_question(given)
        if question is None:
            return
        answer = asked.answered(question, given, attempt)
        standing = score(bank.on(None if topic() in (ALL, MEND) else topic()), given)
        st.caption(
            f"{question.topic} · {standing.right} right, {standing.wrong} to mend, "
            f"{standing.unseen} not seen yet"
        )
        key = f"quiz_{attempt}"
        if answer is None:
            asked.ask(question, attempt, key=key)
            return
        asked.explain(question, answer, key=key, again=partial(go_to, question))
        with st.container(horizontal=True):
            st.button(
                "Next question",
                type="primary",
                icon=":material/arrow_forward:",
                on_click=next_one,
                args=(question,),
                key="quiz_next",
            )
            lesson = state.course().lesson(question.lesson)
            if lesson:
                st.page_link(
                    place("lessons"),
                    label=f"Lesson: {lesson.title}",
                    icon=":material/menu_book:",
                    query_params={"lesson": lesson.slug},
                )


state.keep_only("question", "attempt", "topic")
st.title("Quiz", anchor=False)
quiz()
