"""Pages run without a browser: one learner, a database of their own, and a course to edit."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from pages.ui import state
from pages.ui.places import PAGES

REPOSITORY = Path(__file__).parents[2]
LEARNER = "0123456789abcdef0123456789abcdef"

Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def _packages_are_looked_through_once() -> Iterator[None]:
    """Streamlit looks for components in every installed package, anew for each app under test."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the course that a test may edit."""
    root = tmp_path / "course"
    for folder in ("content", "quiz_bank"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    monkeypatch.setenv("HEDGEBOOK_COURSE", str(root))
    return root


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of an empty database that the pages use."""
    url = f"sqlite:///{tmp_path / 'records.sqlite3'}"
    monkeypatch.setenv("HEDGEBOOK_DATABASE_URL", url)
    return url


@pytest.fixture
def open_page(database: str, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that opens a page by its path, with query parameters.

    The course is the repository's own, read once, unless a test asks for one to edit.
    """
    monkeypatch.setattr(state, "learner", lambda: LEARNER)

    def opened(path: str, **query: str) -> AppTest:
        app = AppTest.from_file(PAGES / "ui" / "frame.py", default_timeout=20)
        for name, value in query.items():
            app.query_params[name] = value
        if path != "learn/start":
            app.switch_page(str(PAGES / f"{path}.py"))
        app.run()
        assert not app.exception
        return app

    return opened


def texts(app: AppTest) -> str:
    """Return everything that a page says, as one text."""
    kinds = ("title", "header", "markdown", "caption", "success", "error", "warning", "info")
    spoken = [str(item.value) for kind in kinds for item in app.get(kind)]
    return "\n".join(spoken + [str(item.value) for item in app.get("text")])
