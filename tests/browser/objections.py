"""What stands in the way of somebody who reads a page: asked of axe and of the page's width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from tests.browser.app_page import ready, still

if TYPE_CHECKING:
    from playwright.sync_api import Page

STREAMLITS_LIST = ("list", "listitem")
"""Rules that Streamlit's navigation breaks: boxes stand between its list and the items."""
IN_NAVIGATION = """(target) =>
  Boolean(document.querySelector(target)?.closest("[data-testid=stSidebarNavItems]"))"""
FOLLOWED = """(scheme) => {
  const app = getComputedStyle(document.querySelector("[data-testid=stApp]"));
  const sum = app.backgroundColor.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0);
  return sum > 380 === (scheme === "light");
}"""
TOO_WIDE = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .filter((one) => one.scrollWidth > one.clientWidth)
  .map((one) => `${one.tagName} ${one.scrollWidth} > ${one.clientWidth}`)"""


def darkened(page: Page) -> list[str]:
    """Return the contrasts axe objects to when the system turns dark; it is light again after."""
    turn(page, "dark")
    found = objections(page, runOnly=["color-contrast"])
    turn(page, "light")
    return found


def turn(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Let the visitor's system ask for another theme, and wait until the page follows."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(FOLLOWED, arg=scheme)
    ready(page)
    still(page)  # Boxes change their colour a moment after the page.


def objections(page: Page, **options: Any) -> list[str]:
    """Return what axe objects to, one line a place; ``options`` are axe's own."""
    from axe_playwright_python.sync_playwright import Axe

    def ours(rule: str, node: dict[str, Any]) -> bool:
        return rule not in STREAMLITS_LIST or not page.evaluate(IN_NAVIGATION, node["target"][0])

    def place(node: dict[str, Any]) -> str:
        return f"{node['html'][:160]} {node.get('failureSummary', '')[:200]} {node['target']}"

    # Told only of violations, axe need not describe each of thousands of places that are well.
    told = {"resultTypes": ["violations"], **options}
    found = Axe().run(page, options=told).response["violations"]
    return [
        f"{one['id']}: {place(node)}"
        for one in found
        for node in one["nodes"]
        if ours(one["id"], node)
    ]
