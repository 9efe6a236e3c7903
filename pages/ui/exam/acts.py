"""What a learner does in an exam, each kept as a fact at once. All of it is safe to do twice."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable

import streamlit as st

from engine.records.facts import Fact
from engine.study.exams import exam
from engine.study.exams.exam_asked import exam_in
from engine.study.exams.sitting import Sitting, Why, stand
from engine.study.marking import Response
from pages.ui import state

SUMMARY = "end"
"""The place after the last question, in the address."""


def standing(name: str) -> Sitting | None:
    """Return where one exam stands now; what it asks is read once for each visit."""
    facts = state.facts()
    begun = next((f for f in facts if f.kind == "exam_started" and f.subject == name), None)
    if begun is None:
        return None
    known = st.session_state.get("exam_read")
    if known is None or known[0] is not begun:
        known = st.session_state["exam_read"] = (begun, exam_in(begun))
    return stand(known[1], facts) if known[1] is not None else None


def close_overdue(facts: list[Fact]) -> list[Fact]:
    """End the exams whose time ran out, and return the facts with their ends."""
    ends = exam.closing(facts, state.learner(), state.now())
    for fact in ends:
        state.keep(fact)
    return [*facts, *ends]


def begin(blueprint: str, lesson: str | None) -> None:
    """Begin an exam; while one runs, go there. Clicked twice it begins once."""
    facts = state.facts()
    under_way = exam.running(facts, state.now())
    if under_way:
        go(under_way[0].exam.id, 1)
        return
    named = state.course().blueprints.get(blueprint)
    if named is None:
        return
    fact = exam.begin(
        named,
        state.course().bank.questions.values(),
        learner=state.learner(),
        exam_id=secrets.token_hex(8),
        seed=new_seed(),
        at=state.now(),
        lesson=lesson,
        seen=met(facts),
    )
    if fact.detail["items"]:
        state.keep(fact)
        go(fact.subject, 1)


def new_seed() -> str:
    """Return the name of a fresh form, short enough to stand on paper."""
    return secrets.token_hex(2)


def met(facts: Iterable[Fact]) -> Counter[str]:
    """Return how often each question was answered in practice or stood in an exam."""
    counts: Counter[str] = Counter()
    for fact in facts:
        if fact.kind == "answer":
            counts[fact.subject] += 1
        elif fact.kind == "exam_started" and (begun := exam_in(fact)):
            counts.update(item.question.id for item in begun.items)
    return counts


def go(name: str, number: int | str) -> None:
    """Put a place in an exam into the address."""
    st.query_params.from_dict({"exam": name, "number": str(number)})


def answer(name: str, number: int, response: Response | None) -> None:
    """Keep an answer, unless the exam is over or it stands so already."""
    sat = standing(name)
    now = state.now()
    if sat is None or sat.over(now) or sat.responses.get(number) == response:
        return
    token = secrets.token_hex(4)
    state.keep(exam.told(sat, number, response, learner=state.learner(), token=token, at=now))


def turn_flag(name: str, number: int) -> None:
    """Flag a question for review, or take the flag away."""
    sat = standing(name)
    now = state.now()
    if sat is None or sat.over(now):
        return
    flagged = number not in sat.flagged
    token = secrets.token_hex(4)
    state.keep(exam.flag(sat, number, flagged, learner=state.learner(), token=token, at=now))


def saw(sat: Sitting, number: int) -> None:
    """Keep that a question was shown."""
    if number not in sat.seen:
        state.record("exam_seen", sat.exam.id, occasion=str(number))


def finish(name: str) -> None:
    """End an exam now."""
    sat = standing(name)
    if sat is not None and sat.ended is None:
        now = state.now()
        why: Why = "time" if sat.over(now) else "finished"
        state.keep(exam.ending(sat, state.learner(), now, why))
    st.query_params.from_dict({"exam": name})
