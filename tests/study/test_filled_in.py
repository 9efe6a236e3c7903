"""A YAML file as a filled-in form: the model, or a fault for every field that is wrong."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict, Field

from engine.study.filled_in import filled_in
from tests.study.written import letters

FILE = "content/forms/one.yaml"


class Line(BaseModel):
    """One line of a form."""

    model_config = ConfigDict(extra="forbid")

    what: str
    many: int = 1


class Form(BaseModel):
    """A form with a list in it, and a name that is a word of Python's own."""

    model_config = ConfigDict(extra="forbid")

    title: str
    lines: tuple[Line, ...] = ()
    of: str = Field(default="", alias="from")


def test_what_fits_is_a_form() -> None:
    """Every scalar is a string to YAML here; the form makes of it what it says it is."""
    form, document = filled_in(Form, FILE, "title: A\nfrom: me\nlines:\n  - what: b\n    many: 3\n")
    assert form is not None
    assert (form.title, form.of, form.lines[0].many) == ("A", "me", 3)
    assert document.faults == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lines: []\n", ['1: error: title: "title" is missing - Field required']),
        (
            "title: A\nlines:\n  - what: b\n  - many: c\n",
            [
                '4: error: lines › 2 › many: "lines › 2 › many" cannot be used - Input should be a '
                "valid integer, unable to parse string as an integer",
                '4: error: lines › 2 › what: "lines › 2 › what" is missing - Field required',
            ],
        ),
        (
            "title: A\nof: me\n",
            ['2: error: of: "of" cannot be used - Extra inputs are not permitted'],
        ),
        (
            "title: A\nlines: none\n",
            ['2: error: lines: "lines" cannot be used - Input should be a valid tuple'],
        ),
        ("- title\n", ['1: error: title: "title" is missing - Field required']),
        ("", ['1: error: title: "title" is missing - Field required']),
    ],
    ids=["missing", "in a list", "unknown", "no list", "a list", "nothing"],
)
def test_what_does_not_fit_is_told_field_by_field(text: str, expected: list[str]) -> None:
    """File, line, the path as people count it, and a remedy."""
    form, document = filled_in(Form, FILE, text)
    assert form is None
    assert letters(sorted(document.faults)) == [f"{FILE}:{letter}" for letter in expected]


def test_a_text_that_is_no_yaml_is_only_told_so() -> None:
    """What is missing then is not missing, only unread."""
    form, document = filled_in(Form, FILE, "title: A: B\n")
    assert form is None
    assert letters(document.faults) == [
        f'{FILE}:1: error: text contains ": " - put the text in "quotes"'
    ]


def test_a_slip_that_costs_nothing_leaves_the_form() -> None:
    """A key written twice: the form is there, and so is the fault."""
    form, document = filled_in(Form, FILE, "title: A\ntitle: B\n")
    assert form is not None
    assert form.title == "A"
    assert [fault.line for fault in document.faults] == [2]
