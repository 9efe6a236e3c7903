"""One item of a bank's file: the question that it says, or every reason why it says none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from engine.study.questions import Question, problem_of
from engine.study.soundness import Unsound, unsound
from engine.study.writing.explained import Letter, explained
from engine.study.writing.long_habit import is_long, shortened
from engine.study.writing.nearest import nearest
from engine.study.writing.tidy import tidied
from engine.study.writing.yaml_lines import Document, Path

_KEYS = tuple(Question.model_fields)
_DECIDE = ("right", "wrong", "answer", "order")
_FILLERS = {"id": "no-id", "ask": "?", "topic": "?", "objective": "?"}


def question_of(
    document: Document, path: Path, shared: Mapping[str, Any], item: Any
) -> Question | None:
    """Return the question that an item says, or None; its faults are noted in the document."""
    if item is None:
        return None  # It is no YAML, which is said already.
    if not isinstance(item, dict):
        remedy = 'start it with "- id:", and its other keys below'
        document.fault(path, "this is not a question", remedy, code="not-a-question")
        return None
    if is_long(item):
        item = shortened(document, path, item)
    written = {**shared, **tidied(document, path, item)}
    question, letters = _filled(written)
    for letter in letters:
        document.fault((*path, *letter.path), letter.message, letter.remedy, code=letter.code)
    if question is None:
        question = _nearly(written, letters)
    if question is not None:
        _check(document, path, question)
    return None if path in document.mistaken else question


def _filled(written: Mapping[str, Any]) -> tuple[Question | None, list[Letter]]:
    try:
        return Question.model_validate(written), []
    except ValidationError as problem:
        errors = problem.errors(include_url=False)
        return None, [explained(error, _KEYS) for error in errors]


def _nearly(written: Mapping[str, Any], letters: list[Letter]) -> Question | None:
    """Return the question without what cannot be used, so that the rest is checked as well."""
    known = {key: value for key, value in written.items() if key in _KEYS}
    for key, value in written.items():
        if key not in _KEYS and (meant := nearest(key, _KEYS)):
            known.setdefault(meant, value)
    for letter in letters:
        if letter.path and letter.path[0] in known:
            del known[str(letter.path[0])]
    refused = {letter.path[0] for letter in letters if letter.path}
    decided = any(known.get(key) for key in _DECIDE) and not refused.intersection(_DECIDE)
    return _filled({**_FILLERS, **known})[0] if decided else None


def _check(document: Document, path: Path, question: Question) -> None:
    """Note what is unsound in a question, and what is missing for it to have a kind."""
    if said := problem_of(question):
        if path in document.mistaken:
            return
        remedy = 'write "right" and "wrong", or "answer", or "order"'
        document.fault(path, said, remedy, code="no-kind")
        return
    for one in unsound(question):
        document.fault(
            (*path, *one.path),
            one.message,
            one.remedy,
            code=one.code,
            column=_column(document, path, one),
            severity=one.severity,
        )


def _column(document: Document, path: Path, one: Unsound) -> int:
    if not one.column:
        return 0
    of_key = one.path[:1] == ("traps",)  # There the formula is the key, and the text its reason.
    return document.column((*path, *one.path), one.column, of_key=of_key)
