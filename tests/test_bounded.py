"""The guard against work without end."""

from __future__ import annotations

import time

import pytest

from tests.bounded import bounded


def test_work_without_end_is_ended() -> None:
    """What only counts is stopped, and says so."""
    with pytest.raises(AssertionError, match=r"after 0\.05 s"), bounded(0.05):
        while True:
            pass


def test_waiting_is_no_work() -> None:
    """A machine that gives no time fails nobody, and the guard is gone after its block."""
    with bounded(0.05):
        time.sleep(0.1)
    began = time.process_time()
    while time.process_time() < began + 0.1:
        pass
