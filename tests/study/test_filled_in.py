"""A YAML file as a filled-in form: the model, or a fault for every field that is wrong."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict, Field

from engine.study.writing.filled_in import filled_in
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
        ("lines: []\n", ['1: error missing-key: "title" is missing - add "title"']),
        (
            "title: A\nlines:\n  - what: b\n  - many: c\n",
            [
                '4: error missing-key: lines › 2: "what" is missing - add "what"',
                '4: error not-a-number: lines › 2 › many: many cannot be "c" - write a number',
            ],
        ),
        (
            "title: A\nform: me\n",
            ['2: error unknown-key: form: unknown key "form" - did you mean "from"?'],
        ),
        (
            "title: A\nof: me\n",
            ['2: error unknown-key: of: unknown key "of" - use one of: title, lines, from'],
        ),
        (
            "title: A\nlines: none\n",
            [
                '2: error not-a-list: lines: "lines" is not a list'
                ' - write one a line below it, each after "- "'
            ],
        ),
        (
            "title: [A]\n",
            [
                '1: error not-a-text: title: "title" is a list, not a text - write its text after'
                ' the colon, in "quotes" if it holds a colon or brackets'
            ],
        ),
        ("- title\n", ['1: error missing-key: "title" is missing - add "title"']),
        ("", ['1: error missing-key: "title" is missing - add "title"']),
    ],
    ids=["missing", "in a list", "near", "unknown", "no list", "no text", "a list", "nothing"],
)
def test_what_does_not_fit_is_told_field_by_field(text: str, expected: list[str]) -> None:
    """File, line, the path as people count it, and a remedy."""
    form, document = filled_in(Form, FILE, text)
    assert form is None
    assert letters(sorted(document.faults)) == [f"{FILE}:{letter}" for letter in expected]


def test_a_text_that_is_no_yaml_is_only_told_so() -> None:
    """What is missing then is not missing, only unread."""
    form, document = filled_in(Form, FILE, "title: [A\n")
    assert form is None
    assert [fault.code for fault in document.faults] == ["unclosed-bracket"]


def test_prose_that_breaks_yaml_is_read_as_it_was_meant() -> None:
    """The form is there, and the slip is told."""
    form, document = filled_in(Form, FILE, "title: A: B\n")
    assert form is not None
    assert form.title == "A: B"
    assert [fault.severity for fault in document.faults] == ["warning"]


def test_a_slip_that_costs_nothing_leaves_the_form() -> None:
    """A key written twice: the form is there, and so is the fault."""
    form, document = filled_in(Form, FILE, "title: A\ntitle: B\n")
    assert form is not None
    assert form.title == "A"
    assert [fault.line for fault in document.faults] == [2]
