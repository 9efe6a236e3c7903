"""Why no whole contracts meet the tolerances, told with what would."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.hedging._programme import Programme
from engine.hedging.series import ONE_DIRECTION, condition, name, together
from engine.instruments import Instrument
from engine.pricing.black_scholes import FloatArray
from engine.pricing.market import Market

_ALLOW = ("a delta of {:,.0f}", "a gamma of {:,.0f}", "a vega of C${:,.0f}")


def why_not(
    programme: Programme, series: Sequence[Instrument], market: Market, timed_out: bool
) -> str:
    """Return why nothing meets the limits, and what would."""
    seconds, programme = programme.seconds, programme.within(programme.seconds / 4)
    if timed_out:
        would = _what_would_do(programme)
        return f"nothing was found within {seconds:g} s; choose other series, or {would}"
    counts = programme.without_depth().cheapest().counts
    if counts is not None and series:
        most = int(np.argmax(np.abs(counts[: len(series)])))
        return (
            f"the depth of {programme.depth[0]:,.0f} contracts is too small: without it the hedge "
            f"takes {abs(counts[most]):,.0f} of {name(series[most], market)}; "
            f"allow more, or choose further series"
        )
    found = _what_would_do(programme)
    if not series:
        return f"the underlying changes neither gamma nor vega; choose listed options, or {found}"
    if condition(series, market) >= ONE_DIRECTION:
        return (
            f"{together(series, market)}, and this book needs them in another proportion; "
            f"choose a series of another expiry, or {found}"
        )
    return f"whole contracts of these series cannot meet the tolerances; choose others, or {found}"


def _what_would_do(programme: Programme) -> str:
    """Return the smallest tolerances that could be met: of one Greek if that is enough."""
    alone = [(risk, programme.least([risk])) for risk in range(3)]
    ways = [_allowed(risk, left) for risk, left in alone if left is not None]
    if ways:
        return f"allow {' or '.join(ways)}"
    left = programme.least(range(3))
    if left is None or np.any(left > np.abs(programme.start)):
        left = np.abs(programme.start)
    over = np.flatnonzero(left > programme.limits)
    return f"allow {' and '.join(_allowed(int(risk), left) for risk in over)}"


def _allowed(risk: int, left: FloatArray) -> str:
    """Name a tolerance, rounded up so that it can be met."""
    return _ALLOW[risk].format(math.ceil(left[risk] - 1e-6))
