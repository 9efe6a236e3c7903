"""How long to wait after wrong tries: longer each time, never for ever."""

from __future__ import annotations

import math
from dataclasses import dataclass

FREE = 3
"""Wrong tries that cost nothing: a slip of the finger is no attack."""
LONGEST = 30.0
"""Seconds."""
FORGOTTEN = 600.0
"""Seconds without a try after which earlier ones count no more."""


@dataclass
class Patience:
    """The wrong tries of everybody at this server process."""

    wrong: int = 0
    last: float = -math.inf

    def left(self, now: float) -> float:
        """Return how many whole seconds are left to wait; 0 where one may try."""
        if self.wrong < FREE:
            return 0.0
        wait = min(LONGEST, 2.0 ** min(self.wrong - FREE + 1, 10))
        return float(max(0, math.ceil(min(wait, self.last + wait - now))))

    def refuse(self, now: float) -> None:
        """Count a wrong try."""
        self.wrong = 1 if now - self.last > FORGOTTEN else self.wrong + 1
        self.last = now

    def forgive(self) -> None:
        """Forget wrong tries after a right one."""
        self.wrong = 0
