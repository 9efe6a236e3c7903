"""Lessons: Markdown cut into sections, callouts and live blocks, with every fault on its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.lessons import (
    CALLOUTS,
    Callout,
    Embedded,
    FrontMatter,
    Lesson,
    Prose,
    anchor,
    escape_money,
    lesson_folder,
    parse,
)
from engine.study.writing.files import Parsed
from tests.study.written import BANK, LAW, LESSON, LESSON_FILE, letters, spoilt, write

KEYS = f"use one of: {', '.join(FrontMatter.model_fields)}"
QUOTES = 'it was read as one text; put it in "quotes"'

FAULTS = {
    "no front matter": (
        LESSON[:4],
        "",
        ['1: error front-matter: there is no front matter - start with "---", "title: ...", "---"'],
    ),
    "a front matter that never ends": (
        "  - Course notes\n---\n",
        "  - Course notes\n",
        ['1: error front-matter: there is no front matter - start with "---", "title: ...", "---"'],
    ),
    "a missing title": (
        "title: Short calls\n",
        "",
        ['2: error missing-key: "title" is missing - add "title"'],
    ),
    "an unknown key": (
        "minutes: 12\n",
        "minutes: 12\nlevel: 2\n",
        [f'5: error unknown-key: level: unknown key "level" - {KEYS}'],
    ),
    "minutes in words": (
        "minutes: 12",
        "minutes: twelve",
        ['4: error not-a-number: minutes: minutes cannot be "twelve" - write a number'],
    ),
    "a lesson of an hour and more": (
        "minutes: 12",
        "minutes: 61",
        ['4: error out-of-range: minutes: minutes cannot be "61" - write at most 60'],
    ),
    "a colon in the title": (
        "title: Short calls",
        "title: Short calls: the hedge",
        [f'2: warning prose-colon: text contains ": " - {QUOTES}'],
    ),
    "a figure without a name": (
        "```figure whipsaw",
        "```figure",
        ['21: error no-name: this figure has no name - write "```figure name"'],
    ),
    "settings that are none": (
        "contracts: 40\nmove: 2.5",
        "forty contracts",
        ['22: error no-settings: these are no settings - write "name: value"'],
    ),
    "a colon too many in a setting": (
        "contracts: 40",
        "contracts: 40: 50",
        [f'22: warning prose-colon: text contains ": " - {QUOTES}'],
    ),
    "a setting written twice": (
        "move: 2.5",
        "contracts: 50",
        [
            '23: error double-key: contracts: "contracts" is written twice, on lines 22 and 23'
            " - keep one of the two"
        ],
    ),
    "a heading that stands twice": (
        "## Hold it",
        "## First, the sign!",
        ['26: error same-heading: the heading "First, the sign!" stands twice - rename one'],
    ),
}


def lesson(text: str = LESSON) -> Lesson:
    """Return the lesson of a text without faults."""
    parsed = parse(LESSON_FILE, text)
    assert parsed.faults == ()
    assert parsed.content is not None
    return parsed.content


def block(markdown: str) -> tuple[Prose | Callout | Embedded, ...]:
    """Return what a piece of Markdown under the first heading becomes."""
    return lesson(LESSON[: LESSON.index("```question")] + markdown).sections[1].blocks


def test_front_matter_and_address() -> None:
    """The address is the file's name without number and ending."""
    read = lesson()
    assert (read.slug, read.file, read.title) == ("short-calls", LESSON_FILE, "Short calls")
    assert read.front.minutes == 12
    assert read.front.sources == ("Course notes",)


def test_sections_are_cut_at_second_level_headings() -> None:
    """What stands above the first heading has no title; sections are addressed by their words."""
    assert [(one.title, one.anchor) for one in lesson().sections] == [
        ("", ""),
        ("First the sign", "first-the-sign"),
        ("Hold it", "hold-it"),
    ]


def test_blocks_come_in_reading_order() -> None:
    """Text, callouts and live things, each with the line of its fence, settings as numbers."""
    assert lesson().sections[1].blocks == (
        Embedded("question", "hedge-short-calls", {}, 13),
        Prose("A delta of $d_1$ costs C\\$80."),
        Callout("Pitfall", '*"Delta is all."* A gap\ncosts C\\$8,837.'),
        Embedded("figure", "whipsaw", {"contracts": 40.0, "move": 2.5}, 21),
    )


def test_embedded_things_are_found_by_their_kind() -> None:
    """Through all sections."""
    assert [one.name for one in lesson().embedded("question")] == ["hedge-short-calls"]
    assert [one.line for one in lesson().embedded("live")] == [28]
    assert lesson().embedded("nothing") == []


def test_paragraphs_lists_and_tables_stay_whole() -> None:
    """Neighbouring text is one block, with its empty lines and its indentation."""
    text = "- one\n\n  - inner\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n### Smaller\n\nMore."
    assert block(text) == (Prose(text),)


@pytest.mark.parametrize("label", CALLOUTS)
def test_every_label_makes_a_callout(label: str) -> None:
    """The marks of the quotation are gone, and so is the label."""
    assert block(f"> **{label}.** One\n> two.\n>\n> Three.\n") == (
        Callout(label, "One\ntwo.\n\nThree."),
    )


def test_a_plain_quotation_is_text() -> None:
    """So is one with a label that nobody knows."""
    for quotation in ("> Said by Hull.", "> **Remark.** Said by Hull."):
        assert block(quotation) == (Prose(quotation),)


def test_other_fences_stay_code() -> None:
    """And an unknown setting's text stays text."""
    code = '```python\nprint("hello")\n```'
    assert block(code) == (Prose(code),)
    (figure,) = block("```figure whipsaw\nmove: large\n```")
    assert figure == Embedded("figure", "whipsaw", {"move": "large"}, 13)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("C$5 to C$10", "C\\$5 to C\\$10"),
        ("$5 beside $x$", "\\$5 beside $x$"),
        ("already \\$5", "already \\$5"),
        ("$d_1$ and $\\sqrt{2}$", "$d_1$ and $\\sqrt{2}$"),
        ("no money", "no money"),
    ],
)
def test_money_is_no_formula(written: str, shown: str) -> None:
    """A dollar sign before a digit is escaped once, and once only."""
    assert escape_money(written) == shown
    assert escape_money(shown) == shown
    assert block(written) == (Prose(shown),)


def test_a_percent_sign_stays_with_its_number() -> None:
    """No line ends between them; elsewhere a space is a space."""
    assert block("From 24 % to 30 %, or 3 % of C$80.") == (
        Prose("From 24\u00a0% to 30\u00a0%, or 3\u00a0% of C\\$80."),
    )
    assert block("A % sign, 24 %") == (Prose("A % sign, 24\u00a0%"),)


def test_money_in_code_stays_as_it_is() -> None:
    """Code shows every sign it holds, so a backslash would be seen."""
    code = "```text\nC$5\n```"
    assert block(code) == (Prose(code),)


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Buy high, sell low", "buy-high-sell-low"),
        ("  What's left?  ", "what-s-left"),
        ("Delta – and gamma!", "delta-and-gamma"),
    ],
)
def test_anchors_are_small_letters_digits_and_hyphens(title: str, address: str) -> None:
    """As a browser's address bar shows them."""
    assert anchor(title) == address


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_line(fault: str) -> None:
    """One letter for one slip, and nothing that follows from it."""
    old, new, expected = FAULTS[fault]
    assert old in LESSON
    parsed = parse(LESSON_FILE, LESSON.replace(old, new, 1))
    assert letters(parsed.faults) == [f"{LESSON_FILE}:{letter}" for letter in expected]


@pytest.mark.parametrize("name", ["short-calls.md", "02-Short-Calls.md", "02_short.md", "x-02.md"])
def test_a_file_name_gives_place_and_address(name: str) -> None:
    """Without a number and a plain name there is neither."""
    parsed = parse(f"content/{name}", LESSON)
    assert parsed.content is None
    assert letters(parsed.faults) == [
        f"content/{name}:1: error file-name: the file's name gives no place"
        ' - name it like "03-gamma.md"'
    ]


def test_all_faults_of_a_lesson_are_told_at_once() -> None:
    """In the front matter, in the settings and in the headings."""
    text = spoilt(LESSON, "title: Short calls", "titel: Short calls")
    text = spoilt(text, "minutes: 12", "minutes: 0")
    text = spoilt(text, "contracts: 40", "contracts: @40")
    text = spoilt(text, "## Hold it", "## First the sign")
    text = spoilt(text, "```live one-line", "```live")
    lines = [fault.line for fault in parse(LESSON_FILE, text).faults]
    assert lines == [2, 2, 4, 22, 26, 28]


def test_lines_are_those_of_the_editor() -> None:
    """A vertical tab or a Unicode line separator out of another program begins no new line."""
    text = spoilt(LESSON, "After this page you", "After\x0bthis\u2028page\x85you")
    assert [one.line for one in lesson(text).embedded("question")] == [13]


def test_a_faulty_body_costs_no_lesson() -> None:
    """A bad setting is told, and the lesson can be read."""
    parsed = parse(LESSON_FILE, spoilt(LESSON, "contracts: 40", "contracts: @40"))
    assert parsed.content is not None
    assert [one.title for one in parsed.content.sections] == ["", "First the sign", "Hold it"]


def test_the_folder_reads_lessons_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """Whatever was written first, with or without a nought; other files are left alone."""
    for name in ("10-last.md", "2-short-calls.md", "01-flow.md", "notes.txt"):
        write(tmp_path / "content" / name, LESSON)
    read = lesson_folder(tmp_path / "content").read().values()
    slugs = [parsed.content.slug for parsed in read if parsed.content]
    assert slugs == ["flow", "short-calls", "last"]


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbf" + LESSON.encode(), LESSON.replace("\n", "\r\n").encode()],
    ids=["byte order mark", "line ends of Windows"],
)
def test_what_other_editors_leave_in_a_file_is_no_fault(tmp_path: Path, data: bytes) -> None:
    """The front matter is found, and the lesson is the same."""
    write(tmp_path / LESSON_FILE, data)
    (parsed,) = lesson_folder(tmp_path / "content").read().values()
    assert parsed.faults == ()
    assert parsed.content == lesson()


@LAW
@given(st.text() | st.text(alphabet="#>`-:$*|\n ab{}[]&\t", max_size=200))
def test_any_text_is_an_answer(text: str) -> None:
    """Nothing that can be typed raises: as a file, as a body, as front matter, as settings."""
    for whole in (
        text,
        LESSON + text,
        spoilt(LESSON, "minutes: 12", text),
        spoilt(LESSON, "contracts: 40", text),
        BANK + text,
    ):
        parsed = parse(LESSON_FILE, whole)
        assert isinstance(parsed, Parsed)
        assert parsed.content is None or isinstance(parsed.content, Lesson)
        assert parsed.content is not None or parsed.faults
        assert all(1 <= fault.line <= len(whole.splitlines()) + 1 for fault in parsed.faults)
