"""Your data: take it with you, bring it from elsewhere, delete it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from engine.records import transfer
from engine.records.facts import Fact
from pages.ui import state
from pages.ui.plain import counted, day, literal, shortened

LARGEST = transfer.LARGEST_FILE // 1_000_000
"""Megabytes that a file of records may have."""
_AHEAD = 86_400.0
"""Seconds that another computer's clock may be ahead of this one's."""


@st.fragment
def show_data() -> None:
    """Show what can be done with everything that is kept of this learner."""
    if st.session_state.pop("data_changed", False):
        st.rerun()
    st.header("Your data", anchor="data")
    own = _own(state.facts())
    # In a container of its own: what comes and goes here must not fold the expanders below.
    with st.container():
        state.tell_once()
        _show_kept(own)
    with st.expander("Bring records from another computer"):
        _show_import(own)
    if own:
        with st.expander("Delete my data"):
            _show_delete(own)


def _show_kept(own: Sequence[Fact]) -> None:
    if message := st.session_state.pop("data_done", None):
        st.success(message, icon=":material/check_circle:")
    if not own:
        st.caption("Nothing is kept of you yet.")
        return
    st.caption(f"{counted(len(own), 'entry', 'entries')} kept: answers, exams, lessons, dates.")
    st.download_button(
        "Download everything",
        data=partial(transfer.write, own),
        file_name=f"hedgebook-{day(state.now()).isoformat()}.jsonl",
        mime="application/x-ndjson",
        icon=":material/download:",
        on_click="ignore",
        key="data_download",
    )


def _own(facts: Sequence[Fact]) -> list[Fact]:
    """Return what is the learner's own; a right to teach is not taken along."""
    return [fact for fact in facts if fact.kind != "instructor"]


def _show_import(own: Sequence[Fact]) -> None:
    file = st.file_uploader(
        "A file that Hedgebook wrote",
        type="jsonl",
        max_upload_size=LARGEST,
        key=f"data_file_{st.session_state.get('data_files', 0)}",
    )
    if file is None:
        st.caption("You see what is in it before anything is added. Nothing you have is changed.")
        return
    read, problems = transfer.read(
        file.getvalue(), learner=state.learner(), latest=state.now() + _AHEAD
    )
    found = {fact.id: fact for fact in _own(read)}
    known = found.keys() & {fact.id for fact in own}
    new = [fact for name, fact in found.items() if name not in known]
    st.markdown(f"**{counted(len(new), 'new entry', 'new entries')}**, {len(known)} already here.")
    if problems:
        lines = [f"- {literal(shortened(problem, 200))}" for problem in problems]
        st.warning(
            "Some of the file cannot be used:\n\n" + "\n".join(lines),
            icon=":material/report:",
        )
    if new:
        st.button(
            f"Add {counted(len(new), 'entry', 'entries')}",
            type="primary",
            on_click=_add,
            args=(new,),
            key="data_add",
        )


def _add(new: Sequence[Fact]) -> None:
    before = len(state.facts())
    state.keep_all(new)
    added = len(state.facts()) - before
    st.session_state["data_files"] = st.session_state.get("data_files", 0) + 1
    _done(f"{counted(added, 'entry', 'entries')} added.")


def _show_delete(own: Sequence[Fact]) -> None:
    answers = sum(fact.kind == "answer" for fact in own)
    exams = sum(fact.kind == "exam_started" for fact in own)
    st.markdown(
        f"This deletes {counted(len(own), 'entry', 'entries')} for good, among them "
        f"{counted(answers, 'answer')} and {counted(exams, 'exam')}. Download them first if you "
        "may want them again."
    )
    if not st.session_state.get("data_delete"):
        st.button("Delete all of it", on_click=_ask, args=(True,), key="data_delete_ask")
        return
    with st.container(horizontal=True):
        st.button("Yes, delete everything", on_click=_delete, key="data_delete_yes")
        st.button("No, keep it", on_click=_ask, args=(False,), key="data_delete_no")


def _ask(asked: bool) -> None:
    st.session_state["data_delete"] = asked


def _delete() -> None:
    _ask(False)
    if state.forget():
        _done("Everything is deleted.")


def _done(message: str) -> None:
    """Have the whole page shown again, with a message here: its figures are no longer true."""
    st.session_state.update(data_done=message, data_changed=True)
