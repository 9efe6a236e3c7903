"""Folders of written files: an edit shows, a broken file goes on as it last was, nothing raises."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.study.bank import Questions, bank_folder, parse
from engine.study.writing.files import LARGEST_FILE, Folder, Parsed
from tests.study.written import BANK, FIRST, SECOND, letters, spoilt, write


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return the path of the one file of a bank."""
    return write(tmp_path / "quiz_bank" / "hedging.yaml", BANK)


def asked(folder: Folder[Questions]) -> dict[str, list[str]]:
    """Return the first words of what each file asks."""
    return {
        name: [one.question.ask[:13] for one in parsed.content]
        for name, parsed in folder.read().items()
    }


def faults(folder: Folder[Questions]) -> list[str]:
    """Return the letters about all files."""
    return letters(fault for parsed in folder.read().values() for fault in parsed.faults)


def test_a_new_file_shows_on_the_next_read_in_its_place(place: Path) -> None:
    """Files come in the order of their names, whenever they were written."""
    folder = bank_folder(place.parent)
    assert list(folder.read()) == ["hedging.yaml"]
    write(place.with_name("calls.yaml"), BANK)
    write(place.with_name("puts.yaml"), BANK)
    assert list(folder.read()) == ["calls.yaml", "hedging.yaml", "puts.yaml"]


def test_an_edit_shows_on_the_next_read(place: Path) -> None:
    """Even one that leaves the size of the file as it was."""
    folder = bank_folder(place.parent)
    assert asked(folder)["hedging.yaml"][0] == "You are short"
    write(place, spoilt(BANK, "You are short", "You were long"))
    assert asked(folder)["hedging.yaml"][0] == "You were long"


def test_a_deleted_file_goes_with_all_that_it_said(place: Path) -> None:
    """Its last good version does not come back with a broken file of its name."""
    folder = bank_folder(place.parent)
    folder.read()
    place.unlink()
    assert folder.read() == {}
    write(place, "")
    assert asked(folder) == {"hedging.yaml": []}


def test_other_endings_are_not_read(place: Path) -> None:
    """Notes, backups of editors and folders beside the bank are left alone."""
    for name in ("README.md", "hedging.yaml~", "hedging.yml", ".hedging.yaml.swp"):
        write(place.with_name(name), "no: [bank")
    assert list(bank_folder(place.parent).read()) == ["hedging.yaml"]


def test_a_file_is_read_again_only_when_it_changed(place: Path) -> None:
    """Looking costs nothing: each version of each file is parsed once."""
    parsed = []

    def counted(file: str, text: str) -> Parsed[Questions]:
        parsed.append(file)
        return parse(file, text)

    folder = Folder(place.parent, ".yaml", counted)
    for _ in range(3):
        folder.read()
    write(place.with_name("calls.yaml"), BANK)
    for _ in range(3):
        folder.read()
    assert parsed == ["quiz_bank/hedging.yaml", "quiz_bank/calls.yaml"]


def test_the_stamp_changes_when_a_file_does(place: Path) -> None:
    """It is what caches compare: the same as long as nothing changed, another for any change."""
    folder = bank_folder(place.parent)
    stamps = []
    for change in (lambda: None, lambda: write(place, BANK), place.unlink):
        change()
        folder.read()
        stamps += [folder.look()]
        folder.read()
        assert folder.look() == stamps[-1]
    assert len(set(stamps)) == 3


def test_a_file_that_breaks_goes_on_with_its_last_good_version(place: Path) -> None:
    """Students notice nothing; the letter is there, and there is none once it is mended."""
    folder = bank_folder(place.parent)
    before = asked(folder)
    write(place, "topic: [")
    assert asked(folder) == before
    assert len(faults(folder)) == 1
    write(place, "questions: {{")
    assert asked(folder) == before
    write(place, spoilt(BANK, "You are short", "You were long"))
    assert asked(folder)["hedging.yaml"][0] == "You were long"
    assert faults(folder) == []


def test_one_broken_question_in_a_new_file_costs_only_itself(place: Path) -> None:
    """Without a last good version the good questions of a faulty file are there."""
    write(place, spoilt(BANK, "You are short 20 calls.", "[short."))
    folder = bank_folder(place.parent)
    assert [one.question.id for one in folder.read()["hedging.yaml"].content] == [SECOND]


def test_a_broken_file_takes_no_other_down(place: Path) -> None:
    """The rest of the bank goes on."""
    write(place.with_name("broken.yaml"), b"\x89PNG\r\n\x1a\n\x00\x00")
    folder = bank_folder(place.parent)
    assert [one.question.id for one in folder.read()["hedging.yaml"].content] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 1),
        (BANK.encode("utf-16"), 1),
        (BANK.replace("open.", "geöffnet.").encode("latin-1"), 11),
    ],
    ids=["a picture", "UTF-16", "Latin-1"],
)
def test_text_that_is_not_utf_8_says_so_with_the_line(place: Path, data: bytes, line: int) -> None:
    """The remedy is the editor's own word for it."""
    write(place, data)
    assert faults(bank_folder(place.parent)) == [
        f"quiz_bank/hedging.yaml:{line}: error not-utf-8: the text is not UTF-8"
        ' - save the file with the encoding "UTF-8"'
    ]


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf" + BANK.encode(), BANK.replace("\n", "\r\n").encode()]
)
def test_what_other_editors_leave_in_a_file_is_no_fault(place: Path, data: bytes) -> None:
    """A byte order mark and the line ends of Windows."""
    write(place, data)
    folder = bank_folder(place.parent)
    assert faults(folder) == []
    assert [one.line for one in folder.read()["hedging.yaml"].content] == [5, 13]


def test_a_file_of_ten_megabytes_is_refused_at_once(place: Path) -> None:
    """It is not even read, and its last good version goes on."""
    folder = bank_folder(place.parent)
    before = asked(folder)
    write(place, BANK + "#" * 10_000_000)
    assert asked(folder) == before
    size = place.stat().st_size
    assert faults(folder) == [
        f"quiz_bank/hedging.yaml:1: error too-large: the file has {size:,} bytes"
        f" - split it; the most is {LARGEST_FILE:,}"
    ]


def test_a_file_of_the_permitted_size_is_read(place: Path) -> None:
    """The limit itself is permitted."""
    write(place, BANK + "#" * (LARGEST_FILE - len(BANK)))
    assert faults(bank_folder(place.parent)) == []


def test_an_empty_file_is_a_fault_like_any_other(place: Path) -> None:
    """No question, no crash, and a first line to write."""
    write(place, b"")
    assert faults(bank_folder(place.parent)) == [
        "quiz_bank/hedging.yaml:1: error no-questions: the file has no questions"
        ' - start it with "topic:", then "questions:"'
    ]


def test_a_file_that_may_not_be_read_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's reason is passed on; the last good version goes on."""
    folder = bank_folder(place.parent)
    before = asked(folder)
    write(place, BANK + "\n")

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert asked(folder) == before
    assert faults(folder) == [
        "quiz_bank/hedging.yaml:1: error no-access: the file cannot be read (Permission denied)"
        " - check its name and its rights"
    ]


def test_a_folder_in_the_place_of_a_file_is_a_fault(place: Path) -> None:
    """It has the right name and cannot be read."""
    place.with_name("folder.yaml").mkdir()
    (letter,) = faults(bank_folder(place.parent))
    assert letter == (
        "quiz_bank/folder.yaml:1: error not-a-file: this is no file - move it elsewhere"
    )


def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(place: Path) -> None:
    """Opening it would wait for a writer for ever."""
    os.mkfifo(place.with_name("pipe.yaml"))
    (letter,) = faults(bank_folder(place.parent))
    assert letter.startswith("quiz_bank/pipe.yaml:1: error not-a-file: ")


def test_a_device_without_an_end_is_no_file(place: Path) -> None:
    """A link to it has the right name, and reading it would never end."""
    place.with_name("zero.yaml").symlink_to("/dev/zero")
    (letter,) = faults(bank_folder(place.parent))
    assert letter.startswith("quiz_bank/zero.yaml:1: error not-a-file: ")


def test_a_link_to_itself_is_a_fault(place: Path) -> None:
    """The system's reason is passed on."""
    place.with_name("loop.yaml").symlink_to(place.with_name("loop.yaml"))
    (letter,) = faults(bank_folder(place.parent))
    assert letter.startswith("quiz_bank/loop.yaml:1: error no-access: the file cannot be read (")


def test_a_file_put_in_the_place_of_another_is_read(place: Path) -> None:
    """Even with the same time and the same size: an editor that swaps files keeps neither."""
    folder = bank_folder(place.parent)
    folder.read()
    moment = place.stat().st_mtime_ns
    other = write(place.with_name("new"), spoilt(BANK, "You are short", "You were long"))
    os.utime(other, ns=(moment, moment))
    other.replace(place)
    assert asked(folder)["hedging.yaml"][0] == "You were long"


def test_looking_opens_no_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every click looks: a file that is as it was costs a glance at its folder."""
    folder = bank_folder(place.parent)
    folder.read()
    monkeypatch.setattr(Path, "open", lambda path, *_: pytest.fail(f"{path} is read again"))
    folder.look()
    assert folder.read()["hedging.yaml"].content


def test_a_file_that_vanishes_while_it_is_looked_for_is_gone(place: Path) -> None:
    """A link that leads nowhere stands for the moment between listing and looking."""
    place.with_name("link.yaml").symlink_to(place.with_name("nowhere.yaml"))
    assert list(bank_folder(place.parent).read()) == ["hedging.yaml"]


def test_a_missing_folder_is_an_empty_one(tmp_path: Path) -> None:
    """Nothing to read is nothing to fail on."""
    folder = bank_folder(tmp_path / "nowhere")
    assert folder.read() == {}
    assert folder.look() == ()
