"""``python -m engine.check``: a count when all is well, every fault when it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.check import main
from tests.course import COURSE, ROOT
from tests.study.written import BANK, BANK_FILE, FIRST, LESSON, PRESET, PRESET_FILE, spoilt, write


def check(*arguments: str, cwd: Path = ROOT) -> tuple[int, list[str]]:
    """Run the check as a person does; return its exit code and the lines it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "engine.check", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the course that a test may break."""
    for folder in ("content", "quiz_bank"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def spoil(file: Path, old: str, new: str) -> int:
    """Replace the first ``old`` in a file; return the line where it stands."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_repository_is_well() -> None:
    """Exit code 0, no error, and a last line that counts what was checked."""
    code, lines = check()
    assert code == 0, lines
    assert lines[-1].startswith(
        f"{len(COURSE.lessons)} lessons, {len(COURSE.bank.questions)} questions, "
        f"{len(COURSE.presets)} presets, {len(COURSE.situations)} situations, "
        f"{len(COURSE.blueprints)} blueprints and {len(COURSE.glossary.terms)} terms checked: "
        "0 errors, "
    )


def test_every_fault_is_printed_with_its_file_and_line(copy: Path) -> None:
    """In a bank, a lesson and a preset; the exit code is 1 and the last line counts."""
    bank = spoil(copy / "quiz_bank" / "hedging-with-shares.yaml", "wrong:", "worng:")
    lesson = copy / "content" / "02-where-exposure-comes-from.md"
    figure = spoil(lesson, "figure five_channels", "figure six_channels")
    preset = spoil(copy / "content" / "presets" / "4-calendar.yaml", "shift to 5", "vega to 5")
    code, lines = check(str(copy))
    assert code == 1
    assert any(
        line.startswith(f"quiz_bank/hedging-with-shares.yaml:{bank}: error unknown-key: ")
        and line.endswith('unknown key "worng" - did you mean "wrong"?')
        for line in lines
    )
    assert any(
        line.startswith(f"content/{lesson.name}:{figure}: error unknown-figure: ")
        and 'there is no figure "six_channels" - did you mean ' in line
        for line in lines
    )
    assert any(
        line.startswith(f"content/presets/4-calendar.yaml:{preset}: error ") for line in lines
    )
    errors = sum(": error " in line for line in lines[:-1])
    assert f"{errors} errors, {len(lines) - 1 - errors} warnings" in lines[-1]


def test_the_current_folder_is_checked_when_none_is_named(copy: Path) -> None:
    """The copy, not the repository that the program came from."""
    (copy / "quiz_bank" / "broken.yaml").write_text("topic: [a\n", encoding="utf-8")
    code, lines = check(cwd=copy)
    assert code == 1
    assert any(line.startswith("quiz_bank/broken.yaml:1: error ") for line in lines)


Printed = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    """Return a function that checks paths and returns the exit code and the lines printed."""

    def run(*paths: Path | str) -> tuple[int, list[str]]:
        code = main([str(path) for path in paths])
        captured = capsys.readouterr()
        assert captured.err == ""
        return code, captured.out.splitlines()

    return run


def test_one_file_anywhere_is_checked_alone(tmp_path: Path, printed: Printed) -> None:
    """Before it belongs to any course; the path is printed as it was given."""
    file = write(
        tmp_path / "mine.yaml", spoilt(BANK, "    wrong:\n      Sell", "    worng:\n      Sell")
    )
    code, lines = printed(file)
    assert code == 1
    assert lines[0] == (
        f'{file}:9: error unknown-key: questions › 1 › worng: unknown key "worng"'
        ' - did you mean "wrong"?'
    )
    assert lines[-1].startswith("1 questions checked: 1 errors, ")


def test_the_rules_speak_too_and_warnings_cost_nothing(tmp_path: Path, printed: Printed) -> None:
    """What is read as it was meant, and what is written unwisely, is a warning."""
    text = spoilt(
        BANK, "Wait for expiry: The direction stays open.", "All of the above: No: never."
    )
    code, lines = printed(write(tmp_path / "mine.yaml", text))
    assert code == 0
    codes = [line.split(": ")[1] for line in lines[:-1]]
    assert "warning prose-colon" in codes
    assert "warning all-of-the-above" in codes
    assert lines[-1] == f"2 questions checked: 0 errors, {len(codes)} warnings"


def test_files_and_folders_are_checked_together(tmp_path: Path, printed: Printed) -> None:
    """One id in two of them is told; hidden folders and other files are left alone."""
    write(tmp_path / "a" / "one.yaml", BANK)
    write(tmp_path / "a" / "presets" / "1-line.yaml", PRESET)
    write(tmp_path / "a" / "02-short-calls.md", LESSON)
    write(tmp_path / "a" / "README.md", "No lesson.")
    write(tmp_path / "a" / ".git" / "hidden.yaml", "[")
    code, lines = printed(tmp_path / "a", write(tmp_path / "b.yml", BANK))
    assert code == 0, lines
    assert lines[-1].startswith("1 lessons, 4 questions and 1 presets checked: 0 errors, ")
    copy_of = write(tmp_path / "a" / "two.yaml", BANK)
    code, lines = printed(tmp_path / "a")
    assert code == 1
    assert lines[0].startswith(f"{copy_of}:5: error same-id: ")


def test_a_file_of_a_course_is_checked_with_the_course(tmp_path: Path, printed: Printed) -> None:
    """A lesson that is not there, an id that another file has: told for this file only."""
    write(tmp_path / "content" / "02-short-calls.md", LESSON)
    write(tmp_path / PRESET_FILE, PRESET)
    write(tmp_path / BANK_FILE, BANK)
    text = spoilt(BANK, FIRST, "another").replace("level: apply", "lesson: short-call")
    file = write(tmp_path / "quiz_bank" / "zz.yaml", text)
    code, lines = printed(file)
    assert code == 1
    errors = [line for line in lines if ": error " in line]
    assert [line.split(": ")[1] for line in errors] == ["error unknown-lesson", "error same-id"]
    assert all(line.startswith(f"{file}:") for line in errors)
    assert printed(tmp_path / BANK_FILE)[0] == 0


def test_an_exam_is_checked_as_one(tmp_path: Path, printed: Printed) -> None:
    """A file in a folder of blueprints holds no questions."""
    file = write(tmp_path / "blueprints" / "exam.yaml", "title: A\nnote: B\n")
    code, lines = printed(file)
    assert code == 1
    assert 'missing-key: "minutes" is missing' in "\n".join(lines)
    assert lines[-1].startswith("1 blueprints checked: ")


BAD_PATHS = {
    "missing": Path.exists,
    "binary": lambda place: place.write_bytes(bytes(range(255, 0, -1)) * 40),
    "UTF-16": lambda place: place.write_bytes(BANK.encode("utf-16")),
    "a pipe": os.mkfifo,
    "a loop": lambda place: place.symlink_to(place),
    "ten megabytes": lambda place: place.write_bytes(b"#" * 10_000_000),
}


@pytest.mark.parametrize("bad", BAD_PATHS)
def test_no_path_ends_in_a_traceback(bad: str, tmp_path: Path, printed: Printed) -> None:
    """One letter that names the path, and exit code 1."""
    place = tmp_path / "x.yaml"
    BAD_PATHS[bad](place)
    code, lines = printed(place)
    assert code == 1
    assert lines[0].startswith(f"{place}:1: error ")
    assert "1 errors, 0 warnings" in lines[-1]


def test_a_folder_with_nothing_in_it_says_so(tmp_path: Path, printed: Printed) -> None:
    """Nothing was checked, and nothing is wrong."""
    assert printed(tmp_path) == (0, ["nothing checked: 0 errors, 0 warnings"])
