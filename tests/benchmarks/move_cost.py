"""What one committed move costs the server, beside the same page made the ordinary way."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import psutil

from tests.benchmarks.live_book import ADDRESS, let_go
from tests.benchmarks.visitor import Answer, Visitor, visiting
from tests.browser.serving import APP, REPOSITORY, Server, serving

MOVES = 150
ROUNDS = 3
ORDINARY = Path(__file__).parent / "ordinary_page.py"
Move = Callable[[Visitor, float], Awaitable[Answer]]


async def slide(visitor: Visitor, spot: float) -> Answer:
    """Release the first slider of the ordinary page."""
    return await visitor.move("slider", double_array_value={"data": [spot]})


def cpu_seconds(server: Server) -> float:
    """Return the processor time that a server has used so far."""
    used = psutil.Process(server.pid).cpu_times()
    return float(used.user + used.system)


async def measure(server: Server, visitor: Visitor, move: Move, begin: int) -> list[float]:
    """Make a round of moves; return CPU ms, round trip ms and kB, each per move."""
    before = cpu_seconds(server)
    answers = [
        await move(visitor, 70 + (begin + number) * 0.1) for number in range(MOVES // ROUNDS)
    ]
    used = (cpu_seconds(server) - before) / len(answers)
    trip = statistics.median(answer.seconds for answer in answers)
    size = statistics.mean(answer.bytes_received for answer in answers)
    return [used * 1e3, trip * 1e3, size / 1e3]


async def compare(ours: Server, ordinary: Server) -> None:
    """Take turns, so that a noisy machine is noisy for both, and print the table."""
    async with (
        visiting(ours.url, "book", ADDRESS) as here,
        visiting(ordinary.url) as there,
    ):
        await here.look()
        await there.look()
        await let_go(here, 79.95)
        await slide(there, 79.95)
        rounds: dict[str, list[list[float]]] = {"live book": [], "ordinary page": []}
        for number in range(ROUNDS):
            begin = number * MOVES // ROUNDS
            rounds["live book"].append(await measure(ours, here, let_go, begin))
            rounds["ordinary page"].append(await measure(ordinary, there, slide, begin))
    means = {
        name: [statistics.mean(column) for column in zip(*measured, strict=True)]
        for name, measured in rounds.items()
    }
    print(f"{MOVES} moves each on a book of 20 lines, in {ROUNDS} turns")
    print(f"{'':15} {'CPU ms/move':>12} {'median trip ms':>15} {'kB/move':>9}")
    for name, (cpu, trip, size) in means.items():
        print(f"{name:15} {cpu:12.1f} {trip:15.1f} {size:9.1f}")
    ratio = means["ordinary page"][0] / means["live book"][0]
    print(f"ratio {ratio:.1f}x (wanted: at most 10 ms, at least 8x)")


def main() -> None:
    """Start both servers and compare them."""
    ordinary = {"PYTHONPATH": str(REPOSITORY), "STREAMLIT_SERVER_HEADLESS": "true"}
    with (
        tempfile.TemporaryDirectory() as one,
        tempfile.TemporaryDirectory() as other,
        serving(Path(one), APP) as ours,
        serving(Path(other), ORDINARY, ordinary) as theirs,
    ):
        asyncio.run(compare(ours, theirs))


if __name__ == "__main__":
    main()
