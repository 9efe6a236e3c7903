"""What is known of a question beside its words: where it is written, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from engine.errors import Fault
from engine.study.bank import Asked
from pages.ui.bank.faults import SIGNS
from pages.ui.plain import literal

KINDS = {
    "choice": "one right option",
    "select": "select all that are right",
    "number": "a number",
    "order": "steps in order",
}


def show_about(asked: Asked, faults: Sequence[Fault] = ()) -> None:
    """Show where a question stands, how it is answered, and every fault with its remedy."""
    question = asked.question
    known = {
        "Written in": f"{asked.file}, line {asked.line}",
        "Id": question.id,
        "Answered by": KINDS[question.kind],
        "Topic": question.topic,
        "Objective": question.objective,
        "Level": question.level,
        "Lesson": question.lesson,
        "Tags": ", ".join(question.tags),
        "Source": question.source,
        "Version": question.version,
    }
    with st.container(border=True):
        st.markdown("**About this question**")
        for fault in faults:
            remedy = f"To mend it: {literal(fault.remedy)}."
            st.markdown(f"**{SIGNS[fault.severity]}**: {literal(fault.message)}. {remedy}")
        rows = [f"**{name}** {literal(text)}" for name, text in known.items() if text]
        st.markdown("  \n".join(rows))
