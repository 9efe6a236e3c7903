"""Attempts of this visit: fresh names for them, and what the learner did in earlier ones."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

import streamlit as st

from engine.records.facts import Fact
from engine.study.exams.exam import answers_of_exams
from engine.study.marking import mark
from engine.study.practice import NOTHING, Answer, Past, past
from engine.study.questions import Question
from engine.study.shown import Shown, other_seed, seed_with, shown
from pages.ui import state

LONGEST_SECONDS = 600.0
"""Beyond this somebody was away, not thinking."""
_NAME = re.compile(r"[A-Za-z0-9-]{1,16}")


def new_attempt(question: Question, seen: str | None = None) -> str:
    """Return the name of a fresh attempt, with other numbers than the attempt ``seen`` had."""
    token = secrets.token_hex(4)
    return _begun(token if seen is None else other_seed(question, seen, token))


def attempt_with(question: Question, numbers: Mapping[str, float]) -> str:
    """Return the name of a fresh attempt that shows the numbers a lesson tells of."""
    return _begun(seed_with(question, numbers, secrets.token_hex(4)))


def _begun(attempt: str) -> str:
    st.session_state.setdefault("question_shown_at", {})[attempt] = state.now()
    return attempt


def is_attempt(text: str) -> bool:
    """Return whether a text can be the name of an attempt."""
    return _NAME.fullmatch(text) is not None


def seconds(attempt: str) -> float:
    """Return how long an attempt has taken; 0 where this visit did not begin it."""
    begun = st.session_state.get("question_shown_at", {}).get(attempt)
    return 0.0 if begun is None else min(max(0.0, state.now() - begun), LONGEST_SECONDS)


def learners_past() -> Past:
    """Return what this learner did with questions; only facts that are new are read."""
    revision, facts = state.reading()
    known, found = st.session_state.get("question_past", (None, NOTHING))
    if known != revision:
        found = past(facts, found)
        st.session_state["question_past"] = (revision, found)
    return found


def everything_given(found: Past) -> list[Answer]:
    """Return all answers, also those of the exams that are over, oldest first."""
    known = st.session_state.get("question_given", (None, []))
    if known[0] is not found:
        merged = sorted([*found.given, *_in_exams(found)], key=lambda answer: answer.at)
        known = st.session_state["question_given"] = (found, merged)
    return known[1]


def _in_exams(found: Past) -> list[Answer]:
    """Return the answers given in exams; kept apart, as most answers are given outside of them."""
    known: tuple[tuple[Fact, ...], list[Answer]] = st.session_state.get("question_exams", ((), []))
    if known[0] != found.exams:
        known = found.exams, answers_of_exams(found.exams)
        st.session_state["question_exams"] = known
    return known[1]


def as_answered(question: Question, answer: Answer) -> Shown | None:
    """Return a question as it was when it was answered; None where it no longer has that answer."""
    seen = shown(question, answer.attempt, answer.form)
    gone = mark(seen, answer.response).verdict == "unreadable"
    return None if gone else seen
