"""What the documents show works: every example is added, as one file, to a copy and looked at."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.study.bank import parse

REPOSITORY = Path(__file__).parents[1]
_EXAMPLE = re.compile(r"^### .*?`([^`]+)`\n.*?^(`{3,})\w+\n(.*?)^\2\n", re.DOTALL | re.MULTILINE)
_YAML = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
_SHOW = """
from pathlib import Path
from engine import figures, instruments
from engine.hedging import policies
from engine.study import rules
from engine.study.course import Library
course = Library(Path(".")).course()
print(*course.faults, sep="\\n")
print("questions", *course.bank.questions)
print("lessons", *[lesson.slug for lesson in course.lessons])
print("presets", *course.presets)
print("situations", *course.situations)
print("policies", *policies.policies())
print("exams", *course.blueprints)
print("rules", *rules.rules())
print("figures", *figures.drawings())
print("instruments", *instruments.kinds())
"""


def examples() -> dict[str, str]:
    """Return the files that CONTRIBUTING.md shows, by their path."""
    found = _EXAMPLE.findall((REPOSITORY / "CONTRIBUTING.md").read_text("utf-8"))
    return {path: text for path, _, text in found}


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the repository with every example file added, and nothing else touched."""
    root = tmp_path_factory.mktemp("grown")
    for folder in ("engine", "content", "quiz_bank", "pages", "tests/instruments", "tests/figures"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copytree(REPOSITORY / "tests/study/rule_examples", root / "tests/study/rule_examples")
    (root / "tests" / "hedging").mkdir()
    for name in (
        "__init__.py",
        "course.py",
        "study/__init__.py",
        "study/links.py",
        "study/test_rules.py",
        "study/written.py",
        "hedging/__init__.py",
        "hedging/test_policies.py",
    ):
        shutil.copy(REPOSITORY / "tests" / name, root / "tests" / name)
    shutil.copy(REPOSITORY / "pyproject.toml", root)
    for path, text in examples().items():
        target = root / path
        assert not target.exists(), f"{path} is there already: the example must be a new file"
        target.write_text(text, encoding="utf-8")
    return root


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python inside the copy."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, capture_output=True, text=True, check=False
    )


def test_there_is_an_example_of_every_kind() -> None:
    """Everything that is one file is shown whole."""
    folders = {path.rpartition("/")[0] for path in examples()}
    assert folders == {
        "quiz_bank",
        "content",
        "engine/figures",
        "engine/instruments",
        "engine/hedging/policies",
        "content/presets",
        "content/situations",
        "quiz_bank/blueprints",
        "engine/study/rules",
    }


def test_each_example_shows_without_another_edit(grown: Path) -> None:
    """The course and the menus hold what was added, without a fault."""
    shown = run(grown, "-c", _SHOW).stdout
    assert shown.startswith("\n"), shown
    for word in (
        "shares-and-vega",
        "what-shares-cannot-hedge",
        "name",
        "gamma_near_expiry",
        "mini_call",
        "overnight_flat",
        "underlying",
        "two-questions",
    ):
        assert re.search(rf"\b{word}\b", shown), word


def test_the_check_passes_with_the_examples(grown: Path) -> None:
    """``python -m engine.check`` finds nothing wrong with them."""
    done = run(grown, "-m", "engine.check")
    assert done.returncode == 0, done.stdout


def test_the_contract_tests_pick_the_examples_up(grown: Path) -> None:
    """The menus' contract tests run on the new instrument and the new figure, and pass."""
    done = run(grown, "-m", "pytest", "-n", "0", "-q", "-rA", "tests/instruments", "tests/figures",
               "tests/hedging/test_policies.py", "tests/study/test_rules.py", "-k",
               "mini_call or gamma_near_expiry or overnight_flat or two-questions")  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    assert "[mini_call" in done.stdout
    assert "gamma_near_expiry" in done.stdout
    assert "overnight_flat" in done.stdout
    assert "two-questions" in done.stdout


@pytest.mark.parametrize("name", ["README.md", "quiz_bank/README.md"])
def test_the_questions_in_the_readmes_are_sound(name: str) -> None:
    """An instructor who copies an example starts from one that works."""
    blocks = _YAML.findall((REPOSITORY / name).read_text("utf-8"))
    assert blocks
    for block in blocks:
        found = parse(name, block)
        assert found.faults == ()
        assert found.content


def test_the_readme_pictures_are_there() -> None:
    """Every screenshot that the README shows is in the repository."""
    pictures = re.findall(r"\]\((\.github/[^)]+\.png)\)", (REPOSITORY / "README.md").read_text())
    assert len(pictures) == 3
    assert all((REPOSITORY / picture).stat().st_size > 10_000 for picture in pictures)
