"""YAML as people write it: the traps of prose are named with their line, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.yaml_lines import read_yaml
from tests.study.written import LAW, letters, spoilt

NOTES = """\
title: Notes
items:
  - name: first
    text: One line.
  - name: second
    text: Another.
"""

QUOTES = 'put the text in "quotes"'
TRAPS = {
    "colon": ("Beware: a trap.", 'text contains ": "'),
    "star": ("*not* always", 'text starts with "*" or "&"'),
    "ampersand": ("&c. and so on", 'text starts with "*" or "&"'),
    "at": ("@ the money", "text starts with a reserved sign"),
    "percent": ("% of the premium", "text starts with a reserved sign"),
    "backtick": ("`delta` is", "text starts with a reserved sign"),
    "exclamation": ("!important words", 'text starts with "!"'),
    "hash": ("#1 in its class", 'text after "#" is lost'),
    "hash inside": ("It is #1 in its class", 'text after "#" is lost'),
}

SHAPES = {
    "lists never closed": '"[" * 100_000',
    "lists": '"[" * 100_000 + "]" * 100_000',
    "dashes": '"- " * 100_000 + "x"',
    "maps": '"{a: " * 100_000 + "}" * 100_000',
    "in an item": '"items:\\n  - text: " + "[" * 100_000 + "]" * 100_000',
}


def test_every_scalar_stays_what_was_written() -> None:
    """No truth value, number, date, time or null is read into a text."""
    written = ["no", "yes", "1:30", "0.30", "1e3", "0x1F", "null", "~", "2026-01-01", "C$5"]
    text = "".join(f"- {word}\n" for word in written)
    assert read_yaml("a.yaml", text).data == written


def test_every_value_knows_its_line() -> None:
    """Keys by the line of the key, items by the line of their dash, the unknown by what is near."""
    document = read_yaml("a.yaml", NOTES)
    assert document.line(("title",)) == 1
    assert document.line(("items",)) == 2
    assert document.line(("items", 1)) == 5
    assert document.line(("items", 1, "text")) == 6
    assert document.line(("items", 1, "nothing", "here")) == 5
    assert document.line(("nowhere",)) == 1


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_of_prose_is_named(trap: str) -> None:
    """Its line and the way out; the other item is there, and no word is silently dropped."""
    prose, message = TRAPS[trap]
    document = read_yaml("a.yaml", spoilt(NOTES, "One line.", prose))
    (fault,) = document.faults
    assert (fault.file, fault.line, fault.message) == ("a.yaml", 4, message)
    comment = ", or a comment on a line of its own" if "#" in message else ""
    assert fault.remedy == QUOTES + comment
    assert {"name": "second", "text": "Another."} in document.data["items"]


@pytest.mark.parametrize("trap", TRAPS)
def test_quotes_are_the_way_out_of_a_trap(trap: str) -> None:
    """The remedy works: in quotes the prose is read as it stands."""
    prose, _ = TRAPS[trap]
    document = read_yaml("a.yaml", spoilt(NOTES, "One line.", f'"{prose}"'))
    assert document.faults == []
    assert document.data["items"][0]["text"] == prose


@pytest.mark.parametrize("sign", ["{", "[", "|", ">"])
def test_a_reserved_sign_is_named_on_its_line_or_the_next(sign: str) -> None:
    """Where YAML sees the trouble one line late, the remedy says so."""
    document = read_yaml("a.yaml", spoilt(NOTES, "One line.", f"{sign}One line."))
    (fault,) = document.faults
    assert fault.line in (4, 5)
    assert fault.remedy == 'put the text on this line, or the one before it, in "quotes"'


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("    text: One", "\ttext: One", 4),
        ("    text: One", "    \ttext: One", 4),
        ("  - name: second", "\t- name: second", 5),
    ],
)
def test_a_tab_is_called_a_tab(old: str, new: str, line: int) -> None:
    """Nobody sees a tab: the letter names it, not what the parser stumbled over."""
    faults = letters(read_yaml("a.yaml", spoilt(NOTES, old, new)).faults)
    assert f"a.yaml:{line}: error: a tab is used for indentation - indent with spaces" in faults


def test_a_file_indented_with_tabs_throughout_is_a_fault() -> None:
    """Every list item begins with a tab; that is told, not raised."""
    document = read_yaml("a.yaml", NOTES.replace("  ", "\t"))
    assert document.faults
    assert {fault.remedy for fault in document.faults} == {"indent with spaces"}


def test_a_control_character_is_found_on_its_line() -> None:
    """It cannot be seen, so the line is all that the author has."""
    document = read_yaml("a.yaml", spoilt(NOTES, "One line.", "One \x07 line."))
    assert [fault.line for fault in document.faults] == [4]


def test_a_key_written_twice_is_no_silent_loss() -> None:
    """The first stands, and the second is named."""
    document = read_yaml("a.yaml", spoilt(NOTES, "title: Notes\n", "title: Notes\ntitle: More\n"))
    assert letters(document.faults) == [
        'a.yaml:2: error: title: "title" is written twice - keep one of the two'
    ]
    assert document.data["title"] == "Notes"


def test_every_broken_item_is_named_and_costs_only_itself() -> None:
    """Two broken items of four give two letters and leave two items."""
    text = spoilt(NOTES, "One line.", "One: line.") + (
        "  - name: third\n    text: @home\n  - name: fourth\n    text: Fine.\n"
    )
    document = read_yaml("a.yaml", text)
    assert [fault.line for fault in document.faults] == [4, 8]
    named = [item["name"] for item in document.data["items"] if item]
    assert named == ["second", "fourth"]
    assert document.data["title"] == "Notes"


@pytest.mark.parametrize("after", ["source: Course notes\n", "source:\n", "# the end\n"])
def test_what_follows_the_list_belongs_to_the_file(after: str) -> None:
    """A key after the last item is no part of that item when another item is broken."""
    document = read_yaml("a.yaml", spoilt(NOTES, "One line.", "One: line.") + after)
    assert [fault.line for fault in document.faults] == [4]
    assert {"name": "second", "text": "Another."} in document.data["items"]


def test_an_empty_key_above_the_list_does_not_take_its_items() -> None:
    """The items of a broken file belong to the key right above them."""
    text = spoilt(NOTES, "title: Notes\n", "title: Notes\nsource:\n")
    document = read_yaml("a.yaml", spoilt(text, "One line.", "One: line."))
    assert {"name": "second", "text": "Another."} in document.data["items"]


def test_a_line_without_its_colon_is_the_one_that_is_named() -> None:
    """The parser stumbles over the next line, which is right as it is."""
    document = read_yaml("a.yaml", spoilt(NOTES, "name: second", "name second"))
    (fault,) = document.faults
    assert fault.line == 5
    assert "quotes" not in fault.remedy


def test_an_alias_bomb_is_refused_at_once() -> None:
    """Ten levels of ten aliases would be ten thousand million words; nothing is expanded."""
    names = "abcdefghij"
    rows = [f"{name}: &{name} [{', '.join(['x'] * 10)}]" for name in names[:1]]
    rows += [
        f"{this}: &{this} [{', '.join([f'*{before}'] * 10)}]" for before, this in pairwise(names)
    ]
    begun = time.perf_counter()
    document = read_yaml("a.yaml", "\n".join(rows))
    assert time.perf_counter() - begun < 5
    assert document.faults
    assert len(str(document.data)) < 10_000


def test_deep_nesting_costs_only_its_own_item() -> None:
    """The item is named by its line, and the next one is read."""
    text = spoilt(NOTES, "One line.", "[" * 3_000 + "]" * 3_000)
    document = read_yaml("a.yaml", text)
    assert letters(document.faults) == [
        "a.yaml:4: error: lists are nested too deeply - write fewer levels"
    ]
    assert {"name": "second", "text": "Another."} in document.data["items"]


@pytest.mark.parametrize("shape", SHAPES)
def test_no_depth_brings_the_process_down(shape: str) -> None:
    """A hundred thousand levels in a file of the permitted size are a letter, not a crash."""
    code = (
        "from engine.study.yaml_lines import read_yaml\n"
        f"for fault in read_yaml('a.yaml', {SHAPES[shape]}).faults: print(fault)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, f"the process ended with {done.returncode}"
    assert "lists are nested too deeply - write fewer levels" in done.stdout


@LAW
@given(st.text() | st.text(alphabet="ab: -\n\t#&*!|>{}[]\"'%@?,~<"))
def test_any_text_is_a_document(text: str) -> None:
    """Nothing is raised, and every fault stands on a line of the text."""
    document = read_yaml("a.yaml", text)
    rows = len(text.splitlines())
    assert all(1 <= fault.line <= rows + 1 for fault in document.faults)
    assert all(fault.message and fault.remedy for fault in document.faults)
