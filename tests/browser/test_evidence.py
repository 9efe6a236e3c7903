"""How we know, in a browser: readable at once, and every simulation told when it is done.

The simulations take about ten seconds of a server that nobody has asked for this page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.evidence import tables
from tests.browser.app_page import Complaints, ready
from tests.browser.chromium import visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.serving import Server

_DONE = 60_000
"""Milliseconds that the simulations may take on a busy machine."""


def test_everything_holds_in_the_end(browser: Browser, server: Server) -> None:
    """The first visitor reads and filters while simulations run; the second finds them done."""
    with visitor(browser, server.url) as first, visitor(browser, server.url) as second:
        page = first.new_page()
        complaints = Complaints(page)
        page.goto("/evidence")
        page.get_by_role("heading", name="Option values, one by one").wait_for()
        _choose(page, "Hedging")
        verdict = page.get_by_test_id("stAlert")
        verdict.filter(has_text="hold.").wait_for(timeout=_DONE)
        ready(page)
        assert verdict.inner_text().split("\n")[-1].startswith("All ")
        assert page.get_by_text("✗").count() == 0
        assert page.get_by_role("progressbar").count() == 0
        page.get_by_role("heading", name="How good delta hedging is").wait_for()
        assert page.locator("[data-testid=stVegaLiteChart]").count() == 1
        assert complaints == []
        late = second.new_page()
        late.goto("/evidence?topic=Hedging")
        ready(late)
        assert late.get_by_role("progressbar").count() == 0
        assert late.get_by_text("…", exact=True).count() == 0


def _choose(page: Page, topic: str) -> None:
    page.locator(".st-key-topic").get_by_text(topic, exact=True).click()
    others = next(table.title for table in tables().values() if table.topic != topic)
    page.get_by_role("heading", name=others).wait_for(state="detached")
    assert f"topic={topic}" in page.url
