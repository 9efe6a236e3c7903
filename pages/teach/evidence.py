"""How we know: every published number beside the engine's own, computed while you look."""

from __future__ import annotations

import streamlit as st

from engine.evidence import Table, tables
from engine.study.lessons import escape_money
from pages.ui import charts, identity, state
from pages.ui.evidence import words
from pages.ui.evidence.runs import Computed, runs
from pages.ui.lesson import COLUMN
from pages.ui.places import PAGES

LONG = 12
"""Rows beyond which a table opens on demand."""


def show_verdict() -> None:
    """Say how many numbers there are and whether they hold, and what is still to come."""
    found = [(table, runs().of(table)) for table in tables().values()]
    text = words.summary(found)
    failing = sum(computed.failing for _, computed in found if computed.final)
    if failing:
        st.error(text, icon=":material/error:")
    else:
        st.success(text, icon=":material/verified:")
    with st.container(key="evidence_progress"):
        if runs().waiting:
            follow(runs().done)
        else:
            st.caption("Every simulation is done, on the same random paths as always.")


@st.fragment(run_every=1)
def follow(done: int) -> None:
    """Show how far the simulations are, and show the page again when one more is done."""
    waiting = runs().waiting
    if runs().done > done or not waiting:
        st.rerun()
    st.progress(runs().share, text=f"Simulating: {tables()[waiting[0]].title}")


def show_table(table: Table) -> None:
    """Show one table: where it comes from, its rows, its picture."""
    computed = runs().of(table)
    with st.container(width=COLUMN):
        st.header(table.title, anchor=table.name.replace("_", "-"))
        st.caption(escape_money(words.source(table)))
        if table.note:
            st.markdown(escape_money(table.note))
        if computed.problem:
            st.error(f"✗ does not hold: it could not be computed ({computed.problem}).")
            return
        show_rows(table, computed)
        show_figure(table, computed)


def show_rows(table: Table, computed: Computed) -> None:
    """Show the rows, folded away with their verdict where there are many."""
    folded = len(computed.rows) > LONG
    with st.container(key=f"numbers_evidence_{table.name}"):
        place = st.expander(words.folded(computed)) if folded else st.container()
        place.markdown(words.markdown(table, computed))


def show_figure(table: Table, computed: Computed) -> None:
    """Show a table's picture once all that it shows is computed."""
    if table.figure is None:
        return
    others = [runs().of(tables()[name]) for name in table.together]
    with st.container(key=f"evidence_chart_{table.name}"):
        if not all(one.final for one in (computed, *others)):
            st.caption("The chart follows when its simulations are done.")
        elif not any(one.problem for one in others):
            figure = table.figure(computed.rows, *(one.rows for one in others))
            charts.show(figure, key=f"figure_{table.name}")


identity.gate()
state.keep_only("topic")
st.html(PAGES / "ui" / "evidence" / "tables.css")
with st.container(width=COLUMN):
    st.title("How we know", anchor=False)
    show_verdict()
    st.markdown(
        "Nothing under “Ours” is typed in: the engine computes it when this page is opened, with "
        "the same code that prices, hedges and quotes everywhere else in Hedgebook."
    )
    topics = list(dict.fromkeys(table.topic for table in tables().values()))
    topic = st.pills("Show only", topics, key="topic", bind="query-params")
for one in tables().values():
    if topic in (None, one.topic):
        show_table(one)
# After what is quick is on its way to the browser: both want the same interpreter.
runs().start()
