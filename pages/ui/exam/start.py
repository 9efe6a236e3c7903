"""Before an exam: what runs already, which exams there are, and how earlier ones went."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from engine.study.exams import exam
from engine.study.exams.blueprints import NamedBlueprint
from engine.study.exams.draw import Plan, plan
from engine.study.exams.result import result
from engine.study.exams.sitting import Sitting
from engine.study.lessons import escape_money
from pages.ui import state
from pages.ui.exam import acts, papers, words
from pages.ui.lesson import COLUMN
from pages.ui.plain import counted, moment

RULES = (
    "The clock starts when you begin and does not stop. Nothing says what is right until the end. "
    "Every answer is saved as you give it, so you can close the page and go on elsewhere."
)


@st.fragment
def start() -> None:
    """Show a running exam first, then each exam as a card."""
    facts = state.facts()
    under_way = exam.running(facts, state.now())
    if "exam" in st.query_params:
        st.rerun()
    with st.container(width=COLUMN):
        state.notice("exam")
        for stand in under_way:
            _running(stand)
        named = _chosen_first(list(state.course().blueprints.values()))
        if not named:
            st.info("There is no exam yet. An instructor adds one in quiz_bank/blueprints.")
            return
        if not under_way:
            st.markdown(RULES)
        taken = state.derived(exam.sittings)
        for place, one in enumerate(named):
            _card(one, taken, may_begin=not under_way, first=place == 0)


def _running(stand: Sitting) -> None:
    with st.container(border=True, key=f"exam_running_{stand.exam.id}"):
        left = words.clock(stand.left(state.now()))
        done = f"{len(stand.answered)} of {len(stand.exam.items)} answered"
        st.markdown(
            f"**Your exam is running: {escape_money(stand.exam.title)}**  \n{left} left, {done}."
        )
        st.button(
            f"Go on: {left} left",
            type="primary",
            icon=":material/arrow_forward:",
            key=f"exam_go_on_{stand.exam.id}",
            on_click=acts.go,
            args=(stand.exam.id, _next_open(stand)),
        )


def _next_open(stand: Sitting) -> int:
    numbers = [item.number for item in stand.exam.items]
    return next((number for number in numbers if number not in stand.answered), 1)


def _chosen_first(named: list[NamedBlueprint]) -> list[NamedBlueprint]:
    """Return the exams, the one that the address names in front, those on one lesson last."""
    asked = st.query_params.get("blueprint")
    return sorted(named, key=lambda one: (one.name != asked, one.blueprint.by_lesson, one.name))


def _card(one: NamedBlueprint, taken: Sequence[Sitting], *, may_begin: bool, first: bool) -> None:
    blueprint = one.blueprint
    with st.container(border=True, key=f"exam_card_{one.name}"):
        st.header(escape_money(blueprint.title), anchor=False)
        st.markdown(escape_money(blueprint.note))
        lesson = _lesson(one.name) if blueprint.by_lesson else None
        planned = plan(blueprint, state.course().bank.questions.values(), lesson)
        st.markdown(
            f"**{counted(planned.count, 'question')} · {words.minutes(60 * planned.minutes)} · "
            f"pass mark {words.percent(blueprint.pass_mark / 100)}**"
        )
        _shortage(planned)
        if planned.count and may_begin:
            with st.container(horizontal=True):
                st.button(
                    "Begin the exam",
                    type="primary" if first else "secondary",
                    icon=":material/play_arrow:",
                    key=f"exam_begin_{one.name}",
                    on_click=acts.begin,
                    args=(one.name, lesson),
                )
                papers.fresh(one, lesson)
        _attempts(one.name, taken)


def _lesson(name: str) -> str | None:
    """Let the learner choose the lesson; the address may have chosen already."""
    titles = {lesson.slug: lesson.front.title for lesson in state.course().lessons}
    if not titles:
        return None
    key = f"exam_lesson_{name}"
    asked = st.query_params.get("lesson", "")
    if key not in st.session_state and asked in titles:
        st.session_state[key] = asked
    return str(st.selectbox("Lesson", list(titles), key=key, format_func=lambda slug: titles[slug]))


def _shortage(planned: Plan) -> None:
    if not planned.short:
        return
    missing = ", ".join(f"{part.missing} on {escape_money(part.name)}" for part in planned.short)
    if planned.count:
        st.info(
            f"{planned.count} of {planned.full} questions are there, so this exam is shorter. "
            f"Not written yet: {missing}.",
            icon=":material/hourglass_empty:",
        )
    else:
        st.info("No question of this exam is written yet.", icon=":material/hourglass_empty:")


def _attempts(name: str, taken: Sequence[Sitting]) -> None:
    ended = [one for one in taken if one.exam.blueprint == name and one.ended is not None]
    if not ended:
        return
    st.markdown("**Your attempts**")
    for stand in reversed(ended[-5:]):
        made = result(stand)
        verdict = "passed" if made.passed else "not passed"
        st.button(
            f"{moment(stand.exam.started)}: {words.points(made.total)} right, "
            f"{words.percent(made.total.share)}, {verdict}",
            key=f"exam_attempt_{stand.exam.id}",
            type="tertiary",
            icon=":material/check_circle:" if made.passed else ":material/replay:",
            on_click=st.query_params.from_dict,
            args=({"exam": stand.exam.id},),
        )
    if len(ended) > 5:
        st.caption(f"And {len(ended) - 5} earlier ones, under Progress.")
