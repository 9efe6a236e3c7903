"""Lessons and questions are files: a change shows on the next look, a mistake stops nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.app_page import Complaints, ready

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.serving import Server


@pytest.fixture
def write(server: Server) -> Iterator[Callable[[str, str], Path]]:
    """Return a function that writes a file of the server's course; all is undone afterwards."""
    before: dict[Path, str | None] = {}

    def put(name: str, text: str) -> Path:
        path = server.course / name
        before[path] = path.read_text("utf-8") if path.exists() else None
        path.write_text(text, "utf-8")
        return path

    yield put
    for path, text in before.items():
        if text is None:
            path.unlink()
        else:
            path.write_text(text, "utf-8")


def test_new_lesson_shows_on_the_next_look(page: Page, write: Callable[[str, str], Path]) -> None:
    """A file dropped into the folder is a lesson, without a restart."""
    page.goto("/lessons")
    ready(page)
    assert page.get_by_text("A page of one's own").count() == 0
    head = "title: A page of one's own\nobjective: After this you know.\nminutes: 5"
    write("content/77-own-page.md", f"---\n{head}\n---\n\nHello from a file.\n")
    page.reload()
    page.get_by_text("A page of one's own").first.wait_for()
    page.goto("/lessons?lesson=own-page")
    page.get_by_text("Hello from a file.").wait_for()


def test_broken_file_is_named_and_stops_nobody(
    page: Page, write: Callable[[str, str], Path]
) -> None:
    """The instructor reads file and line; the quiz goes on."""
    complaints = Complaints(page)
    write("quiz_bank/broken.yaml", "topic: Broken\nquestions:\n  - id: [\n")
    page.goto("/bank")
    ready(page)
    page.get_by_text("broken.yaml: 1 error").first.wait_for()
    page.get_by_text("a bracket is not closed").wait_for()
    page.goto("/quiz")
    ready(page)
    page.get_by_role("button", name="Sure", exact=True).wait_for()
    assert complaints == []
