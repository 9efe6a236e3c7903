"""The question bank in a browser: closed to others, pasted and checked, taken home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.app_page import Complaints, listening, ready
from tests.browser.chromium import NARROW, visitor
from tests.browser.objections import TOO_WIDE, objections
from tests.browser.serving import Server, serving
from tests.study.written import BANK, spoilt

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHRASE = "correct horse battery staple"
SECTIONS = ("Preview", "Try it", "Coverage", "Statistics", "Export")
"""Those behind the first one, which is looked at with all other pages."""


@pytest.fixture(scope="module")
def guarded(_browser_at_hand: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server with a pass-phrase that nobody has visited."""
    settings = {"HEDGEBOOK_TEACH_PASSPHRASE": PHRASE}
    with serving(tmp_path_factory.mktemp("guarded"), settings=settings) as started:
        yield started


def test_a_deep_link_is_closed_until_the_pass_phrase_is_given(
    browser: Browser, guarded: Server
) -> None:
    """On a fresh server, straight to the page: no key comes over the line before it is open."""
    with visitor(browser, guarded.url) as context:
        page = context.new_page()
        complaints = Complaints(page)
        received = listening(page)
        page.goto("/bank?section=Preview&item=shares-against-20-short-calls")
        ready(page)
        page.get_by_role("heading", name="For instructors").wait_for()
        assert b"hedging-with-shares" not in b"".join(received)
        assert objections(page) == []
        field = page.get_by_label("Pass-phrase for instructors")
        field.fill("wrong")
        field.press("Enter")
        page.get_by_text("That is not the pass-phrase.").wait_for()
        field.fill(PHRASE)
        field.press("Enter")
        page.get_by_role("heading", name="Question bank").wait_for()
        ready(page)
        assert PHRASE.encode() not in b"".join(received)
        again = context.new_page()
        again.goto("/evidence")
        again.get_by_role("heading", name="How we know", exact=True).wait_for()
        assert complaints == []
    with visitor(browser, guarded.url) as stranger:
        page = stranger.new_page()
        page.goto("/evidence")
        page.get_by_role("heading", name="For instructors").wait_for()


def test_behind_a_proxy_nothing_is_open(browser: Browser, server: Server) -> None:
    """The same computer, with the header of something in between: told how it opens."""
    headers = {"X-Forwarded-For": "203.0.113.9"}
    with visitor(browser, server.url, extra_http_headers=headers) as context:
        page = context.new_page()
        page.goto("/bank")
        page.get_by_text("HEDGEBOOK_TEACH_PASSPHRASE").wait_for()
        assert page.get_by_role("tab").count() == 0


def test_paste_check_repair_and_look(page: Page) -> None:
    """By keyboard: paste a file with a slip, read what is wrong, take it home, try the item."""
    complaints = Complaints(page)
    page.goto("/bank?section=Try+it")
    ready(page)
    field = page.get_by_label("Questions", exact=True)
    field.fill(spoilt(BANK, "ask: Which sign", "ask: Think: which sign"))
    field.press("Control+Enter")
    note = page.locator("table.source")
    note.get_by_text("Warning").first.wait_for()
    assert "Think: which sign" in note.inner_text()
    ready(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download it repaired").click()
    repaired = taken.value.path().read_text("utf-8")
    assert 'ask: "Think: which sign' in repaired
    page.get_by_role("tab", name="Coverage").click()
    page.get_by_label("Blueprint").wait_for()
    ready(page)
    page.get_by_role("tab", name="Try it").click()
    field.wait_for()
    assert "Think: which sign" in field.input_value()
    ready(page)
    page.get_by_test_id("stRadio").get_by_text("Sell shares").click()
    page.get_by_text("(wrong, your answer)").wait_for()
    assert complaints == []


def test_every_section_is_readable_by_all(page: Page) -> None:
    """What axe says of each section, at a desk and on a telephone, where nothing is cut off."""
    page.goto("/bank")
    ready(page)
    for section in SECTIONS:
        page.get_by_role("tab", name=section).click()
        ready(page)
        assert objections(page) == [], section
    page.set_viewport_size(NARROW)
    for section in reversed(SECTIONS):
        page.get_by_role("tab", name=section).click()
        ready(page)
        assert page.evaluate(TOO_WIDE) == [], section


def test_an_export_is_a_file(page: Page) -> None:
    """The chosen format comes down under its own ending."""
    page.goto("/bank?section=Export")
    ready(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download form and key").click()
    assert taken.value.suggested_filename.endswith("-key.html")
    assert "<!doctype html>" in taken.value.path().read_text("utf-8").lower()
