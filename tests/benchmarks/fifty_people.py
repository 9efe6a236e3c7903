"""Fifty people at once on one process: how long each waits for the answer to a move."""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from tests.benchmarks.live_book import ADDRESS, let_go
from tests.benchmarks.visitor import Visitor, visiting
from tests.browser.serving import Server, serving

PEOPLE = 50
EVERY = 2.0
SECONDS = 20.0


async def person(visitor: Visitor, dice: random.Random) -> list[float]:
    """Move once every two seconds, beginning at a moment of one's own; return the waits."""
    loop = asyncio.get_running_loop()
    next_move = loop.time() + dice.uniform(0, EVERY)
    end = next_move + SECONDS
    waits = []
    while next_move < end:
        await asyncio.sleep(max(next_move - loop.time(), 0))
        answer = await let_go(visitor, round(70 + dice.random() * 20, 4))
        waits.append(answer.seconds)
        next_move += EVERY
    return waits


async def measure(server: Server) -> None:
    """Let everybody arrive, move, and print how long they waited."""
    async with AsyncExitStack() as stack:
        people = [
            await stack.enter_async_context(visiting(server.url, "book", ADDRESS))
            for _ in range(PEOPLE)
        ]
        for visitor in people:
            await visitor.look()
        waited = await asyncio.gather(
            *(person(visitor, random.Random(seed)) for seed, visitor in enumerate(people))
        )
    waits = sorted(wait * 1e3 for one in waited for wait in one)
    print(f"{PEOPLE} people, a move every {EVERY:g} s each, {SECONDS:g} s, one process")
    print(f"{'moves':>8} {'median ms':>10} {'p95 ms':>8} {'worst ms':>9}")
    p95 = statistics.quantiles(waits, n=20)[-1]
    print(f"{len(waits):8} {statistics.median(waits):10.1f} {p95:8.1f} {waits[-1]:9.1f}")
    print("(wanted: a median below 60 ms)")


def main() -> None:
    """Start a server and let fifty people use it."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        asyncio.run(measure(server))


if __name__ == "__main__":
    main()
