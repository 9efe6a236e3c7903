"""The codes of faults: every one that is used is explained, and none that is not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.study.rules import rules
from engine.study.writing import syntax
from engine.study.writing.codes import MEANS
from engine.study.writing.yaml_events import Unreadable

STUDY = Path(__file__).parents[2] / "engine" / "study"
SOURCES = [
    file
    for file in (
        *STUDY.glob("*.py"),
        *(STUDY / "numbers").glob("*.py"),
        *(STUDY / "soundness").glob("*.py"),
        *(STUDY / "exams").glob("*.py"),
        *(STUDY / "writing").glob("*.py"),
        STUDY / "rules" / "__init__.py",
        STUDY / "rules" / "_switches.py",
        STUDY.parent / "check.py",
    )
    if file.name != "codes.py"
]


def texts(file: Path) -> Iterator[str]:
    """Yield every text that a source file writes."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def given(file: Path) -> Iterator[str]:
    """Yield every code that a source file gives, by name or to ``note``."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        value: ast.AST | None = None
        if isinstance(node, ast.keyword) and node.arg == "code":
            value = node.value
        elif isinstance(node, ast.Call) and len(node.args) > 3:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            value = node.args[1] if called == "note" else None
        if isinstance(value, ast.Constant) and value.value:
            yield str(value.value)


def test_every_code_that_is_given_is_explained() -> None:
    """Wherever ``code=`` stands in the engine's study side."""
    found = {(file.name, code) for file in SOURCES for code in given(file)}
    assert len(found) > 20
    assert not [place for place in found if place[1] not in MEANS]


def test_every_code_that_is_explained_is_used() -> None:
    """None is left over; some are put together from two words."""
    used = {text for file in SOURCES for text in texts(file)}
    together = {"option-twice", "step-twice"}
    assert sorted(MEANS.keys() - used - together) == []


def test_codes_are_words_with_hyphens_and_no_rule_shares_one() -> None:
    """People type them into a search."""
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code) for code in MEANS)
    assert not MEANS.keys() & rules().keys()


@pytest.mark.parametrize("said", ["", "x", "mapping values", "flow", "anchor", "nested", "tag"])
def test_whatever_the_parser_says_is_a_letter_with_a_known_code(said: str) -> None:
    """Even what no version of it has said yet."""
    fault = syntax.fault("a.yaml", ["a", "b"], Unreadable(said, 1, 0))
    assert fault.code in MEANS
    assert fault.remedy
