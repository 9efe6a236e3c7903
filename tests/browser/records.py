"""What a server has kept on disk, read past the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.records.store import Store

if TYPE_CHECKING:
    from engine.records.facts import Fact
    from tests.browser.serving import Server


def facts_of(server: Server, learner: str) -> list[Fact]:
    """Return what the database file says that a learner did, oldest first."""
    return facts_at(f"sqlite:///{server.database}", learner)


def facts_at(url: str, learner: str) -> list[Fact]:
    """Return what a database says that a learner did, oldest first."""
    store = Store(url)
    try:
        return store.facts(learner)
    finally:
        store.close()
