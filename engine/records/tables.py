"""The tables: facts, and beside them one number a learner that changes with every fact."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    Float,
    MetaData,
    String,
    Table,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.schema import CreateIndex, CreateTable

from engine.records.rows import LONGEST

_METADATA = MetaData()
FACTS = Table(
    "facts",
    _METADATA,
    Column("id", String(32), primary_key=True),
    Column("at", Float, nullable=False),
    Column("learner", String(LONGEST), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("subject", String(LONGEST), nullable=False),
    Column("occasion", String(LONGEST), nullable=False),
    Column("detail", JSON, nullable=False),
)
REVISIONS = Table(
    "revisions",
    _METADATA,
    Column("learner", String(LONGEST), primary_key=True),
    Column("revision", BigInteger, nullable=False),
)
_LOCK = 5_205_200_601
"""PostgreSQL's name, any number, for the right to make the tables."""


def make_tables(connection: Connection) -> None:
    """Make what is missing, once, whoever else tries at the same moment.

    Where everything is there, nothing is asked of the database that a mere writer may not do.
    """
    if not _missing(connection):
        return
    if connection.dialect.name == "postgresql":
        # CREATE TABLE IF NOT EXISTS fails when two programs run it at once.
        connection.execute(text("SELECT pg_advisory_xact_lock(:name)"), {"name": _LOCK})
    for table in _missing(connection):
        connection.execute(CreateTable(table, if_not_exists=True))
        for index in table.indexes:
            connection.execute(CreateIndex(index, if_not_exists=True))
        if table is REVISIONS:
            _revise(connection)


def _missing(connection: Connection) -> list[Table]:
    known = inspect(connection)
    return [table for table in (FACTS, REVISIONS) if not known.has_table(table.name)]


def _revise(connection: Connection) -> None:
    """Facts of an older release have no revision yet; any that is not 0 will do to begin with."""
    counted = select(FACTS.c.learner, func.count()).group_by(FACTS.c.learner)
    known = select(REVISIONS.c.learner)
    missing = counted.where(FACTS.c.learner.not_in(known))
    connection.execute(REVISIONS.insert().from_select(["learner", "revision"], missing))
