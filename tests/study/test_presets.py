"""Presets: books to start from and experiments on them, with every fault told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.presets import DRAGS, FIGURES, NamedPreset, parse, preset_folder, unknown_preset
from engine.study.writing.files import Parsed
from tests.study.written import LAW, PRESET, PRESET_FILE, letters, spoilt, write

QUOTES = 'it was read as one text; put it in "quotes"'

FAULTS = {
    "no title": (
        "title: One line\n",
        "",
        ['1: error missing-key: "title" is missing - add "title"'],
    ),
    "an unknown key": (
        "note: Twenty",
        "notes: Twenty",
        [
            '1: error missing-key: "note" is missing - add "note"',
            '2: error unknown-key: notes: unknown key "notes" - did you mean "note"?',
        ],
    ),
    "an experiment without a prediction": (
        "  - ask: The share rises to C$84. What becomes of your delta?\n    right",
        "  - right",
        ['5: error missing-key: try › 1: "ask" is missing - add "ask"'],
    ),
    "a colon in the note": (
        "Twenty calls",
        "Remember: twenty calls",
        [f'2: warning prose-colon: text contains ": " - {QUOTES}'],
    ),
    "a figure that nobody measures": (
        "{delta.now}",
        "{charm.now}",
        [
            "11: error unknown-figure: try › 1 › see: unknown figure {charm.now}"
            f" - use one of {', '.join(FIGURES)} with .before or .now"
        ],
    ),
    "a moment that is neither": (
        "{delta.before}",
        "{delta.later}",
        [
            "11: error unknown-figure: try › 1 › see: unknown figure {delta.later}"
            f" - use one of {', '.join(FIGURES)} with .before or .now"
        ],
    ),
}


def preset(text: str = PRESET, file: str = PRESET_FILE) -> NamedPreset:
    """Return the preset of a text without faults."""
    parsed = parse(file, text)
    assert parsed.faults == ()
    assert parsed.content is not None
    return parsed.content


def test_a_preset_says_what_it_is() -> None:
    """Its name is its file's, without number and ending."""
    read = preset()
    assert (read.name, read.file) == ("one-line", PRESET_FILE)
    assert read.preset.title == "One line"
    assert read.preset.note == "Twenty calls sold at the money."
    assert read.preset.address == "spot=80&book=-20_call_80_45_24"


def test_an_experiment_asks_before_it_shows() -> None:
    """A prediction, what to drag and how far, and what is then to be seen."""
    (one,) = preset().preset.tries
    assert one.ask.startswith("The share rises")
    assert list(one.right) == ["It falls"]
    assert list(one.wrong) == ["It stays"]
    assert one.goal == ("spot", 84.0)


def test_a_preset_may_have_no_experiment() -> None:
    """A book to look at is enough."""
    assert preset(PRESET[: PRESET.index("try:")]).preset.tries == ()


@pytest.mark.parametrize(
    ("written", "goal"),
    [
        ("spot to 82.5", ("spot", 82.5)),
        ("shift to -5", ("shift", -5.0)),
        ("days to 40", ("days", 40.0)),
    ],
)
def test_what_can_be_dragged(written: str, goal: tuple[str, float]) -> None:
    """Share price, volatility and time, to any number."""
    assert preset(spoilt(PRESET, "spot to 84", written)).preset.tries[0].goal == goal
    assert goal[0] in DRAGS


@pytest.mark.parametrize(
    "written", ["rate to 5", "spot to far", "spot 84", "spot to 84 now", "spot to +84", "84"]
)
def test_what_cannot_be_dragged(written: str) -> None:
    """Anything else is told with its line, and the preset is not there."""
    parsed = parse(PRESET_FILE, spoilt(PRESET, "spot to 84", written))
    assert parsed.content is None
    (fault,) = parsed.faults
    assert (fault.line, fault.field) == (10, "try › 1 › drag")
    assert fault.remedy


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_line(fault: str) -> None:
    """One letter for one slip, and nothing that follows from it."""
    old, new, expected = FAULTS[fault]
    parsed = parse(PRESET_FILE, spoilt(PRESET, old, new))
    assert letters(parsed.faults) == [f"{PRESET_FILE}:{letter}" for letter in expected]


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("      It falls:", "      It grows: Too.\n      It falls:", 6, "try › 1 › right"),
        ("      It stays: The calls have gamma.\n", "", 8, "try › 1 › wrong"),
        (
            "      It stays:",
            "".join(f"      {n} shares: No.\n" for n in range(4)) + "      It stays:",
            8,
            "try › 1 › wrong",
        ),
        (" Each call behaves more like 100 shares.", "", 7, "try › 1 › right › It falls"),
        ("One line", '""', 1, "title"),
    ],
    ids=["two right", "none wrong", "five wrong", "no reason", "empty title"],
)
def test_the_place_of_a_fault(old: str, new: str, line: int, field: str) -> None:
    """The line and the field, and the preset is not there."""
    parsed = parse(PRESET_FILE, spoilt(PRESET, old, new))
    assert parsed.content is None
    assert [(fault.line, fault.field) for fault in parsed.faults] == [(line, field)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("-20_call_80_45_24", "-20_warrant_80~9_share", 'there is no "warrant"'),
        ("spot=80&", "spott=80&", '"spott" means nothing here'),
        ("spot=80&", "spot=eighty&", "spot is not a number"),
    ],
)
def test_an_address_that_cannot_be_read_is_a_fault(old: str, new: str, said: str) -> None:
    """Else the book in the browser would silently be another one."""
    (fault,) = parse(PRESET_FILE, spoilt(PRESET, old, new)).faults
    assert (fault.line, fault.field) == (3, "address")
    assert said in fault.message


@pytest.mark.parametrize("goal", ["spot to 101", "spot to 59", "shift to 31", "days to 46"])
def test_what_is_out_of_reach_cannot_be_asked_for(goal: str) -> None:
    """A quarter either way, the ends of the volatility, the last expiry: no finger goes beyond."""
    (fault,) = parse(PRESET_FILE, spoilt(PRESET, "spot to 84", goal)).faults
    assert (fault.line, fault.field) == (10, "try › 1 › drag")
    assert fault.message == f"nobody can drag {goal}"


@pytest.mark.parametrize("text", ["", "hello", "- a\n", "~"])
def test_a_file_that_is_no_preset_says_what_is_missing(text: str) -> None:
    """Title, note and address."""
    parsed = parse(PRESET_FILE, text)
    assert parsed.content is None
    assert [fault.remedy for fault in parsed.faults] == [
        'add "address"',
        'add "note"',
        'add "title"',
    ]


def test_the_folder_reads_presets_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """The tenth comes last, not between the first and the second."""
    for name in ("2-one-sided-day.yaml", "10-last.yaml", "1-one-line.yaml"):
        write(tmp_path / "presets" / name, PRESET)
    read = preset_folder(tmp_path / "presets").read().values()
    names = [parsed.content.name for parsed in read if parsed.content]
    assert names == ["one-line", "one-sided-day", "last"]


def test_presets_are_compared_by_identity() -> None:
    """Two readings of one text are two presets, so that caches notice the newer one."""
    first, second = preset(), preset()
    assert first != second
    assert len({first, second}) == 2


def test_a_preset_that_is_not_there_is_named_with_those_that_are() -> None:
    """In the lesson that wants it, on the line where it stands."""
    fault = unknown_preset("content/01-flow.md", 7, "ladder", ["one-line", "calendar"])
    assert letters([fault]) == [
        'content/01-flow.md:7: error unknown-live-book: there is no live book "ladder"'
        " - use one of: one-line, calendar"
    ]


@LAW
@given(st.text() | st.text(alphabet="#>`-:$*|\n ab{}[]&\t", max_size=200))
def test_any_text_is_an_answer(text: str) -> None:
    """Nothing that can be typed raises: as a file, in a line, in what is to be seen."""
    for whole in (
        text,
        PRESET + text,
        spoilt(PRESET, "One line", text),
        spoilt(PRESET, "{delta.now}", text),
    ):
        parsed = parse(PRESET_FILE, whole)
        assert isinstance(parsed, Parsed)
        assert parsed.content is not None or parsed.faults
        assert all(1 <= fault.line <= len(whole.splitlines()) + 1 for fault in parsed.faults)
