"""What a server has kept on disk, read past the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.records.facts import Fact
from engine.records.store import Store
from tests.course import COURSE

if TYPE_CHECKING:
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


def read_through(server: Server, learner: str) -> None:
    """Let a learner have been through all lessons but the first, so that nothing hides there."""
    _, *lessons = COURSE.lessons
    questions = {block.name for lesson in lessons for block in lesson.embedded("question")}
    store = Store(f"sqlite:///{server.database}")
    try:
        store.record_many(
            Fact(learner=learner, kind="revealed", subject=name, at=1.0)
            for name in sorted(questions)
        )
    finally:
        store.close()
