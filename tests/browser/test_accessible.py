"""Every page, in both themes, wide and narrow: nothing for axe to object to, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.app_page import THREE_LINES, addresses, ready, unfold
from tests.browser.chromium import NARROW, WIDE, visitor
from tests.browser.live_book import open_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.serving import Server

STREAMLITS_OWN = ("list", "listitem")
"""Rules that Streamlit's navigation breaks: its list of pages has the sections' boxes between."""

IN_NAVIGATION = """(target) =>
  Boolean(document.querySelector(target)?.closest("[data-testid=stSidebarNavItems]"))"""
TOO_WIDE = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .filter((one) => one.scrollWidth > one.clientWidth)
  .map((one) => `${one.tagName} ${one.scrollWidth} > ${one.clientWidth}`)"""


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Return the theme that the visitor's system asks for."""
    return str(request.param)


@pytest.fixture(scope="module", params=[WIDE, NARROW], ids=["wide", "narrow"])
def looking(
    request: pytest.FixtureRequest, browser: Browser, server: Server, scheme: str
) -> Iterator[BrowserContext]:
    """Return a visitor who looks at every page, at a desk or on a telephone."""
    with visitor(browser, server.url, viewport=request.param, color_scheme=scheme) as context:
        yield context


def objections(page: Page) -> list[str]:
    """Return what axe objects to, one line a place."""
    from axe_playwright_python.sync_playwright import Axe

    def ours(rule: str, node: dict[str, Any]) -> bool:
        return rule not in STREAMLITS_OWN or not page.evaluate(IN_NAVIGATION, node["target"][0])

    def place(node: dict[str, Any]) -> str:
        return f"{node['html'][:160]} {node.get('failureSummary', '')[:200]} {node['target']}"

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {place(node)}"
        for one in found
        for node in one["nodes"]
        if ours(one["id"], node)
    ]


@pytest.mark.parametrize("address", addresses())
def test_nothing_to_object_to(looking: BrowserContext, address: str) -> None:
    """Axe finds no violation, and nothing has to be scrolled sideways."""
    page = looking.new_page()
    page.goto(address)
    ready(page)
    unfold(page)
    found, too_wide = objections(page), page.evaluate(TOO_WIDE)
    page.close()
    assert found == []
    assert too_wide == []


def test_keyboard_reaches_a_slider(page: Page) -> None:
    """Tab alone leads from the top of the page to the share-price slider."""
    open_book(page, THREE_LINES)
    focused = ""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { let one = document.activeElement;"
            " while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;"
            " return one?.dataset?.name; }"
        )
        if focused == "spot":
            break
    assert focused == "spot"
