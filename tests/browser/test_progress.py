"""Progress in a browser: readable by all, the date kept, the data taken along and brought back."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.records.store import Store
from engine.study.marking import mark
from engine.study.practice import CONFIDENCES, answer_fact
from engine.study.shown import shown
from pages.ui.edge import LEARNER_COOKIE
from tests.browser.app_page import Complaints, ready, still
from tests.browser.chromium import NARROW, visitor
from tests.browser.objections import TOO_WIDE, darkened, objections
from tests.browser.records import facts_of
from tests.course import COURSE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from engine.records.facts import Fact
    from engine.study.questions import Question
    from tests.browser.serving import Server

COUNT = 40
"""Answers of the learner with a past: several pages of history, some of them sure and wrong."""


def past(learner: str) -> list[Fact]:
    """Return a learner's answers to choices, three of four right, with every confidence."""
    everything = COURSE.bank.questions.values()
    bank = [question for question in everything if question.kind == "choice"]
    begun = time.time() - 9 * 86_400
    return [one_answer(learner, bank[n % len(bank)], n, begun + 600 * n) for n in range(COUNT)]


def one_answer(learner: str, question: Question, number: int, at: float) -> Fact:
    """Return one of these answers."""
    seen = shown(question, f"past{number}")
    wrong = next(option.text for option in seen.options if not option.right)
    given = seen.right_texts[0] if number % 4 else wrong
    return answer_fact(
        learner=learner,
        shown=seen,
        response=given,
        mark=mark(seen, given),
        confidence=CONFIDENCES[number % 3],
        at=at,
        seconds=70,
    )


@pytest.fixture
def learner(server: Server) -> str:
    """Return a learner with a past."""
    name = secrets.token_hex(16)
    store = Store(f"sqlite:///{server.database}")
    store.record_many(past(name))
    store.close()
    return name


@pytest.fixture
def somebody(browser: Browser, server: Server, learner: str) -> Iterator[BrowserContext]:
    """Return the learner's browser."""
    with visitor(browser, server.url) as context:
        context.add_cookies([{"name": LEARNER_COOKIE, "value": learner, "url": server.url}])
        yield context


def opened(context: BrowserContext) -> Page:
    """Open the progress page."""
    page = context.new_page()
    page.goto("/progress")
    ready(page)
    return page


def main(page: Page) -> str:
    """Return what the page says."""
    return page.get_by_test_id("stMain").inner_text()


def ours(objected: list[str]) -> list[str]:
    """Leave out what is Streamlit's own: the role of the field that files are dropped on."""
    return [one for one in objected if "stFileUploaderDropzone" not in one]


def figures(page: Page) -> list[str]:
    """Return the figures that follow from the answers."""
    alt = page.get_by_test_id("stVegaLiteChart").locator("[aria-label]").first
    chance = re.findall(r"with a chance of [^.]*", main(page))
    return [
        *chance,
        str(alt.get_attribute("aria-label")),
        *re.findall(r"When you [^.]*", main(page)),
    ]


def test_a_page_full_of_figures_is_readable_by_all(
    browser: Browser, server: Server, learner: str
) -> None:
    """Chart, tables, lists and forms: axe has nothing to object to, nothing is cut off."""
    with visitor(browser, server.url, color_scheme="light") as context:
        context.add_cookies([{"name": LEARNER_COOKIE, "value": learner, "url": server.url}])
        page = context.new_page()
        complaints = Complaints(page)
        page.goto("/progress")
        ready(page)
        for title in ("These figures as a table", "Bring records", "Delete my data", "How all"):
            page.get_by_text(title).first.click()
        page.get_by_text("This deletes").wait_for()
        assert ours(objections(page)) == []
        assert ours(darkened(page)) == []
        page.set_viewport_size(NARROW)
        page.locator("[data-testid=stSidebar][aria-expanded=true]").wait_for(state="detached")
        page.wait_for_function(f"() => ({TOO_WIDE})().length === 0")
        assert ours(objections(page)) == []
        assert complaints == []


def test_the_date_typed_is_kept_and_the_history_turned_by_keyboard(
    somebody: BrowserContext, server: Server, learner: str
) -> None:
    """Typed, counted down to, still there after a refresh; the pages of attempts turn."""
    page = opened(somebody)
    day = datetime.now(UTC).date() + timedelta(days=30)
    page.get_by_role("spinbutton").first.focus()
    page.keyboard.type(day.strftime("%Y%m%d"))
    for _ in range(2):
        page.keyboard.press("Tab")
    page.get_by_text(re.compile(r"(29|30|31) days to your exam")).wait_for()
    page.reload()
    ready(page)
    assert re.search(r"\d+ days to your exam", main(page))
    assert [fact.kind for fact in facts_of(server, learner)].count("exam_date") == 1
    older = page.get_by_role("button", name="Older")
    older.focus()
    page.keyboard.press("Enter")
    page.get_by_text(f"Page 2 of {COUNT // 10} · {COUNT} attempts").wait_for()


def test_the_data_are_taken_along_deleted_and_brought_back(
    somebody: BrowserContext, server: Server, learner: str, tmp_path: Path
) -> None:
    """After all of it every figure is as it was, and a second time nothing is new.

    A page that stands open elsewhere shows at its next click that all is gone.
    """
    other, page = opened(somebody), opened(somebody)
    before, kept = figures(page), facts_of(server, learner)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download everything").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert re.fullmatch(r"hedgebook-\d{4}-\d\d-\d\d\.jsonl", file.name)
    assert len([json.loads(line) for line in file.read_text("utf-8").splitlines()]) == 1 + len(kept)
    page.get_by_text("Delete my data").first.click()
    still(page)
    page.get_by_role("button", name="Delete all of it").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    page.get_by_text("Nothing is kept of you yet.").wait_for()
    page.get_by_test_id("stVegaLiteChart").wait_for(state="detached")
    assert facts_of(server, learner) == []
    other.get_by_role("button", name="Older").click()
    other.get_by_text("Nothing is kept of you yet.").wait_for()
    assert "Every attempt" not in main(other)
    bring(page, file)
    page.get_by_role("button", name=f"Add {len(kept)} entries").click()
    page.get_by_text(f"{len(kept)} entries added.").wait_for()
    page.get_by_test_id("stVegaLiteChart").wait_for()
    assert facts_of(server, learner) == kept
    page.reload()
    ready(page)
    assert figures(page) == before
    bring(page, file)
    page.get_by_text(f"{len(kept)} already here.").wait_for()
    assert page.get_by_role("button", name=re.compile(r"^Add \d")).count() == 0


def bring(page: Page, file: Path) -> None:
    """Choose a file of records."""
    page.get_by_text("Bring records from another computer").click()
    still(page)
    page.locator("input[type=file]").set_input_files(file)
