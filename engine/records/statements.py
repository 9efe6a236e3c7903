"""What is said to the database, composed once."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from engine.records.rows import MODULUS
from engine.records.tables import FACTS, REVISIONS

_SMALL = 2**31 - 1
"""Revisions modulo this can be summed over all learners without leaving 64 bits."""
_OF: BindParameter[str] = bindparam("of")

_FACTS = select(*(column for column in FACTS.c if column.name != "id"))
FACTS_OF_LEARNER = _FACTS.where(FACTS.c.learner == _OF).order_by(FACTS.c.at, FACTS.c.id)
FACTS_OF_KINDS = _FACTS.where(FACTS.c.kind.in_(bindparam("of", expanding=True))).order_by(
    FACTS.c.at, FACTS.c.id
)
REVISION = select(REVISIONS.c.revision).where(REVISIONS.c.learner == _OF)
REVISION_OF_ALL = select(
    func.count() * _SMALL + func.coalesce(func.sum(REVISIONS.c.revision % _SMALL), 0)
).select_from(REVISIONS)
FORGET_FACTS = delete(FACTS).where(FACTS.c.learner == _OF)
FORGET_REVISION = delete(REVISIONS).where(REVISIONS.c.learner == _OF)


class Writing(NamedTuple):
    """How facts are written: ``insert`` answers with new ids, ``revise`` with the new revision."""

    insert: ReturningInsert[Any]
    revise: ReturningInsert[Any]


def writing(dialect: str) -> Writing:
    """Return how to insert facts and how to move a learner's revision on, in one dialect."""
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    facts = insert(FACTS).on_conflict_do_nothing(index_elements=["id"]).returning(FACTS.c.id)
    step = insert(REVISIONS).values(learner=_OF, revision=bindparam("step"))
    revised = step.on_conflict_do_update(
        index_elements=["learner"],
        set_={"revision": (REVISIONS.c.revision + step.excluded.revision) % MODULUS},
    )
    return Writing(facts, revised.returning(REVISIONS.c.revision))
