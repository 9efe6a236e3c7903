"""Settings of several forms under one set of names: where names meet, and what is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import Annotated

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.controls import Number, controls
from pages.ui import desk_state
from pages.ui.desk_state import DeskState
from pages.ui.settings import Forms


@dataclass(frozen=True, kw_only=True)
class First:
    """A form with a number of its own and one whose name another form has as well."""

    width: Annotated[float, Number("Width", 0, 10, step=0.5)] = 2.0
    share: Annotated[float, Number("Share", 0, 100, unit="%", scale=100)] = 0.25


@dataclass(frozen=True, kw_only=True)
class Second:
    """A form that has a width too, and something that is no number."""

    width: Annotated[float, Number("Width of the second", 1, 9)] = 3.0
    name: str = "plain"


FORMS = Forms({"first": First, "second": Second})


def test_a_name_that_is_taken_gets_its_forms_name() -> None:
    """The first form keeps the short name; nothing is asked for twice under one name."""
    assert list(FORMS.all) == ["width", "share", "second_width"]
    assert [one.field for one in FORMS.all.values()] == ["width", "share", "width"]


def test_each_form_gets_its_own_number() -> None:
    """Two widths side by side do not get into each other's way."""
    shown = {"width": 4.0, "second_width": 5.0, "share": 30.0}
    assert FORMS.make("first", shown) == First(width=4.0, share=0.3)
    assert FORMS.make("second", shown, name="fixed") == Second(width=5.0, name="fixed")


def test_defaults_are_left_out_and_make_the_forms_as_they_are() -> None:
    """What is asked for and is the default anyway is no setting."""
    notes: list[str] = []
    assert FORMS.read({"width": "2", "share": "25.0", "second_width": "3"}, notes) == {}
    assert notes == []
    assert FORMS.make("first", {}) == First()


@pytest.mark.parametrize(
    "text", ["", "x", "nan", "inf", "-inf", "1e999", "0x10", "1,5", "11", "-1"]
)
def test_what_is_no_use_is_said_and_the_default_stays(text: str) -> None:
    """A sentence names the setting and what is used instead."""
    notes: list[str] = []
    assert FORMS.read({"width": text}, notes) == {}
    [note] = notes
    assert note.startswith("Width ")
    assert note.endswith("so 2 is used.")


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.dictionaries(st.sampled_from([*FORMS.all, "other"]), st.text(max_size=12)))
def test_nothing_that_is_written_fails(asked: dict[str, str]) -> None:
    """Whatever stands there, the forms can be made, and each refusal is one sentence."""
    notes: list[str] = []
    shown = FORMS.read(asked, notes)
    FORMS.make("first", shown)
    FORMS.make("second", shown)
    assert len(notes) + len(shown) <= len(asked)
    assert all(note.endswith(".") for note in notes)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.floats(min_value=0, max_value=100))
def test_what_is_read_is_read_again_unchanged(value: float) -> None:
    """A number settles on the first reading: links of links stay the same link."""
    once = FORMS.read({"share": repr(value)}, [])
    texts = {name: f"{number:.15g}" for name, number in once.items()}
    assert FORMS.read(texts, []) == once


def test_no_two_numbers_of_the_sandbox_share_a_name() -> None:
    """Every control of every form has a name of its own, and none is one of the page's words."""
    forms = desk_state.forms()
    wanted = sum(len(controls(form)) for form in forms.forms.values())
    assert len(forms.all) == wanted
    others = {one.name for one in fields(DeskState)} - {"settings", "given"}
    assert len(desk_state.names()) == wanted + len(others)


def test_the_sandboxs_names_that_meet_are_told_apart_by_the_form() -> None:
    """A policy's numbers carry the policy's name wherever an earlier form has the field."""
    fields = Counter(
        one.field for own in desk_state.forms().settings.values() for one in own.values()
    )
    several = {field for field, count in fields.items() if count > 1}
    assert several
    for form, own in desk_state.forms().settings.items():
        for name, one in own.items():
            assert name in (one.field, f"{form}_{one.field}")
            assert one.field in several or name == one.field
