"""The JSON schemas of what instructors write, so that their editors complete and check it.

Published as ``quiz_bank/schema.json`` and ``quiz_bank/blueprints/schema.json``; print one anew
with ``python -m engine.study.writing.schema questions`` (or ``blueprints``).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, get_args

from engine.study.exams.blueprints import Blueprint
from engine.study.questions import ID_PATTERN, LONGEST_ID, Level, Question, Status

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_KINDS = (("right", "wrong"), ("answer",), ("order",))
"""The keys that make a choice, a number, a sequence."""

SAYS = {
    "id": "A name for good: small letters, digits, hyphens. Answers are kept under it.",
    "ask": "The question.",
    "right": "The right option, a colon, and why. Several: all of them must be chosen.",
    "wrong": "Each wrong option, a colon, and why it is wrong.",
    "answer": "The right number or a formula, its unit, what it may be off: n * 100 shares ± 1.",
    "order": "The steps as they should stand, one a line. They are shown mixed.",
    "vars": "Numbers that change each time: 10 to 50 step 5, or a list, or a formula.",
    "traps": "A formula that a common mistake gives, a colon, and what the mistake is.",
    "check": "Worked examples that the formula must meet: n=20, delta=0.45 -> 900.",
    "topic": "The heading under which students find it. Usually at the top of the file.",
    "objective": "The learning objective that it tests, like MM-2. Usually at the top of the file.",
    "source": "Where the facts come from. Usually at the top of the file.",
    "hint": "One nudge, shown when asked for.",
    "hints": "Several nudges, from the lightest to the strongest.",
    "why": "What is said after any answer. It may name {answer} and the numbers.",
    "level": "recall, apply (when left out) or analyse.",
    "lesson": "The lesson to read up: its file's name without number and ending.",
    "tags": "Words to find it by.",
    "status": "draft and retired are checked but not asked; live when left out.",
    "shuffle": "no keeps the options in the order they are written.",
    "simulator": "The address of the page that shows it live, with its numbers in {braces}.",
    "lint": "Item-writing rules that do not hold here: each rule, a colon, off, and the reason.",
}
"""What each key of a question says. The guide's table is held to it."""

BLUEPRINT_SAYS = {
    "title": "The name of the exam.",
    "note": "What it is, in one sentence.",
    "questions": "How many questions are asked.",
    "minutes": "How long it takes.",
    "pass": "The mark to reach, in percent.",
    "parts": "What it asks about: each part an objective, a topic or a lesson, and its weight.",
    "levels": "The share of recall, apply and analyse, in percent.",
    "numbers": "as choice shows number questions with their traps as options.",
    "source": "Where pace, pass mark and weights come from.",
    "name": "The part's name, as the result shows it.",
    "weight": "Its share of the questions.",
    "objective": "It takes the questions of this objective,",
    "topic": "of this topic,",
    "lesson": "of this lesson (any: the one that the learner chooses).",
}
"""What each key of an exam and of its parts says."""

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_NUMBER: Schema = {"type": ["number", "string"]}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
_REASON: Schema = {"type": ["string", "number", "boolean", "null"]}
_OPTIONS: Schema = {
    "anyOf": [
        _TEXT,
        {"type": "array", "items": _TEXT, "minItems": 1, "maxItems": 8},
        {"type": "object", "additionalProperties": _REASON, "minProperties": 1, "maxProperties": 8},
    ]
}
_MAP: Schema = {"type": "object", "additionalProperties": _REASON, "minProperties": 1}
_VALUES: Schema = {"type": "object", "additionalProperties": _TEXTS, "minProperties": 1}
_YES_NO: Schema = {"enum": ["yes", "no", True, False]}
_SHAPES: dict[str, Schema] = {
    "id": {"type": ["string", "integer"], "pattern": ID_PATTERN, "maxLength": LONGEST_ID},
    "right": _OPTIONS,
    "wrong": _OPTIONS,
    "order": {"type": "array", "items": _TEXT, "minItems": 3, "maxItems": 8},
    "vars": _VALUES,
    "traps": _MAP,
    "check": _TEXTS,
    "hints": _TEXTS,
    "tags": _TEXTS,
    "level": {"enum": list(get_args(Level))},
    "status": {"enum": list(get_args(Status))},
    "shuffle": _YES_NO,
    "lint": {"anyOf": [_TEXT, _MAP]},
}
"""What each key takes; all others take a text."""

_EXAM: dict[str, Schema] = {
    "title": _TEXT,
    "note": _TEXT,
    "questions": {**_NUMBER, "minimum": 1, "maximum": 200},
    "minutes": {**_NUMBER, "exclusiveMinimum": 0, "maximum": 600},
    "pass": {**_NUMBER, "minimum": 0, "maximum": 100},
    "parts": {"type": "array", "items": {"$ref": "#/$defs/part"}, "minItems": 1,
              "maxItems": 30},
    "levels": {"type": "object", "propertyNames": _SHAPES["level"],
               "additionalProperties": {**_NUMBER, "minimum": 0, "maximum": 100}},
    "numbers": {"enum": ["as written", "as choice"]},
    "source": _TEXT,
}  # fmt: skip
_PART: dict[str, Schema] = {
    "name": _TEXT,
    "weight": {**_NUMBER, "exclusiveMinimum": 0, "maximum": 100},
    "objective": _TEXT,
    "topic": _TEXT,
    "lesson": _TEXT,
}


def questions() -> Schema:
    """Return the schema of a file of questions."""
    shared = dict.fromkeys(("topic", "objective", "source"), _TEXT)
    keys = {key: _SHAPES.get(key, _TEXT) for key in Question.model_fields}
    return {
        "$schema": DRAFT,
        "title": "Questions on one topic",
        "type": "object",
        "properties": {
            **_described(shared, SAYS),
            "questions": {
                "description": "The questions of this file.",
                "type": "array",
                "minItems": 1,
                "items": {"$ref": "#/$defs/question"},
            },
        },
        "required": ["questions"],
        "additionalProperties": False,
        "$defs": {
            "question": {
                "type": "object",
                "properties": _described(keys, SAYS),
                "required": ["id", "ask"],
                "oneOf": [_only(*keys) for keys in _KINDS],
                "additionalProperties": False,
            }
        },
    }


def _only(*keys: str) -> Schema:
    """Return the demand that a kind of question has its keys, and none of another kind's."""
    others = [key for kind in _KINDS for key in kind if key not in keys]
    return {"required": list(keys), "not": {"anyOf": [{"required": [key]} for key in others]}}


def _described(shapes: Mapping[str, Schema], says: Mapping[str, str]) -> Schema:
    """Return the shapes of some keys, each with what it says."""
    return {key: {"description": says[key], **shape} for key, shape in shapes.items()}


def blueprints() -> Schema:
    """Return the schema of an exam's file."""
    needed = [
        field.alias or name for name, field in Blueprint.model_fields.items() if field.is_required()
    ]
    return {
        "$schema": DRAFT,
        "title": "An exam",
        "type": "object",
        "properties": _described(_EXAM, BLUEPRINT_SAYS),
        "required": needed,
        "additionalProperties": False,
        "$defs": {
            "part": {
                "type": "object",
                "properties": _described(_PART, BLUEPRINT_SAYS),
                "required": ["name", "weight"],
                "additionalProperties": False,
            }
        },
    }


def written(schema: Schema) -> str:
    """Return a schema as its file holds it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(written({"questions": questions, "blueprints": blueprints}[sys.argv[1]]()), end="")
