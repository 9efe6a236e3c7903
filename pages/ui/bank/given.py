"""The first answers of everybody who learns here, read anew when somebody has answered."""

from __future__ import annotations

from engine.study.teaching import first_attempts as firsts
from engine.study.teaching.first_attempts import FirstAttempts
from pages.ui import state

_slot: list[tuple[object, FirstAttempts]] = []


def first_attempts() -> FirstAttempts:
    """Return the first answer of every learner to every question, in practice or in an exam."""
    facts = state.everybody("answer", "exam_started", "exam_answer", "exam_ended")
    stamp = (len(facts), facts[-1].id if facts else "")
    if not _slot or _slot[0][0] != stamp:
        _slot[:] = [(stamp, firsts.first_attempts(facts))]
    return _slot[0][1]
