"""What a learner does in an exam, each kept as a fact at once. All of it is safe to do twice."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable

import streamlit as st

from engine.records.facts import Fact
from engine.study import exam
from engine.study.exam import Sitting
from engine.study.marking import Response
from pages.ui import state

SUMMARY = "end"
"""The place after the last question, in the address."""


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
        elif fact.kind == "exam_started" and (begun := exam.exam_in(fact)):
            counts.update(item.question.id for item in begun.items)
    return counts


def go(name: str, number: int | str) -> None:
    """Put a place in an exam into the address."""
    st.query_params.from_dict({"exam": name, "number": str(number)})


def answer(name: str, number: int, response: Response | None) -> None:
    """Keep an answer, unless the exam is over or it stands so already."""
    stand = exam.sitting(state.facts(), name)
    now = state.now()
    if stand is None or stand.over(now) or stand.responses.get(number) == response:
        return
    token = secrets.token_hex(4)
    state.keep(exam.told(stand, number, response, learner=state.learner(), token=token, at=now))


def turn_flag(name: str, number: int) -> None:
    """Flag a question for review, or take the flag away."""
    stand = exam.sitting(state.facts(), name)
    now = state.now()
    if stand is None or stand.over(now):
        return
    flagged = number not in stand.flagged
    token = secrets.token_hex(4)
    state.keep(exam.flag(stand, number, flagged, learner=state.learner(), token=token, at=now))


def saw(stand: Sitting, number: int) -> None:
    """Keep that a question was shown."""
    if number not in stand.seen:
        state.record("exam_seen", stand.exam.id, occasion=str(number))


def finish(name: str) -> None:
    """End an exam now."""
    stand = exam.sitting(state.facts(), name)
    if stand is not None and stand.ended is None:
        now = state.now()
        why: exam.Why = "time" if stand.over(now) else "finished"
        state.keep(exam.ending(stand, state.learner(), now, why))
    st.query_params.from_dict({"exam": name})
