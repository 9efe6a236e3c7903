"""The bank: questions from YAML files that instructors write, with every fault told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import Fault
from engine.study.questions import Question
from engine.study.writing import ids, tidy
from engine.study.writing.asked_item import question_of
from engine.study.writing.files import Folder, Parsed
from engine.study.writing.long_habit import is_long
from engine.study.writing.nearest import did_you_mean
from engine.study.writing.rewriting import topic_from
from engine.study.writing.yaml_lines import Document, read_yaml

_SHARED = ("topic", "objective", "source")
NO_OBJECTIVE = "none"
"""The objective of a question that names none."""
MOST_QUESTIONS = 600
"""Questions in one file. A topic that has more is several topics."""
_BEGINS = re.compile(r"\s*(?:[-\[{]|[\"']?(?:(?i:questions)|" + "|".join(tidy.TOP) + r")\b)")
"""How a row begins that stands at the top of a bank, or opens one of its questions."""
_MOST_REFUSED = 50
"""Questions that are looked at in vain where there are too many faults to tell."""


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
    a.yaml:3: error missing-key: questions › 1: "ask" is missing - add "ask"
    a.yaml:4: error unknown-key: questions › 1 › worng: unknown key "worng" - did you mean "wrong"?
    """
    document = read_yaml(file, text)
    questions = [
        Asked(question, file, document.line(("questions", number)))
        for number, question in _questions(document)
    ]
    return Parsed(tuple(questions), tuple(sorted(document.faults)))


def _questions(document: Document) -> Iterator[tuple[int, Question]]:
    top = _top(document)
    items = top.get("questions")
    if not isinstance(items, list):
        return
    shared = {key: top[key] for key in _SHARED if key in top}
    items = _named(document, _not_too_many(document, items))
    _mention_long_habit(document, items)
    used: dict[str, int] = {}
    refused = 0
    for number, item in enumerate(items):
        path = ("questions", number)
        question = question_of(document, path, shared, item)
        refused += question is None
        if question is not None and not _is_used(document, number, question, used):
            yield number, question
        if document.full and refused > _MOST_REFUSED:
            return


def _top(document: Document) -> dict[str, Any]:
    """Return what stands at the top of a file, with a fault for what is missing there."""
    written = document.data
    if isinstance(written, list) and any(isinstance(item, dict) for item in written):
        document.moved((), ("questions",))
        written = {"questions": written}
    written = _unwrapped(document, written)
    if not isinstance(written, dict):
        if written is not None or not document.faults:
            remedy = 'start it with "topic:", then "questions:"'
            document.fault((), "the file has no questions", remedy, code="no-questions")
        elif not any(map(_BEGINS.match, document.rows)):
            remedy = 'write "questions:", and each question after "- id:", as in the README'
            message = "this file is not written as questions are written here"
            document.fault((), message, remedy, code="no-questions")
        return {}
    top = _listed(document, tidy.renamed(document, (), written, tidy.TOP))
    for key in top:
        if key not in tidy.TOP:
            remedy = did_you_mean(key, tidy.TOP)
            document.fault((key,), f'unknown key "{key}"', remedy, code="unknown-key")
    if not isinstance(top.get("questions"), list) or not top["questions"]:
        remedy = 'add "questions:", and below it the first one after "- id:"'
        document.fault(("questions",), "there is no list of questions", remedy, code="no-questions")
        return {}
    return {"objective": NO_OBJECTIVE, **_with_topic(document, top)}


def _unwrapped(document: Document, written: Any) -> Any:
    """Take what stands below a single key, as other programs write it, for the file's own top."""
    if not isinstance(written, dict) or len(written) != 1:
        return written
    [(key, below)] = written.items()
    if not isinstance(below, dict) or not isinstance(below.get("questions"), list):
        return written
    document.moved((key,), ())
    remedy = "leave it out, and begin the keys below it at the margin"
    document.fault((key,), f'"{key}" means nothing here', remedy, code="key-left-out",
                   severity="warning")  # fmt: skip
    return below


def _listed(document: Document, top: dict[str, Any]) -> dict[str, Any]:
    """Take questions that stand below their names as a list, with the names as ids."""
    written = top.get("questions")
    if not isinstance(written, dict) or not written:
        return top
    if not all(isinstance(item, dict) for item in written.values()):
        return top
    names = list(written)
    for number, name in enumerate(names):
        document.moved(("questions", name), ("questions", number))
        document.moved(("questions", name), ("questions", number, "id"))
    message = f'what stands before the questions was read as their ids ("{names[0]}")'
    remedy = f'write "- id: {names[0]}", and the question\'s other keys below it'
    document.fault(("questions", 0), message, remedy, code="key-slip", severity="warning")
    return {**top, "questions": [{"id": name, **written[name]} for name in names]}


def _with_topic(document: Document, top: dict[str, Any]) -> dict[str, Any]:
    items = [item for item in top["questions"] if isinstance(item, dict)]
    if "topic" in top or not items or all("topic" in item for item in items):
        return top
    topic = topic_from(document.file)
    message = f'there is no topic, so the file\'s name is taken: "{topic}"'
    document.fault((), message, 'write "topic:" at the top', code="topic-from-name",
                   severity="warning")  # fmt: skip
    return {"topic": topic, **top}


def _not_too_many(document: Document, items: list[Any]) -> list[Any]:
    if len(items) <= MOST_QUESTIONS:
        return items
    message = f"the file has {len(items):,} questions, and the first {MOST_QUESTIONS} are read"
    remedy = "split it into files of one topic each"
    document.fault(("questions", MOST_QUESTIONS), message, remedy, code="too-many-questions")
    return items[:MOST_QUESTIONS]


def _named(document: Document, items: list[Any]) -> list[Any]:
    """Return the questions, each with an id; a warning says which one it was given."""
    named = ids.with_ids(items)
    for number, (before, after) in enumerate(zip(items, named, strict=True)):
        if before is not after:
            message = f'there is no id, so the question goes by "{after["id"]}"'
            remedy = f'write "id: {after["id"]}", for good: answers are kept under it'
            document.fault(("questions", number), message, remedy, code="id-from-words",
                           severity="warning")  # fmt: skip
    return named


def _mention_long_habit(document: Document, items: list[Any]) -> None:
    long = [n for n, item in enumerate(items) if isinstance(item, dict) and is_long(item)]
    if long:
        count = "one question is" if len(long) == 1 else f"{len(long)} questions are"
        message = f"{count} written as question, options, answer"
        remedy = "nothing must change; the page Question bank offers the file in the short form"
        document.fault(("questions", long[0]), message, remedy, code="long-habit",
                       severity="warning")  # fmt: skip


def _is_used(document: Document, number: int, question: Question, used: dict[str, int]) -> bool:
    """Return whether an id stands twice in a file, with a fault if it does."""
    place = ("questions", number, "id")
    if question.id not in used:
        used[question.id] = document.line(place)
        return False
    message = f'the id "{question.id}" is already used on line {used[question.id]}'
    document.fault(place, message, "give this question an id of its own", code="same-id")
    return True


def _same_id(first: Asked, second: Asked) -> Fault:
    return Fault(
        file=second.file,
        line=second.line,
        field="id",
        message=f'the id "{second.question.id}" is already used in {first.file}:{first.line}',
        remedy="give this question an id of its own",
        code="same-id",
    )
