"""What was read before, so that an unchanged learner is not read twice."""

from __future__ import annotations

from collections import OrderedDict
from itertools import pairwise
from threading import Lock
from typing import NamedTuple

from engine.records.facts import Fact
from engine.records.rows import MODULUS


class Reading(NamedTuple):
    """Facts, oldest first, and the revision of the records that they were read at."""

    revision: int = 0
    facts: tuple[Fact, ...] = ()


class Shelf:
    """The last readings of the learners seen most lately; safe between threads."""

    def __init__(self, room: int = 200) -> None:
        """Keep the readings of at most ``room`` learners."""
        self._room = room
        self._lock = Lock()
        self._readings: OrderedDict[str, Reading] = OrderedDict()

    def at(self, name: str, revision: int) -> Reading | None:
        """Return the reading under a name if it was made at this very revision."""
        with self._lock:
            found = self._readings.get(name)
            if found is None or found.revision != revision:
                return None
            self._readings.move_to_end(name)
            return found

    def last(self, name: str) -> Reading:
        """Return the last reading under a name, whatever has happened since."""
        with self._lock:
            return self._readings.get(name, Reading())

    def put(self, name: str, reading: Reading) -> Reading:
        """Keep a reading in the place of an older one, and return it."""
        with self._lock:
            self._readings[name] = reading
            self._readings.move_to_end(name)
            while len(self._readings) > self._room:
                self._readings.popitem(last=False)
        return reading

    def add(self, name: str, facts: tuple[Fact, ...], weight: int, revision: int) -> None:
        """Follow what was just written, unless somebody else wrote too or it is older."""
        with self._lock:
            old = self._readings.get(name)
            alone = old is not None and (old.revision + weight) % MODULUS == revision
            # What cannot be followed stays at its old revision, and so is read again.
            if old is not None and alone and _in_order((*old.facts[-1:], *facts)):
                self._readings[name] = Reading(revision, (*old.facts, *facts))

    def clear(self) -> None:
        """Forget every reading."""
        with self._lock:
            self._readings.clear()


def _in_order(facts: tuple[Fact, ...]) -> bool:
    return all((one.at, one.id) <= (other.at, other.id) for one, other in pairwise(facts))
