"""Facts to tell a store, and how to tell them from many sides at once."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from engine.records.facts import Fact


def fact(subject: str = "gamma", **changed: Any) -> Fact:
    """Return a fact about a subject."""
    whole: dict[str, Any] = {"learner": "ann", "kind": "answer", "at": 1.0}
    return Fact(subject=subject, **(whole | changed))


def together(*jobs: Callable[[], None]) -> list[BaseException]:
    """Run jobs in threads that begin at one moment; return what they raised."""
    gate, raised = Barrier(len(jobs)), list[BaseException]()

    def run(job: Callable[[], None]) -> None:
        gate.wait()
        try:
            job()
        except BaseException as problem:
            raised.append(problem)

    threads = [Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
