"""Slips that can mean one thing only, understood with a warning: case, plurals, lists for maps."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from engine.study.questions import Question
from engine.study.writing.long_habit import left_out
from engine.study.writing.nearest import nearest
from engine.study.writing.yaml_lines import Document, Path

TOP = ("topic", "objective", "source", "questions")
_KEYS = tuple(Question.model_fields)
_GROUPS = ("right", "wrong", "traps", "vars")
_LISTS = ("order", "hints", "check", "tags")
_MAY_BE_EMPTY = ("source", "hint", "hints", "why", "lesson", "tags", "simulator", "check", "traps")
_OTHER_WORDS = {
    "tag": "tags",
    "trap": "traps",
    "var": "vars",
    "variables": "vars",
    "checks": "check",
    "steps": "order",
    "topics": "topic",
    "objectives": "objective",
    "sources": "source",
    "answers": "answer",
    "levels": "level",
    "lessons": "lesson",
    "title": "topic",
    "category": "topic",
    "subject": "topic",
    "question": "ask",
    "stem": "ask",
    "prompt": "ask",
    "explanation": "why",
    "rationale": "why",
    "general feedback": "why",
    "right answer": "right",
    "right option": "right",
    "incorrect": "wrong",
    "incorrect answer": "wrong",
    "wrong answer": "wrong",
    "wrong option": "wrong",
    "distractor": "wrong",
}
_TOP_ONLY = ("title", "category", "subject")
_RIGHT_WORDS = ("correct", "correct answer", "correct option")
_ONE_A_LINE = ("right", "wrong", "order")
_NUMBERED = re.compile(r"^\(?(\d+|[A-Za-z])[.):]\s+(?=\S)")
_WORDS = {
    "level": {"recall": "recall", "apply": "apply", "analyse": "analyse", "analyze": "analyse"},
    "status": {"draft": "draft", "live": "live", "retired": "retired"},
    "shuffle": {"no": "no", "yes": "yes", "false": "no", "true": "yes", "off": "no", "on": "yes"},
}


def renamed(
    document: Document, path: Path, written: dict[str, Any], known: Collection[str]
) -> dict[str, Any]:
    """Return a map in which keys in other letters, plurals and singulars have their usual name."""
    found: dict[str, Any] = {}
    for key, value in written.items():
        name, colon, rest = key.partition(":")
        if colon and rest and name in known and name not in written and isinstance(value, str):
            found[name] = f"{rest}: {value}"
            document.moved((*path, key), (*path, name))
            message = "there is no space after the colon"
            document.fault((*path, key), message, "it was read as one; type a space",
                           code="colon-space", severity="warning")  # fmt: skip
            continue
        name = _usual(key, known, written)
        if name == key or name in written or name in found:
            found[key] = value
            continue
        found[name] = value
        document.moved((*path, key), (*path, name))
        message = f'"{key}" was read as "{name}"'
        if any(fault.message == message for fault in document.faults):
            continue
        document.fault((*path, key), message, f'write "{name}"', code="key-slip",
                       severity="warning")  # fmt: skip
    return found


def _usual(key: str, known: Collection[str], beside: Collection[str]) -> str:
    if key in known:
        return key
    plain = re.sub(r"[\s_-]+", " ", key.lower().strip(" *_:"))
    if plain in known:
        return plain
    if plain in _TOP_ONLY and "questions" not in known:
        return key
    if plain.removesuffix("s") in _RIGHT_WORDS and "right" in known:
        usual = {_usual(one, known, ()) for one in beside if one != key}
        return "right" if "wrong" in usual else "answer"
    other = _OTHER_WORDS.get(plain, _OTHER_WORDS.get(plain.removesuffix("s"), plain))
    if other in known:
        return other
    plural = f"{plain}s" if f"{plain}s" in known else plain.removesuffix("s")
    return plural if plural in known else key


def tidied(document: Document, path: Path, item: dict[str, Any]) -> dict[str, Any]:
    """Return a question's keys and values as the form takes them."""
    item = _with_stray_options(document, path, left_out(document, path, item))
    found = _without_empty(document, path, renamed(document, path, item, _KEYS))
    for key, value in found.items():
        place = (*path, key)
        if key in _ONE_A_LINE:
            value = _by_line(document, place, value)
        if key in _GROUPS:
            found[key] = _as_map(document, place, value)
        elif key in _LISTS:
            found[key] = _as_texts(document, place, key, value)
        elif key in _WORDS:
            found[key] = _as_word(document, place, key, value)
        elif key != "lint":
            found[key] = _as_text(document, place, value)
    return found


def _with_stray_options(document: Document, path: Path, item: dict[str, Any]) -> dict[str, Any]:
    """Take lines in the column of an empty ``right:`` or ``wrong:`` as what stands below it."""
    found: dict[str, Any] = {}
    group = ""
    for key, value in item.items():
        name = _usual(key, _KEYS, item)
        if name in _KEYS or not group or not _is_text(value) or nearest(key, _KEYS):
            group = key if name in _GROUPS and value == "" else ""
            found[key] = value
            continue
        if found[group] == "":
            found[group] = {}
            message = f'what follows "{group}:" stands in its column'
            remedy = "it was read as what belongs below it; indent it two spaces deeper"
            document.fault((*path, key), message, remedy, code="indentation", severity="warning")
        document.moved((*path, key), (*path, group, key))
        found[group][key] = value
    return found


def _by_line(document: Document, place: Path, value: Any) -> Any:
    """Take lines below a key as one text each, where YAML makes a single text of them."""
    lines = document.lines_below(place) if _is_text(value) else []
    if " ".join(lines).split() != str(value).split() or len(lines) < 2:
        return value
    first, *others = lines
    if place[-1] != "order" and first[:1].isupper() and all(one[:1].islower() for one in others):
        return value
    message = f"{len(lines)} lines without a dash were read as one text each"
    document.fault(place, message, 'write "- " before each, or put them on one line',
                   code="not-a-list", severity="warning")  # fmt: skip
    return lines


def _unnumbered(texts: Sequence[Any]) -> list[Any]:
    """Return steps without their numbers: these would give the order away."""
    found = [_NUMBERED.match(text) if _is_text(text) else None for text in texts]
    marks = [one[1].lower() for one in found if one]
    counted = [str(number + 1) for number in range(len(texts))]
    lettered = list("abcdefghijklmnopqrstuvwxyz"[: len(texts)])
    if len(texts) < 2 or marks not in (counted, lettered):
        return list(texts)
    return [_NUMBERED.sub("", text) for text in texts]


def _without_empty(document: Document, path: Path, item: dict[str, Any]) -> dict[str, Any]:
    """Leave out keys that may be left out and have nothing behind them."""
    found = {}
    for key, value in item.items():
        if value == "" and key in _MAY_BE_EMPTY:
            message, remedy = f'"{key}" is empty', "write its text, or leave the key out"
            document.fault((*path, key), message, remedy, code="empty-text", severity="warning")
        else:
            found[key] = value
    return found


def _as_map(document: Document, place: Path, value: Any) -> Any:
    """Take options as a list of ``option: reason`` too, and one option on the key's own line."""
    if isinstance(value, str) and ": " in value and place[-1] != "vars":
        text, _, why = value.partition(": ")
        return {text.strip(): why.strip()}
    if not isinstance(value, list) or not all(_is_pair(one) or _is_text(one) for one in value):
        return value
    found: dict[str, str] = {}
    for number, one in enumerate(value):
        text, why = next(iter(one.items())) if isinstance(one, dict) else (one, "")
        if text in found:
            message, remedy = f'"{text}" is written twice', "keep one of the two"
            document.fault((*place, number), message, remedy, code="double-key")
            continue
        old = (*place, number, text) if isinstance(one, dict) else (*place, number)
        document.moved(old, (*place, text))
        found[text] = why
    return found


def _as_texts(document: Document, place: Path, key: str, value: Any) -> Any:
    if not isinstance(value, list):
        return [value] if _is_text(value) else value
    texts = [_as_text(document, (*place, number), one) for number, one in enumerate(value)]
    if key == "order":
        return _unnumbered(texts)
    return _whole_checks(document, place, texts) if key == "check" else texts


def _whole_checks(document: Document, place: Path, texts: list[Any]) -> list[Any]:
    """Join what a comma inside [ ] has cut: ``[n=20, delta=0.45 -> 900]`` is one line."""
    whole: list[Any] = []
    waiting: list[str] = []
    for text in texts:
        if not _is_text(text):
            return texts
        waiting.append(text)
        if "->" in text or "→" in text:
            whole.append(", ".join(waiting))
            waiting = []
    if len(whole) + len(waiting) < len(texts):
        message, remedy = 'a text inside [ ] contains ","', 'put each text in "quotes"'
        document.fault(place, message, remedy, code="prose-comma", severity="warning")
    return whole + waiting


def _as_text(document: Document, place: Path, value: Any) -> Any:
    """Take ``key: value`` in the place of a text as the text that it is."""
    if not _is_pair(value):
        return value
    key, text = next(iter(value.items()))
    message, remedy = 'text contains ": "', 'it was read as one text; put it in "quotes"'
    document.fault(place, message, remedy, code="prose-colon", severity="warning")
    return f"{key}: {text}" if text else f"{key}:"


def _as_word(document: Document, place: Path, key: str, value: Any) -> Any:
    if not _is_text(value) or value in _WORDS[key].values():
        return value
    word = _WORDS[key].get(value.strip(" .\"'“”").lower(), value)
    if word != value and key != "shuffle":
        message = f'"{value}" was read as "{word}"'
        document.fault(place, message, f'write "{word}"', code="word-slip", severity="warning")
    return word


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_pair(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == 1 and all(map(_is_text, value.values()))
