"""Statistics: what the first answers of all learners say about the questions."""

from __future__ import annotations

import streamlit as st

from engine.study.teaching.item_stats import FEWEST, ItemStats, item_stats
from pages.ui import state, tables
from pages.ui.bank.given import first_attempts
from pages.ui.bank.one_item import FLAGS, LABELS, difficulty, show_one
from pages.ui.bank.words import label, percent, signed, written
from pages.ui.lesson import COLUMN, WIDE
from pages.ui.plain import counted, literal

MOST = 100
"""Rows of the table."""


@st.fragment
def show() -> None:
    """Show every question that was answered, those to look at first, then one in detail."""
    firsts, questions = first_attempts(), written(state.course().bank)
    found = {
        name: item_stats(one.question, own)
        for name, one in questions.items()
        if (own := firsts.to(one.question))
    }
    with st.container(width=COLUMN):
        if not found:
            st.info("Nobody has answered a question yet. Figures appear with the first answers.")
            return
        _say_whose(firsts.learners, firsts.count)
    ranked = sorted(found, key=lambda name: (-len(found[name].flags), _worth(found[name])))
    with st.container(width=WIDE):
        _table({name: found[name] for name in ranked[:MOST]})
        if len(ranked) > MOST:
            st.caption(f"The {MOST} that most deserve a look, of {len(ranked):,}.")
    with st.container(width=COLUMN):
        _say_flags({flag for stats in found.values() for flag in stats.flags})
        chosen = st.selectbox(
            "One question in detail",
            ranked,
            format_func=lambda name: label(questions[name]),
            key="statistics_item",
            persist_state="session",
        )
        show_one(questions[chosen or ranked[0]].question, firsts)


def _say_whose(learners: int, count: int) -> None:
    if learners == 1:
        st.warning(
            f"All {counted(count, 'first answer')} here are one person's. They tell about that "
            "person more than about the questions.",
            icon=":material/person:",
        )
        return
    st.markdown(
        f"{counted(count, 'first answer')} of {counted(learners, 'learner')}. Only the first "
        f"answer of each to a wording counts; correlations are told from {FEWEST} learners on."
    )


def _table(found: dict[str, ItemStats]) -> None:
    figures = list(found.values())
    columns = {
        "Question": [literal(name) for name in found],
        "Learners": [f"{stats.n:,}" for stats in figures],
        "Right": [difficulty(stats) for stats in figures],
        "By guessing": [percent(stats.guessing) for stats in figures],
        "With the rest": [signed(stats.correlation) for stats in figures],
        "Best less last": [signed(stats.separation) for stats in figures],
        "Time": ["–" if one.seconds is None else f"{one.seconds:.0f}\u00a0s" for one in figures],
        "Look at": [", ".join(LABELS[flag] for flag in one.flags) or "–" for one in figures],
    }
    tables.numbers(columns, alt="Statistics of the questions")


def _say_flags(flags: set[str]) -> None:
    said = [f"- **{LABELS[flag]}**: {says}" for flag, says in FLAGS.items() if flag in flags]
    st.markdown("\n".join(said))


def _worth(stats: ItemStats) -> float:
    """Return what to sort by: the lower the correlation, the sooner it deserves a look."""
    return stats.correlation if stats.correlation is not None else 2.0
