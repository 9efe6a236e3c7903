"""``python -m engine.check``: a count when all is well, every fault when it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.check import main
from engine.study.course import Library

ROOT = Path(__file__).parents[1]


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
    """Exit code 0, and one line that counts what was checked."""
    course = Library(ROOT).course()
    assert check() == (
        0,
        [
            f"{len(course.lessons)} lessons, {len(course.bank.questions)} questions, "
            f"{len(course.presets)} presets and {len(course.situations)} situations checked: "
            "0 errors, 0 warnings"
        ],
    )


def test_every_fault_is_printed_with_its_file_and_line(copy: Path) -> None:
    """In a bank, a lesson and a preset; the exit code is 1 and the last line counts."""
    bank = spoil(copy / "quiz_bank" / "short-calls.yaml", "wrong:", "worng:")
    lesson = copy / "content" / "01-where-exposure-comes-from.md"
    figure = spoil(lesson, "figure five_channels", "figure six_channels")
    preset = spoil(copy / "content" / "presets" / "4-calendar.yaml", "shift to 5", "vega to 5")
    code, lines = check(str(copy))
    assert code == 1
    assert any(
        line.startswith(f"quiz_bank/short-calls.yaml:{bank}: error: ")
        and line.endswith('unknown key "worng" - did you mean "wrong"?')
        for line in lines
    )
    assert any(
        line.startswith(f"content/{lesson.name}:{figure}: error: ")
        and 'there is no figure "six_channels" - use one of: ' in line
        for line in lines
    )
    assert any(
        line.startswith(f"content/presets/4-calendar.yaml:{preset}: error: ") for line in lines
    )
    assert f"{len(lines) - 1} errors, 0 warnings" in lines[-1]


def test_the_current_folder_is_checked_when_none_is_named(copy: Path) -> None:
    """The copy, not the repository that the program came from."""
    (copy / "quiz_bank" / "broken.yaml").write_text("topic: a: b\n", encoding="utf-8")
    code, lines = check(cwd=copy)
    assert code == 1
    assert lines[0].startswith("quiz_bank/broken.yaml:1: error: ")


@pytest.mark.parametrize("present", [(), ("content",), ("quiz_bank",)])
def test_a_folder_without_a_course_says_what_to_do(
    tmp_path: Path, present: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Both folders are needed, and the letter names them."""
    for name in present:
        (tmp_path / name).mkdir()
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out == (
        f"{tmp_path}: no folders content and quiz_bank here - name the folder that holds them\n"
    )
