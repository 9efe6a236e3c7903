"""Numbers of an exam in words: minutes, points, shares."""

from __future__ import annotations

import math

from engine.study.exams.result import Tally


def minutes(seconds: float) -> str:
    """Return a time in minutes, or in seconds below two minutes.

    >>> minutes(36 * 60), minutes(61.2), minutes(7260)
    ('36 minutes', '61 seconds', '2 h 1 min')
    """
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    whole = round(seconds / 60)
    return f"{whole} minutes" if whole < 120 else f"{whole // 60} h {whole % 60} min"


def clock(seconds: float) -> str:
    """Return a time that is left as a clock shows it.

    >>> clock(872.3), clock(3700)
    ('14:33', '1:01:40')
    """
    left = math.ceil(seconds)
    hours = f"{left // 3600}:" if left >= 3600 else ""
    return f"{hours}{left // 60 % 60:02}:{left % 60:02}"


def points(tally: Tally) -> str:
    """Return the points of a tally, with the half marks.

    >>> points(Tally("", 12.5, 20))
    '12½ of 20'
    """
    whole = int(tally.points)
    half = "½" if tally.points - whole >= 0.25 else ""
    return f"{whole if whole or not half else ''}{half} of {tally.count}"


def percent(share: float) -> str:
    """Return a share in whole percent, never rounded up to a mark that it misses.

    The space does not break.

    >>> percent(0.596).split(), percent(0.6).split()
    (['59', '%'], ['60', '%'])
    """
    return f"{math.floor(100 * share + 1e-9)}\u00a0%"
