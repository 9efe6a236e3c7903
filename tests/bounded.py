"""A guard against work without end: no stop-watch, so a busy machine does not matter."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENOUGH = 10.0
"""Seconds of processor time, many times what any of the guarded blocks takes."""


@contextmanager
def bounded(seconds: float = ENOUGH) -> Iterator[None]:
    """Fail a block that takes more processor time than ``seconds``; waiting costs nothing."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still at work after {seconds:g} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
