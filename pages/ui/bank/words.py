"""Texts of files and figures of questions as the page writes them."""

from __future__ import annotations

from engine.study.bank import Asked, Bank

_LONGEST = 90


def label(asked: Asked) -> str:
    """Return a question in one line, for a menu: its words, and its status unless it is live."""
    question = asked.question
    words = " ".join(question.ask.split())
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
    return short if question.status == "live" else f"[{question.status}] {short}"


def written(bank: Bank) -> dict[str, Asked]:
    """Return every question of a bank by its id, whatever its status; the first of two."""
    found: dict[str, Asked] = {}
    for parsed in bank.files.values():
        for asked in parsed.content:
            found.setdefault(asked.question.id, asked)
    return found


def percent(share: float | None) -> str:
    """Return a share from 0 to 1 in percent.

    >>> percent(0.456), percent(None)
    ('46\\xa0%', '–')
    """
    return "–" if share is None else f"{100 * share:.0f}\u00a0%"


def signed(figure: float | None) -> str:
    """Return a correlation or a difference with its sign.

    >>> signed(0.314), signed(-0.2), signed(None)
    ('+0.31', '−0.20', '–')
    """
    return "–" if figure is None else f"{figure:+.2f}".replace("-", "−")
