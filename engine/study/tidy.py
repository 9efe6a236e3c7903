"""Slips that can mean one thing only, understood with a warning: case, plurals, lists for maps."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from engine.study.questions import Question
from engine.study.yaml_lines import Document, Path

TOP = ("topic", "objective", "source", "questions")
_KEYS = tuple(Question.model_fields)
_GROUPS = ("right", "wrong", "traps", "vars")
_LISTS = ("order", "hints", "check", "tags")
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
}
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
        name = _usual(key, known)
        if name == key or name in written or name in found:
            found[key] = value
            continue
        found[name] = value
        document.moved((*path, key), (*path, name))
        message = f'"{key}" was read as "{name}"'
        document.fault((*path, key), message, f'write "{name}"', code="key-slip",
                       severity="warning")  # fmt: skip
    return found


def _usual(key: str, known: Collection[str]) -> str:
    if key in known:
        return key
    plain = key.strip().lower().strip("*_:")
    other = _OTHER_WORDS.get(plain, plain)
    if other in known:
        return other
    plural = f"{plain}s" if f"{plain}s" in known else plain.removesuffix("s")
    return plural if plural in known else key


def tidied(document: Document, path: Path, item: dict[str, Any]) -> dict[str, Any]:
    """Return a question's keys and values as the form takes them."""
    found = renamed(document, path, item, _KEYS)
    for key, value in found.items():
        place = (*path, key)
        if key in _GROUPS:
            found[key] = _as_map(document, place, value)
        elif key in _LISTS:
            found[key] = _as_texts(document, place, key, value)
        elif key in _WORDS:
            found[key] = _as_word(document, place, key, value)
        elif key != "lint":
            found[key] = _as_text(document, place, value)
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
