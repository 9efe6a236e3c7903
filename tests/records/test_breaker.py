"""The breaker: nobody waits twice in a row for a database that does not answer."""

from __future__ import annotations

import pytest

from engine.errors import RecordsUnavailable
from engine.records.breaker import Breaker


class Clock:
    """A clock that stands still until a test moves it, and a database that takes its time."""

    def __init__(self) -> None:
        self.now = 100.0
        self.calls = 0

    def __call__(self) -> float:
        """Return the time."""
        return self.now

    def fails(self, breaker: Breaker, seconds: float) -> str:
        """Call a database that fails after so many seconds; return the words one hears."""
        with pytest.raises(RecordsUnavailable) as problem, breaker.trying():
            self.calls += 1
            self.now += seconds
            raise RecordsUnavailable(f"failure {self.calls}")
        return str(problem.value)

    def works(self, breaker: Breaker) -> None:
        """Call a database that answers."""
        with breaker.trying():
            self.calls += 1


@pytest.fixture
def clock() -> Clock:
    """Return a clock of one's own."""
    return Clock()


def test_after_a_slow_failure_nobody_waits_for_a_moment(clock: Clock) -> None:
    """Everybody hears the same reason at once; after the rest the database is asked again."""
    breaker = Breaker(clock, rest=2.5)
    assert clock.fails(breaker, 3.0) == "failure 1"
    for _ in range(5):
        clock.now += 0.4
        assert clock.fails(breaker, 3.0) == "failure 1"
    assert clock.calls == 1
    clock.now += 0.6
    clock.works(breaker)
    clock.works(breaker)
    assert clock.calls == 3


def test_a_quick_failure_is_tried_again_at_once(clock: Clock) -> None:
    """A refused call costs nobody anything, so that a database that is back is back at once."""
    breaker = Breaker(clock)
    assert [clock.fails(breaker, 0.01) for _ in range(3)] == [f"failure {n}" for n in (1, 2, 3)]
    clock.works(breaker)


def test_only_one_goes_to_look(clock: Clock) -> None:
    """While the first one after the rest waits, the others are not kept waiting."""
    breaker = Breaker(clock, rest=2.5)
    clock.fails(breaker, 3.0)
    clock.now += 2.5
    with pytest.raises(RecordsUnavailable, match="from within"), breaker.trying():
        assert clock.fails(breaker, 3.0) == "failure 1"
        raise RecordsUnavailable("from within")


def test_one_may_insist(clock: Clock) -> None:
    """Whoever presses the button wants it tried, come what may."""
    breaker = Breaker(clock)
    clock.fails(breaker, 3.0)
    breaker.reset()
    clock.works(breaker)
    assert clock.calls == 2


def test_without_a_clock_everything_is_tried(clock: Clock) -> None:
    """As a script would want it."""
    breaker = Breaker(None)
    assert [clock.fails(breaker, 3.0) for _ in range(2)] == ["failure 1", "failure 2"]


def test_other_failures_are_not_its_business(clock: Clock) -> None:
    """An error of the program goes through as it is."""
    breaker = Breaker(clock)
    with pytest.raises(ZeroDivisionError), breaker.trying():
        raise ZeroDivisionError
    clock.works(breaker)
    assert clock.calls == 1
