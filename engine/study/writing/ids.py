"""Ids for questions that have none yet: from the words of the question, each once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

from engine.study.writing.long_habit import ASKS

_MOST_WORDS = 8
_ASKS = {"ask", *(key.replace("_", " ") for key in ASKS)}


def id_from(ask: str) -> str:
    """Return an id from a question's words.

    >>> id_from("Which trade makes it Δ-neutral?")
    'which-trade-makes-it-neutral'
    """
    plain = unicodedata.normalize("NFKD", ask[:500]).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:_MOST_WORDS]
    return "-".join(words)[:60].strip("-") or "question"


def with_ids(items: Sequence[Any]) -> list[Any]:
    """Return questions of which each has an id; those that are written stay.

    >>> with_ids([{"ask": "Why?"}, {"id": "why"}, "no question"])
    [{'id': 'why-2', 'ask': 'Why?'}, {'id': 'why'}, 'no question']
    """
    used = {str(item[_has_id(item)]) for item in items if isinstance(item, dict) and _has_id(item)}
    times: Counter[str] = Counter()
    return [_with_id(item, used, times) if isinstance(item, dict) else item for item in items]


def _with_id(item: dict[str, Any], used: set[str], times: Counter[str]) -> dict[str, Any]:
    asked = next((item[key] for key in item if _plain(key) in _ASKS), "")
    if _has_id(item) or not isinstance(asked, str) or not asked:
        return item
    name = base = id_from(asked)
    while name in used:
        times[base] += 1
        name = f"{base}-{times[base] + 1}"
    used.add(name)
    return {"id": name, **{key: value for key, value in item.items() if key != "id"}}


def _plain(key: str) -> str:
    return re.sub(r"[\s_-]+", " ", key.strip().lower())


def _has_id(item: dict[str, Any]) -> str:
    """Return the key that holds an item's id, in whatever letters it is written, or nothing."""
    return next((key for key in item if key.strip().lower() == "id" and item[key]), "")
