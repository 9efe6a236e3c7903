"""A program that keeps facts and says so: ``python -m tests.records.writer URL LEARNER COUNT``."""

from __future__ import annotations

import sys

from engine.records.facts import Fact
from engine.records.store import Store


def main(url: str, learner: str, count: int) -> None:
    """Record so many answers, and print the number of each once it is acknowledged."""
    store = Store(url, patience=20.0)
    for number in range(count):
        store.record(answer(learner, number))
        print(number, flush=True)


def answer(learner: str, number: int) -> Fact:
    """Return the fact that the writer keeps at a number."""
    return Fact(
        learner=learner,
        kind="answer",
        subject=f"question-{number}",
        at=float(number),
        occasion=f"attempt-{number}",
        detail={"response": "Buy shares", "score": 1.0},
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
