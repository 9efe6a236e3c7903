"""Figures and texts as pages say them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~:$])")


def percent(share: float) -> str:
    """Return a share from 0 to 1 in whole percent; neither nothing nor all unless it is exact.

    >>> percent(0.714), percent(0.001), percent(0.999), percent(1.0)
    ('71 %', 'under 1 %', 'over 99 %', '100 %')
    """
    if 0 < share < 0.005:
        return "under 1 %"
    return "over 99 %" if 0.995 < share < 1 else f"{100 * share:.0f} %"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "question"), counted(2, "question"), counted(0, "entry", "entries")
    ('1 question', '2 questions', '0 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: list[str], word: str = "and") -> str:
    """Return names as a sentence lists them.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *most, last = names
    return f"{', '.join(most)} {word} {last}" if most else last


def shortened(text: str, length: int) -> str:
    """Return a text on one line, cut at a word where it is too long.

    >>> shortened("Which trade hedges them?", 12)
    'Which trade…'
    """
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return f"{line[:length].rsplit(' ', 1)[0].rstrip('.,;:')}…"


def literal(text: str) -> str:
    r"""Return what somebody typed so that Markdown shows it as it is.

    >>> literal("[a](b) *c*")
    '\\[a\\](b) \\*c\\*'
    """
    return _MARKDOWN.sub(r"\\\1", text)


def day(at: float) -> date:
    """Return the day of a time (seconds since 1970 UTC) where the reader is."""
    return _local(at).date()


def moment(at: float) -> str:
    """Return a day and a time where the reader is."""
    local = _local(at)
    return f"{local.day} {local:%b %Y, %H:%M}"


def on(when: date) -> str:
    """Return a day in words.

    >>> on(date(2026, 12, 5))
    '5 December 2026'
    """
    return f"{when.day} {when:%B %Y}"


def _local(at: float) -> datetime:
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, OSError, KeyError):
        zone = ZoneInfo("UTC")
    return datetime.fromtimestamp(min(max(0.0, at), 4e9), UTC).astimezone(zone)
