"""Every page, in both themes, wide and narrow: nothing for axe to object to, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.app_page import NARROW, THREE_LINES, addresses, ready, unfold
from tests.browser.live_book import open_book

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

TOO_WIDE = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .filter((one) => one.scrollWidth > one.clientWidth)
  .map((one) => `${one.tagName} ${one.scrollWidth} > ${one.clientWidth}`)"""


def objections(page: Page) -> list[str]:
    """Return what axe objects to, one line a place."""
    from axe_playwright_python.sync_playwright import Axe

    def place(node: dict[str, Any]) -> str:
        return f"{node['target']} {node['html'][:160]} {node.get('failureSummary', '')[:300]}"

    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {place(node)}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", addresses())
def test_nothing_to_object_to(
    new_context: Callable[..., BrowserContext], address: str, scheme: str
) -> None:
    """Axe finds no violation on a desk's screen or a telephone's, and nothing scrolls sideways."""
    page = new_context(color_scheme=scheme).new_page()
    page.goto(address)
    ready(page)
    unfold(page)
    assert objections(page) == []
    page.set_viewport_size(NARROW)
    ready(page)
    assert objections(page) == []
    assert page.evaluate(TOO_WIDE) == []


def test_keyboard_reaches_a_slider(page: Page) -> None:
    """Tab alone leads from the top of the page to the share-price slider."""
    open_book(page, THREE_LINES)
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
