"""Why a database failed, in words for somebody who has never seen one."""

from __future__ import annotations

_SQLITE = {
    "full": "the disk is full",
    "readonly": "the records file is read-only",
    "read-only": "the records file is read-only",
    "locked": "another program is holding the records file",
    "unable to open": "the records file cannot be opened",
    "not a database": "the records file is damaged",
    "malformed": "the records file is damaged",
    "disk i/o": "the disk reports a fault",
}
_POSTGRESQL = {
    "connection option": "the database address has an option that PostgreSQL does not know",
    "password": "the database does not accept the password",
    "no pg_hba.conf entry": "the database does not let this computer in",
    "permission denied": "the database user may not do this",
    "starting up": "the database is just starting",
    "shutting down": "the database is shutting down",
    "recovery": "the database is just starting",
    "terminating": "the database closed the connection",
    "too many": "the database has no room for another visitor",
    "queuepool": "the database has no room for another visitor",
    "role": "the database does not know this user",
    "resolve": "there is no computer of the database's name",
    "name or service": "there is no computer of the database's name",
    "statement timeout": "the database takes too long",
    "lock timeout": "the database takes too long",
    "no space left": "the database's disk is full",
    "read-only": "the database can only be read",
    "refused": "the database does not answer",
    "timeout": "the database does not answer",
    "timed out": "the database does not answer",
    "unreachable": "the database does not answer",
    "no route": "the database does not answer",
    "closed": "the database closed the connection",
    "connection": "the database does not answer",
}


def reason(problem: Exception, dialect: str) -> str:
    """Return why a database of this kind failed.

    >>> reason(OSError("database is locked"), "sqlite")
    'another program is holding the records file'
    """
    text = str(getattr(problem, "orig", None) or problem).lower()
    if dialect == "postgresql" and "database" in text and "does not exist" in text:
        return "there is no database of this name"
    known = _SQLITE if dialect == "sqlite" else _POSTGRESQL
    return next((plain for part, plain in known.items() if part in text), "the database failed")
