"""Errors are letters: where it is, what is wrong, what would be right."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from engine import errors
from engine.errors import Fault, HedgebookError, InvalidInput


def _fault(**changed: Any) -> Fault:
    whole = {"file": "a.yaml", "line": 3, "message": "no answer", "remedy": "add one"}
    return Fault(**{**whole, **changed})


def test_letter_is_one_line_that_an_editor_can_jump_to() -> None:
    """File, line, severity, code, field, what is wrong, the column, the remedy, in this order."""
    fault = _fault(field="questions › 2", severity="warning", code="no-answer", column=19)
    assert str(fault) == (
        "a.yaml:3: warning no-answer: questions › 2: no answer (column 19) - add one"
    )


def test_letter_without_a_field_has_no_gap() -> None:
    """A fault of the whole file names no field, and one of a whole line no column."""
    assert str(_fault()) == "a.yaml:3: error: no answer - add one"


def test_faults_sort_as_a_reader_goes_through_the_files() -> None:
    """By file, then by line as a number, whatever the message or the severity."""
    faults = [
        _fault(file="b.yaml", line=1),
        _fault(line=12, message="a"),
        _fault(line=2, message="z", severity="warning"),
        _fault(line=2, message="a"),
    ]
    ordered = sorted(faults)
    assert [(fault.file, fault.line, fault.message) for fault in ordered] == [
        ("a.yaml", 2, "a"),
        ("a.yaml", 2, "z"),
        ("a.yaml", 12, "a"),
        ("b.yaml", 1, "no answer"),
    ]


def test_same_fault_twice_is_one_fault() -> None:
    """Faults compare by what they say, so a set of them holds each once."""
    assert len({_fault(), _fault(), _fault(line=4)}) == 2


def test_fault_is_not_altered_after_it_was_found() -> None:
    """A fault is a fact."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        _fault().line = 5  # type: ignore[misc]


def test_every_fault_has_a_remedy() -> None:
    """A fault cannot be told without saying what would be right."""
    with pytest.raises(TypeError, match="remedy"):
        Fault(file="a.yaml", line=3, message="no answer")  # type: ignore[call-arg]


def test_refused_input_is_a_value_error_too() -> None:
    """Callers who know nothing of Hedgebook can still catch what they passed wrong."""
    assert issubclass(InvalidInput, ValueError)


def test_every_failure_that_people_read_is_of_one_family() -> None:
    """One except clause catches whatever has a message for people, and it has a docstring."""
    raised = [item for item in vars(errors).values() if isinstance(item, type)]
    family = [item for item in raised if issubclass(item, Exception)]
    assert all(issubclass(item, HedgebookError) and item.__doc__ for item in family)
