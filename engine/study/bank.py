"""The bank: questions from YAML files that instructors write, with every fault told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.errors import Fault
from engine.study.files import Folder, Parsed
from engine.study.questions import Question, problem_of
from engine.study.yaml_lines import Document, read_yaml

_SHARED = ("topic", "objective", "source")
_TOP = (*_SHARED, "questions")
_KEYS = tuple(Question.model_fields)


@dataclass(frozen=True)
class Asked:
    """A question and the place where it is written."""

    question: Question
    file: str
    line: int


Questions = tuple[Asked, ...]


@dataclass(frozen=True)
class Bank:
    """All questions that can be asked, by id, and all that is wrong with the files."""

    questions: Mapping[str, Question]
    faults: tuple[Fault, ...]
    files: Mapping[str, Parsed[Questions]]

    def topics(self) -> list[str]:
        """Return the topics that have a question to ask, in the order of their files."""
        return list(dict.fromkeys(question.topic for question in self.questions.values()))

    def on(self, topic: str | None) -> list[Question]:
        """Return the questions on a topic, or all of them."""
        return [one for one in self.questions.values() if topic is None or one.topic == topic]


def bank_folder(path: Path) -> Folder[Questions]:
    """Return the folder that a bank is read from."""
    return Folder(path, ".yaml", parse)


def bank_of(files: Mapping[str, Parsed[Questions]]) -> Bank:
    """Return the bank of some parsed files; the first of two questions with one id is kept."""
    faults = [fault for parsed in files.values() for fault in parsed.faults]
    kept: dict[str, Asked] = {}
    for asked in (asked for parsed in files.values() for asked in parsed.content):
        first = kept.setdefault(asked.question.id, asked)
        if first is not asked:
            faults.append(_same_id(first, asked))
    live = {name: asked.question for name, asked in kept.items() if asked.question.status == "live"}
    return Bank(live, tuple(sorted(faults)), files)


def parse(file: str, text: str) -> Parsed[Questions]:
    """Return the questions of one file's text, and every fault in it.

    >>> found = parse("a.yaml", "topic: Gamma\\nquestions:\\n  - id: one\\n    worng: {}\\n")
    >>> for fault in found.faults: print(fault)
    a.yaml:3: error: questions › 1: "ask" is missing - add "ask"
    a.yaml:3: error: questions › 1: "objective" is missing - add "objective"
    a.yaml:3: error: questions › 1: "right" is missing - add "right"
    a.yaml:3: error: questions › 1: "wrong" is missing - add "wrong"
    a.yaml:4: error: questions › 1 › worng: unknown key "worng" - did you mean "wrong"?
    """
    document = read_yaml(file, text)
    questions = [
        Asked(question, file, document.line(("questions", number)))
        for number, question in _questions(document)
    ]
    return Parsed(tuple(questions), tuple(sorted(document.faults)))


def _questions(document: Document) -> Iterable[tuple[int, Question]]:
    top = document.data
    if not isinstance(top, dict):
        if top is not None or not document.faults:
            document.fault((), "the file has no questions", 'start it with "topic:"')
        return
    for key in top:
        if key not in _TOP:
            document.fault((key,), f'unknown key "{key}"', _did_you_mean(key, _TOP))
    items = top.get("questions")
    if not isinstance(items, list):
        document.fault(("questions",), "there is no list of questions", 'add "questions:"')
        return
    shared = {key: top[key] for key in _SHARED if key in top}
    ids: dict[str, int] = {}
    for number, item in enumerate(items):
        question = _question(document, ("questions", number), shared, item)
        if question is None:
            continue
        if question.id in ids:
            document.fault(
                ("questions", number, "id"),
                f'the id "{question.id}" is already used on line {ids[question.id]}',
                "give this question an id of its own",
            )
            continue
        ids[question.id] = document.line(("questions", number, "id"))
        yield number, question


def _question(
    document: Document, path: tuple[str | int, ...], shared: Mapping[str, Any], item: Any
) -> Question | None:
    if item is None:
        return None  # It is no YAML, which is said already.
    if not isinstance(item, dict):
        document.fault(path, "this is not a question", 'start it with "- id:"')
        return None
    before = len(document.faults)
    for group in ("right", "wrong"):
        _check_reasons(document, (*path, group), item.get(group))
    try:
        question = Question.model_validate({**shared, **item})
        if said := problem_of(question):
            document.fault(path, said, 'write "right" and "wrong", or "answer", or "order"')
            return None
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            _explain(document, path, error)
        return None
    both = question.right.keys() & question.wrong.keys()
    for text in both:
        document.fault((*path, "wrong", text), f'"{text}" is also right', "keep it in one group")
    return None if len(document.faults) > before else question


def _check_reasons(document: Document, path: tuple[str | int, ...], options: Any) -> None:
    if not isinstance(options, dict):
        return
    for text, why in options.items():
        if isinstance(why, str) and not why.strip():
            document.fault(
                (*path, text),
                f'the option "{text[:40]}" has no reason',
                "write a colon after it, then why it is right or wrong",
            )


def _explain(document: Document, path: tuple[str | int, ...], error: ErrorDetails) -> None:
    inside = tuple(step for step in error["loc"] if step != "[key]")
    place = (*path, *inside)
    name = str(inside[0]) if inside else ""
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    if kind == "missing":
        document.fault(path, f'"{name}" is missing', f'add "{name}"')
    elif kind == "extra_forbidden":
        document.fault(place, f'unknown key "{name}"', _did_you_mean(name, _KEYS))
    elif kind == "string_too_short":
        if name not in ("right", "wrong"):
            document.fault(place, f'"{name}" is empty', "write its text, or leave the key out")
    elif kind == "dict_type":
        remedy = "write one option a line: the option, a colon, and why"
        document.fault(place, f'"{name}" is not a list of options with reasons', remedy)
    elif kind == "too_long" and name == "right":
        remedy = "keep one; several right options are another kind of question"
        document.fault(place, f"{len(given)} options are right", remedy)
    elif kind in ("too_short", "too_long"):
        fewest, most = ("one", "one") if name == "right" else ("two", "eight")
        wanted = f"at least {fewest}" if kind == "too_short" else f"at most {most}"
        document.fault(place, f'"{name}" has the wrong number of options', f"write {wanted}")
    elif kind == "string_pattern_mismatch":
        remedy = "use small letters, digits and hyphens, like delta-hedge-20-calls"
        document.fault(place, f'"{error["input"]}" is no id', remedy)
    elif kind == "literal_error":
        document.fault(
            place, f'{name} cannot be "{error["input"]}"', f"write {context['expected']}"
        )
    else:
        document.fault(place, f'"{name}" cannot be used', error["msg"])


def _did_you_mean(key: str, known: Iterable[str]) -> str:
    names = list(known)
    close = get_close_matches(key.lower(), names, n=1)
    return f'did you mean "{close[0]}"?' if close else f"use one of: {', '.join(names)}"


def _same_id(first: Asked, second: Asked) -> Fault:
    return Fault(
        file=second.file,
        line=second.line,
        field="id",
        message=f'the id "{second.question.id}" is already used in {first.file}:{first.line}',
        remedy="give this question an id of its own",
    )
