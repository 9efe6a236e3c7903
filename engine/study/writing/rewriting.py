"""Questions of the long habit written anew in the short form; all else in the file stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from engine.study.questions import Question
from engine.study.writing import repair
from engine.study.writing.ids import with_ids
from engine.study.writing.long_habit import is_long, shortened
from engine.study.writing.prose import escaped
from engine.study.writing.tidy import tidied
from engine.study.writing.yaml_lines import Document, read_yaml

_ORDER = tuple(Question.model_fields)
_PLAIN = re.compile(r"^[^\W_][^:#\n{}\[\]&*!|>'\"%@`]*$")
_WORDS = re.compile(r"^(?:true|false|yes|no|on|off|null|y|n)$", re.IGNORECASE)


def rewritten(file: str, text: str) -> str:
    """Return a file with every question of the long habit in the short form.

    Comments, other questions and their order stay; what is unreadable stays as it is.

    >>> print(rewritten("gamma.yaml", '''- question: What is gamma?
    ...   options: [Curvature, Slope]
    ...   answer: A'''))
    topic: Gamma
    questions:
    - id: what-is-gamma
      ask: What is gamma?
      right:
        - Curvature
      wrong:
        - Slope
    """
    fixed = repair.repaired(text).text
    document = read_yaml(file, fixed)
    if below := _below_one_key(document.data):
        fixed = _unwrapped(fixed, below)
        document = read_yaml(file, fixed)
    bare = isinstance(document.data, list)
    items = document.data if bare else _list_of_questions(document.data)
    if not isinstance(items, list) or not any(_is_long(item) for item in items):
        return fixed
    head = [f"topic: {_scalar(topic_from(file))}", "questions:"] if bare else []
    return "\n".join([*head, *_all_rows(document, fixed.split("\n"), with_ids(items))])


def _all_rows(document: Document, rows: list[str], items: list[Any]) -> Iterator[str]:
    """Yield the rows of a file; ``items`` are its questions, each with an id."""
    number = 0
    for piece in repair.pieces(rows):
        if not piece.is_item or number >= len(items):
            yield from _head(piece.rows)
            continue
        yield from _item_rows(document, piece.rows, number, items[number])
        number += 1


def topic_from(file: str) -> str:
    """Return the topic that a file's name says.

    >>> topic_from("quiz_bank/02-short_calls.yaml")
    'Short calls'
    """
    name = file.rpartition("/")[2].rpartition(".")[0]
    words = re.sub(r"[-_\s]+", " ", name.lstrip("0123456789-_ ")).strip()
    return words[:1].upper() + words[1:] or "Questions"


def _below_one_key(data: Any) -> str:
    """Return the one key above everything, as other programs write it; "" where there is none."""
    if not isinstance(data, dict) or len(data) != 1:
        return ""
    [(key, below)] = data.items()
    holds = isinstance(below, dict) and isinstance(_list_of_questions(below), list)
    return key if holds else ""


def _unwrapped(text: str, key: str) -> str:
    """Return a text without its one key at the top, and what is below it at the margin."""
    rows = text.split("\n")
    wrapping = re.compile(rf"(?:{re.escape(key)}|\"{re.escape(key)}\")\s*:\s*(?:#.*)?$")
    top = next((number for number, row in enumerate(rows) if wrapping.match(row)), None)
    if top is None:
        return text
    below = [row for row in rows[top + 1 :] if row.strip() and not row.lstrip().startswith("#")]
    margin = len(below[0]) - len(below[0].lstrip(" "))
    dedented = (row[margin:] if not row[:margin].strip() else row for row in rows[top + 1 :])
    return "\n".join([*rows[:top], *dedented])


def _list_of_questions(data: Any) -> Any:
    keys = data if isinstance(data, dict) else {}
    return next((keys[key] for key in keys if key.lower() == "questions"), None)


def _is_long(item: Any) -> bool:
    return isinstance(item, dict) and is_long(item)


def _head(rows: list[str]) -> list[str]:
    """Return what stands above the list, with its key as the short form has it."""
    return [re.sub(r"^(?:Questions|question|Question|items):\s*$", "questions:", row)
            for row in rows]  # fmt: skip


def _item_rows(document: Document, rows: list[str], number: int, item: Any) -> list[str]:
    """Return a question's rows: written anew if it is of the long habit, with its comments."""
    if not _is_long(item):
        return rows
    path = ("questions", number)
    scratch = Document(document.file, places=document.below(path))
    short = tidied(scratch, path, shortened(scratch, path, item))
    if any(fault.severity == "error" for fault in scratch.faults):
        return rows
    return _with_comments(rows, _question_rows(short))


def _with_comments(rows: list[str], question: list[str]) -> list[str]:
    """Return a question's new rows where the old ones stood, comments before and after it kept."""
    indent = " " * (len(rows[0]) - len(rows[0].lstrip()))
    own = [n for n, row in enumerate(rows) if row.strip() and not row.lstrip().startswith("#")]
    inside = [row.strip() for row in rows[: own[-1]] if row.lstrip().startswith("#")]
    return [*(indent + row for row in (*inside, *question)), *rows[own[-1] + 1 :]]


def _question_rows(short: dict[str, Any]) -> list[str]:
    named = {key: short[key] for key in _ORDER if short.get(key)}
    named.update({key: value for key, value in short.items() if key not in named and value})
    rows = [row for key, value in named.items() for row in _rows(key, value)]
    return [f"- {rows[0]}", *(f"  {row}" for row in rows[1:])]


def _rows(key: str, value: Any) -> Iterator[str]:
    """Yield the rows of one key, at no indentation."""
    if isinstance(value, dict) and not any(value.values()):
        value = list(value)
    if isinstance(value, dict):
        yield f"{key}:"
        yield from (f"  {_scalar(text)}: {_scalar(why)}".rstrip() for text, why in value.items())
    elif isinstance(value, list | tuple):
        yield f"{key}:"
        yield from (f"  - {_scalar(str(text))}" for text in value)
    else:
        yield f"{key}: {_scalar(str(value))}"


def _scalar(text: str) -> str:
    """Return a text as YAML takes it, in quotes where it needs them."""
    one = " ".join(str(text).split())
    if not one or (_PLAIN.match(one) and not _WORDS.match(one)):
        return one
    return f'"{escaped(one)}"'
