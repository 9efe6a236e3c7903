"""What the first answers say about one question: figures, who chose what, what to look at."""

from __future__ import annotations

import streamlit as st

from engine.study.questions import Question
from engine.study.teaching.distractors import Choice
from engine.study.teaching.first_attempts import FirstAttempts
from engine.study.teaching.item_stats import FEWEST, ItemStats, item_stats
from pages.ui import tables
from pages.ui.bank.words import percent, signed
from pages.ui.plain import counted, literal

LABELS = {
    "check-key": "▲ check the key",
    "guessing": "▲ like guessing",
    "easy": "very easy",
    "strong-distractor": "strong distractor",
    "idle-distractor": "idle distractor",
}
FLAGS = {
    "check-key": "those who do well elsewhere do worse here.",
    "guessing": "learners are right no more often than by guessing.",
    "easy": "nearly everybody is right, so it tells learners apart no more.",
    "strong-distractor": "a wrong option attracts those who do better elsewhere.",
    "idle-distractor": "hardly anybody falls for one of the wrong options.",
}


def show_one(question: Question, firsts: FirstAttempts) -> None:
    """Show the statistics of one question, or that nobody answered it yet."""
    stats = item_stats(question, firsts.to(question))
    with st.container(border=True):
        st.markdown("**First answers to this question**")
        if older := firsts.older(question):
            st.caption(f"{counted(older, 'first answer')} to an earlier wording: not counted here.")
        if not stats.n:
            st.markdown("Nobody has answered it yet.")
            return
        st.markdown(_figures(stats))
        for flag in stats.flags:
            st.markdown(f"**{LABELS[flag]}**: {FLAGS[flag]}")
        if stats.choices:
            _show_choices(stats.choices, question)


def _figures(stats: ItemStats) -> str:
    parts = [
        f"{counted(stats.n, 'learner')}; {difficulty(stats)} right on average, "
        f"{percent(stats.guessing)} by guessing"
    ]
    if stats.seconds is not None:
        parts.append(f"half of them took {stats.seconds:.0f} s or less")
    if stats.correlation is not None:
        parts.append(f"correlation with the rest {signed(stats.correlation)}")
    if stats.separation is not None:
        parts.append(f"best 27\u00a0% less last 27\u00a0%: {signed(stats.separation)}")
    if stats.n < FEWEST:
        parts.append(f"more is told from {FEWEST} learners on")
    return "; ".join(parts) + "."


def difficulty(stats: ItemStats) -> str:
    """Return the mean score in percent, with its standard error."""
    error = f" ± {100 * stats.error:.0f}" if stats.error is not None else ""
    return "–" if stats.difficulty is None else f"{100 * stats.difficulty:.0f}{error}\u00a0%"


def _show_choices(found: tuple[Choice, ...], question: Question) -> None:
    """Show who chose what, and how those who did stand elsewhere."""
    columns: dict[str, list[str]] = {
        "Answer": [literal(_name(choice)) for choice in found],
        "Chosen by": [f"{choice.count:,}" for choice in found],
        "Share": [percent(choice.share) for choice in found],
        "Score elsewhere": [percent(choice.rest) for choice in found],
    }
    tables.numbers(columns, alt=f"Who chose what: {question.id}")


def _name(choice: Choice) -> str:
    return f"{'✓' if choice.right else '✗'} {choice.text or 'another number'}"
