"""Prose that breaks YAML is read as it was meant, and nothing that is well is touched."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.study.writing.repair import readable, repaired
from engine.study.writing.yaml_lines import read_yaml
from tests.study.written import BANK, LAW, spoilt

FILE = """\
# A comment at the top.
topic: Gamma
questions:
  - id: one  # a comment behind a word
    ask: What is it?
    level: apply
  # A comment between.
  - id: two
    ask: Another?
"""

TRAPS = {
    "colon": ("Think: what is it?", "prose-colon"),
    "colon at the end": ("What is this:", "prose-colon"),
    "colons and quotes": ('Think: "what" is it: \\ or /?', "prose-colon"),
    "star": ("*not* always", "prose-sign"),
    "ampersand": ("&c. and so on", "prose-sign"),
    "at": ("@ the money", "prose-sign"),
    "percent": ("% of the premium", "prose-sign"),
    "backtick": ("`delta` is", "prose-sign"),
    "exclamation": ("!important words", "prose-sign"),
    "bar": ("|delta| below one", "prose-sign"),
    "greater": ("> 5 contracts?", "prose-sign"),
    "dash": ("- 5 shares", "prose-sign"),
    "braces": ("{n} calls are sold", "prose-sign"),
    "braces alone": ("{answer}", "prose-sign"),
    "brackets": ("[Delta] is what?", "prose-sign"),
    "hash": ("#1 in its class", "prose-hash"),
    "hash inside": ("It is #1 in its class", "prose-hash"),
    "hash with a space": ("Which is number # 3 of the list", "prose-hash"),
    "a quoted word": ('"Delta" is what?', "prose-quote"),
    "an apostrophe": ("'Tis the delta: what?", "prose-quote"),
    "LaTeX": (r"$\frac{1}{2}$: half of gamma", "prose-colon"),
}


def text_of(text: str) -> str:
    """Return what the first question of a text asks."""
    return str(read_yaml("a.yaml", text).data["questions"][0]["ask"])


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_of_prose_is_read_as_it_was_meant(trap: str) -> None:
    """Every word is there, the warning names the line, and the rest of the file is as it was."""
    prose, code = TRAPS[trap]
    document = read_yaml("a.yaml", spoilt(FILE, "What is it?", prose))
    (fault,) = document.faults
    assert (fault.line, fault.code, fault.severity) == (5, code, "warning")
    assert document.data["questions"] == [
        {"id": "one", "ask": prose, "level": "apply"},
        {"id": "two", "ask": "Another?"},
    ]


@pytest.mark.parametrize("trap", TRAPS)
def test_the_repaired_text_is_good_yaml_with_its_comments(trap: str) -> None:
    """Any YAML reader reads it the same; each line stays in its place; it needs no repair."""
    text = spoilt(FILE, "What is it?", TRAPS[trap][0])
    fixed = repaired(text).text
    assert yaml.safe_load(fixed)["questions"][0]["ask"] == TRAPS[trap][0]
    changed = [new for old, new in zip(text.split("\n"), fixed.split("\n"), strict=True)
               if old != new]  # fmt: skip
    assert len(changed) == 1
    assert repaired(fixed).repairs == ()


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_trap_in_a_reason_is_read_too(trap: str, end: str) -> None:
    """After an option and its colon, in a file with the line ends of Windows as well."""
    prose, _ = TRAPS[trap]
    text = spoilt(BANK, "That doubles the exposure.", prose).replace("\n", end)
    question = read_yaml("a.yaml", text).data["questions"][0]
    assert question["wrong"] == {
        "Sell shares": prose,
        "Wait for expiry": "The direction stays open.",
    }


@pytest.mark.parametrize("option", ["*All* of it", "{n} shares", "@ 80", "% of it", "{n}", "&c."])
def test_an_option_may_start_with_any_sign(option: str) -> None:
    """What stands before the first colon is the option."""
    text = spoilt(BANK, "      Sell shares:", f"      {option}:")
    assert option in read_yaml("a.yaml", text).data["questions"][0]["wrong"]


def test_text_over_several_lines_is_one_text() -> None:
    """It goes on as long as the lines are indented deeper; no line moves."""
    text = spoilt(FILE, "What is it?", "You are short\n      20 calls: what\n      next?")
    assert text_of(text) == "You are short 20 calls: what next?"
    assert repaired(text).text.count("\n") == text.count("\n")


def test_a_comment_in_the_middle_of_a_text_is_no_end() -> None:
    """YAML would end the text there and not understand the next line."""
    text = spoilt(FILE, "What is it?", "You are\n      #1 in calls and\n      why?")
    assert text_of(text) == "You are #1 in calls and why?"


@pytest.mark.parametrize("end", ["  # a comment", "   #  another: one"])
def test_a_comment_after_a_repaired_text_stays_a_comment(end: str) -> None:
    """It stands two spaces away, so it is not put inside the quotes."""
    text = spoilt(FILE, "What is it?", f"Think: what?{end}")
    assert text_of(text) == "Think: what?"
    assert f'"Think: what?"{end}' in repaired(text).text


@pytest.mark.parametrize("spaces", [2, 4, 8])
def test_tabs_are_counted_so_that_the_lines_meet(spaces: int) -> None:
    """One tab for each level, or tabs among lines with spaces."""
    indent = " " * spaces
    text = f"a:\n{indent}b: one\n\tc: two\n"
    assert read_yaml("a.yaml", text).data == {"a": {"b": "one", "c": "two"}}


def test_a_file_indented_with_tabs_throughout_is_read() -> None:
    """Each line is told once."""
    document = read_yaml("a.yaml", BANK.replace("  ", "\t"))
    assert document.data == read_yaml("a.yaml", BANK).data
    lines = [fault.line for fault in document.faults]
    assert lines == [n for n, row in enumerate(BANK.splitlines(), 1) if row.startswith(" ")]


@pytest.mark.parametrize("tab", ["-\tid: one", "id:\tone"])
def test_a_tab_after_a_sign_is_a_space(tab: str) -> None:
    """It cannot be seen."""
    text = spoilt(FILE, "- id: one" if tab[0] == "-" else "id: one", tab)
    assert read_yaml("a.yaml", text).data["questions"][0]["id"] == "one"


def test_spaces_of_another_kind_are_spaces() -> None:
    """A copied line begins with spaces that do not break; they are told."""
    document = read_yaml(
        "a.yaml", FILE.replace("    ask: Another", "\u00a0\u00a0\u00a0 ask: Another")
    )
    assert document.data == read_yaml("a.yaml", FILE).data
    assert [(fault.line, fault.code) for fault in document.faults] == [(9, "odd-space")]


@pytest.mark.parametrize(("opening", "closing"), ["“”", "„“", "‘’", "«»"])
def test_quotes_of_a_word_processor_do_what_quotes_do(opening: str, closing: str) -> None:
    """Where the text needs quotes; elsewhere they are a part of it."""
    assert text_of(spoilt(FILE, "What is it?", f"{opening}So: what?{closing}")) == "So: what?"
    plain = f"{opening}So what?{closing}"
    assert text_of(spoilt(FILE, "What is it?", plain)) == plain


@pytest.mark.parametrize("row", ["level:apply", "ask:Why so?", "- id:one"])
def test_a_space_after_the_colon_of_a_key_is_put_in(row: str) -> None:
    """For keys that are known; an option like 1:30 is left as it is."""
    old = {"l": "level: apply", "a": "ask: What is it?", "-": "- id: one"}[row[0]]
    document = read_yaml("a.yaml", spoilt(FILE, old, row))
    assert set(document.data["questions"][0]) == {"id", "ask", "level"}
    assert "colon-space" in {fault.code for fault in document.faults}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    ask: What", "      ask: What"),
        ("What is it?", "[What is it?"),
        ("What is it?", '"What is it?'),
        ("ask: What is it?", "What is it?"),
    ],
    ids=["an indentation", "a bracket", "a quotation mark", "a key"],
)
def test_what_could_mean_two_things_is_left_alone(old: str, new: str) -> None:
    """The line is named instead, and the other question is there."""
    text = spoilt(FILE, old, new)
    assert repaired(text).text == text
    document = read_yaml("a.yaml", text)
    assert {"id": "two", "ask": "Another?"} in document.data["questions"]
    assert {fault.severity for fault in document.faults} == {"error"}


def test_a_deeper_line_among_options_is_no_part_of_a_reason() -> None:
    """It could be an option of its own, out of its column: nobody is asked a lost option."""
    text = spoilt(BANK, "      Wait for expiry:", "        Wait for expiry:")
    document = read_yaml("a.yaml", text)
    assert document.data["questions"][0] is None
    assert [(fault.line, fault.code) for fault in document.faults] == [(11, "indentation")]


@pytest.mark.parametrize(
    "row",
    [
        "level: apply # a comment",
        "ask: What is it?  # a comment",
        "ask: What is it? # a comment",
        "why: |\n      Think: a block.\n      # Not a comment: text.",
        "why: >-\n      Think: a block.",
        'why: "In: quotes" # a comment',
        "why: 'In: quotes, it''s fine'",
        "tags: [a, {b: c}]",
        "vars: {n: 10 to 20, m: 3}",
        "at: 1:30",
        "why: C#",
    ],
)
def test_what_is_well_is_not_touched(row: str) -> None:
    """Even in a question that needs repair elsewhere."""
    good = f"questions:\n  - id: one\n    {row}\n    hint: so\n"
    assert repaired(good) == (good, ())
    spoilt_text = good.replace("hint: so", "hint: so: what")
    assert repaired(spoilt_text).text == good.replace("hint: so", 'hint: "so: what"')


_WORDS = st.sampled_from(
    ["Delta", "is: 3", "*all*", "#1", "{n}", "[a]", "%", "@", "& b", "!c", "|", "> 5", "it's",
     "C$5", "a, b", "?", "-5", "- x", "`d`", "why:", "'Tis", r"\frac{1}{2}", "×", "“x”", "~",
     "-", '"q"']
)  # fmt: skip


@settings(LAW, max_examples=300)
@given(st.lists(_WORDS, min_size=1, max_size=5).map(" ".join))
def test_any_prose_after_a_key_is_that_prose(prose: str) -> None:
    """Whatever stands on one line after a key is its text, unless quotes or brackets begin it."""
    if re.match(r"[\"'|>\[{“]", prose):
        return
    text = spoilt(FILE, "What is it?", prose)
    assert text_of(text) == prose


@settings(LAW, max_examples=300)
@given(st.text(alphabet="ab: -\n\t#&*!|>{}[]\"'%@?,~<A.", max_size=60))
def test_what_reads_without_a_fault_is_untouched_and_a_repair_is_final(text: str) -> None:
    """Nothing is repaired twice, and nothing good is repaired."""
    fixed = repaired(text)
    assert repaired(fixed.text).text == fixed.text
    if readable(text):
        assert fixed == (text, ())
