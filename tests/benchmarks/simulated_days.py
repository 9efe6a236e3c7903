"""A thousand days of the sandbox's default world: how long one plan takes, and three."""

from __future__ import annotations

import os
import time
from functools import partial

from engine.desk.distribution import distribution
from engine.desk.plan import Desk, Plan, Quoting
from engine.desk.suggest import textbook
from engine.exposure import notation
from engine.hedging.policies import policies

TIMES, TRIES = 1_000, 3
LONGER = ((20.0, 780), (120.0, 9_360))
WANTED = "1,000 default days of three plans in under 1 s on two cores"


def plans(desk: Desk, written: str) -> list[Plan]:
    """Return the three plans of the sandbox's last step for a book."""
    book, _ = notation.read(written)
    clock = partial(policies()["at_intervals"], every=13)
    shares = textbook(desk, book)
    options, _ = notation.read("108_call_84_17_23.5~100_call_80_108_23.5~5800_share")
    return [
        Plan(label="no hedge"),
        Plan(label="textbook", hedge=shares, decide=clock),
        Plan(label="yours", hedge=options, decide=clock, quoting=Quoting(lean=1.0)),
    ]


def measure(count: int, *, days: float = 1.0, steps: int = 39, tries: int = TRIES) -> None:
    """Print the runs of so many plans and the seconds of the quickest try."""
    desk, written = Desk(), "-250_call_80_45_24"
    book, _ = notation.read(written)
    chosen, seconds, runs = plans(desk, written)[:count], [], 0
    for _ in range(tries):
        begun = time.perf_counter()
        found = distribution(desk, book, chosen, days=days, steps=steps, times=TIMES)
        seconds.append(time.perf_counter() - begun)
        runs = len(found[0].profit)
    print(f"{count:5} {days:6g} {steps:7,} {runs:6,} {min(seconds):9.2f}")


def main() -> None:
    """Run the default day for one plan and for three, then the longest that sliders allow."""
    print(f"{TIMES:,} runs asked for, on {os.cpu_count()} cores; wanted: {WANTED}")
    print(f"{'plans':>5} {'days':>6} {'steps':>7} {'runs':>6} {'seconds':>9}")
    for count in (1, 3):
        measure(count)
    for days, steps in LONGER:
        measure(3, days=days, steps=steps, tries=1)


if __name__ == "__main__":
    main()
