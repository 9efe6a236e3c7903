"""How much memory the server takes, and how much more for each visitor who stays."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

import psutil

from tests.benchmarks.live_book import ADDRESS, let_go
from tests.benchmarks.visitor import visiting
from tests.browser.serving import Server, serving

VISITORS = 40


def resident(server: Server) -> float:
    """Return the server's resident memory in MB."""
    return float(psutil.Process(server.pid).memory_info().rss) / 1e6


async def measure(server: Server) -> None:
    """Let one visitor come, then forty more, all of whom stay and move once."""
    started = resident(server)
    async with AsyncExitStack() as stack:

        async def come() -> None:
            one = await stack.enter_async_context(visiting(server.url, "book", ADDRESS))
            await one.look()
            await let_go(one, 81.5)

        await come()
        first = resident(server)
        for _ in range(VISITORS):
            await come()
        all_here = resident(server)
    print(f"{'':28} {'MB':>8}")
    print(f"{'after the start':28} {started:8.1f}   (wanted: below 300)")
    print(f"{'with the first visitor':28} {first:8.1f}")
    print(f"{f'with {VISITORS} more on /book':28} {all_here:8.1f}")
    each = (all_here - first) / VISITORS
    print(f"{'each further visitor':28} {each:8.2f}   (wanted: below 0.5)")


def main() -> None:
    """Start a server and fill it."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        asyncio.run(measure(server))


if __name__ == "__main__":
    main()
