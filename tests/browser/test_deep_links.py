"""The very first request to a new server: every address opens inside the frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from pages.ui.places import SECTIONS
from tests.browser.app_page import TITLES, Complaints, ready
from tests.browser.serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NOWHERE = "There is no page at this address"


def assert_in_the_frame(page: Page, address: str) -> None:
    """Look for the navigation, exactly as designed, and for a page of our own."""
    ready(page)
    sidebar = page.locator("[data-testid=stSidebarNav]")
    headings = sidebar.locator("[data-testid=stNavSectionHeader]").all_inner_texts()
    assert [heading.split("\n")[0].strip() for heading in headings] == list(SECTIONS)
    links = sidebar.locator("[data-testid=stSidebarNavLink]")
    assert [link.inner_text().split("\n")[-1].strip() for link in links.all()] == TITLES
    assert all(link.is_visible() for link in links.all())
    assert page.get_by_role("dialog").count() == 0
    assert page.get_by_text("Page not found").count() == 0
    assert page.get_by_role("heading", name=NOWHERE).count() == (address == "/nope")


@pytest.mark.parametrize("addresses", [("/book", "/bank"), ("/nope", "/")])
def test_fresh_server_answers_inside_the_frame(
    fresh_server: Callable[[], Server], browser: Browser, addresses: tuple[str, ...]
) -> None:
    """Whichever page is asked for first, nothing bypasses the frame."""
    server = fresh_server()
    page = browser.new_page(base_url=server.url)
    complaints = Complaints(page)
    for address in addresses:
        page.goto(address)
        assert_in_the_frame(page, address)
    page.close()
    assert complaints == []


@pytest.mark.parametrize("address", ["/book%2Fnope", "/%3Cb%3E"])
def test_oddest_addresses_lead_home(page: Page, address: str) -> None:
    """Neither several parts nor escaped signs end in a blank page: the start is a click away."""
    page.goto(address)
    ready(page)
    assert page.get_by_role("heading", name=NOWHERE).is_visible()
    page.locator("[data-testid=stMain]").get_by_role("link").first.click()
    page.get_by_role("heading", name=NOWHERE).wait_for(state="detached")
    ready(page)
    assert page.evaluate("location.pathname") == "/"
