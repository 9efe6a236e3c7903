"""The JSON schemas: published as they are built, true to the model, no stricter than the check."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from engine.study.bank import parse
from engine.study.exams.blueprints import Blueprint, Part
from engine.study.questions import Question
from engine.study.writing import schema
from tests.study.written import BANK

ROOT = Path(__file__).parents[2]
QUESTIONS = Draft202012Validator(schema.questions())
BLUEPRINTS = Draft202012Validator(schema.blueprints())
BANK_FILES = sorted((ROOT / "quiz_bank").glob("*.yaml"))
EXAM_FILES = sorted((ROOT / "quiz_bank" / "blueprints").glob("*.yaml"))

GOOD: dict[str, Any] = {
    "topic": "Delta hedging",
    "objective": "MM-2",
    "questions": [{"id": "one", "ask": "Which?", "right": {"A": "Why."}, "wrong": {"B": "Why."}}],
}
EXAM: dict[str, Any] = {
    "title": "A",
    "note": "B",
    "questions": 20,
    "minutes": 36,
    "pass": 60,
    "parts": [{"name": "All", "weight": 100, "objective": "MM-2"}],
}


@pytest.mark.parametrize(
    ("file", "built"),
    [("schema.json", schema.questions), ("blueprints/schema.json", schema.blueprints)],
)
def test_the_published_file_is_what_is_built(file: str, built: Any) -> None:
    """``python -m engine.study.writing.schema questions`` (or ``blueprints``) writes it anew."""
    text = (ROOT / "quiz_bank" / file).read_text(encoding="utf-8")
    assert text == schema.written(built())


@pytest.mark.parametrize("validator", [QUESTIONS, BLUEPRINTS], ids=["questions", "blueprints"])
def test_a_schema_is_a_schema(validator: Draft202012Validator) -> None:
    """Of the draft that it says it is."""
    Draft202012Validator.check_schema(validator.schema)


@pytest.mark.parametrize("file", BANK_FILES, ids=lambda file: file.name)
def test_every_file_of_the_bank_is_valid(file: Path) -> None:
    """As an editor reads it, with numbers and truth values for some texts."""
    QUESTIONS.validate(yaml.safe_load(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("file", EXAM_FILES, ids=lambda file: file.name)
def test_every_exam_is_valid(file: Path) -> None:
    """With the keys that the model knows."""
    BLUEPRINTS.validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def test_the_schemas_know_the_keys_of_the_models() -> None:
    """No more and no fewer, and the same are needed."""
    question = schema.questions()["$defs"]["question"]
    assert set(question["properties"]) == set(Question.model_fields)
    exam = schema.blueprints()
    named = {field.alias or name for name, field in Blueprint.model_fields.items()}
    assert set(exam["properties"]) == named
    assert set(exam["$defs"]["part"]["properties"]) == set(Part.model_fields)
    for model, part in ((Question, question), (Part, exam["$defs"]["part"])):
        needed = {name for name, field in model.model_fields.items() if field.is_required()}
        assert set(part["required"]) == needed - {"topic", "objective"}


SHAPES: dict[str, dict[str, Any]] = {
    "options as a list": {"right": ["A"], "wrong": ["B", "C"]},
    "one option": {"right": "A", "wrong": ["B"]},
    "numbers as options": {"right": {900: "Why."}, "wrong": {800: None}},
    "a number": {"answer": 900},
    "a formula": {"answer": "n * 100 shares ± 1", "vars": {"n": [10, 20]}, "traps": {"n": "Why."}},
    "steps": {"order": ["A", "B", "C"]},
    "all the rest": {
        "answer": 1,
        "check": ["n=1 -> 1"],
        "hints": ["A", "B"],
        "tags": "greeks",
        "level": "analyse",
        "status": "draft",
        "shuffle": False,
        "lint": {"few-options": "off, there are only two"},
        "lesson": "short-calls",
        "why": "So.",
    },
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_can_be_written_is_valid(shape: str) -> None:
    """Every kind and every way to write it."""
    QUESTIONS.validate({**GOOD, "questions": [{"id": "one", "ask": "Which?", **SHAPES[shape]}]})


SLIPS: dict[str, dict[str, Any]] = {
    "an unknown key": {"worng": "A"},
    "an id with a blank": {"id": "delta hedge"},
    "an unknown level": {"level": "hard"},
    "an unknown status": {"status": "ready"},
    "a choice with an answer": {"answer": "900"},
    "a choice with steps": {"order": ["A", "B", "C"]},
    "nine wrong options": {"wrong": [str(number) for number in range(9)]},
    "no option": {"wrong": []},
    "a question in a list": {"ask": ["Which?"]},
    "a reason in a list": {"wrong": {"B": ["Why."]}},
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_marked_while_it_is_typed(slip: str) -> None:
    """And the check refuses it too: the schema is no stricter."""
    spoilt = copy.deepcopy(GOOD)
    spoilt["questions"][0].update(SLIPS[slip])
    assert not QUESTIONS.is_valid(spoilt)
    text = yaml.safe_dump(spoilt, allow_unicode=True)
    assert any(fault.severity == "error" for fault in parse("a.yaml", text).faults)


@pytest.mark.parametrize("key", ["id", "ask", "wrong"])
def test_what_is_needed_is_missed(key: str) -> None:
    """A choice without its wrong options is as incomplete as one without a question."""
    spoilt = copy.deepcopy(GOOD)
    del spoilt["questions"][0][key]
    assert not QUESTIONS.is_valid(spoilt)


def test_the_good_file_of_the_tests_is_valid() -> None:
    """The one that all others spoil."""
    QUESTIONS.validate(yaml.safe_load(BANK))


@pytest.mark.parametrize(
    "slip",
    [
        {"pass": 101},
        {"questions": 0},
        {"parts": []},
        {"parts": [{"name": "A"}]},
        {"levels": {"hard": 20}},
        {"length": 3},
    ],
    ids=str,
)
def test_a_slip_in_an_exam_is_marked(slip: dict[str, Any]) -> None:
    """The good one is good."""
    BLUEPRINTS.validate(EXAM)
    assert not BLUEPRINTS.is_valid({**EXAM, **slip})
