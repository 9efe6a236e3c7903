"""YAML as people write it: the traps of prose are named with their line, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.writing.yaml_lines import MOST_FAULTS, read_yaml
from tests.bounded import bounded
from tests.study.written import LAW, letters, spoilt

NOTES = """\
title: Notes
items:
  - name: first
    text: One line.
  - name: second
    text: Another.
"""

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


def test_every_text_knows_its_column() -> None:
    """In quotes or not, a column inside a text is one of the file; over several lines it stays."""
    document = read_yaml("a.yaml", 'n * x: why\nb: "n * x"\nc: >-\n  n * x\n')
    assert document.column(("n * x",), 5, of_key=True) == 5
    assert document.column(("n * x",), 1) == 8
    assert document.column(("b",), 5) == 9
    assert document.column(("c",), 5) == 5
    assert document.column(("nowhere",), 5) == 5


def test_a_column_counts_in_the_file_as_it_is_written() -> None:
    """Not in the repaired text, which has quotes that the file has not."""
    document = read_yaml("a.yaml", "a: {n} and {m}: c\n")
    assert document.data == {"a": "{n} and {m}: c"}
    assert document.column(("a",), 9) == 12


@pytest.mark.parametrize(
    ("prose", "code"),
    [
        ("{One line.", "unclosed-bracket"),
        ("[One line.", "unclosed-bracket"),
        ('"One line.', "unclosed-quote"),
        ("One \x07 line.", "control-character"),
    ],
)
def test_what_cannot_be_repaired_is_named_and_costs_only_its_item(prose: str, code: str) -> None:
    """Its line and the way out; the other item is there."""
    document = read_yaml("a.yaml", spoilt(NOTES, "One line.", prose))
    (fault,) = document.faults
    assert (fault.line, fault.code, fault.severity) == (4, code, "error")
    assert document.data["items"] == [None, {"name": "second", "text": "Another."}]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    text: Another", "   text: Another"),
        ("    text: Another", "      text: Another"),
        ("    text: Another", "text: Another"),
    ],
    ids=["less", "more", "not at all"],
)
def test_a_line_out_of_its_column_is_called_so(old: str, new: str) -> None:
    """It is never taken for a part of the text above."""
    document = read_yaml("a.yaml", spoilt(NOTES, old, new))
    assert "Another" not in str(document.data["items"][1] and document.data["items"][1]["name"])
    assert "indentation" in {fault.code for fault in document.faults} or (
        document.data["text"] == "Another."
    )


def test_a_tab_that_cannot_be_counted_is_called_a_tab() -> None:
    """Nobody sees a tab: the letter names it, not what the parser stumbled over."""
    document = read_yaml("a.yaml", spoilt(NOTES, "    text: One", "    \ttext: One"))
    assert letters(document.faults) == [
        "a.yaml:4: error tab-indentation: a tab is used for indentation - indent with spaces"
    ]


def test_a_control_character_is_found_on_its_line() -> None:
    """It cannot be seen, so the line is all that the author has."""
    document = read_yaml("a.yaml", spoilt(NOTES, "One line.", "One \x07 line."))
    assert [fault.line for fault in document.faults] == [4]


def test_a_key_written_twice_is_no_silent_loss() -> None:
    """The first stands, and both lines are named."""
    document = read_yaml("a.yaml", spoilt(NOTES, "title: Notes\n", "title: Notes\ntitle: More\n"))
    assert letters(document.faults) == [
        'a.yaml:2: error double-key: title: "title" is written twice, on lines 1 and 2'
        " - keep one of the two"
    ]
    assert document.data["title"] == "Notes"


def test_every_broken_item_is_named_and_costs_only_itself() -> None:
    """Two broken items of four give two letters and leave two items; slips are told as well."""
    text = spoilt(NOTES, "One line.", "[One line.") + (
        '  - name: third\n    text: "home\n  - name: fourth\n    text: Fine: so.\n'
    )
    document = read_yaml("a.yaml", text)
    told = sorted((fault.line, fault.code) for fault in document.faults)
    assert told == [(4, "unclosed-bracket"), (8, "unclosed-quote"), (10, "prose-colon")]
    assert [item["name"] for item in document.data["items"] if item] == ["second", "fourth"]
    assert document.data["title"] == "Notes"
    assert document.line(("items", 3, "text")) == 10


@pytest.mark.parametrize("after", ["source: Course notes\n", "source:\n", "# the end\n"])
def test_what_follows_the_list_belongs_to_the_file(after: str) -> None:
    """A key after the last item is no part of that item when another item is broken."""
    document = read_yaml("a.yaml", spoilt(NOTES, "One line.", "[One line.") + after)
    assert [fault.line for fault in document.faults] == [4]
    assert {"name": "second", "text": "Another."} in document.data["items"]
    assert ("source" in document.data) == after.startswith("source")


def test_an_empty_key_above_the_list_does_not_take_its_items() -> None:
    """The items of a broken file belong to the key right above them."""
    text = spoilt(NOTES, "title: Notes\n", "title: Notes\nsource:\n")
    document = read_yaml("a.yaml", spoilt(text, "One line.", "[One line."))
    assert {"name": "second", "text": "Another."} in document.data["items"]


def test_a_key_written_twice_in_one_item_of_a_broken_file_is_told() -> None:
    """With its line in the file, not in the item."""
    text = spoilt(NOTES, "One line.", "[One line.").replace(
        "    text: Another.", "    text: Another.\n    name: third"
    )
    (_, double) = read_yaml("a.yaml", text).faults
    assert (double.line, double.code, double.field) == (7, "double-key", "items › 2 › name")
    assert "lines 5 and 7" in double.message


def test_a_line_without_its_colon_is_the_one_that_is_named() -> None:
    """The parser stumbles over the next line, which is right as it is."""
    document = read_yaml("a.yaml", spoilt(NOTES, "name: second", "name second"))
    (fault,) = document.faults
    assert (fault.line, fault.code) == (5, "no-colon")
    assert "quotes" not in fault.remedy


def test_a_file_of_faults_ends_with_a_word_on_the_rest() -> None:
    """Nobody reads a thousand letters, and nobody waits for them."""
    document = read_yaml("a.yaml", "items:\n" + "  - text: [\n" * 1_000)
    assert len(document.faults) == MOST_FAULTS + 1
    assert document.faults[-1].code == "more-faults"
    assert document.full


def test_errors_come_before_warnings_where_there_are_too_many() -> None:
    """A file full of repairs still says what keeps its questions out."""
    document = read_yaml("a.yaml", "items:\n" + "  - a: b: c\n" * 150)
    for severity, count in (("warning", 100), ("error", 30)):
        for number in range(count):
            document.fault((), f"{severity} {number}", "mend it", severity=severity)  # type: ignore[arg-type]
    told = [one.severity for one in document.faults]
    assert (told.count("error"), told.count("warning")) == (30, MOST_FAULTS - 30 + 1)
    assert "more warnings" in document.faults[-1].message
    assert not document.full


def test_an_alias_bomb_is_refused_at_once() -> None:
    """Ten levels of ten aliases would be ten thousand million words; nothing is expanded."""
    names = "abcdefghij"
    rows = [f"{name}: &{name} [{', '.join(['x'] * 10)}]" for name in names[:1]]
    rows += [
        f"{this}: &{this} [{', '.join([f'*{before}'] * 10)}]" for before, this in pairwise(names)
    ]
    with bounded():
        document = read_yaml("a.yaml", "\n".join(rows))
    assert document.faults
    assert len(str(document.data)) < 10_000


def test_deep_nesting_costs_only_its_own_item() -> None:
    """The item is named by its line, and the next one is read."""
    text = spoilt(NOTES, "One line.", "[" * 3_000 + "]" * 3_000)
    document = read_yaml("a.yaml", text)
    assert letters(document.faults) == [
        "a.yaml:4: error nested-too-deeply: lists are nested too deeply - write fewer levels"
    ]
    assert {"name": "second", "text": "Another."} in document.data["items"]


def test_no_depth_brings_the_process_down() -> None:
    """A hundred thousand levels in a file of the permitted size are a letter, not a crash."""
    code = "from engine.study.writing.yaml_lines import read_yaml\n" + "".join(
        f"print({name!r}, *read_yaml('a.yaml', {shape}).faults)\n" for name, shape in SHAPES.items()
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, f"the process ended with {done.returncode}"
    told = [row for row in done.stdout.splitlines() if "lists are nested too deeply" in row]
    assert len(told) == len(SHAPES), done.stdout


@LAW
@given(st.text() | st.text(alphabet="ab: -\n\t#&*!|>{}[]\"'%@?,~<"))
def test_any_text_is_a_document(text: str) -> None:
    """Nothing is raised, and every fault stands on a line of the text."""
    document = read_yaml("a.yaml", text)
    rows = len(text.splitlines())
    assert all(1 <= fault.line <= rows + 1 for fault in document.faults)
    assert all(fault.message and fault.remedy for fault in document.faults)
