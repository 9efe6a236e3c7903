"""The app on PostgreSQL: the database goes and comes back, the server too; no answer is lost."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.app_page import learner, ready
from tests.browser.chromium import visitor
from tests.browser.records import facts_at
from tests.browser.serving import serving
from tests.course import COURSE

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import Browser, Page

    from tests.records.postgres import PostgreSQL

CHOICES = [one.id for one in COURSE.bank.on(None) if one.kind == "choice"]
WAITS = "not saved yet"


def answer(page: Page, question: str) -> None:
    """Answer a question somehow, and see its reasons."""
    page.goto(f"/quiz?question={question}")
    ready(page)
    page.locator("[data-testid=stRadioOption]").first.click()
    page.get_by_role("button", name="Sure", exact=True).click()
    page.get_by_role("button", name="Next question").wait_for()


def answered(database: PostgreSQL, page: Page) -> list[str]:
    """Return the questions whose answers are on disk, in order."""
    return [fact.subject for fact in facts_at(database.url, learner(page)) if fact.kind == "answer"]


def test_no_answer_is_lost_while_the_database_is_away(
    browser: Browser, own_postgres: PostgreSQL, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Stopped in the middle, told plainly, survived by a refresh and a kill, saved by itself."""
    from playwright.sync_api import expect

    folder: Path = tmp_path_factory.mktemp("postgres")
    settings = {"HEDGEBOOK_DATABASE_URL": own_postgres.url, "XDG_DATA_HOME": str(folder / "data")}
    with serving(folder, settings=settings) as server, visitor(browser, server.url) as context:
        page = context.new_page()
        answer(page, CHOICES[0])
        assert answered(own_postgres, page) == CHOICES[:1]
        own_postgres.stop()
        answer(page, CHOICES[1])
        waiting = page.get_by_text(WAITS)
        expect(waiting).to_contain_text("Your last step is not saved yet: the database does not")
        page.reload()
        ready(page)
        expect(waiting).to_be_visible()
        os.kill(server.pid, signal.SIGKILL)
        port = int(server.url.rpartition(":")[2])
        with serving(folder, settings=settings, port=port) as later:
            page.goto("/quiz")
            ready(page)
            expect(waiting).to_be_visible()
            own_postgres.start()
            expect(waiting).to_have_count(0)
            assert answered(own_postgres, page) == CHOICES[:2]
            answer(page, CHOICES[2])
            assert answered(own_postgres, page) == CHOICES[:3]
            assert "Traceback" not in server.log.read_text("utf-8")
            assert "Traceback" not in later.log.read_text("utf-8")
