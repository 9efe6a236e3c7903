"""Did you mean...? The nearest known name to one that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_NEAR = 72.0
_LONGEST = 80


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like another one, or None where none does.

    >>> nearest("worng", ["right", "wrong"]), nearest("mark", ["right", "wrong"])
    ('wrong', None)
    """
    plain = name.lower()[:_LONGEST]
    found = process.extractOne(plain, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return found[0] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the remedy for an unknown name: the nearest known one, or all of them.

    >>> did_you_mean("short-call", ["short-calls", "margin"])
    'did you mean "short-calls"?'
    """
    names = list(known)
    close = nearest(name, names)
    if close:
        return f'did you mean "{close}"?'
    return f"use one of: {', '.join(names)}" if names else "leave it out"
