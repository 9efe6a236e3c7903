"""Nothing is lost on the way: links, Back, odd addresses, and a server that was killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.browser.app_page import ready
from tests.browser.chromium import visitor
from tests.browser.fingers import drag, let_go
from tests.browser.live_book import open_book, slider
from tests.browser.serving import serving

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import Browser, Locator, Page

FIRST, SECOND = "where-exposure-comes-from", "hedging-with-the-underlying"
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"


def expect_value(target: Locator, value: str) -> None:
    """Wait until a slider stands at a value."""
    from playwright.sync_api import expect

    expect(target).to_have_value(value)


def test_links_between_lessons_change_the_address(page: Page) -> None:
    """Next, the list and the navigation lead where the address then says, at the top."""
    page.goto(f"/lessons?lesson={FIRST}")
    ready(page)
    page.get_by_role("link", name="Next:").click()
    page.wait_for_url(f"**/lessons?lesson={SECOND}")
    ready(page)
    assert page.evaluate(SCROLLED) == 0
    page.get_by_role("link", name="All lessons").click()
    page.wait_for_url(lambda url: urlsplit(url).query == "")
    ready(page)
    page.get_by_role("link", name="Open: Where exposure").click()
    page.wait_for_url(f"**/lessons?lesson={FIRST}")
    ready(page)
    page.locator("[data-testid=stSidebarNav]").get_by_role("link", name="Lessons").click()
    page.wait_for_url(lambda url: urlsplit(url).query == "")


def test_a_link_in_the_text_stays_in_its_tab(page: Page) -> None:
    """Streamlit would open a new tab for every link in Markdown."""
    page.goto(f"/lessons?lesson={SECOND}")
    ready(page)
    page.locator("[data-testid=stMain]").get_by_role("link", name="lesson 2").first.click()
    page.wait_for_url(f"**/lessons?lesson={FIRST}")
    assert len(page.context.pages) == 1


def test_an_address_of_several_parts_is_answered(page: Page) -> None:
    """It leads to a page that helps instead of staying white."""
    page.goto(f"/lessons/{FIRST}")
    ready(page)
    assert "There is no page at this address" in page.locator("h1").first.inner_text()


def test_back_walks_through_the_books(page: Page) -> None:
    """Each release is a step of the history; the step before the first is the page as it opened."""
    open_book(page, "/book")
    visited = []
    for pixels in (20, 40):
        drag(page, slider(page), pixels=pixels)
        visited.append(let_go(page))
    page.go_back()
    page.wait_for_url(lambda url: f"spot={visited[0]}&" in url)
    expect_value(slider(page), visited[0])
    page.go_back()
    page.wait_for_url(lambda url: urlsplit(url).query == "")


def test_a_restarted_server_hears_the_book(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A release into a server that has forgotten the page is kept all the same."""
    folder: Path = tmp_path_factory.mktemp("killed")
    with serving(folder) as server, visitor(browser, server.url) as context:
        page = context.new_page()
        open_book(page, "/book?preset=calendar")
        os.kill(server.pid, signal.SIGKILL)
        with serving(folder, port=int(server.url.rpartition(":")[2])):
            ready(page)
            drag(page, slider(page))
            page.mouse.up()
            page.wait_for_url(lambda url: "start=80" in url, timeout=30_000)
            ready(page)
            assert page.locator(".unsaved").text_content() == ""
